import SchemaModel

extension StatementJudge {
  /// A foreign key is made: triggers on both tables, on the partitions of the one that it points to, and on those of its
  /// own, whose rows are read when it is validated.
  mutating func addForeignKey(from table: ObjectName, to target: ObjectName, validates: Bool) {
    draft.lock(target, .accessShare, .shareRowExclusive)
    draft.lock(partitions(of: target), .shareRowExclusive)
    draft.lock(table, .accessShare, .shareRowExclusive)
    draft.lock(partitions(of: table), .shareRowExclusive)
    if validates { validate(table, to: target) }
  }

  /// The query that looks for rows without a partner, planned and run as any other.
  mutating func validate(_ table: ObjectName, to target: ObjectName) {
    for leaf in after.isPartitioned(table) ? after.leaves(table) : [table] {
      draft.lock(leaf, .accessShare)
      draft.lock(indexes(of: leaf), .accessShare)
      draft.scan(leaf)
    }
    draft.lock(target, .rowShare)
    for part in [target] + partitions(of: target) {
      draft.lock(part, .accessShare)
      if after.holdsRows(part) || postgres >= 16 { draft.lock(indexes(of: part), .accessShare) }
    }
  }

  func partitions(of table: ObjectName) -> [ObjectName] {
    let state = after.table(table) == nil ? before : after
    return state.isPartitioned(table) ? Array(state.tree(table).dropFirst()) : []
  }

  /// Those that there are when a query runs at the end of the statement.
  private func indexes(of table: ObjectName) -> [ObjectName] { after.indexes(of: table) }
}
