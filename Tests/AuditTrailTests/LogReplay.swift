import AuditTrail
import PostgresClient
import SQLWriting
import SchemaModel

/// Carries the log out on copies of the recorded tables and holds them against what the tables have become.
///
/// A record is applied when the row it names stands as the record says that it stood. Of changes that one statement made to a
/// row, those of its cascades can stand before its own; such a record waits for the one that makes its row.
struct LogReplay: Sendable {
  struct Outcome: Sendable {
    var records = 0
    /// Records that had to wait for a later one.
    var waited = 0
    var problems: [String] = []
  }

  private struct Record {
    var id: String
    var table: AuditedTable
    var operation: String
    var changed: [String]
  }

  let database: AuditedDatabase
  private var log: String { QuotedIdentifier.text(database.project.audit.log) }

  init(_ database: AuditedDatabase) { self.database = database }

  func run() async throws -> Outcome {
    var outcome = Outcome()
    var waiting: [Record] = []
    for record in try await records() {
      outcome.records += 1
      guard try await isApplied(record) else {
        waiting.append(record)
        outcome.waited += 1
        continue
      }
      var progresses = true
      while progresses {
        progresses = false
        for (position, record) in waiting.enumerated() where try await isApplied(record) {
          waiting.remove(at: position)
          progresses = true
          break
        }
      }
    }
    outcome.problems = waiting.map { "\($0.table.name.display): \($0.operation) \($0.id) finds no row as it stood" }
    for table in database.project.audit.tables { outcome.problems += try await differences(table) }
    return outcome
  }

  private func records() async throws -> [Record] {
    let result = try await database.connection.query(
      """
      SELECT id, schema_name, table_name, operation, CASE WHEN operation = 'UPDATE' THEN
        (SELECT string_agg(key, E'\\n' ORDER BY key) FROM jsonb_object_keys(new_values) AS key) END
      FROM \(log) WHERE table_name IS NOT NULL ORDER BY id
      """)
    let tables = Dictionary(uniqueKeysWithValues: database.project.audit.tables.map { ($0.name, $0) })
    return result.rows.compactMap { row in
      guard let table = tables[ObjectName(row[2] ?? "", schema: row[1] ?? "")] else { return nil }
      let changed = (row[4] ?? "").split(separator: "\n").map(String.init)
      return Record(id: row[0] ?? "", table: table, operation: row[3] ?? "", changed: changed)
    }
  }

  /// Columns that the log tells the values of.
  private func columns(_ table: AuditedTable) -> [Column] {
    let hidden = Set(table.hidden.map(\.name))
    return (database.project.catalog.tables[table.name]?.columns ?? NamedList([])).filter {
      $0.generated == nil && !hidden.contains($0.name)
    }
  }

  private func isApplied(_ record: Record) async throws -> Bool {
    let copy = AuditedDatabase.copy(record.table.name)
    let columns = columns(record.table)
    let source = "\(log) AS r"
    let sql: String
    switch record.operation {
    case "INSERT":
      let values = columns.map { value("new_values", $0) }.joined(separator: ", ")
      sql =
        "INSERT INTO \(copy) (\(QuotedIdentifier.list(columns.map(\.name)))) SELECT \(values) FROM \(source)"
        + " WHERE r.id = \(record.id)"
    case "UPDATE":
      let changed = columns.filter { record.changed.contains($0.name) }
      guard !changed.isEmpty else { return true }
      let changes = changed.map { "\(QuotedIdentifier.text($0.name)) = \(value("new_values", $0))" }
      sql =
        "WITH one AS (\(one(record, record.table.key.isEmpty ? columns : changed))) UPDATE \(copy) AS t SET \(changes.joined(separator: ", "))"
        + " FROM one, \(source) WHERE r.id = \(record.id) AND t.ctid = one.ctid"
    case "DELETE":
      sql = "WITH one AS (\(one(record, columns))) DELETE FROM \(copy) AS t USING one WHERE t.ctid = one.ctid"
    default: sql = "DELETE FROM \(copy)"
    }
    let result = try await database.connection.query(sql)
    return record.operation == "TRUNCATE" || result.command.hasSuffix(" 1")
  }

  /// Of rows that are alike any one.
  private func one(_ record: Record, _ columns: [Column]) -> String {
    "SELECT t.ctid FROM \(AuditedDatabase.copy(record.table.name)) AS t, \(log) AS r WHERE r.id = \(record.id) AND "
      + stands(record, columns) + " LIMIT 1"
  }

  /// The row by its key, with the values that it had.
  private func stands(_ record: Record, _ columns: [Column]) -> String {
    let all = self.columns(record.table)
    let key = all.filter { record.table.key.contains($0.name) }.map { compare($0, "row_key") }
    return (key + columns.map { compare($0, "old_values") }).joined(separator: " AND ")
  }

  private func compare(_ column: Column, _ document: String) -> String {
    "t.\(QuotedIdentifier.text(column.name))::text IS NOT DISTINCT FROM \(value(document, column))::text"
  }

  private func value(_ document: String, _ column: Column) -> String {
    "(r.\(document) ->> \(SQLLiteral.text(column.name)))::\(column.type.sql)"
  }

  private func differences(_ table: AuditedTable) async throws -> [String] {
    let row = "ROW(\(columns(table).map { QuotedIdentifier.text($0.name) }.joined(separator: ", ")))::text"
    let now = "SELECT \(row) FROM \(QuotedIdentifier.text(table.name))"
    let replayed = "SELECT \(row) FROM \(AuditedDatabase.copy(table.name))"
    let result = try await database.connection.query(
      """
      SELECT (SELECT count(*) FROM (\(now) EXCEPT ALL \(replayed)) AS missing),
        (SELECT count(*) FROM (\(replayed) EXCEPT ALL \(now)) AS more)
      """)
    let counts = result.rows.first?.map { Int($0 ?? "") ?? -1 } ?? []
    return counts == [0, 0] ? [] : ["\(table.name.display): \(counts) rows missing or too many in the replay"]
  }
}
