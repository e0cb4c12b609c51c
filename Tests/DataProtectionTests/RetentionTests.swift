import DataProtection
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import Sizing
import TestKit
import Testing

/// `retention.sql` on PostgreSQL: what is old goes, what is not stays.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct RetentionTests {
  private static let project = ErasureTests.Project(
    schema: """
      CREATE DOMAIN address AS text CHECK (VALUE LIKE '%@%');
      CREATE TABLE users (id bigint PRIMARY KEY, email address NOT NULL UNIQUE, phone varchar(20), deleted_at timestamptz);
      CREATE TABLE guardians (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, name text NOT NULL,
        created_at timestamptz NOT NULL);
      CREATE TABLE sessions (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, ip inet,
        created_at timestamptz NOT NULL);
      CREATE TABLE visits (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, note text);
      CREATE TABLE clicks (id bigint, at timestamptz NOT NULL, ip inet) PARTITION BY RANGE (at);
      """,
    plan: """
      sensitive:
        users.email: { class: contact, subject: users.id, keep: 2 years }
        users.phone: { class: contact, subject: users.id, keep: 2 years }
        guardians.name: { class: personal, subject: guardians.user_id, keep: 1 year }
        sessions.ip: { class: personal, subject: sessions.user_id, keep: 30 days }
        visits.note: { class: free-text, subject: visits.user_id, keep: 30 days }
        clicks.ip: { class: personal, keep: 60 days }
      volumes: { clicks: { rows: 1M, growth: 1M/month, retention: 30 days } }
      """)

  private static var planner: RetentionPlanner {
    RetentionPlanner(
      project.plan, project.catalog, RetentionKeepers(plan: project.plan, catalog: project.catalog))
  }

  @Test func aTimeBeginsWhereThePersonLeaves() throws {
    let found = Self.planner.retentions().map { retention -> String in
      switch retention.outcome {
      case .blanked(let start, let values):
        "\(retention.table.name) from \(start): \(values.map(\.column).joined(separator: ", "))"
      case .noStart: "\(retention.table.name) open"
      case .noBlank: "\(retention.table.name) no blank"
      case .rowsGo(let time, _): "\(retention.table.name) rows go after \(time.written)"
      }
    }
    #expect(
      found == [
        "users from deleted_at: email, phone", "guardians open", "sessions from created_at: ip", "visits open",
        "clicks rows go after 30 days",
      ])
  }

  @Test func whatIsOldIsBlankedOnce() async throws {
    let script = try #require(Self.planner.script())
    try await ThrowawayServer.run { server in
      try await server.createDatabase("kept")
      let connection = try await server.connect(to: "kept")
      try await connection.run(script: Self.project.schema)
      try await connection.run(
        script: """
          INSERT INTO users VALUES (1, 'a@b.c', '1', now() - interval '3 years'), (2, 'b@b.c', '2', now()), (3, 'c@b.c', '3', NULL);
          INSERT INTO sessions VALUES (1, 3, '10.0.0.1', now() - interval '40 days'), (2, 3, '10.0.0.2', now());
          """)
      try await connection.run(script: script)
      let users =
        "SELECT string_agg(concat_ws(' ', id, phone), ',' ORDER BY id) FROM users WHERE email NOT LIKE 'erased-%'"
      #expect(try await connection.query(users).value == "2 2,3 3")
      #expect(try await connection.query("SELECT count(*) FROM users WHERE phone IS NULL").value == "1")
      #expect(try await connection.query("SELECT string_agg(host(ip), ',') FROM sessions").value == "10.0.0.2")
      let again = "SELECT string_agg(xmin::text, ',' ORDER BY id) FROM users"
      let before = try await connection.query(again).value
      try await connection.run(script: script)
      #expect(try await connection.query(again).value == before)
    }
  }
}
