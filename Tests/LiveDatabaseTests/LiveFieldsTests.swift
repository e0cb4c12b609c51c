import Diagnostics
import LiveDatabase
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// What is set of an object after it was made, on every server there is.
@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct LiveFieldsTests {
  @Test(arguments: try ServersUnderTest.all()) func whatIsSetOfTablesIsRead(_ programs: ServerPrograms) async throws {
    let catalog = try await Self.catalog(programs)
    let events = try #require(catalog.tables[ObjectName("events")])
    #expect(events.clusteredOn == "events_at" && events.ofType == nil)
    #expect(events.columns["kind"]?.statisticsTarget == 500 && events.columns["id"]?.statisticsTarget == nil)
    #expect(events.columns["at"]?.statisticsTarget == 0)
    #expect(events.columns["kind"]?.options == ["n_distinct": "-0.5", "n_distinct_inherited": "20"])
    #expect(events.columns["id"]?.identity?.comment == "counts events")
    #expect(events.primaryKey?.indexComment == "by number" && events.primaryKey?.comment == nil)
    #expect(events.uniqueConstraints.map(\.indexComment) == ["by code"])
    #expect(events.exclusions.map(\.indexComment) == ["no two at once"])
    #expect(events.exclusions.map(\.storageParameters) == [["fillfactor": "60"]])
    #expect(events.indexes.map(\.statisticsTargets) == [[:], [2: 300]])
    #expect(events.rules.map(\.enabled) == ["O", "D"])
    #expect(catalog.tables[ObjectName("typed")]?.ofType == ObjectName("place"))
    #expect(catalog.compositeTypes[ObjectName("place")]?.attributes.map(\.comment) == ["which street", nil])
    let far = try #require(catalog.tables[ObjectName("far")])
    #expect(far.kind == .foreign(server: "elsewhere") && far.foreignOptions == ["table_name": "a=b, c"])
    #expect(far.columns["id"]?.foreignOptions == ["column_name": "nr"] && far.columns["id"]?.options == [:])
  }

  @Test(arguments: try ServersUnderTest.all()) func whatIsSetOfTheRestIsRead(_ programs: ServerPrograms) async throws {
    let catalog = try await Self.catalog(programs)
    let recent = try #require(catalog.views[ObjectName("recent")])
    #expect(recent.columnDefaults == ["kind": SQLExpression("'call'::text")])
    #expect(recent.columns["kind"]?.defaultExpression == nil)
    let totals = try #require(catalog.views[ObjectName("totals")])
    #expect(totals.columnStatistics == ["kind": 50] && totals.clusteredOn == "totals_kind")
    #expect(totals.columns["kind"]?.statisticsTarget == nil)
    #expect(catalog.statistics.map(\.target) == [200, nil])
    #expect(catalog.eventTriggers.map(\.enabled) == ["O", "R"])
    #expect(catalog.eventTriggers.allSatisfy { !$0.sql.contains("ALTER") })
    #expect(catalog.sequences[ObjectName("fast")]?.isUnlogged == true)
    #expect(catalog.sequences[ObjectName("safe")]?.isUnlogged == false)
    #expect(catalog.roles["lead"]?.memberOf == ["clerk", "staff"] && catalog.roles["lead"]?.administers == ["staff"])
  }

  /// A database has no lines: whatever is in it cites the database.
  @Test func everythingCitesTheDatabase() async throws {
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: Self.schema)
      let catalog = try await LiveDatabase(server.address(), name: "postgres://db/shop").schema().value
      #expect(catalog.origin.files == ["postgres://db/shop"])
      let spans = Self.spans(in: catalog)
      #expect(spans.count > 30)
      #expect(Set(spans) == [SourceSpan(wholeOf: "postgres://db/shop")])
    }
  }

  /// Every position below a value; nil where there is a place for one.
  private static func spans(in value: Any) -> [SourceSpan?] {
    Mirror(reflecting: value).children.flatMap { child -> [SourceSpan?] in
      guard child.label == "span" else { return spans(in: child.value) }
      return [child.value as? SourceSpan]
    }
  }

  @Test(arguments: try ServersUnderTest.all()) func whatIsWrittenSetsTheSame(_ programs: ServerPrograms) async throws {
    try await ThrowawayServer.run(programs: programs) { server in
      try await server.connect().run(script: Self.schema)
      let first = try await LiveDatabase(server.address(), name: "live").schema().value
      try await server.createDatabase("copy")
      try await server.connect(to: "copy").run(script: SQLWriter().schema(of: first))
      let second = try await LiveDatabase(server.address(of: "copy"), name: "live").schema().value
      for table in first.tables { #expect(second.tables[table.name] == table) }
      #expect(Set(second.views) == Set(first.views))
      #expect(Set(second.sequences) == Set(first.sequences))
      #expect(Set(second.statistics) == Set(first.statistics))
      #expect(Set(second.eventTriggers) == Set(first.eventTriggers))
      #expect(Set(second.roles) == Set(first.roles))
    }
  }

  private static func catalog(_ programs: ServerPrograms) async throws -> Catalog {
    try await ThrowawayServer.run(programs: programs) { server in
      try await server.connect().run(script: Self.schema)
      return try await LiveDatabase(server.address()).schema().value
    }
  }

  private static let schema = """
    CREATE ROLE staff; CREATE ROLE clerk; CREATE ROLE lead;
    GRANT staff TO lead WITH ADMIN OPTION; GRANT clerk TO lead;
    CREATE TYPE place AS (street text, number int);
    COMMENT ON COLUMN place.street IS 'which street';
    CREATE TABLE typed OF place (PRIMARY KEY (street));
    CREATE TABLE events (
      id int GENERATED ALWAYS AS IDENTITY CONSTRAINT events_pkey PRIMARY KEY,
      code text CONSTRAINT events_code_key UNIQUE,
      kind text,
      at timestamptz,
      during tstzrange,
      CONSTRAINT alone EXCLUDE USING gist (during WITH &&) WITH (fillfactor = 60)
    );
    COMMENT ON SEQUENCE events_id_seq IS 'counts events';
    COMMENT ON INDEX events_pkey IS 'by number';
    COMMENT ON INDEX events_code_key IS 'by code';
    COMMENT ON INDEX alone IS 'no two at once';
    ALTER TABLE events ALTER kind SET STATISTICS 500, ALTER at SET STATISTICS 0, ALTER id SET STATISTICS -1;
    ALTER TABLE events ALTER kind SET (n_distinct = -0.5, n_distinct_inherited = 20);
    CREATE INDEX events_at ON events (at);
    ALTER TABLE events CLUSTER ON events_at;
    CREATE INDEX events_kind ON events (at, lower(kind));
    ALTER INDEX events_kind ALTER COLUMN 2 SET STATISTICS 300;
    CREATE RULE keep AS ON DELETE TO events DO INSTEAD NOTHING;
    CREATE RULE rest AS ON UPDATE TO events DO INSTEAD NOTHING;
    ALTER TABLE events DISABLE RULE rest;
    CREATE STATISTICS together ON kind, code FROM events;
    ALTER STATISTICS together SET STATISTICS 200;
    CREATE STATISTICS usual ON kind, at FROM events;
    CREATE FOREIGN DATA WRAPPER bridge;
    CREATE SERVER elsewhere FOREIGN DATA WRAPPER bridge;
    CREATE FOREIGN TABLE far (id int OPTIONS (column_name 'nr')) SERVER elsewhere OPTIONS (table_name 'a=b, c');
    CREATE VIEW recent AS SELECT id, kind FROM events;
    ALTER VIEW recent ALTER kind SET DEFAULT 'call';
    CREATE MATERIALIZED VIEW totals AS SELECT kind, count(*) FROM events GROUP BY kind;
    CREATE UNIQUE INDEX totals_kind ON totals (kind);
    ALTER MATERIALIZED VIEW totals ALTER kind SET STATISTICS 50;
    ALTER MATERIALIZED VIEW totals CLUSTER ON totals_kind;
    CREATE UNLOGGED SEQUENCE fast;
    CREATE SEQUENCE safe;
    CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
    CREATE EVENT TRIGGER first ON ddl_command_end EXECUTE FUNCTION watch();
    CREATE EVENT TRIGGER second ON ddl_command_end EXECUTE FUNCTION watch();
    ALTER EVENT TRIGGER second ENABLE REPLICA;
    """
}
