import SchemaModel
import Sizing
import Testing

/// A number of the plan changes the sizes that follow from it, and no other.
struct DependenceTests {
  private static let sql = """
    CREATE TABLE t (id bigint PRIMARY KEY, shop bigint NOT NULL, note text, at timestamptz NOT NULL DEFAULT now());
    CREATE INDEX t_shop ON t (shop);
    CREATE INDEX t_note ON t (note);
    CREATE INDEX t_at ON t USING brin (at);
    """
  private static let facts: [String: SizeCase.Facts] = [
    "shop": .init(distinct: 400), "note": .init(width: 40, nulls: 0.25),
  ]

  private static func sizes(rows: Double = 100_000, _ change: (inout [String: SizeCase.Facts]) -> Void = { _ in })
    -> [String: Double]
  {
    var stated = facts
    change(&stated)
    let item = SizeCase("dependence", sql, stated)
    let estimator = SizeEstimator(catalog: item.catalog, plan: item.plan())
    var sizes = ["heap": estimator.shape(of: item.table, rows: rows).heapPages]
    for index in SizeEstimator.indexes(of: item.table) {
      sizes[index.name] = estimator.shape(of: index, of: item.table, rows: rows).pages
    }
    return sizes
  }

  private static func changed(_ sizes: [String: Double]) -> Set<String> {
    let before = Self.sizes()
    return Set(before.keys.filter { before[$0] != sizes[$0] })
  }

  @Test func rowsChangeEverySize() {
    #expect(Self.changed(Self.sizes(rows: 900_000)) == ["heap", "t_pkey", "t_shop", "t_note"])
    #expect(Self.changed(Self.sizes(rows: 90_000_000)) == ["heap", "t_pkey", "t_shop", "t_note", "t_at"])
  }

  @Test func aWidthChangesTheHeapAndItsIndex() {
    #expect(Self.changed(Self.sizes { $0["note"]?.width = 90 }) == ["heap", "t_note"])
  }

  @Test func missingValuesChangeTheHeapAndTheirIndex() {
    #expect(Self.changed(Self.sizes { $0["note"]?.nulls = 0.75 }) == ["heap", "t_note"])
  }

  @Test func differentValuesChangeTheirIndex() {
    #expect(Self.changed(Self.sizes { $0["shop"]?.distinct = 60_000 }) == ["t_shop"])
  }

  @Test func anOrderOfArrivalChangesItsIndex() {
    #expect(Self.changed(Self.sizes { $0["note"]?.correlation = 1 }) == ["t_note"])
  }

  /// 24 bytes of header, then 1 + 7, 8, 1 + 7 and 8 bytes; wide ones first 24 and 18 bytes.
  @Test func paddingIsSeen() throws {
    let item = SizeCase(
      "padding", "CREATE TABLE t (a boolean NOT NULL, b bigint NOT NULL, c boolean NOT NULL, d bigint NOT NULL);")
    let estimator = SizeEstimator(catalog: item.catalog, plan: item.plan())
    let order = try #require(estimator.betterOrder(of: item.table, rows: 50_000_000))
    #expect(order.columns == ["b", "d", "a", "c"])
    #expect(order.bytesNow == 56)
    #expect(order.bytesThen == 48)
    #expect(estimator.betterOrder(of: item.table, rows: 10_000) == nil)
    #expect(estimator.shape(of: item.table, rows: 1).paddingBytes == 14)
  }

  /// PostgreSQL counts the length header in; of what TOAST keeps the pointer.
  @Test func widthsAreThoseOfItsStatistics() {
    let item = SizeCase("widths", Self.sql, Self.facts)
    let estimator = SizeEstimator(catalog: item.catalog, plan: item.plan())
    #expect(item.table.columns.map { estimator.columnWidth($0, of: item.table) } == [8, 8, 41, 8])
  }
}
