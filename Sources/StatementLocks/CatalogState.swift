import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

/// A catalog at one point of a script, asked for what hangs together with a relation.
struct CatalogState {
  let catalog: Catalog
  let relations: [ObjectName: CatalogRelation]
  let searchPath: [String]
  private let temporary: Set<String>
  private let heirs: [ObjectName: [ObjectName]]
  private let references: [ObjectName: [Reference]]

  /// A foreign key and the table that has it.
  struct Reference {
    var table: ObjectName
    var key: ForeignKey
  }

  init(_ steps: ScriptSteps) {
    catalog = steps.catalog
    relations = steps.relations
    searchPath = steps.searchPath
    temporary = steps.temporaryRelations
    var heirs: [ObjectName: [ObjectName]] = [:]
    var references: [ObjectName: [Reference]] = [:]
    for table in catalog.tables {
      for parent in table.inherits { heirs[parent, default: []].append(table.name) }
      if let parent = table.partitionOf?.parent { heirs[parent, default: []].append(table.name) }
      for key in table.foreignKeys where key.isEnforced {
        references[key.target, default: []].append(Reference(table: table.name, key: key))
      }
    }
    self.heirs = heirs
    self.references = references
  }

  /// The relation that a name stands for; nil for temporary ones and those of the system, and when there is none.
  func find(_ path: [String]) -> ObjectName? {
    guard let name = path.last else { return nil }
    if path.count >= 2 {
      let candidate = ObjectName(name, schema: path[path.count - 2])
      return relations[candidate] == nil ? nil : candidate
    }
    if temporary.contains(name) { return nil }
    return searchPath.map { ObjectName(name, schema: $0) }.first { relations[$0] != nil }
  }

  func find(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> ObjectName? {
    relation.flatMap { find(Self.path($0.pointee)) }
  }

  static func path(_ relation: PgQuery__RangeVar) -> [String] {
    [relation.schemaname.text, relation.relname.text].compactMap { $0 }
  }

  /// The relation of a name, be it one whose making was not read: `CREATE TABLE AS` shows no columns.
  func assumed(_ path: [String]) -> ObjectName? {
    if let found = find(path) { return found }
    guard let name = path.last, path.count > 1 || !(temporary.contains(name) || name.hasPrefix("pg_")) else {
      return nil
    }
    return ObjectName(name, schema: path.count > 1 ? path[path.count - 2] : searchPath.first ?? "public")
  }

  func table(_ name: ObjectName) -> Table? { catalog.tables[name] }
  func isPartitioned(_ name: ObjectName) -> Bool { catalog.tables[name]?.partitionKey != nil }

  /// Partitions and heirs of a table, not those of these.
  func children(of name: ObjectName) -> [ObjectName] { heirs[name] ?? [] }

  /// A table and all below it.
  func tree(_ name: ObjectName) -> [ObjectName] {
    var result: [ObjectName] = []
    var pending = [name]
    while let next = pending.popLast() {
      guard !result.contains(next) else { continue }
      result.append(next)
      pending += children(of: next).reversed()
    }
    return result
  }

  /// The tables of a tree that hold rows.
  func leaves(_ name: ObjectName) -> [ObjectName] { tree(name).filter(holdsRows) }

  func holdsRows(_ name: ObjectName) -> Bool {
    if let view = catalog.views[name] { return view.isMaterialized }
    guard let table = catalog.tables[name] else { return true }
    return table.partitionKey == nil && table.kind == .ordinary
  }

  func defaultPartition(of name: ObjectName) -> ObjectName? {
    children(of: name).first { catalog.tables[$0]?.partitionOf?.bound == "DEFAULT" }
  }

  /// The other partitions of a table.
  func siblings(of name: ObjectName, in parent: ObjectName) -> [ObjectName] {
    children(of: parent).filter { $0 != name }
  }

  /// The partitioned tables above a partition, the nearest first.
  func ancestors(of name: ObjectName) -> [ObjectName] {
    var result: [ObjectName] = []
    var next = catalog.tables[name]?.partitionOf?.parent
    while let parent = next, !result.contains(parent) {
      result.append(parent)
      next = catalog.tables[parent]?.partitionOf?.parent
    }
    return result
  }

  /// Those behind constraints included.
  func indexes(of name: ObjectName) -> [ObjectName] {
    if let view = catalog.views[name] { return view.indexes.map { ObjectName($0.name, schema: name.schema) } }
    guard let table = catalog.tables[name] else { return [] }
    let names = table.keys.map(\.name) + table.exclusions.map(\.name) + table.indexes.map(\.name)
    return names.map { ObjectName($0, schema: name.schema) }
  }

  /// Sequences that belong to columns of a table.
  func sequences(of name: ObjectName, column: String? = nil) -> [ObjectName] {
    guard let table = catalog.tables[name] else { return [] }
    let owned = catalog.sequences.filter { sequence in
      sequence.ownedBy?.table == name && (column == nil || sequence.ownedBy?.column == column)
    }
    return owned.map(\.name)
      + table.columns.filter { column == nil || $0.name == column }.compactMap { identitySequence(of: $0, in: name) }
  }

  func identitySequence(of column: Column, in table: ObjectName) -> ObjectName? {
    guard let identity = column.identity, catalog.tables[table]?.partitionOf == nil else { return nil }
    return identity.sequence.name
      ?? ObjectName(ObjectNaming.name(table.name, column.name, "seq"), schema: table.schema)
  }

  /// Foreign keys that point to a table, or as a partition to a table above it.
  func references(to name: ObjectName) -> [Reference] {
    references[name] ?? []
  }
}
