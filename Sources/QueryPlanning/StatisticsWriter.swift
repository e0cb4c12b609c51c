import PlannerStatistics
import PostgresClient

/// Writes what the planner is to know of a column into `pg_statistic`.
struct StatisticsWriter {
  let connection: PostgresConnection

  /// - Parameters:
  ///   - relation: the oid of a table, or of an index for what its expressions are.
  ///   - number: the column's place in it, from 1.
  ///   - inherited: `t` for what a parent and all that inherit from it hold together.
  /// - Returns: what the server did not take: a value that the type does not have, say.
  func write(
    _ column: PlannerColumn, of relation: String, _ number: String, inherited: String = "f"
  ) async throws(PostgresError) -> String? {
    try await connection.query(
      "SELECT pg_temp.dbplan_column($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      [
        relation, number, inherited, "\(column.nullFraction)", "\(column.width)", "\(column.distinct)",
        ArrayLiteral.text(column.commonValues.map(\.text)), ArrayLiteral.numbers(column.commonValues.map(\.frequency)),
        ArrayLiteral.text(column.histogram), column.correlation.map { "\($0)" },
        ArrayLiteral.text(column.elements.map(\.text)), ArrayLiteral.numbers(column.elements.map(\.frequency)),
      ]
    ).value
  }

  /// The expressions of an index.
  func write(_ index: PlannerIndex, of relation: String) async throws(PostgresError) -> [PlanningGap] {
    var gaps: [PlanningGap] = []
    for (number, column) in index.expressions.sorted(by: { $0.key < $1.key }) {
      if let problem = try await write(column, of: relation, "\(number)") {
        gaps.append(PlanningGap("the statistics of \(index.name), column \(number)", problem))
      }
    }
    return gaps
  }
}
