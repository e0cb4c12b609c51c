import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel
import Sizing

/// Hash partitions of a table that no cache holds and that is always asked for one value of a column.
struct HashPartitions {
  let parts: ValuePartitions
  /// Bytes at the horizon, of the whole table and of one part.
  let bytes: Double
  let bytesPerPart: Double
  let limit: Double
  let values: (count: Double, spans: [SourceSpan?])
  /// Of the declared queries, a second.
  let pruned: Double
  let asked: Double

  /// Parts differ by less than a third, by three deviations, where each holds so many values.
  static let valuesPerPart = 100.0
  /// Of the declared rate has to fix the column.
  static let leastPruned = 0.95
  private static let kinds: Set<String> = ["int2", "int4", "int8", "uuid", "text", "varchar", "bpchar"]

  /// nil where a time serves queries or retention, where no column is fixed, or a key stands against it.
  init?(_ table: Table, in subject: PatternSubject) {
    guard TableSwap.isPossible(table, in: subject), !subject.existing.contains(table.name),
      subject.volumes[table.name]?.retention == nil, TimeColumn.best(of: table, in: subject)?.ranged.isEmpty ?? true,
      let rows = subject.rows(of: table.name, afterMonths: PatternSubject.horizon)
    else { return nil }
    limit = PartitionLayout.limit(subject)
    bytes = subject.bytes(of: table, rows: rows)
    // As large as the whole memory.
    guard bytes >= 4 * limit, let best = Self.column(of: table, subject) else { return nil }
    (values, pruned, asked) = (best.values, best.pruned, best.asked)
    let new = PartitionedTable(table, .hash, by: best.column.name)
    var count = 4
    while count < 1024, subject.bytes(of: new.table, rows: rows / Double(count)) > limit { count *= 2 }
    bytesPerPart = subject.bytes(of: new.table, rows: rows / Double(count))
    let known = subject.statistics[ColumnReference(table.name, best.column.name)]
    let largest = known?.values.map(\.share.value).max() ?? 0
    guard bytesPerPart <= limit, values.count >= Self.valuesPerPart * Double(count), bytes * largest <= limit else {
      return nil
    }
    parts = ValuePartitions(table: table, column: best.column, cut: .hash(count))
  }

  private struct Candidate {
    var column: Column
    var values: (count: Double, spans: [SourceSpan?])
    var pruned: Double
    var asked: Double
  }

  private static func column(of table: Table, _ subject: PatternSubject) -> Candidate? {
    let queries = asking(table, subject)
    let asked = queries.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    guard asked > 0 else { return nil }
    let written = Set(
      queries.compactMap(\.shape).filter { $0.kind != .select }.flatMap(\.columnsWritten)
        .filter { $0.table == table.name }.map(\.column))
    var best: Candidate?
    for column in table.columns where !column.isNullable && column.generated == nil && !written.contains(column.name) {
      let type = subject.catalog.typeBeneathDomains(column.type)
      guard !type.isArray, type.userType == nil, kinds.contains(type.name),
        ValuePartitions.keepsKeys(table, by: column.name, in: subject),
        let values = values(of: column, in: table, subject)
      else { continue }
      let pruned = queries.filter { $0.shape.map { prunes($0, table, column.name) } ?? false }
        .reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
      guard pruned >= leastPruned * asked, pruned > best?.pruned ?? 0 else { continue }
      best = Candidate(column: column, values: values, pruned: pruned, asked: asked)
    }
    return best
  }

  /// Declared queries that look for rows of a table.
  static func asking(_ table: Table, _ subject: PatternSubject) -> [Query] {
    (subject.queriesByTable[table.name] ?? []).filter { query in
      guard let shape = query.shape else { return false }
      return !(shape.kind == .insert && shape.relations.contains { $0.isWritten && $0.name == table.name })
    }
  }

  /// Whether the planner knows the part: one value, given or through a join with a column that is given it.
  static func prunes(_ shape: QueryShape, _ table: Table, _ column: String) -> Bool {
    guard shape.relations.filter({ $0.name == table.name }).count == 1 else { return false }
    let filter = TableFilter(shape, on: table.name)
    return filter.equal.contains(column) || filter.derived.contains(column)
  }

  private static func values(
    of column: Column, in table: Table, _ subject: PatternSubject
  ) -> (count: Double, spans: [SourceSpan?])? {
    if let distinct = subject.statistics[ColumnReference(table.name, column.name)]?.distinct {
      return (distinct.value.value, [distinct.span])
    }
    if table.isUnique([column.name]) {
      return subject.volumes[table.name]?.rows.map { ($0.value.value, [$0.span]) }
    }
    let key = table.foreignKeys.first { $0.columns == [column.name] }
    return key.flatMap { subject.volumes[$0.target]?.rows }.map { ($0.value.value, [$0.span]) }
  }
}
