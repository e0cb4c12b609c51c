import Diagnostics
import PrismaCalls
import PrismaReading
import SchemaModel
import Testing

struct PrismaCallTests {
  private static let schema = """
    datasource db { provider = "postgresql" }
    model Customer {
      id     BigInt  @id
      name   String
      region String?
      orders Order[]
      @@map("customers")
    }
    model Order {
      id         BigInt    @id
      shopId     BigInt    @map("shop_id")
      customerId BigInt    @map("customer_id")
      state      String
      placedAt   DateTime  @map("placed_at") @db.Timestamptz
      sentAt     DateTime? @map("sent_at") @db.Timestamptz
      held       Int
      wanted     Int
      isOpen     Boolean   @map("is_open")
      customer   Customer  @relation(fields: [customerId], references: [id])
      @@map("orders")
    }
    """

  private static let calls: [(sql: String, call: String)] = [
    ("SELECT * FROM orders WHERE id = $1", "prisma.order.findMany({ where: { id } })"),
    (
      "SELECT id, state FROM orders WHERE shop_id = $1 AND is_open ORDER BY placed_at DESC, id LIMIT 25 OFFSET $2",
      "prisma.order.findMany({ where: { shopId, isOpen: true }, select: { id: true, state: true }, "
        + "orderBy: [{ placedAt: 'desc' }, { id: 'asc' }], skip, take: 25 })"
    ),
    (
      "SELECT o.id FROM orders o WHERE o.placed_at >= $1 AND o.placed_at < $2 AND o.sent_at IS NULL AND NOT o.is_open",
      "prisma.order.findMany({ where: { placedAt: { gte: placedAtFrom, lt: placedAtTo }, sentAt: null, isOpen: false }, "
        + "select: { id: true } })"
    ),
    (
      "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.region = 'it''s' ORDER BY c.name",
      "prisma.order.findMany({ where: { customer: { region: 'it\\'s' } }, "
        + "select: { id: true, customer: { select: { name: true } } }, orderBy: { customer: { name: 'asc' } } })"
    ),
    (
      "SELECT id FROM customers WHERE name ILIKE '%' || $1 || '%' OR region IN ('a', $2)",
      "prisma.customer.findMany({ where: { OR: [{ name: { contains: name, mode: 'insensitive' } }, "
        + "{ region: { in: ['a', region] } }] }, select: { id: true } })"
    ),
    ("SELECT count(*) FROM orders WHERE state <> 'open'", "prisma.order.count({ where: { state: { not: 'open' } } })"),
    (
      "UPDATE orders SET held = held + $2, sent_at = now() WHERE id = $1 AND wanted >= 3 RETURNING id",
      "prisma.order.updateManyAndReturn({ where: { id, wanted: { gte: 3 } }, "
        + "data: { held: { increment: held }, sentAt: new Date() }, select: { id: true } })"
    ),
    (
      "INSERT INTO customers (id, name, region) VALUES ($1, $2, 'north') RETURNING *",
      "prisma.customer.create({ data: { id, name, region: 'north' } })"
    ),
    ("DELETE FROM orders WHERE id = ANY($1)", "prisma.order.deleteMany({ where: { id: { in: ids } } })"),
    (
      "SELECT id FROM orders WHERE held < wanted AND sent_at BETWEEN $1 AND $2 ORDER BY sent_at NULLS FIRST",
      "prisma.order.findMany({ where: { held: { lt: prisma.order.fields.wanted }, "
        + "sentAt: { gte: sentAtFrom, lte: sentAtTo } }, select: { id: true }, "
        + "orderBy: { sentAt: { sort: 'asc', nulls: 'first' } } })"
    ),
  ]

  private static let beyond: [(sql: String, reason: String)] = [
    ("SELECT id FROM orders WHERE (placed_at, id) < ($1, $2) LIMIT 5", "a comparison of rows"),
    ("SELECT id FROM orders WHERE id = $1 FOR UPDATE", "a lock on its rows"),
    ("SELECT state, count(*) FROM orders GROUP BY state", "GROUP BY"),
    ("DELETE FROM orders WHERE id = $1 RETURNING id", "RETURNING of deleted rows"),
    ("INSERT INTO customers (id, name) VALUES ($1, 'a') ON CONFLICT DO NOTHING", "ON CONFLICT"),
    ("SELECT id FROM orders WHERE sent_at = NULL", "a comparison with NULL"),
    ("SELECT id, rank() OVER (ORDER BY held) FROM orders", "a window function"),
    (
      "SELECT c.name, o.id FROM customers c JOIN orders o ON o.customer_id = c.id",
      "a join that multiplies rows or follows no foreign key"
    ),
    ("SELECT id FROM orders WHERE lower(state) = $1", "a function or sum of a column in a condition"),
    ("SELECT id, held - wanted FROM orders", "a computed column"),
    ("WITH a AS (SELECT 1) SELECT id FROM orders", "WITH"),
    ("SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)", "a subquery"),
    ("SELECT id FROM customers UNION SELECT id FROM orders", "a union of queries"),
    (
      "SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id AND c.name = $1",
      "a condition in ON besides the key"
    ),
  ]

  private let writer: PrismaCallWriter

  init() {
    let catalog = PrismaReader().read([SourceFile(path: "schema.prisma", text: Self.schema)]).value
    writer = PrismaCallWriter(catalog: catalog)
  }

  @Test func plainQueriesAreCallsOfTheClient() {
    for (sql, wanted) in Self.calls {
      guard case .client(let call, _, _) = writer.call(for: sql, named: "x") else {
        Issue.record("no call of the client: \(sql)")
        continue
      }
      #expect(call == wanted)
    }
  }

  @Test func whatTheClientCanNotSayIsTypedSQLWithTheReason() {
    for (sql, wanted) in Self.beyond {
      let call = writer.call(for: sql, named: "Due (soon) orders")
      guard case .typedSQL(let file, let text, let reason) = call else {
        Issue.record("no TypedSQL: \(sql)")
        continue
      }
      #expect(reason == wanted, "\(sql)")
      #expect(file == "prisma/sql/dueSoonOrders.sql")
      let parameters = sql.contains("$2") ? "$1, $2" : sql.contains("$1") ? "$1" : ""
      #expect(text == "prisma.$queryRawTyped(dueSoonOrders(\(parameters)))")
    }
  }

  @Test func namesOfFunctionsAreNames() {
    guard case .typedSQL(let file, _, _) = writer.call(for: "SELECT 1 + id FROM orders", named: "24 h 'back'") else {
      Issue.record("no TypedSQL")
      return
    }
    #expect(file == "prisma/sql/query24HBack.sql")
  }

  @Test func relatedRowsAreSaid() {
    guard case .client(_, let readsRelations, _) = writer.call(for: Self.calls[3].sql, named: "x") else { return }
    #expect(readsRelations)
  }

  @Test func whatIsNoModelHasNoCall() {
    #expect(writer.call(for: "SELECT 1 FROM elsewhere", named: "x") == nil)
    #expect(writer.call(for: "INSERT INTO elsewhere (id) VALUES ($1)", named: "x") == nil)
  }
}
