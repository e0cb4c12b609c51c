/// The rows of one query, by the names of its columns.
package struct DatabaseRows: Sendable, Hashable {
  package var columns: [String]
  package var rows: [[String?]]

  package init(columns: [String], rows: [[String?]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// What a database's catalogs hold at one moment, as rows.
package struct DatabaseSnapshot: Sendable, Hashable {
  /// `server_version_num`.
  package var version: Int
  package var rows: [CatalogQuery: DatabaseRows]

  package init(version: Int, rows: [CatalogQuery: DatabaseRows]) {
    self.version = version
    self.rows = rows
  }

  /// Servers that are known to be read as PostgreSQL prints itself.
  package static let testedVersions = [15, 16, 18]
  package static let oldestVersion = 13

  /// Takes all rows in one transaction that sees one moment and writes nothing.
  /// - Parameter run: runs one statement in a session that nobody else uses meanwhile.
  package static func take<Failure: Error>(
    version: Int, run: (String) async throws(Failure) -> DatabaseRows
  ) async throws(Failure) -> DatabaseSnapshot {
    var rows: [CatalogQuery: DatabaseRows] = [:]
    for statement in opening { _ = try await run(statement) }
    for query in CatalogQuery.allCases { rows[query] = try await run(query.sql(for: version)) }
    _ = try await run("COMMIT")
    return DatabaseSnapshot(version: version, rows: rows)
  }

  /// Settings that decide how PostgreSQL prints what it is asked; they end with the transaction.
  static let opening = [
    "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    """
    SELECT pg_catalog.set_config(s.name, s.value, true) FROM (VALUES ('search_path', ''), ('quote_all_identifiers', 'off'),
      ('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '1'), ('bytea_output', 'hex'),
      ('row_security', 'off'), ('standard_conforming_strings', 'on')) s(name, value)
    """,
  ]
}
