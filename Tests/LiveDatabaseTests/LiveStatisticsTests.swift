import LiveDatabase
import PostgresClient
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// What a server has counted is taken as it counts it.
@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct LiveStatisticsTests {
  @Test(arguments: try ServersUnderTest.all()) func figuresAreTaken(_ programs: ServerPrograms) async throws {
    try await ThrowawayServer.run(programs: programs) { server in
      try await server.connect().run(script: Self.script)
      try await Self.untilCounted(server)
      let statistics = try await LiveDatabase(server.address(), name: "shop").statistics()
      #expect(statistics.database == "shop" && statistics.postgres.map { $0 >= 15 } == true)
      #expect(statistics.tables.map(\.name.name) == ["a", "b", "parted", "parted_1", "parted_2"])
      #expect(statistics.tables.map(\.rows) == [5000, 0, 300, 100, 200])
      let first = try #require(statistics.tables.first)
      #expect(first.totalBytes >= first.bytes + first.indexBytes && first.indexBytes > 0)
      #expect((first.inserts, first.updates, first.deletes) == (5001, 10, 1))
      #expect(first.deadRows > 0)
      let parted = statistics.tables[2]
      #expect(
        parted.inserts == 300 && parted.totalBytes == statistics.tables[3].totalBytes + statistics.tables[4].totalBytes)
      #expect(statistics.indexes.map(\.name) == ["a_pkey", "parted_pkey", "parted_1_pkey", "parted_2_pkey"])
      #expect(statistics.indexes.map { $0.scans > 0 } == [true, true, true, false])
      #expect(statistics.queries == nil && statistics.queryPeriod == nil)
    }
  }

  /// Counters that were reset began then.
  @Test func aPeriodHasABeginning() async throws {
    try await ThrowawayServer.run { server in
      #expect(try await LiveDatabase(server.address()).statistics().period == nil)
      _ = try await server.connect().query("SELECT pg_stat_reset()")
      try await Self.until(
        server, "SELECT stats_reset IS NOT NULL FROM pg_stat_database WHERE datname = current_database()")
      let period = try #require(try await LiveDatabase(server.address()).statistics().period)
      #expect(period.since.count == 10 && period.since.hasPrefix("20") && period.seconds >= 0 && period.days == 0)
    }
  }

  @Test func queriesAreThoseOfTheExtension() async throws {
    try await ThrowawayServer.run(settings: ["shared_preload_libraries": "'pg_stat_statements'"]) { server in
      let connection = try await server.connect()
      try await connection.run(
        script:
          "CREATE EXTENSION pg_stat_statements; CREATE TABLE a (id int PRIMARY KEY); SELECT * FROM a WHERE id = 7;")
      _ = try await connection.query("SELECT * FROM a WHERE id = 8")
      let statistics = try await LiveDatabase(server.address()).statistics()
      let query = try #require(statistics.queries?.first { $0.sql.contains("FROM a") })
      #expect(query.sql == "SELECT * FROM a WHERE id = $1" && query.calls == 2 && query.rows == 0)
      #expect(statistics.queries?.contains { $0.sql.contains("CREATE") } == false)
      #expect(statistics.queryPeriod != nil)
      #expect(!statistics.tables.contains { $0.name.name.hasPrefix("pg_stat") })
    }
  }

  /// The extension may be there while the server does not load it.
  @Test func anExtensionThatKeepsNothingIsNone() async throws {
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: "CREATE EXTENSION pg_stat_statements; CREATE TABLE a (id int);")
      let statistics = try await LiveDatabase(server.address()).statistics()
      #expect(statistics.queries == nil && statistics.tables.map(\.name.name) == ["a"])
    }
  }

  /// Sessions tell what they did when they end, or some time later.
  private static func untilCounted(_ server: ThrowawayServer) async throws {
    try await until(
      server, "SELECT n_tup_upd = 10 AND n_tup_del = 1 FROM pg_stat_all_tables WHERE relid = 'a'::regclass")
    try await until(server, "SELECT sum(n_tup_ins) = 300 FROM pg_stat_all_tables WHERE relname LIKE 'parted%'")
    try await until(server, "SELECT idx_scan > 0 FROM pg_stat_all_indexes WHERE indexrelname = 'parted_1_pkey'")
  }

  /// Waits for what the server says of itself, and gives up after a number of questions.
  private static func until(_ server: ThrowawayServer, _ question: String) async throws {
    for _ in 0..<200 {
      if try await server.connect().query(question).rows.first?.first == "t" { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("never true: \(question)")
  }

  private static let script = """
    CREATE TABLE a (id int PRIMARY KEY, n int);
    INSERT INTO a SELECT generate_series(1, 5001), 0;
    UPDATE a SET n = 1 WHERE id <= 10;
    DELETE FROM a WHERE id = 5001;
    ANALYZE a;
    CREATE TABLE b (id int);
    CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
    CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
    CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (300);
    INSERT INTO parted SELECT generate_series(0, 299);
    SET enable_seqscan = off;
    SELECT * FROM parted WHERE id = 7;
    ANALYZE parted_1, parted_2;
    """
}
