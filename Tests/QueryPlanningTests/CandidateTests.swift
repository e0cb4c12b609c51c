import PlannerStatistics
import PostgresClient
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

let readings = ObjectName("readings")

extension Index {
  init(_ name: String, columns: [String], method: String = "btree", where predicate: String? = nil) {
    self.init(name, elements: columns.map { IndexElement(column: $0) })
    self.method = method
    self.predicate = predicate.map { SQLExpression($0) }
  }

  init(_ name: String, expression: String) {
    self.init(name, elements: [IndexElement(.expression(SQLExpression(expression)))])
  }
}

/// An index that is tried costs what it would cost if it were there.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct CandidateTests {
  private static let schema = """
    CREATE TABLE readings (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sensor_id integer NOT NULL, tags text[] NOT NULL, state text,
      taken_at timestamptz NOT NULL DEFAULT now());
    """
  private static let plan = """
    volumes:
      readings: { rows: 20M, growth: 1M/month }
    columns:
      readings.sensor_id: { distinct: 50k, correlation: 0 }
      readings.tags: { values: { night: 0.05% } }
      readings.state: { values: { ok: 99%, failed: 1% } }
    """
  private static let cases: [(index: Index, sql: String)] = [
    (Index("a", columns: ["sensor_id"]), "SELECT * FROM readings WHERE sensor_id = 7"),
    (
      Index("b", columns: ["sensor_id", "taken_at"]),
      "SELECT * FROM readings WHERE sensor_id = 7 ORDER BY taken_at LIMIT 5"
    ),
    (
      Index("c", columns: ["taken_at"], where: "state = 'failed'"),
      "SELECT * FROM readings WHERE state = 'failed' ORDER BY taken_at DESC LIMIT 10"
    ),
    (Index("d", columns: ["tags"], method: "gin"), "SELECT * FROM readings WHERE tags @> '{night}'"),
    (
      Index("e", columns: ["taken_at"], method: "brin"),
      "SELECT count(*) FROM readings WHERE taken_at > '2026-06-25 00:00Z'"
    ),
    (Index("g", expression: "lower(state)"), "SELECT * FROM readings WHERE lower(state) = 'failed' LIMIT 10"),
    (Index("f", columns: ["sensor_id"], method: "hash"), "SELECT * FROM readings WHERE sensor_id = 7"),
  ]

  @Test func aCandidateCostsWhatADeclaredIndexCosts() async throws {
    try await ThrowawayServer.run { try await Self.compare(on: $0) }
  }

  /// The file of an index and the pages that the planner reads of it are the server's own matter.
  @Test(.enabled(if: (try? ServersUnderTest.listed().isEmpty) == false, "DBPLAN_SERVERS is not set"))
  func newerServersAgree() async throws {
    for programs in try ServersUnderTest.listed() {
      try await ThrowawayServer.run(programs: programs) { try await Self.compare(on: $0) }
    }
  }

  private static func compare(on server: ThrowawayServer) async throws {
    let session = try await PlannedProject(schema: schema, plan: plan).database(on: server).session()
    for (number, (index, sql)) in cases.enumerated() {
      let condition = index.predicate.map { " WHERE \($0.sql)" } ?? ""
      let columns = index.elements.map(\.display).joined(separator: ", ")
      let declared = try PlannedProject(
        schema: schema + "CREATE INDEX \(index.name) ON readings USING \(index.method) (\(columns))\(condition);",
        plan: plan)
      let there = try await declared.database("declared\(number)", on: server).session()
      let plan = try await there.plan(sql)
      let tried = try await session.with(added: [(index, readings)]) { try await $0.plan(sql) }
      #expect(tried == plan, "\(index.name)")
      #expect(plan.indexes == [index.name], "\(index.name): \(plan.nodes.map(\.type))")
      let hidden = try await there.with(hidden: [ObjectName(index.name)]) { try await $0.plan(sql) }
      let without = try await session.plan(sql)
      #expect(hidden == without && hidden.cost > plan.cost, "\(index.name)")
      // The end of an index is looked for in its pages.
      _ = try await there.plan("SELECT * FROM readings WHERE taken_at > now() OR id > 19999999 OR sensor_id < 0")
      _ = try await there.plan("SELECT * FROM readings WHERE id > 19999999")
    }
  }

  @Test func whatIsTriedIsUndone() async throws {
    try await PlannedProject(schema: Self.schema, plan: Self.plan).session { session in
      let sql = "SELECT * FROM readings WHERE sensor_id = 7"
      let before = try await session.plan(sql)
      // The second is refused, which undoes the first.
      await #expect(throws: PostgresError.self) {
        try await session.with(added: [(Self.cases[0].index, readings), (Self.cases[0].index, readings)]) {
          try await $0.plan(sql)
        }
      }
      await #expect(throws: PlanningError.unknownTable("nowhere")) {
        try await session.with(added: [(Self.cases[0].index, ObjectName("nowhere"))]) { try await $0.plan(sql) }
      }
      #expect(try await session.plan(sql) == before)
      let nested = try await session.with(added: [(Self.cases[0].index, readings)]) { outer in
        let inner = try await outer.with(added: [(Self.cases[1].index, readings)], hidden: [ObjectName("a")]) {
          try await $0.plan(sql)
        }
        return [inner, try await outer.plan(sql)]
      }
      #expect(nested.map(\.indexes) == [["b"], ["a"]])
      #expect(try await session.plan(sql) == before)
    }
  }
}
