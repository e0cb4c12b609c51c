import Compilation
import Diagnostics
import ProjectDetection
import PlanModel
import SchemaModel
import Testing

/// The first plan says what a database has counted.
struct FirstFilesTests {
  private static let sql = """
    CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
    CREATE TABLE items (id bigint PRIMARY KEY);
    CREATE TABLE fresh (id bigint PRIMARY KEY);
    """

  private static func facts(_ statistics: [DatabaseStatistics]) -> FirstFiles.Facts {
    let catalog = PlanCompiler(tree: SourceTree(files: [SourceFile(path: "a.sql", text: sql)]), project: nil)
      .compile(schema: [Located("a.sql")], name: "a", date: nil).value.catalog
    var facts = FirstFiles.Facts(project: "Shop", plan: "shop", sources: ["a.sql"], catalog: catalog)
    facts.statistics = statistics
    return facts
  }

  private static func statistics(days: Int) -> DatabaseStatistics {
    var statistics = DatabaseStatistics(database: "postgres://db/shop")
    let period = DatabaseStatistics.Period(since: "2026-01-01", seconds: days * 86_400)
    (statistics.period, statistics.queryPeriod) = (period, period)
    var orders = DatabaseStatistics.Table(ObjectName("orders"), rows: 10_000)
    (orders.inserts, orders.updates, orders.deletes, orders.deadRows) = (1234, 8640, 34, 12)
    statistics.tables = [
      orders, DatabaseStatistics.Table(ObjectName("items"), rows: 0),
      DatabaseStatistics.Table(ObjectName("fresh"), rows: nil),
    ]
    return statistics
  }

  private static let queries = [
    DatabaseStatistics.Query(
      "SELECT *\n  FROM orders WHERE customer_id = $1", calls: 864_000, meanMilliseconds: 1.26, rows: 9),
    DatabaseStatistics.Query("SELECT * FROM gone WHERE id = $1", calls: 9, meanMilliseconds: 1, rows: 9),
    DatabaseStatistics.Query("SELECT 1", calls: 9, meanMilliseconds: 1, rows: 9),
    DatabaseStatistics.Query(
      "SELECT id FROM orders WHERE customer_id = $1", calls: 1, meanMilliseconds: 0.01, rows: 0),
    DatabaseStatistics.Query(
      "UPDATE orders SET note = 'a:  b # c' WHERE id = $1", calls: 864, meanMilliseconds: 25, rows: 864),
  ]

  /// What follows a heading of the plan, up to the blank line.
  private static func lines(from start: String, of plan: String) -> [String] {
    let lines = plan.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return Array((lines.firstIndex(of: start).map { lines[$0...] } ?? []).prefix { !$0.isEmpty })
  }

  @Test func volumesAndQueriesAreThoseOfTheDatabase() {
    var statistics = Self.statistics(days: 10)
    statistics.queries = Self.queries
    let plan = FirstFiles(Self.facts([statistics])).plan
    #expect(
      Self.lines(from: "# Counted by postgres://db/shop; growth and updates since 2026-01-01.", of: plan).dropFirst()
        == [
          "volumes:",
          "  items: { rows: 0, basis: measured }",
          "  orders: { rows: 10000, growth: 3700/month, updates: 36/h, basis: measured }   # and 12 dead rows",
          "#   fresh: { rows: ..., growth: .../month, basis: measured }",
        ])
    #expect(
      Self.lines(from: "# Those that take the most time, by pg_stat_statements.", of: plan).dropFirst() == [
        "queries:",
        "  - name: read orders by customer_id",
        "    sql: SELECT * FROM orders WHERE customer_id = $1",
        "    rate: 1/s   # 864000 calls, 1.3 ms on average since 2026-01-01",
        "  - name: read orders by customer_id (2)",
        "    sql: SELECT id FROM orders WHERE customer_id = $1",
        "    rate: 3/month   # 1 call, less than 0.1 ms on average since 2026-01-01",
        "  - name: change orders by id",
        "    sql: 'UPDATE orders SET note = ''a:  b # c'' WHERE id = $1'",
        "    rate: 3.6/h   # 864 calls, 25.0 ms on average since 2026-01-01",
      ])
  }

  /// The plan is one that can be compiled, and says the same.
  @Test func whatIsWrittenIsRead() {
    var statistics = Self.statistics(days: 10)
    statistics.queries = Self.queries
    let text = FirstFiles(Self.facts([statistics])).plan + "\nschema: a.sql\n"
    let tree = SourceTree(files: [SourceFile(path: "a.sql", text: Self.sql), SourceFile(path: "plan.yml", text: text)])
    let reading = PlanCompiler(tree: tree, project: nil).compile(path: "plan.yml", name: "shop", date: nil)
    #expect(!reading.hasErrors, "\(reading.diagnostics)")
    #expect(reading.value.plan.volumes.map { $0.rows?.value.value } == [0, 10_000])
    #expect(reading.value.plan.queries.map { $0.sql?.value.contains("orders") } == [true, true, true])
  }

  @Test func withoutTheExtensionItSaysHow() {
    let plan = FirstFiles(Self.facts([Self.statistics(days: 3)])).plan
    let how = "# shared_preload_libraries = 'pg_stat_statements' and CREATE EXTENSION pg_stat_statements would tell:"
    #expect(plan.split(separator: "\n").count { $0.hasPrefix(how) } == 1)
    #expect(
      plan.contains("# Counted by postgres://db/shop, since 2026-01-01 only: growth is yours to say.\nvolumes:\n"))
    #expect(plan.contains("  orders: { rows: 10000, basis: measured }"))
    #expect(plan.contains("# queries:\n"))
    var asked = Self.statistics(days: 3)
    asked.queries = []
    #expect(FirstFiles(Self.facts([asked])).plan.contains("has kept no query of these tables yet"))
    let none = FirstFiles(Self.facts([])).plan
    #expect(none.contains("# volumes:\n") && !none.contains("pg_stat_statements"))
  }
}
