import Compilation
import Diagnostics
import PlanModel
import SchemaModel
import Testing

/// What a database has counted stands where a plan says nothing.
struct MeasuredVolumeTests {
  private static let source = "postgres://db/shop"
  private static let sql = """
    CREATE TABLE orders (id bigint PRIMARY KEY);
    CREATE TABLE items (id bigint PRIMARY KEY);
    CREATE TABLE empty (id bigint PRIMARY KEY);
    """

  private static func table(
    _ name: String, rows: Int?, inserts: Int = 0, updates: Int = 0, deletes: Int = 0
  ) -> DatabaseStatistics.Table {
    var table = DatabaseStatistics.Table(ObjectName(name), rows: rows)
    (table.inserts, table.updates, table.deletes) = (inserts, updates, deletes)
    return table
  }

  private static func statistics(days: Int?) -> DatabaseStatistics {
    var statistics = DatabaseStatistics(database: source)
    statistics.period = days.map { DatabaseStatistics.Period(since: "2026-01-01", seconds: $0 * 86_400) }
    statistics.tables = [
      table("orders", rows: 10_000, inserts: 1234, updates: 8640, deletes: 34), table("items", rows: 500, inserts: 500),
      table("empty", rows: nil),
    ]
    return statistics
  }

  private static func compiled(_ plan: String, days: Int?, as key: String = "schema") -> Reading<CompiledPlan> {
    let catalog = PlanCompiler(tree: SourceTree(files: [SourceFile(path: "a.sql", text: sql)]), project: nil)
      .compile(schema: [Located("a.sql")], name: "a", date: nil).value.catalog
    var database = ReadSchema(catalog: catalog, files: [])
    database.catalog.origin.language = .database
    database.catalog.origin.files = [source]
    database.statistics = [statistics(days: days)]
    let head = key == "schema" ? "plan: Shop\nschema: \(source)\n" : "plan: Shop\nschema: a.sql\nbaseline: \(source)\n"
    var tree = SourceTree(files: [
      SourceFile(path: "a.sql", text: sql), SourceFile(path: "plan.yml", text: head + plan),
    ])
    tree.prepared[source] = Reading(database)
    return PlanCompiler(tree: tree, project: nil).compile(path: "plan.yml", name: "shop", date: nil)
  }

  private static func volume(_ name: String, _ reading: Reading<CompiledPlan>) -> Volume? {
    reading.value.plan.volumes.first { $0.table.value.name == name }
  }

  @Test(arguments: ["schema", "baseline"]) func silenceIsFilled(key: String) {
    let reading = Self.compiled("", days: 10, as: key)
    #expect(reading.diagnostics.isEmpty)
    let orders = Self.volume("orders", reading)
    #expect(orders?.rows?.value == Count(10_000, written: "10000"))
    #expect(orders?.rows?.span == SourceSpan(wholeOf: Self.source) && orders?.basis?.value == .measured)
    // 1,200 rows came and stayed in ten of 30.4 days; 8,640 updates in ten days are 36 an hour.
    #expect(orders?.growth?.value.written == "3700/month" && orders?.updates?.value.written == "36/h")
    #expect(orders?.asWritten == nil)
    #expect(Self.volume("empty", reading) == nil)
    #expect(reading.value.statistics.map(\.database) == [Self.source])
  }

  @Test func thePlansOwnFiguresStand() {
    let reading = Self.compiled(
      "volumes:\n  orders: { rows: 2M, growth: 5%/month, basis: assumed }\n  items: { growth: 1k/day }\n", days: 10)
    let orders = Self.volume("orders", reading)
    #expect(orders?.rows?.value.written == "2M" && orders?.growth?.value.written == "5%/month")
    #expect(orders?.basis?.value == .assumed && orders?.rows?.span?.path == "plan.yml")
    #expect(orders?.updates?.span?.path == Self.source && orders?.asWritten?.updates == nil)
    let items = Self.volume("items", reading)
    #expect(items?.rows?.value.value == 500 && items?.growth?.value.written == "1k/day")
    #expect(items?.asWritten?.rows == nil && items?.asWritten?.basis == nil && items?.asWritten?.growth != nil)
  }

  /// Without a beginning, or since yesterday, nothing is known of a rate; a table that was filled meanwhile did not grow by it.
  @Test func ratesAreNotInvented() {
    for days in [nil, 1, 6] as [Int?] {
      let orders = Self.volume("orders", Self.compiled("", days: days))
      #expect(orders?.rows != nil && orders?.growth == nil && orders?.updates == nil)
    }
    #expect(Self.volume("items", Self.compiled("", days: 10))?.growth == nil)
    let period = DatabaseStatistics.Period(since: "2026-01-01", seconds: 10 * 86_400)
    #expect(MeasuredVolumes.growth(of: Self.table("a", rows: 5, inserts: 1, deletes: 3), in: period) == nil)
    #expect(MeasuredVolumes.growth(of: Self.table("a", rows: 5), in: period)?.written == "0/month")
  }

  @Test(arguments: [
    (1, "3/month"), (10, "1/day"), (99, "9.9/day"), (241, "1/h"), (14_400, "1/min"), (864_000, "1/s"),
    (9_999_999, "12/s"), (123_456_789, "140/s"), (0, "0/month"),
  ])
  func ratesHaveTwoDigits(count: Int, written: String) {
    let period = DatabaseStatistics.Period(since: "2026-01-01", seconds: 10 * 86_400)
    #expect(MeasuredVolumes.rate(of: count, in: period)?.written == written)
  }
}
