import Compilation
import Diagnostics
import PlanModel
import PlannerStatistics
import SchemaModel
import Testing

/// What the planner would be told, from schema and plan alone.
struct ShapeTests {
  private static let schema = """
    CREATE TYPE state AS ENUM ('new', 'open', 'done');
    CREATE TABLE shops (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
    CREATE TABLE orders (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id),
      state state NOT NULL, is_paid boolean NOT NULL, code text NOT NULL, note text, deleted_at timestamptz,
      tags text[], created_at timestamptz NOT NULL DEFAULT now(), day date NOT NULL);
    CREATE INDEX orders_shop ON orders (shop_id, created_at);
    CREATE TABLE order_items (
      id uuid PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), name text NOT NULL);
    CREATE TABLE leftovers (id integer PRIMARY KEY, status text, parent_id integer REFERENCES leftovers (id));
    """
  private static let plan = """
    plan: Shop
    as_of: 2026-06-30
    schema: schema.sql
    volumes:
      shops: { rows: 2000 }
      orders: { rows: 1M, growth: 100k/month, per: { shops: 500 }, skew: zipf }
      order_items: { rows: 3M, growth: 10%/month }
    columns:
      orders.state: { values: { done: 90%, open: 8% } }
      orders.is_paid: { values: { "true": 75% } }
      orders.tags: { values: { gift: 4% } }
      orders.note: { nulls: 60%, distinct: 5000, width: 40, correlation: 0.5 }
    """

  private static func shape(_ plan: String = plan) throws -> VolumeShape {
    let tree = SourceTree(files: [
      SourceFile(path: "schema.sql", text: schema), SourceFile(path: "plan.yml", text: plan),
    ])
    let compiled = PlanCompiler(tree: tree, project: nil).compile(path: "plan.yml", name: "shop", date: nil)
    let errors = compiled.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map(\.message))")
    return ShapeBuilder(catalog: compiled.value.catalog, plan: compiled.value.plan).shape()
  }

  private static func column(_ name: String, of table: String, in shape: VolumeShape) throws -> PlannerColumn {
    try #require(shape[ObjectName(table)]?.columns.first { $0.name == name })
  }

  @Test func whatThePlanStatesStands() throws {
    let shape = try Self.shape()
    let orders = try #require(shape[ObjectName("orders")])
    #expect(orders.rows == 1_000_000 && orders.pages > 5000)
    let note = try Self.column("note", of: "orders", in: shape)
    #expect(note.nullFraction == 0.6 && note.distinct == 5000 && note.correlation == 0.5 && note.width == 41)
    let state = try Self.column("state", of: "orders", in: shape)
    #expect(state.commonValues.map(\.text) == ["done", "open"] && state.distinct == 3)
    let paid = try Self.column("is_paid", of: "orders", in: shape)
    #expect(paid.commonValues == [.init("true", frequency: 0.75), .init("false", frequency: 0.25)])
    #expect(paid.distinct == 2 && paid.correlation == 0.625)
    let tags = try Self.column("tags", of: "orders", in: shape)
    // Of those that are not empty.
    #expect(tags.elements.map(\.text) == ["gift"] && tags.commonValues.isEmpty)
    #expect(abs(tags.elements[0].frequency - 0.05) < 1e-9)
  }

  @Test func keysTellHowManyValuesThereAre() throws {
    let shape = try Self.shape()
    let id = try Self.column("id", of: "orders", in: shape)
    #expect(id.distinct == -1 && id.correlation == 1 && id.histogram.count == 101)
    #expect(id.histogram.first == "1" && id.histogram.last == "1000000")
    let shop = try Self.column("shop_id", of: "orders", in: shape)
    #expect(shop.distinct == 2000 && shop.commonValues.count == 100)
    // The harmonic number of 2,000 is 8.178.
    #expect(abs(shop.commonValues[0].frequency - 1 / 8.178) < 0.001)
    #expect(abs(shop.commonValues[9].frequency - 0.1 / 8.178) < 0.0001)
    let order = try Self.column("order_id", of: "order_items", in: shape)
    // A million orders, drawn three million times: one in e^3 is not reached.
    #expect(abs(order.distinct + (1 - 0.0498) / 3) < 0.001 && order.correlation == 0.9)
    #expect(try Self.column("id", of: "order_items", in: shape).correlation == 0)
  }

  @Test func momentsRunAsTheTableGrew() throws {
    let shape = try Self.shape()
    let created = try Self.column("created_at", of: "orders", in: shape)
    #expect(created.histogram.last == "2026-07-01 00:00:00+00" && created.correlation == 1)
    // Ten months of 30.4375 days.
    #expect(created.histogram.first == "2025-08-30 15:00:00+00")
    let day = try Self.column("day", of: "orders", in: shape)
    #expect(abs(day.distinct - 304.375) < 0.01 && day.histogram.first == "2025-08-30")
  }

  @Test func growthByAShareMakesOldRowsFew() throws {
    let plan = Self.plan.replacing("growth: 100k/month", with: "growth: 10%/month")
    let created = try Self.column("created_at", of: "orders", in: try Self.shape(plan))
    // Half of the rows came within ln 2 / ln 1.1 = 7.27 months.
    #expect(created.histogram[50].hasPrefix("2025-11-21"), "\(created.histogram[50])")
    #expect(created.histogram[0] < "2015")
  }

  @Test func whatNobodyStatesIsAnAssumption() throws {
    let shape = try Self.shape()
    let leftovers = try #require(shape[ObjectName("leftovers")])
    #expect(leftovers.rows == ShapeDefaults.rows)
    let facts = shape.assumptions(about: [ColumnReference(ObjectName("leftovers"), "status")])
      .map { "\($0.subject): \($0.fact.rawValue) \($0.value)" }
    #expect(
      facts == [
        "leftovers: rows 1000", "leftovers: visible pages 90 %", "leftovers.status: null fraction 20 %",
        "leftovers.status: distinct values 10",
        "leftovers.status: first letters a to z alike",
      ])
    let deleted = try Self.column("deleted_at", of: "orders", in: shape)
    #expect(deleted.nullFraction == 0.95)
    let stated = shape.assumptions(about: [ColumnReference(ObjectName("orders"), "state")])
    #expect(stated.map(\.fact) == [.visiblePages])
  }

  @Test func aNumberOfThePlanChangesWhatDependsOnIt() throws {
    let before = try Self.shape()
    let after = try Self.shape(Self.plan.replacing("rows: 1M", with: "rows: 2M"))
    let changed = zip(before.tables, after.tables).filter { $0 != $1 }.map(\.0.name.name)
    // Items refer to orders.
    #expect(changed == ["orders", "order_items"])
    let state = try Self.shape(Self.plan.replacing("open: 8%", with: "open: 9%"))
    let columns = zip(before.tables, state.tables).flatMap { zip($0.columns, $1.columns) }.filter { $0 != $1 }
    #expect(columns.map(\.0.name) == ["state"])
  }
}
