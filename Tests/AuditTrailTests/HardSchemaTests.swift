import AuditTrail
import PostgresClient
import Rehearsal
import TestKit
import Testing

/// A schema made to bring the log out of order: rows that refer to rows of their table, triggers that change what a statement
/// has just changed, rows without a key, partitions that rows move between, and types that JSON does not keep.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct HardSchemaTests {
  @Test func theLogReplays() async throws {
    let project = try AuditedProject("hard", schema: Self.schema, plan: Self.plan)
    try await AuditedDatabase.run(project) { database in
      let connection = database.connection
      for _ in 0..<3 {
        for statement in Self.statements { _ = try await connection.query(statement) }
      }
      _ = try await BusyHour(database: database, transactions: 300).run(sessions: 3)
      let outcome = try await LogReplay(database).run()
      #expect(outcome.problems.isEmpty, "\(outcome.problems.joined(separator: "\n"))")
      #expect(outcome.waited > 0)
      print("hard schema: \(outcome.records) records, \(outcome.waited) waited")
    }
  }

  private static let statements = [
    "DELETE FROM tree",
    "INSERT INTO tree (id, parent_id, name) VALUES (1, NULL, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, 3, 'd')",
    "UPDATE tree SET id = id + 100, name = name || 'x'", "UPDATE tree SET id = id + 1000",
    "UPDATE tree SET rank = rank + 1", "DELETE FROM tree WHERE parent_id IS NULL",
    "INSERT INTO loose VALUES ('a', 1, '{}'), ('a', 1, '{}'), (NULL, 2, 'null'), ('b', 3, NULL)",
    "UPDATE loose SET amount = amount + 1", "UPDATE loose SET amount = 1.00 WHERE amount = 2.0",
    "DELETE FROM loose WHERE ctid IN (SELECT ctid FROM loose LIMIT 2)",
    "INSERT INTO parted (at, place, note, spot) VALUES ('2026-01-05', '{1,2}', 'null', '(1,\"a b\")')",
    "UPDATE parted SET at = at + interval '1 month'", "UPDATE parted SET place = '[0:1]={1,2}', note = '\"null\"'",
    "INSERT INTO parted (at, tenant_id, note) VALUES ('2026-02-05', 1, '{\"b\": 1,  \"a\": 2}')",
    "UPDATE parted SET tenant_id = 2 WHERE tenant_id = 1",
    "INSERT INTO \"Odd \"\"Name\" (\"the key\", \"a'b\") VALUES ('k\\\\{}\",', 1) ON CONFLICT DO NOTHING",
    "UPDATE \"Odd \"\"Name\" SET \"a'b\" = 2, \"secret word\" = 'x' WHERE true", "DELETE FROM \"Odd \"\"Name\"",
  ]

  private static let schema = """
    CREATE TABLE tenants (id bigint PRIMARY KEY);
    INSERT INTO tenants VALUES (1), (2);
    CREATE TABLE tree (id bigint PRIMARY KEY, parent_id bigint REFERENCES tree ON UPDATE CASCADE ON DELETE CASCADE
        DEFERRABLE, name text, rank integer NOT NULL DEFAULT 0);
    CREATE FUNCTION raise_siblings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE tree SET rank = rank + 10 WHERE id <> NEW.id AND rank < 10 AND pg_trigger_depth() = 1;
        RETURN NULL;
      END $$;
    CREATE TRIGGER a_siblings AFTER UPDATE OF rank ON tree FOR EACH ROW EXECUTE FUNCTION raise_siblings();
    CREATE TABLE loose (word text, amount numeric, data json);
    CREATE TYPE spot AS (x integer, label text);
    CREATE TABLE parted (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL,
        tenant_id bigint REFERENCES tenants, place integer[], note jsonb, spot spot, level float8 DEFAULT '-0',
        twice integer GENERATED ALWAYS AS (1 + 1) STORED, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
    CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
    CREATE TABLE "Odd ""Name" ("the key" text PRIMARY KEY, "a'b" integer, "secret word" text);
    """

  private static let plan = """
    tenancy: { model: shared-schema, key: tenant_id, setting: app.tenant_id }
    sensitive: { '"Odd ""Name"."secret word"': { class: secret } }
    audit: { tables: [tree, loose, parted, '"Odd ""Name"'], actor: app.actor, keep: 30 days }

    """
}
