import AccessControl
import PostgresClient
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Rows marked as deleted are nobody's who is not to see them, and can still be marked by those who may.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct DeletedRowsTests {
  private static let project = SecuredProject(
    "marked",
    schema: """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), deleted_at timestamptz);
      CREATE TABLE tasks (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), deleted_at timestamptz);
      """,
    plan: """
      conventions: { soft_delete: deleted_at }
      tenancy: { key: shop_id, setting: app.shop_id }
      roles:
        clerk: { login: app, rows: tenant, notes: [select, update], tasks: [select, update] }
        reader: { login: app, rows: tenant, deleted: hidden, notes: [select], tasks: [select, update] }
        auditor: { login: audit, rows: all, deleted: hidden, notes: [select] }
      """)

  @Test func theyAreHiddenFromReadersAlone() async throws {
    #expect(Self.project.problems.isEmpty, "\(Self.project.problems)")
    let deleted = Self.project.design.deleted
    #expect(deleted.hidden.map { "\($0.role) \($0.table.name)" } == ["reader notes", "auditor notes"])
    #expect(deleted.refused.map { "\($0.role) \($0.table.name)" } == ["reader tasks"])
    try await ThrowawayServer.run { server in
      try await server.createDatabase("marked")
      let connection = try await server.connect(to: "marked")
      for script in Self.project.scripts { try await connection.run(script: script) }
      try await connection.run(
        script: """
          INSERT INTO shops VALUES (1), (2);
          INSERT INTO notes VALUES (1, 1, NULL), (2, 1, now()), (3, 2, NULL), (4, 2, now());
          """)
      #expect(try await Self.notes("reader", connection) == "1")
      #expect(try await Self.notes("clerk", connection) == "1,2")
      #expect(try await Self.notes("auditor", connection) == "1,3")
      _ = try await connection.query("SELECT set_config('app.shop_id', '1', false)")
      try await connection.run(script: "SET ROLE clerk; UPDATE notes SET deleted_at = now() WHERE id = 1; RESET ROLE;")
      #expect(try await Self.notes("reader", connection) == "")
    }
  }

  private static func notes(_ role: String, _ connection: PostgresConnection) async throws -> String? {
    try await connection.run(script: "BEGIN; SET LOCAL ROLE \(role); SET LOCAL app.shop_id = '1';")
    let found = try await connection.query("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM notes")
    try await connection.run(script: "COMMIT;")
    return found.rows.first?.first ?? nil
  }
}
