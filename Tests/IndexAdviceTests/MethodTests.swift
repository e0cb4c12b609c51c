import IndexAdvice
import IndexAnalysis
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Indexes of other methods, and on expressions: advised where they pay, used by PostgreSQL's planner, and not advised
/// where they do not.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct MethodTests {
  private static let schema = """
    CREATE EXTENSION pg_trgm;
    CREATE TABLE shops (id bigint PRIMARY KEY);
    CREATE TABLE devices (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id),
      facts jsonb NOT NULL);
    CREATE TABLE articles (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id),
      tags text[] NOT NULL, words tsvector NOT NULL, body text NOT NULL);
    CREATE TABLE customers (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id),
      name text NOT NULL, email text NOT NULL, data jsonb NOT NULL);
    CREATE TABLE readings (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value double precision NOT NULL,
      taken_at timestamptz NOT NULL DEFAULT now());
    """

  /// A plan in which each line is one that a twin changes.
  struct Workload: Sendable, CustomTestStringConvertible {
    var name: String
    var rows = "4M"
    var growth = "20k/month"
    var rate = "6/s"
    var readings = "{ rows: 8M, growth: 50/s }"
    var report = "4/day"
    var tenancy = ""
    /// Whether nothing but the report is asked.
    var reports = false
    /// What is advised.
    var advised: [String] = []
    var testDescription: String { name }

    var plan: String {
      """
      as_of: 2026-03-02
      volumes:
        shops: { rows: 200 }
        devices: { rows: \(rows), growth: \(growth) }
        articles: { rows: \(rows), growth: \(growth) }
        customers: { rows: \(rows), growth: \(growth) }
        readings: \(readings)
      columns:
        devices.facts: { width: 300 }
        articles.tags: { width: 60, values: { spring: 0.2%, harvest: 0.1% } }
        articles.words: { width: 400 }
        articles.body: { width: 900 }
        customers.name: { width: 24 }
        customers.data: { width: 200 }
      \(tenancy)
      queries:
        - { name: report, sql: "SELECT avg(value) FROM readings WHERE taken_at >= $1", rate: \(report) }
      \(reports ? "" : searches)
      """
    }

    private var searches: String {
      """
        - { name: devices that, sql: "SELECT id FROM devices WHERE facts @> $1", rate: \(rate) }
        - { name: devices with a key, sql: "SELECT id FROM articles WHERE tags @> ARRAY[$1]", rate: \(rate) }
        - { name: words, sql: "SELECT id FROM articles WHERE words @@ plainto_tsquery('simple', $1)", rate: \(rate) }
        - { name: bodies, sql: "SELECT id FROM articles WHERE to_tsvector('simple', body) @@ plainto_tsquery('simple', $1)", rate: \(rate) }
        - { name: names, sql: "SELECT id, name FROM customers c WHERE c.name ILIKE '%' || $1 || '%'", rate: \(rate) }
        - { name: sign in, sql: "SELECT c.id FROM customers c WHERE lower(c.email) = $1", rate: \(rate) }
        - { name: from outside, sql: "SELECT c.id FROM customers c WHERE c.data ->> 'reference' = $1", rate: \(rate) }
      """
    }

    var shipped: ShippedPlan { ShippedPlan(name, schema: MethodTests.schema, plan: plan) }
  }

  static let paying = [
    Workload(
      name: "searches",
      advised: [
        "articles ((to_tsvector('simple', body))) using gin", "articles (tags) using gin", "articles (words) using gin",
        "customers ((data ->> 'reference'))", "customers ((lower(email)))",
        "customers (name gin_trgm_ops) using gin", "devices (facts jsonb_path_ops) using gin",
      ]),
    Workload(name: "reports", reports: true, advised: ["readings (taken_at) using brin"]),
  ]

  @Test(arguments: paying) func thePlannerUsesEachOfThem(_ paying: Workload) async throws {
    let shipped = paying.shipped
    #expect(shipped.advice.map { "\($0.table.name) \($0.path.definition)" }.sorted() == paying.advised)
    try await ThrowawayServer.run { server in
      let policed = PolicedCatalog(shipped)
      let builder = ShapeBuilder(catalog: policed.catalog, plan: shipped.plan)
      let database = try await PlanningDatabase.make(on: server, catalog: policed.catalog, builder: builder)
      let workload = try await PlannedWorkload(shipped, policed, try await database.session())
      #expect(workload.unplanned.isEmpty)
      let all = shipped.added
      let before = workload.total(try await workload.costs(with: []).costs)
      let after = try await workload.costs(with: all)
      let whole = workload.total(after.costs)
      print("\n| index | on | bytes | written | cost of writing | workload without it |\n|---|---|--:|--:|--:|--:|")
      for (number, proposal) in shipped.advice.enumerated() {
        let name = all[number].index.name
        let users = Set(after.indexes.filter { $0.value.contains(name) }.map(\.key))
        #expect(users.isSuperset(of: proposal.services.map(\.query)), "\(proposal.path.definition): \(users)")
        var others = all
        others.remove(at: number)
        let without = workload.total(try await workload.costs(with: others).costs)
        #expect(without - whole > proposal.writes.cost, "\(proposal.path.definition) does not pay")
        print(
          "| \(proposal.path.definition) | \(proposal.table.display) | \(Int(proposal.bytes)) | "
            + "\(proposal.writes.perSecond)/s | \(Int(proposal.writes.cost)) | +\(Int(without - whole)) |")
      }
      print("workload: \(Int(before)) before, \(Int(whole)) with the advice")
    }
  }

  static let twins = [
    Workload(name: "small", rows: "300", growth: "1/month", readings: "{ rows: 500, growth: 1/month }"),
    Workload(name: "rare", growth: "9M/day", rate: "1/day", report: "1/month"),
    Workload(name: "yearly", report: "1/year", reports: true),
  ]

  /// Small tables, and queries that come seldom to tables that are written often.
  @Test(arguments: twins) func whatDoesNotPayIsNotAdvised(_ workload: Workload) {
    let advised = workload.shipped.advice.map { "\($0.table.name) \($0.path.definition)" }
    #expect(advised == [])
  }

  /// Under a policy no operator that is not leakproof enters an index.
  @Test func whatWaitsForThePolicyIsNotAdvised() {
    let policed = Workload(
      name: "policed",
      tenancy: "tenancy: { model: shared-schema, key: shop_id, setting: app.shop, enforce: [database] }")
    let advised = policed.shipped.advice.map { "\($0.table.name) \($0.path.definition)" }
    #expect(!advised.contains { $0.contains("gin") || $0.contains("((") }, "\(advised)")
  }

  /// BRIN is for rows that stay where they came, and not for a report that many ask for.
  @Test func rowsThatChangeOrAreAskedForOftenGetNoBRIN() {
    let often = Workload(name: "often", report: "2/s", reports: true).shipped
    #expect(often.advice.first { $0.table.name == "readings" }?.path.definition == "(taken_at)")
    let kept = Workload(name: "kept", readings: "{ rows: 8M, growth: 50/s, updates: 5/s }", reports: true).shipped
    #expect(!kept.advice.contains { $0.path.method == "brin" })
  }
}
