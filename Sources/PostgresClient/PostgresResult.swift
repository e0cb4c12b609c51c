/// The rows a statement gave.
package struct PostgresResult: Hashable, Sendable {
  package var columns: [String] = []
  /// Values as PostgreSQL writes them; nil is NULL.
  package var rows: [[String?]] = []
  /// What was done: `CREATE TABLE`, `INSERT 0 3`.
  package var command = ""

  package init() {}

  /// The first column of the first row.
  package var value: String? { rows.first?.first ?? nil }
}
