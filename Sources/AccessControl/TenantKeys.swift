package import SchemaModel

/// A foreign key with the tenant in it, so that a row can not point at another tenant's.
package struct TenantKey: Sendable, Hashable {
  package var table: ObjectName
  /// As it is now.
  package var old: ForeignKey
  /// As it should be.
  package var new: ForeignKey
  /// A unique index that the target needs for it; nil when it has one, or gets it for another key.
  package var uniqueIndex: Index?
  /// Whether the index is made for another key.
  package var sharesIndex = false
}

/// Finds the foreign keys by which a row of one tenant could point at a row of another one.
struct TenantKeyFinder {
  private let catalog: Catalog
  private let tenants: KeyPaths
  private let parted: Set<ObjectName>
  private let postgres: Int
  private let names: TakenNames
  private var indexes: [ObjectName: [[String]]] = [:]
  private var proposed: Set<String> = []

  init(_ catalog: Catalog, _ tenants: KeyPaths, parted: Set<ObjectName>, postgres: Int) {
    self.catalog = catalog
    self.tenants = tenants
    self.parted = parted
    self.postgres = postgres
    names = TakenNames(catalog)
  }

  mutating func keys() -> [TenantKey] {
    var found: [TenantKey] = []
    for table in catalog.tables where parted.contains(table.name) {
      for key in table.foreignKeys where key.isEnforced {
        if let proposal = proposal(key, of: table) { found.append(proposal) }
      }
    }
    return found
  }

  private mutating func proposal(_ key: ForeignKey, of table: Table) -> TenantKey? {
    guard let target = catalog.tables[key.target], parted.contains(target.name) else { return nil }
    guard let (own, theirs) = parting(table, target, key),
      !zip(key.columns, key.targetColumns).contains(where: {
        $0 == own && $1 == theirs
      })
    else { return nil }
    // The index, or a part of the key, would need a column that is there already in another place.
    guard !key.columns.contains(own), !key.targetColumns.contains(theirs) else { return nil }
    guard table.columns[own]?.type == target.columns[theirs]?.type else { return nil }
    var new = key
    new.columns = [own] + key.columns
    new.targetColumns = [theirs] + key.targetColumns
    new.match = .simple
    if [.setNull, .setDefault].contains(key.onDelete), key.onDeleteColumns.isEmpty {
      // Before PostgreSQL 15 the tenant's column would be cleared as well.
      guard postgres >= 15 else { return nil }
      new.onDeleteColumns = key.columns
    }
    if [.setNull, .setDefault].contains(key.onUpdate) { return nil }
    let isProposed = indexes[target.name]?.contains(new.targetColumns.sorted()) == true
    return TenantKey(
      table: table.name, old: key, new: new, uniqueIndex: uniqueIndex(on: target, new.targetColumns),
      sharesIndex: isProposed)
  }

  /// The columns that say whose a row is, here and there.
  private func parting(_ table: Table, _ target: Table, _ key: ForeignKey) -> (own: String, theirs: String)? {
    switch (tenants[table.name], tenants[target.name]) {
    case (.own(let own)?, .own(let theirs)?): return (own, theirs)
    case (.parent(let mine)?, .parent(let theirs)?):
      // A row that points at another one of its own table stays below the same parent.
      guard table.name == target.name, mine.keys.first?.columns.count == 1, let way = mine.keys.first?.columns.first,
        mine.keys == theirs.keys, key != mine.keys.first
      else { return nil }
      return (way, way)
    default: return nil
    }
  }

  /// nil when the target has one over these columns, or gets one for another key.
  private mutating func uniqueIndex(on target: Table, _ columns: [String]) -> Index? {
    let wanted = columns.sorted()
    let keys = target.keys.map { $0.columns.sorted() }
    let plain = target.indexes.filter { $0.isUnique && $0.predicate == nil }.compactMap { $0.columnNames?.sorted() }
    if (keys + plain + (indexes[target.name] ?? [])).contains(wanted) { return nil }
    indexes[target.name, default: []].append(wanted)
    let name = names.freeRelation(
      PrismaConstraintName.unique(table: target.name.name, columns: columns), in: target.name.schema,
      orWith: "_tenant", besides: proposed)
    proposed.insert(name)
    var index = Index(name, elements: columns.map { IndexElement(column: $0) })
    index.isUnique = true
    return index
  }
}
