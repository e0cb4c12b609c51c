import MigrationPlanning
import Rehearsal
import TestKit
import Testing

/// What is asked before rows go to partitions counts those that PostgreSQL refuses.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct PartitionCheckTests {
  private static let columns = "id int, k int NOT NULL, name text, PRIMARY KEY "
  private static let schemes: [(name: String, key: String, by: String, parts: [String])] = [
    (
      "one range", "(id, k)", "RANGE (k)",
      ["p1 PARTITION OF t FOR VALUES FROM (0) TO (10)", "p2 PARTITION OF t FOR VALUES FROM (20) TO (MAXVALUE)"]
    ),
    (
      "two columns", "(id, k)", "RANGE (k, id)",
      [
        "p1 PARTITION OF t FOR VALUES FROM (3, 50) TO (9, MINVALUE)",
        "p2 PARTITION OF t FOR VALUES FROM (9, 7) TO (9, 70)",
      ]
    ),
    (
      "lists", "(id, k)", "LIST (k)",
      ["p1 PARTITION OF t FOR VALUES IN (1, 2, 3)", "p2 PARTITION OF t FOR VALUES IN (-4, 17)"]
    ),
    (
      "ranges in lists", "(id, k)", "LIST (k)",
      [
        "p1 PARTITION OF t FOR VALUES IN (1, 2, 3) PARTITION BY RANGE (id)",
        "p11 PARTITION OF p1 FOR VALUES FROM (MINVALUE) TO (40)", "p2 PARTITION OF t FOR VALUES IN (17)",
      ]
    ),
    (
      "a default", "(id, k)", "RANGE (k)",
      ["p1 PARTITION OF t FOR VALUES FROM (0) TO (10)", "p2 PARTITION OF t DEFAULT"]
    ),
  ]

  @Test func uncoveredRowsAreThoseThatAreRefused() async throws {
    var counted = 0
    try await ThrowawayServer.run { server in
      for scheme in Self.schemes {
        let old = "CREATE TABLE t (\(Self.columns)(id));\n"
        let new =
          "CREATE TABLE t (\(Self.columns)\(scheme.key)) PARTITION BY \(scheme.by);\n"
          + scheme.parts.map { "CREATE TABLE \($0);\n" }.joined()
        let migration = PlannedMigration(scheme.name, old: old, new: new)
        let asked = migration.plan.steps.flatMap(\.before).filter { $0.what == "rows of t that no partition takes" }
        let rows = "INSERT INTO t SELECT n, n % 31 - 5 FROM generate_series(1, 200) AS n;"
        let before = try await MigratedDatabase.make("before", [old, rows], on: server)
        let uncovered = asked.isEmpty ? "0" : try await before.value(asked[0].sql)
        let tried = """
          CREATE TABLE refused (n int);
          DO $$ BEGIN
            FOR i IN 1..200 LOOP
              BEGIN
                INSERT INTO t VALUES (i, i % 31 - 5);
              EXCEPTION WHEN check_violation THEN
                INSERT INTO refused VALUES (i);
              END;
            END LOOP;
          END $$;
          """
        let after = try await MigratedDatabase.make("after", [new, tried], on: server)
        let refused = try await after.value("SELECT count(*) FROM refused")
        #expect(uncovered == refused, "\(scheme.name): \(asked.map(\.sql))")
        #expect(asked.isEmpty == (refused == "0"), "\(scheme.name)")
        counted += 1
      }
    }
    #expect(counted == Self.schemes.count)
  }

  /// What is written beside the partitions until the table changes names disturbs nobody, and stops the migration.
  @Test func rowsWithoutPartitionStopTheMigrationAndNotItsWriters() async throws {
    let migration = PlannedMigration(
      "left out", old: "CREATE TABLE t (\(Self.columns)(id));\n",
      new: "CREATE TABLE t (\(Self.columns)(id, k)) PARTITION BY RANGE (k);\n"
        + "CREATE TABLE p1 PARTITION OF t FOR VALUES FROM (0) TO (10);\n")
    let place = try #require(migration.ups.firstIndex { $0.path.contains("-add-t-in-partitions") })
    try await ThrowawayServer.run { server in
      let database = try await MigratedDatabase.make(
        "work", [migration.old, "INSERT INTO t SELECT n, n % 10 FROM generate_series(1, 50) AS n;"], on: server)
      try await database.run(Array(migration.ups[..<place]), isInterrupted: false)
      let question = try #require(migration.plan.steps.first { $0.name == "copy-t-to-t-new" }?.after.first)
      #expect(try await database.value(question.sql) == "0")
      _ = try await database.value("INSERT INTO t VALUES (1000, 99)")
      _ = try await database.value("UPDATE t SET k = 98 WHERE id = 7")
      _ = try await database.value("UPDATE t SET name = 'x', id = id + 100 WHERE id < 5")
      #expect(try await database.value(question.sql) == "2")
      let error = await #expect(throws: (any Error).self) {
        try await database.run(Array(migration.ups[place...]), isInterrupted: false)
      }
      #expect("\(error ?? CancellationError())".contains("t_in_partitions"))
      _ = try await database.value("DELETE FROM t WHERE id = 1000")
      _ = try await database.value("UPDATE t SET k = 7 WHERE id = 7")
      try await database.run(Array(migration.ups[(place + 1)...]), isInterrupted: false)
      #expect(try await database.value("SELECT count(*), min(id), max(id) FROM p1") == "50|5|104")
    }
  }

  /// The way that is recommended is the one that the steps go, and what keeps them from another is said.
  @Test func waysFollowWhatIsPossible() throws {
    let keyed = (old: "\(Self.columns)(id)", new: "\(Self.columns)(id, k)")
    let bare = (old: "id int, k int", new: "id int, k int")
    for (tables, rows, because) in [
      (keyed, "20M", nil), (keyed, "2k", "its rows are copied in"), (bare, "20M", "no primary key"),
    ] {
      let migration = PlannedMigration(
        "ways", old: "CREATE TABLE t (\(tables.old));",
        new: "CREATE TABLE t (\(tables.new)) PARTITION BY RANGE (k);\nCREATE TABLE p1 PARTITION OF t DEFAULT;",
        plan: "volumes: { t: { rows: \(rows) } }")
      let ways = try #require(migration.plan.choices.first { $0.ways.count == 3 }?.ways)
      #expect(ways.map(\.isRecommended) == [because == nil, false, because != nil], "\(ways)")
      #expect(migration.plan.steps.contains { $0.name == "exchange-t" } == (because == nil))
      let hazards = migration.plan.steps.flatMap(\.hazards).joined(separator: "\n")
      if let because {
        #expect(ways[0].risk.contains(because), "\(ways[0])")
        #expect(hazards.contains(because), "\(hazards)")
      }
    }
  }
}
