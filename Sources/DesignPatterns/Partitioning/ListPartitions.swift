import Diagnostics
import Foundation
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// A list partition for the value that most rows have and that declared queries do not ask for, where the other rows are
/// too few and too scattered for an index to keep them together.
struct ListPartitions {
  let parts: ValuePartitions
  /// What most rows have, with its share.
  let rest: ColumnStatistics.ValueShare
  let correlation: Located<Double>
  let limit: Double
  /// At the horizon: rows of the other values, pages they lie on with indexes that hold only them, and a part of their own.
  let rows: Double
  let scattered: Double
  let together: Double
  /// Of the declared queries, a second.
  let avoiding: Double
  let asked: Double

  /// Of the declared rate has to keep away from the value.
  static let leastAvoiding = 0.95
  private static let page = 8192.0

  /// nil where a partial index does as well, or a key stands against it.
  init?(_ table: Table, in subject: PatternSubject) {
    guard TableSwap.isPossible(table, in: subject), !subject.existing.contains(table.name),
      let all = subject.rows(of: table.name, afterMonths: PatternSubject.horizon),
      let found = table.columns.lazy.compactMap({ Self.candidate($0, of: table, subject) }).first
    else { return nil }
    (rest, correlation) = (found.rest, found.correlation)
    limit = PartitionLayout.limit(subject)
    rows = all * (1 - rest.share.value)
    parts = ValuePartitions(
      table: table, column: found.column,
      cut: .list([(Self.suffix(rest.value), [SQLLiteral.text(rest.value)]), ("rest", [])]))
    together = subject.bytes(of: parts.new.table, rows: rows)
    scattered = Self.scattered(table, all, rest.share.value, correlation.value, subject)
    let queries = HashPartitions.asking(table, subject)
    asked = queries.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    let (column, value) = (found.column.name, rest.value)
    avoiding = queries.filter { $0.shape.map { Self.avoids($0, table, column, value) } ?? false }
      .reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    guard asked > 0, avoiding >= Self.leastAvoiding * asked, scattered > limit, together <= limit else { return nil }
  }

  private struct Candidate {
    var column: Column
    var rest: ColumnStatistics.ValueShare
    var correlation: Located<Double>
  }

  private static func candidate(_ column: Column, of table: Table, _ subject: PatternSubject) -> Candidate? {
    let type = subject.catalog.typeBeneathDomains(column.type)
    let isWord = type.userType.map { name in subject.catalog.enums.contains(name) } ?? subject.isText(column.type)
    guard isWord, !type.isArray, !column.isNullable, column.generated == nil,
      let known = subject.statistics[ColumnReference(table.name, column.name)], let correlation = known.correlation,
      let most = known.values.max(by: { $0.share.value < $1.share.value }), most.share.value >= 0.5,
      most.share.value < 1, ValuePartitions.keepsKeys(table, by: column.name, in: subject)
    else { return nil }
    return Candidate(column: column, rest: most, correlation: correlation)
  }

  /// Whether no row with the value can pass.
  static func avoids(_ shape: QueryShape, _ table: Table, _ column: String, _ value: String) -> Bool {
    guard shape.relations.filter({ $0.name == table.name }).count == 1 else { return false }
    return RowConditions(shape, on: table.name).imply(SQLExpression("\(column) <> \(SQLLiteral.text(value))"))
  }

  /// Pages with such a row, between lying at random and side by side as the planner's cost_index reckons them, and
  /// the indexes for such rows only.
  private static func scattered(
    _ table: Table, _ rows: Double, _ rest: Double, _ correlation: Double, _ subject: PatternSubject
  ) -> Double {
    let pages = (subject.estimator.estimate(table, rows: rows).heap / page).rounded(.up)
    guard pages > 0 else { return 0 }
    let most = pages * (1 - pow(rest, rows / pages))
    let least = pages * (1 - rest)
    let read = most + correlation * correlation * (least - most)
    return read * page
      + SizeEstimator.indexes(of: table).reduce(0) {
        $0 + subject.estimator.estimate($1, of: table, rows: rows, share: 1 - rest)
      }
  }

  private static func suffix(_ value: String) -> String {
    let plain = value.lowercased()
    let isName =
      !plain.isEmpty && plain.utf8.count <= 20
      && plain.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isName && plain != "rest" ? plain : "most"
  }
}
