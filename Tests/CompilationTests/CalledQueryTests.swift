import Checks
import Compilation
import Diagnostics
import PlanModel
import SchemaModel
import Testing

/// A plan may give a query's call alone: its SQL goes the way of all SQL.
struct CalledQueryTests {
  private static let schema = """
    datasource db { provider = "postgresql" }
    model Order {
      id     BigInt @id
      shopId BigInt @map("shop_id")
      items  Item[]
      @@map("orders")
    }
    model Item {
      id      BigInt @id
      orderId BigInt @map("order_id")
      order   Order  @relation(fields: [orderId], references: [id])
      @@map("items")
    }
    """

  private func compile(_ query: String, orm: String = "prisma") -> Reading<CompiledPlan> {
    let plan = """
      plan: Orders
      schema: schema.prisma
      stack: { postgres: 15, orm: \(orm) }
      volumes: { orders: { rows: 5M, basis: measured } }
      queries:
        - name: orders of a shop
          \(query)
          rate: 5/s
      """
    let files = ["Plans/orders/plan.yml": plan, "Plans/orders/schema.prisma": Self.schema]
    let tree = SourceTree(files: files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) })
    return PlanCompiler(tree: tree, project: nil).compile(path: "Plans/orders/plan.yml", name: "orders", date: nil)
  }

  @Test func aCallHasTheShapeOfItsSQL() {
    let reading = compile("call: \"prisma.order.findMany({ where: { shopId }, include: { items: true } })\"")
    #expect(!reading.hasErrors, "\(reading.diagnostics.map(\.message))")
    let query = reading.value.plan.queries.first
    #expect(query?.sql?.value == "SELECT id, shop_id FROM orders WHERE shop_id = $1")
    #expect(query?.shape?.relations.map(\.name) == [ObjectName("orders")])
    #expect(query?.meaning?.parameters == ["shopId"])
    #expect(query?.meaning?.others == ["SELECT id, order_id FROM items WHERE order_id = ANY($1)"])
    #expect(reading.value.findings.contains { $0.code == "under-indexing" && $0.queries == ["orders of a shop"] })
  }

  @Test func sqlBesideACallIsTheQuery() {
    let reading = compile("sql: SELECT id FROM orders\n    call: whatever(it, is)")
    #expect(!reading.hasErrors)
    #expect(reading.value.plan.queries.first?.meaning == nil)
  }

  @Test func whatIsNotReadIsToldInThePlan() {
    let reading = compile("call: prisma.$queryRawTyped(orders)")
    let found = reading.diagnostics.first { $0.code == "call-not-read" }
    #expect(found?.span?.line == 7 && found?.span?.column == 11)
    #expect(found?.fix == "copy it to sql: beside the call")
  }

  @Test func callsOfPythonAskForTheSQL() {
    let reading = compile("call: session.scalars(select(Order))", orm: "sqlalchemy")
    #expect(reading.diagnostics.contains { $0.code == "call-not-read" && $0.message.contains("Python") })
  }
}
