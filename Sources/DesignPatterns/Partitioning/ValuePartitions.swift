import PlanModel
import SQLWriting
import SchemaModel

/// A table cut by the values of a column.
struct ValuePartitions: Sendable {
  enum Cut: Sendable {
    /// So many parts, a power of two.
    case hash(Int)
    /// What each is called behind the table's name, with its values as SQL; those without any take the rest.
    case list([(suffix: String, values: [String])])
  }

  let table: Table
  let column: Column
  let cut: Cut

  var strategy: PartitionKey.Strategy {
    switch cut {
    case .hash: .hash
    case .list: .list
    }
  }

  var count: Int {
    switch cut {
    case .hash(let count): count
    case .list(let parts): parts.count
    }
  }

  var new: PartitionedTable { PartitionedTable(table, strategy, by: column.name) }

  func parts(_ subject: PatternSubject) -> [(name: ObjectName, bound: String)] {
    func named(_ suffix: String) -> ObjectName {
      let schema = table.name.schema
      let stem = PatternSubject.cut(table.name.name, to: 62 - suffix.utf8.count)
      return ObjectName(subject.freeName("\(stem)_\(suffix)", in: schema), schema: schema)
    }
    switch cut {
    case .hash(let count):
      return (0..<count).map {
        (named("part_\($0)"), "FOR VALUES WITH (MODULUS \(count), REMAINDER \($0))")
      }
    case .list(let parts):
      return parts.map {
        (named($0.suffix), $0.values.isEmpty ? "DEFAULT" : "FOR VALUES IN (\($0.values.joined(separator: ", ")))")
      }
    }
  }

  /// The keys that carry a rule of the application would hold within a partition only, and what ON CONFLICT names.
  static func keepsKeys(_ table: Table, by column: String, in subject: PatternSubject) -> Bool {
    let new = PartitionedTable(table, .list, by: column)
    guard new.changedIndexes.isEmpty, new.changedKeys.allSatisfy(\.isPrimary) else { return false }
    guard !new.changedKeys.isEmpty else { return true }
    return !(subject.queriesByTable[table.name] ?? []).contains { query in
      guard let shape = query.shape, shape.kind == .insert else { return false }
      let isNamed = shape.conflictConstraint != nil || !shape.conflictColumns.isEmpty
      return isNamed && !shape.conflictColumns.contains { $0.column == column }
    }
  }

  func scripts(_ subject: PatternSubject) -> [PatternScript] {
    let there = TableSwap(from: table, to: new.table, parts: parts(subject), subject: subject)
    let back = TableSwap(from: new.table, to: table, parts: [], subject: subject)
    return [PatternScript(.apply, there.text), PatternScript(.back, back.text)]
  }
}
