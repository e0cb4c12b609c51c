import Diagnostics
import PlanModel
import SchemaModel

/// The column by which rows of a table grow old, with what shows it.
struct TimeColumn: Sendable {
  var column: Column
  /// Declared reads that limit it on one side or both, and what they are called.
  var ranged: [Query]
  /// Where it is written that rows come in its order.
  var correlation: Located<Double>?

  private static let arrival: Set<String> = [
    "created", "inserted", "occurred", "happened", "recorded", "logged", "viewed", "received", "sent", "placed",
    "booked", "changed", "captured", "measured", "time", "timestamp", "ts", "date", "event", "at", "on",
  ]
  private static let others: Set<String> = [
    "updated", "modified", "deleted", "expires", "expired", "expiry", "due", "next", "valid", "ends", "end", "until",
    "to", "starts", "start", "from", "birth", "last", "scheduled", "planned", "requested", "read", "completed",
  ]

  /// The column that says best when a row came, of those that every row has and that no declared update changes.
  static func best(of table: Table, in subject: PatternSubject) -> TimeColumn? {
    let queries = subject.queriesByTable[table.name] ?? []
    let written = Set(
      queries.compactMap(\.shape).filter { $0.kind == .update }.flatMap(\.columnsWritten)
        .filter { $0.table == table.name }.map(\.column))
    var best: (score: Int, column: TimeColumn)?
    for column in table.columns where subject.isMoment(column.type) && !column.isNullable {
      guard !written.contains(column.name), column.generated == nil else { continue }
      let words = NameWords.split(column.name).map { $0.lowercased() }
      guard Set(words).isDisjoint(with: others) else { continue }
      let ranged = queries.filter { $0.shape?.isRead == true && reads($0, a: column.name, of: table.name) }
      let correlation = subject.statistics[ColumnReference(table.name, column.name)]?.correlation
      var score = ranged.isEmpty ? 0 : 8
      if (correlation?.value ?? 0) >= 0.9 { score += 4 }
      if words.contains(where: arrival.contains) { score += 1 }
      if words.first == "created" || column.defaultExpression != nil { score += 1 }
      if table.indexes.contains(where: { $0.elements.contains { $0.columnName == column.name } }) { score += 1 }
      guard score > 0, score > best?.score ?? 0 else { continue }
      best = (score, TimeColumn(column: column, ranged: ranged, correlation: correlation))
    }
    return best?.column
  }

  private static func reads(_ query: Query, a column: String, of table: ObjectName) -> Bool {
    query.shape?.predicates.contains {
      $0.column == ColumnReference(table, column) && $0.comparison == .range && $0.function == nil
        && !$0.isAlternative
    } ?? false
  }
}
