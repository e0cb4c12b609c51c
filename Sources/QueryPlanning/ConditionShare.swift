import PlannerStatistics
import PostgresClient

/// Which part of a table's rows fulfils a condition, by the planner's own reckoning.
struct ConditionShare {
  private let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  /// - Parameters:
  ///   - condition: SQL whose columns are the table's.
  ///   - table: its name as SQL.
  func share(of condition: String, in table: String) async throws(PostgresError) -> Double? {
    guard let part = try await rows("SELECT FROM \(table) WHERE \(condition)"),
      let whole = try await rows("SELECT FROM \(table)"), whole > 0
    else { return nil }
    return min(1, part / whole)
  }

  private func rows(_ sql: String) async throws(PostgresError) -> Double? {
    let answer = try await connection.query("EXPLAIN (FORMAT JSON) \(sql)")
    guard var node = answer.value.flatMap(QueryPlan.init(json:))?.root else { return nil }
    // What several processes gather is counted where it comes together.
    while node.type.hasPrefix("Gather"), node.rows == 0, let child = node.children.first { node = child }
    return node.rows
  }
}
