import Foundation
import PlannerStatistics
import PostgresClient
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Tables of many segments that take no room.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct LargeTableTests {
  private static let project = """
    CREATE TABLE readings (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sensor_id integer NOT NULL, value double precision,
      taken_at timestamptz NOT NULL DEFAULT now());
    CREATE INDEX readings_taken ON readings (taken_at);
    """
  private static let plan = """
    volumes:
      readings: { rows: 400M, growth: 20M/month }
    columns:
      readings.sensor_id: { distinct: 50k, correlation: 0 }
    """

  @Test func filesAreAsLongAsTheShapeSaysAndEmpty() async throws {
    let project = try PlannedProject(schema: Self.project, plan: Self.plan)
    try await ThrowawayServer.run { server in
      let database = try await project.database(on: server)
      let table = try #require(database.shape.tables.first)
      #expect(table.pages > 2 * 131_072)
      let connection = try await server.connect(to: "planning")
      for (name, pages) in [("readings", table.pages)] + table.indexes.map({ ($0.name, $0.pages) }) {
        let size = try await connection.query("SELECT pg_relation_size($1::regclass) / 8192", [name])
        #expect(size.value == "\(pages)", "\(name)")
        let path = try await connection.query("SELECT pg_relation_filepath($1::regclass)", [name])
        var status = stat()
        #expect(stat(server.dataFile(path.value ?? ""), &status) == 0 && status.st_blocks * 512 < 200_000, "\(name)")
      }
    }
  }

  /// The planner asks a B-tree for its least and greatest value when a bound lies near one of them.
  @Test func endsOfAnIndexAreLookedFor() async throws {
    try await PlannedProject(schema: Self.project, plan: Self.plan).session { session in
      for sql in [
        "SELECT * FROM readings WHERE taken_at > now() - interval '1 minute'",
        "SELECT * FROM readings WHERE taken_at > '2100-01-01'", "SELECT * FROM readings WHERE taken_at < '2000-01-01'",
        "SELECT min(taken_at), max(taken_at), max(id) FROM readings", "SELECT * FROM readings WHERE id > 399999999",
        "SELECT * FROM readings a JOIN readings b ON a.id = b.id ORDER BY a.id",
      ] {
        let plan = try await session.plan(sql)
        #expect(!plan.indexes.isEmpty, "\(sql)")
      }
      let week = try await session.plan("SELECT * FROM readings WHERE taken_at > now() - interval '7 days'")
      #expect((4_000_000...5_500_000).contains(week.root.rows), "\(week.root.rows)")
    }
  }

  @Test func aMissingIndexCostsAndACandidateDoesNot() async throws {
    try await PlannedProject(schema: Self.project, plan: Self.plan).session { session in
      let statement = try await session.statement(
        "SELECT * FROM readings WHERE sensor_id = $1 ORDER BY taken_at DESC LIMIT 20")
      #expect(statement.parameters.map(\.column?.column) == ["sensor_id"])
      let before = try await session.explain(statement)
      let candidate = Index("candidate", columns: ["sensor_id", "taken_at"])
      let with = try await session.with(added: [(candidate, readings)]) { try await $0.explain(statement) }
      #expect(with.indexes == ["candidate"] && with.cost * 100 < before.cost, "\(before.cost) \(with.cost)")
      #expect(try await session.explain(statement) == before)
      let generic = try await session.explain(try await session.statement(statement.text, .generic))
      #expect(generic == before)
    }
  }
}
