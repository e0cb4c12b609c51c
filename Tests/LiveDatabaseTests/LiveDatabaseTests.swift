import DatabaseReading
import Diagnostics
import LiveDatabase
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import Testing

@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct LiveDatabaseTests {
  @Test func everythingPostgresKnowsIsRead() async throws {
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: Self.schema)
      let reading = try await LiveDatabase(server.address()).schema()
      #expect(reading.diagnostics.isEmpty)
      let catalog = reading.value
      let orders = try #require(catalog.tables[ObjectName("orders", schema: "sales")])
      let id = try #require(orders.columns["id"])
      #expect(id.identity?.generation == .always && id.identity?.sequence.start == 100)
      #expect(id.identity?.sequence.name == nil && id.identity?.sequence.minimum == nil)
      #expect(orders.columns["total"]?.type == ColumnType("numeric", modifiers: ["12", "2"]))
      #expect(orders.columns["state"]?.defaultExpression?.sql == "'open'::sales.state")
      #expect(orders.columns["label"]?.collation == ObjectName("C", schema: "pg_catalog"))
      #expect(orders.columns["label"]?.storage == "EXTERNAL")
      #expect(orders.columns["gross"]?.generated?.expression.sql == "total * 1.19")
      #expect(orders.columns["tags"]?.type.arrayDimensions == 1)
      #expect(orders.columns["id"]?.comment == "its number")
      #expect(orders.primaryKey?.includes == ["total"])
      #expect(orders.uniqueConstraints.first?.nullsNotDistinct == true)
      #expect(orders.checks.map(\.expression.sql) == ["total >= 0::numeric"])
      #expect(orders.exclusions.first?.elements.map(\.operator) == ["&&"])
      let parent = try #require(orders.foreignKeys.first)
      #expect(parent.onDelete == .setNull && parent.onDeleteColumns == ["parent"] && !parent.isValidated)
      #expect(parent.deferral == .initiallyDeferred && parent.targetColumns == ["id"])
      let index = try #require(orders.indexes.first { $0.name == "recent" })
      #expect(index.elements.map(\.display) == ["(lower(label)) text_pattern_ops DESC NULLS LAST", "state"])
      #expect(
        index.predicate?.sql == "state <> 'closed'::sales.state" && index.storageParameters == ["fillfactor": "70"])
      #expect(orders.triggers.first?.arguments == ["it's", ""])
      #expect(orders.triggers.first?.condition?.sql == "new.total > old.total")
      #expect(orders.policies.first?.roles == ["clerk"] && orders.rowSecurity.isForced)
      #expect(orders.replicaIdentity == "FULL" && orders.storageParameters["toast.autovacuum_enabled"] == "false")
    }
  }

  @Test func whatBelongsToSeveralObjectsIsRead() async throws {
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: Self.schema)
      let catalog = try await LiveDatabase(server.address()).schema().value
      let part = try #require(catalog.tables[ObjectName("events_2025")])
      #expect(part.partitionOf?.parent == ObjectName("events") && part.primaryKey?.name == "events_2025_pkey")
      #expect(catalog.tables[ObjectName("events")]?.partitionKey?.elements.map(\.display) == ["at"])
      #expect(catalog.tables[ObjectName("heir")]?.inherits == [ObjectName("elder")])
      #expect(catalog.views[ObjectName("open_orders")]?.reads == [ObjectName("orders", schema: "sales")])
      #expect(catalog.views[ObjectName("open_orders")]?.options["security_invoker"] == "true")
      #expect(catalog.views[ObjectName("totals")]?.isPopulated == false)
      #expect(catalog.views[ObjectName("totals")]?.indexes.map(\.name) == ["totals_state_idx"])
      #expect(catalog.sequences[ObjectName("serials_id_seq")]?.ownedBy == ColumnReference(ObjectName("serials"), "id"))
      #expect(catalog.extensions.names == ["citext"])
      #expect(!catalog.functions.contains { $0.name.name == "citext" })
      #expect(catalog.functions.map(\.signature).contains("public.longest(text)"))
      #expect(catalog.domains[ObjectName("share")]?.checks.first?.expression.sql == "value > 0::numeric")
      #expect(catalog.rangeTypes[ObjectName("moments")]?.subtype == ColumnType("time"))
      #expect(catalog.compositeTypes[ObjectName("place")]?.attributes.map(\.name) == ["street", "number"])
      #expect(catalog.statistics[ObjectName("together")]?.expressions.count == 2)
      #expect(catalog.eventTriggers.names == ["watch"])
      #expect(catalog.roles["clerk"]?.options == ["NOINHERIT"] && catalog.roles["clerk"]?.memberOf == ["staff"])
      let grants = catalog.grants.map {
        "\($0.isRevoke ? "-" : "+")\($0.privileges) \($0.object.name) \($0.grantee) \($0.columns)"
      }
      #expect(grants.contains("+[\"SELECT\", \"INSERT\"] orders clerk []"))
      #expect(grants.contains("+[\"UPDATE\"] orders clerk [\"label\"]"))
      #expect(grants.contains("-[\"EXECUTE\"] touch PUBLIC []"))
      #expect(catalog.defaultPrivileges.map(\.objects) == ["TABLES"])
    }
  }

  @Test func whatIsReadAndWrittenIsTheSame() async throws {
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: Self.schema)
      let first = try await LiveDatabase(server.address(), name: "live").schema().value
      try await server.createDatabase("copy")
      try await server.connect(to: "copy").run(script: SQLWriter().schema(of: first))
      let second = try await LiveDatabase(server.address(of: "copy"), name: "live").schema().value
      #expect(second.tables.names.sorted() == first.tables.names.sorted())
      for table in first.tables { #expect(Self.sorted(second.tables[table.name]) == Self.sorted(table)) }
      #expect(Set(second.views) == Set(first.views))
      #expect(Set(second.functions) == Set(first.functions))
      #expect(Set(second.grants) == Set(first.grants))
    }
  }

  /// Constraints and indexes are made in another order.
  private static func sorted(_ table: Table?) -> Table? {
    guard var table else { return nil }
    table.uniqueConstraints.sort { $0.name < $1.name }
    table.checks.sort { $0.name < $1.name }
    table.foreignKeys.sort { $0.name < $1.name }
    table.indexes.sort { $0.name < $1.name }
    table.triggers.sort { $0.name < $1.name }
    return table
  }

  private static let schema = """
    CREATE ROLE staff; CREATE ROLE clerk NOINHERIT IN ROLE staff;
    CREATE EXTENSION citext;
    CREATE SCHEMA sales;
    CREATE TYPE sales.state AS ENUM ('open', 'closed');
    CREATE DOMAIN share AS numeric(5,4) CHECK (VALUE > 0);
    CREATE TYPE place AS (street text, number int);
    CREATE TYPE moments AS RANGE (subtype = time);
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    REVOKE EXECUTE ON FUNCTION touch() FROM PUBLIC;
    CREATE FUNCTION longer(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
    CREATE AGGREGATE longest(text) (SFUNC = longer, STYPE = text);
    CREATE TABLE sales.orders (
      id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100),
      total numeric(12,2) NOT NULL CHECK (total >= 0),
      state sales.state NOT NULL DEFAULT 'open',
      label text COLLATE "C",
      gross numeric GENERATED ALWAYS AS (total * 1.19) STORED,
      tags text[],
      during tstzrange,
      parent bigint,
      PRIMARY KEY (id) INCLUDE (total),
      UNIQUE NULLS NOT DISTINCT (label),
      EXCLUDE USING gist (during WITH &&)
    ) WITH (toast.autovacuum_enabled = false);
    ALTER TABLE sales.orders ALTER label SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
    ALTER TABLE sales.orders ADD FOREIGN KEY (parent) REFERENCES sales.orders
      ON DELETE SET NULL (parent) DEFERRABLE INITIALLY DEFERRED NOT VALID;
    CREATE INDEX recent ON sales.orders (lower(label) text_pattern_ops DESC NULLS LAST, state) WITH (fillfactor = 70)
      WHERE state <> 'closed';
    CREATE TRIGGER touched BEFORE UPDATE OF total ON sales.orders FOR EACH ROW WHEN (NEW.total > OLD.total)
      EXECUTE FUNCTION touch('it''s', '');
    ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON sales.orders FOR SELECT TO clerk USING (label = current_user);
    GRANT SELECT, INSERT, UPDATE (label) ON sales.orders TO clerk;
    COMMENT ON COLUMN sales.orders.id IS 'its number';
    CREATE STATISTICS together ON state, (lower(label)) FROM sales.orders;
    CREATE TABLE events (at timestamptz PRIMARY KEY) PARTITION BY RANGE (at);
    CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
    CREATE TABLE elder (id int, CHECK (id > 0));
    CREATE TABLE heir (name text) INHERITS (elder);
    CREATE TABLE serials (id serial PRIMARY KEY, name citext);
    CREATE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM sales.orders WHERE state = 'open';
    CREATE MATERIALIZED VIEW totals AS SELECT state, sum(total) AS total FROM sales.orders GROUP BY state WITH NO DATA;
    CREATE UNIQUE INDEX totals_state_idx ON totals (state);
    CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
    CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('DROP VIEW') EXECUTE FUNCTION watch();
    ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO staff;
    """
}
