package import DatabaseReading
package import Diagnostics
package import PostgresClient
package import SchemaModel

/// A running database, asked in one transaction that sees one moment and writes nothing.
package struct LiveDatabase: Sendable {
  private let address: PostgresAddress
  /// How plans cite it.
  private let name: String

  /// - Parameter name: how plans cite it, never with a password; database and server when nil.
  package init(_ address: PostgresAddress, name: String? = nil) {
    self.address = address
    self.name = name ?? address.display
  }

  /// The schema as PostgreSQL itself knows it. Errors are those of reaching and asking the server.
  package func schema() async throws(PostgresError) -> Reading<Catalog> {
    DatabaseReader().read(try await Self.snapshot(PostgresConnection.open(address)), name: name)
  }

  /// What the database has counted of itself: rows, sizes, how often indexes are used, which queries take the time.
  package func statistics() async throws(PostgresError) -> DatabaseStatistics {
    let connection = try await PostgresConnection.open(address)
    return try await DatabaseStatistics.take(of: name) { (sql) async throws(PostgresError) in
      try await Self.rows(of: sql, connection)
    } isRefusal: {
      $0.reason == .statement
    }
  }

  private static func rows(
    of sql: String, _ connection: PostgresConnection
  ) async throws(PostgresError) -> DatabaseRows {
    let result = try await connection.query(sql)
    return DatabaseRows(columns: result.columns, rows: result.rows)
  }

  /// Everything that `DatabaseReader` reads.
  package static func snapshot(_ connection: PostgresConnection) async throws(PostgresError) -> DatabaseSnapshot {
    let version = await connection.serverVersion
    guard version >= DatabaseSnapshot.oldestVersion * 10000 else {
      throw PostgresError(
        .statement,
        "the server is PostgreSQL \(version / 10000): dbplan reads \(DatabaseSnapshot.oldestVersion) and newer")
    }
    return try await DatabaseSnapshot.take(version: version) { (sql) async throws(PostgresError) in
      try await rows(of: sql, connection)
    }
  }
}
