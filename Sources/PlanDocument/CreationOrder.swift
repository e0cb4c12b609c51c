import SchemaModel

/// The order in which tables can be created so that foreign keys find their targets.
struct CreationOrder {
  /// Foreign keys that close a circle and can only be added at the end.
  private(set) var closing: [PlanSubject.Reference] = []
  /// Tables at the greatest depth.
  private(set) var last: [Table] = []
  private var depths: [ObjectName: Int] = [:]

  init(_ catalog: Catalog) {
    let tables = catalog.tables.filter { $0.partitionOf == nil }
    for table in tables where depths[table.name] == nil { visit(table, catalog) }
    let deepest = depths.values.max() ?? 0
    last = deepest == 0 ? [] : tables.filter { depths[$0.name] == deepest }
  }

  /// 0 for a table that points at none.
  func depth(of table: ObjectName) -> Int { depths[table] ?? 0 }

  /// Depth-first with an explicit stack: a chain of thousands of tables must not exhaust ours.
  private mutating func visit(_ root: Table, _ catalog: Catalog) {
    var open: Set<ObjectName> = [root.name]
    var stack: [(table: Table, next: Int)] = [(root, 0)]
    while let (table, next) = stack.last {
      guard next < table.foreignKeys.count else {
        let targets = table.foreignKeys.map(\.target).filter { !open.contains($0) }
        depths[table.name] = targets.compactMap { depths[$0] }.max().map { $0 + 1 } ?? 0
        open.remove(table.name)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let key = table.foreignKeys[next]
      guard key.target != table.name, let target = catalog.tables[key.target] else { continue }
      if open.contains(target.name) {
        closing.append(PlanSubject.Reference(table: table, key: key))
      } else if depths[target.name] == nil {
        open.insert(target.name)
        stack.append((target, 0))
      }
    }
  }
}
