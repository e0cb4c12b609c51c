package import DatabaseReading
package import Diagnostics
package import PostgresClient
package import SchemaModel

/// A running database, asked in one transaction that sees one moment and writes nothing.
package struct LiveDatabase: Sendable {
  private let address: PostgresAddress

  package init(_ address: PostgresAddress) { self.address = address }

  /// The schema as PostgreSQL itself knows it. Errors are those of reaching and asking the server.
  package func schema() async throws(PostgresError) -> Reading<Catalog> {
    DatabaseReader().read(try await Self.snapshot(PostgresConnection.open(address)), name: address.display)
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
      let result = try await connection.query(sql)
      return DatabaseRows(columns: result.columns, rows: result.rows)
    }
  }
}
