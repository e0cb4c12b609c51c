import Compilation
import Diagnostics
import PlanDocument
import PlanModel
import Testing

/// Pools, alarms and load: what the declared rates make of them.
struct CapacityTests {
  private static let schema = """
    CREATE TABLE marks (id bigint PRIMARY KEY, place integer NOT NULL);
    CREATE TABLE places (id bigint PRIMARY KEY);
    """

  /// Statements by id of a plan with these lines; `baseline` is SQL.
  private static func statements(_ lines: String, baseline: String? = nil) throws -> [String: String] {
    var files = ["Plans/small/schema.sql": schema]
    files["Plans/small/baseline.sql"] = baseline
    files["Plans/small/plan.yml"] =
      "plan: Small\nschema: schema.sql\n" + (baseline == nil ? "" : "baseline: baseline.sql\n") + lines
    let example = Example("small", Project(files: files).compile("small"))
    let errors = example.compiled.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.message) == [])
    return Dictionary(example.report.statements.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  private static let work = """
    queries:
      - { name: read, sql: SELECT place FROM marks WHERE id = $1, rate: 10/s, peak: 40/s, p95: 50ms }
      - { name: save, sql: UPDATE marks SET place = $2 WHERE id = $1, rate: 32/s, peak: 220/s, p95: 12ms }
      - { name: finish, sql: UPDATE marks SET place = 0 WHERE id = $1, rate: 1/s, peak: 12/s, p95: 10ms }
      - { name: take, sql: UPDATE marks SET place = 1 WHERE id = $1, rate: 8/s, peak: 96/s, p95: 10ms, per: line }
    transactions:
      - { name: complete, runs: [save, finish, take], rate: 1/s, isolation: read committed, hold: 6ms }

    """
  private static let server = """
    deployment: { instances: { min: 2, max: 4 }, concurrency: 20/instance, max_connections: 60, reserved: 10 }
    monitoring: { stack: prometheus, slow: 200ms }

    """

  @Test func aTransactionPeaksWithTheStatementOfItsRate() throws {
    let said = try Self.statements(Self.work)
    #expect(said["pool.term.complete"] == "complete · rate 12/s · held 6 ms · why hold · connections 0.072")
  }

  @Test func withoutSuchAStatementTheLargestRiseCounts() throws {
    let said = try Self.statements(Self.work.replacing("rate: 1/s, isolation", with: "rate: 2/s, isolation"))
    #expect(said["pool.term.complete"]?.hasPrefix("complete · rate 24/s") == true)
  }

  @Test func runsBesideATransactionAreCounted() throws {
    let said = try Self.statements(Self.work)
    #expect(
      said["pool.term.save, other runs"] == "save, other runs · rate 208/s · held 12 ms · why p95 · connections 2.5")
    #expect(said["pool.term.finish, other runs"] == nil, "each of them is in the transaction")
    #expect(said["pool.term.take, other runs"] == nil && said["pool.term.take"] == nil, "once for each line of it")
  }

  @Test func termsCiteThePeaksTheyComeFrom() throws {
    let files = [
      "Plans/small/schema.sql": Self.schema, "Plans/small/plan.yml": "plan: S\nschema: schema.sql\n" + Self.work,
    ]
    let report = Example("small", Project(files: files).compile("small")).report
    let term = try #require(report.statements.first { $0.id == "pool.term.complete" })
    let peak = try #require(report.subject.plan.queries.first { $0.name.value == "finish" }?.peak?.span)
    #expect(term.sources.contains(.plan(peak)))
  }

  @Test func aPoolIsSizedByItsShareOfTheDemand() throws {
    let said = try Self.statements(Self.work + Self.server)
    // 40/s × 50 ms + 208/s × 12 ms + 12/s × 6 ms
    #expect(
      said["pool.pool"]
        == "Pool of an instance: 4.57 / 4 = 1.14 busy; 1.14 + 3 × √1.14 = 4.35, so 5; all 4 together open 20 of 50")
    #expect(
      said["pool.concurrency"]
        == "4 instances × 20 requests at once = 80, for 50 connections: 30 too few when all ask, 8 in each instance; from a pool of 5 then 15 wait"
    )
    #expect(said["monitoring.open connections"]?.hasSuffix("limit 40: 80 % of 50") == true)
    #expect(said["monitoring.busy connections"]?.hasSuffix("limit 11: 4.57 + 3 × √4.57 = 11") == true)
  }

  @Test func aPoolKeepsWithinWhatTheServerHas() throws {
    let server = Self.server.replacing("max_connections: 60", with: "max_connections: 22")
    let said = try Self.statements(Self.work + server)
    #expect(said["pool.pool"]?.contains("so 5, of which 3 are possible; all 4 together open 12 of 12") == true)
    #expect(said["monitoring.open connections"]?.hasSuffix("over 12, which the pools open") == true)
  }

  @Test func aFeaturePlanSizesNoPool() throws {
    let said = try Self.statements(Self.work + Self.server, baseline: "CREATE TABLE places (id bigint PRIMARY KEY);")
    #expect(said["pool.pool"] == nil)
    #expect(said["pool.added"]?.hasPrefix("Added to what runs today: 4.57 busy") == true)
    #expect(said["monitoring.busy connections"] == nil)
  }

  @Test func aMeanIsNoPercentile() throws {
    let said = try Self.statements(Self.work + Self.server)
    #expect(said["monitoring.p95 of read"] == "read · p95 50 ms · mean 16.7 ms")
    let document = try #require(Example.all.first { $0.name == "league-manager" }).document("plan.md")
    let part = try #require(Document.parts(of: document)["5.4 Monitoring implementation"])
    let header = part.split(separator: "\n").first { $0.hasPrefix("| Statement") }
    #expect(header?.contains("p95 (application's histogram, prometheus) | Mean (`pg_stat_statements`)") == true)
  }

  @Test(arguments: [
    ("3x for 5 min", "3 × 51/s = 153/s; the declared peaks together, 368/s, are more"),
    ("8x for 5 min", "8 × 51/s = 408/s; the declared peaks together, 368/s, are fewer"),
  ])
  func aSpikeIsItsFactorTimesTheSteadyLoad(spike: String, expected: String) throws {
    let lines = "load: { ramp: 1 min, steady: 5 min, spike: \(spike), stop_when: p95 > 90ms }\n"
    let said = try Self.statements(Self.work + lines)
    #expect(said["loadTests.spike"]?.hasSuffix("load \(expected)") == true)
  }
}
