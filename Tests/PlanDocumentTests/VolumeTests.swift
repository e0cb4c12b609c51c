import Compilation
import PlanDocument
import Testing

/// Rows and bytes follow from what the plan states and from what carries it out.
struct VolumeTests {
  private static let heading = "1.2 Volume and growth projections"

  struct Retention: Sendable, CustomTestStringConvertible {
    var what: String
    var schema = "CREATE TABLE events (id bigint, at timestamptz NOT NULL)"
    var plan: String
    var rows = "3M"
    var later: String
    var asks: Bool

    var testDescription: String { what }
  }

  static let retentions: [Retention] = [
    Retention(what: "nothing deletes", plan: "", later: "39M", asks: true),
    Retention(
      what: "a batch keeps pace",
      plan: "batches: [ { name: purge, table: events, rows: 33k, every: night, within: 5 min, mode: delete } ]",
      later: "3M", asks: false),
    Retention(
      what: "a batch is too slow",
      plan: "batches: [ { name: purge, table: events, rows: 3k, every: night, within: 5 min, mode: delete } ]",
      later: "39M", asks: true),
    Retention(
      what: "a batch only reads",
      plan: "batches: [ { name: scan, table: events, rows: 33k, every: night, within: 5 min, mode: read } ]",
      later: "39M", asks: true),
    Retention(
      what: "it runs once",
      plan: "batches: [ { name: purge, table: events, rows: 33M, every: once, within: 5 min, mode: delete } ]",
      later: "39M", asks: true),
    Retention(
      what: "partitions by time",
      schema: "CREATE TABLE events (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)", plan: "",
      later: "3M", asks: false),
    Retention(
      what: "partitions by another column",
      schema: "CREATE TABLE events (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (id)", plan: "",
      later: "39M", asks: true),
    Retention(
      what: "a decision for partitions",
      plan: """
        decisions:
          - { id: D1, question: How do events stay small?, options: [ { name: range partitions } ], chosen: range partitions }
        """,
      later: "3M", asks: false),
    Retention(
      what: "a decision nobody has taken",
      plan: """
        decisions:
          - { id: D1, question: How do events stay small?, options: [ { name: range partitions } ], recommended: range partitions }
        """,
      later: "39M", asks: true),
    Retention(
      what: "a full table is not projected below its rows",
      plan: "batches: [ { name: purge, table: events, rows: 33k, every: night, within: 5 min, mode: delete } ]",
      rows: "3.1M", later: "3.1M", asks: false),
  ]

  @Test(arguments: retentions)
  func aRetentionHoldsWhenSomethingCarriesItOut(retention: Retention) throws {
    let example = Example.small(
      schema: retention.schema + ";",
      "volumes: { events: { rows: \(retention.rows), growth: 1M/month, retention: 3 months } }\n\(retention.plan)\n")
    try #require(!example.hasErrors)
    let row = try #require(example.rows(of: Self.heading).first)
    #expect(row[3] == retention.later)
    #expect(example.report.questions.contains { $0.id == "retention-job" } == retention.asks)
  }

  @Test func aSlowBatchIsSaidToBeSlow() {
    let plan = """
      volumes: { events: { rows: 3M, growth: 1M/month, retention: 3 months } }
      batches: [ { name: purge, table: events, rows: 3k, every: night, within: 5 min, mode: delete } ]

      """
    let example = Example.small(schema: "CREATE TABLE events (id bigint);", plan)
    let part = example.part("4.4 Batch operation plans")
    #expect(part.contains("purge: 91.3k rows a month go, 1M arrive"))
    #expect(part.contains("does not stay at 3 months"))
  }

  /// 1M rows of 24 + 900 bytes at the next 8, each with a 4-byte pointer, in pages of 8,168 bytes: 891 MiB.
  @Test func aStatedRowWidthIsTheWidth() throws {
    let example = Example.small(
      schema: "CREATE TABLE documents (body jsonb, kind text);",
      "volumes: { documents: { rows: 1M, width: 900 } }\n")
    let row = try #require(example.rows(of: Self.heading).first)
    #expect(row[4] == "891 MiB")
    #expect(row[8].contains("rows of 900 B stated"))
    #expect(!example.document("tables/public.documents.md").contains("widths assumed"))
  }

  @Test func sharedTablesAreAsWideInEveryPlanOfAProject() {
    let course = Example.all.first { $0.name == "course-platform" }
    let reading = Example.all.first { $0.name == "reading-progress" }
    let wide = Dictionary(
      (course?.rows(of: Self.heading) ?? []).map { ($0[0], $0[4]) }, uniquingKeysWith: { first, _ in first })
    let shared = (reading?.rows(of: Self.heading) ?? []).filter { wide[$0[0]] != nil && $0[0] != "courses" }
    #expect(shared.count > 3)
    for row in shared { #expect(wide[row[0]] == row[4], "\(row[0])") }
  }

  @Test func aChangeSaysWhatItAdds() {
    let example = Example.small(
      schema: "CREATE TABLE orders (id bigint PRIMARY KEY); CREATE TABLE items (id bigint PRIMARY KEY);",
      adds: """
        CREATE TABLE notes (id bigint PRIMARY KEY); CREATE TABLE tags (id bigint PRIMARY KEY);
        ALTER TABLE orders ADD COLUMN day date; CREATE INDEX orders_day ON orders (day);
        """,
      "volumes: { orders: { rows: 10M }, items: { rows: 900M }, notes: { rows: 0, growth: 100k/month } }\n")
    let screen = example.part("first screen")
    #expect(screen.contains("| Size | estimate: +358 MiB now,"))
    #expect(screen.contains("orders](tables/public.orders.md) takes the most at 36 months"))
    #expect(screen.contains("[unknown](#q-volumes): `tags`"))
  }
}
