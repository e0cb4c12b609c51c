import SchemaModel

/// The order in which tables can be created so that foreign keys find their targets.
struct CreationOrder {
  /// Foreign keys that close a circle and can only be added at the end; of a circle's keys one that may be null, if any.
  private(set) var closing: [PlanSubject.Reference] = []
  /// Tables at the greatest depth.
  private(set) var last: [Table] = []
  private var depths: [ObjectName: Int] = [:]
  private var deferred: Set<String> = []
  /// How often a walk may still begin anew from a key that may be null, so that circles upon circles stay affordable.
  private var returns = 1000

  init(_ catalog: Catalog) {
    let tables = catalog.tables.filter { $0.partitionOf == nil }
    for table in tables where depths[table.name] == nil { visit(table, catalog) }
    let deepest = depths.values.max() ?? 0
    last = deepest == 0 ? [] : tables.filter { depths[$0.name] == deepest }
  }

  /// 0 for a table that points at none.
  func depth(of table: ObjectName) -> Int { depths[table] ?? 0 }

  /// A table on the way down, and the next of its foreign keys to follow.
  private struct Step {
    var table: Table
    var next = 0

    /// The key that led on from it.
    var taken: PlanSubject.Reference { PlanSubject.Reference(table: table, key: table.foreignKeys[next - 1]) }
  }

  /// Depth-first with an explicit stack: a chain of thousands of tables must not exhaust ours.
  private mutating func visit(_ root: Table, _ catalog: Catalog) {
    var open: Set<ObjectName> = [root.name]
    var stack = [Step(table: root)]
    while let step = stack.last {
      let table = step.table
      guard step.next < table.foreignKeys.count else {
        let targets = table.foreignKeys.filter { isFollowed($0, from: table) && !open.contains($0.target) }
        depths[table.name] = targets.compactMap { depths[$0.target] }.max().map { $0 + 1 } ?? 0
        open.remove(table.name)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let key = table.foreignKeys[step.next]
      guard isFollowed(key, from: table), let target = catalog.tables[key.target] else { continue }
      if open.contains(target.name) {
        close(&stack, at: target.name, &open)
      } else if depths[target.name] == nil {
        open.insert(target.name)
        stack.append(Step(table: target))
      }
    }
  }

  private func isFollowed(_ key: ForeignKey, from table: Table) -> Bool {
    key.target != table.name && !deferred.contains(PlanSubject.Reference(table: table, key: key).identity)
  }

  /// Defers one key of the circle that the last step's key closes, and goes back to where that key was followed.
  private mutating func close(_ stack: inout [Step], at target: ObjectName, _ open: inout Set<ObjectName>) {
    let start = returns > 0 ? stack.firstIndex { $0.table.name == target } ?? stack.count - 1 : stack.count - 1
    let chosen = stack.indices[start...].reversed().first { Self.mayBeNull(stack[$0].taken) } ?? stack.count - 1
    let reference = stack[chosen].taken
    closing.append(reference)
    deferred.insert(reference.identity)
    guard chosen < stack.count - 1 else { return }
    returns -= 1
    for step in stack[(chosen + 1)...] { open.remove(step.table.name) }
    stack.removeSubrange((chosen + 1)...)
  }

  private static func mayBeNull(_ reference: PlanSubject.Reference) -> Bool {
    reference.key.columns.contains { reference.table.columns[$0]?.isNullable ?? false }
  }
}
