import SchemaModel

/// Tables that may go on under another name: most of their columns are in the other one, and what pointed at the one
/// points at the other. A column that many tables have says little.
struct LikelyTables {
  private(set) var found: [LikelyRenames.Found] = []
  private let old: Catalog
  private let new: Catalog
  private var spread: [String: Int] = [:]

  private struct Pair {
    var old: Table
    var new: Table
    var points: Double
    var because: String
  }

  init(_ old: Catalog, _ new: Catalog) {
    self.old = old
    self.new = new
    for table in old.tables { for column in table.columns { spread[Self.key(column), default: 0] += 1 } }
    for table in new.tables where !old.tables.contains(table.name) {
      for column in table.columns where spread[Self.key(column)] == nil { spread[Self.key(column)] = 1 }
    }
    let gone = old.tables.filter { !new.tables.contains($0.name) && $0.partitionOf == nil }
    let come = new.tables.filter { !old.tables.contains($0.name) && $0.partitionOf == nil }
    let pairs = gone.flatMap { table in come.compactMap { pair(table, $0) } }
    var taken: Set<ObjectName> = []
    for pair in pairs.sorted(by: { ($1.points, $0.old.name, $0.new.name) < ($0.points, $1.old.name, $1.new.name) })
    where !taken.contains(pair.old.name) && !taken.contains(pair.new.name) {
      taken.formUnion([pair.old.name, pair.new.name])
      found.append(
        .init(
          kind: .table, owner: pair.old.name, old: pair.old.name.name, new: pair.new.name.name,
          newSchema: pair.new.name.schema, because: pair.because))
    }
  }

  private static func key(_ column: Column) -> String { "\(column.name) \(column.type.display)" }

  private func weight(_ columns: [Column]) -> Double {
    columns.reduce(0) { $0 + 1 / Double(max(1, spread[Self.key($1)] ?? 1)) }
  }

  private func pair(_ gone: Table, _ come: Table) -> Pair? {
    let known = Set(gone.columns.map(Self.key))
    let shared = come.columns.filter { known.contains(Self.key($0)) }
    guard !shared.isEmpty else { return nil }
    let part = weight(shared) / max(weight(Array(gone.columns)), weight(Array(come.columns)))
    let pointing = retargeted(from: gone.name, to: come.name)
    let likeness = NameLikeness.of(gone.name.name, come.name.name)
    var wanted = 0.7
    if likeness >= 0.4 { wanted -= 0.15 }
    if pointing > 0 { wanted -= 0.3 }
    guard part >= wanted, shared.count > 1 || pointing > 0 else { return nil }
    var because = "\(shared.count) of its \(gone.columns.count) columns are in \(come.name.display) with name and type"
    if pointing > 0 {
      because +=
        ", and \(pointing == 1 ? "a foreign key that pointed" : "\(pointing) foreign keys that pointed") at \(gone.name.display) \(pointing == 1 ? "points" : "point") there"
    }
    return Pair(old: gone, new: come, points: part + (pointing > 0 ? 0.5 : 0) + likeness * 0.2, because: because)
  }

  /// Foreign keys of other tables over the same columns that point at the one before and at the other after.
  private func retargeted(from gone: ObjectName, to come: ObjectName) -> Int {
    new.tables.reduce(0) { count, table in
      guard let before = old.tables[table.name] else { return count }
      return count
        + table.foreignKeys.count { key in
          key.target == come && before.foreignKeys.contains { $0.target == gone && $0.columns == key.columns }
        }
    }
  }
}
