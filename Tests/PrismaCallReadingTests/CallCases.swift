import Diagnostics
import PrismaCallReading
import PrismaReading
import SchemaModel

/// Calls over a schema that has what they differ by.
enum CallCases {
  static let schema = """
    datasource db { provider = "postgresql" }
    enum State {
      OPEN @map("open")
      SENT @map("sent")
      @@map("order_state")
    }
    model Customer {
      id     BigInt  @id
      name   String
      email  String  @unique
      region String?
      orders Order[]
      @@map("customers")
    }
    model Order {
      id         BigInt    @id
      shopId     BigInt    @map("shop_id")
      number     Int
      customerId BigInt    @map("customer_id")
      referrerId BigInt?   @map("referrer_id")
      state      State
      tags       String[]
      placedAt   DateTime  @map("placed_at") @db.Timestamptz
      sentAt     DateTime? @map("sent_at") @db.Timestamptz
      held       Int
      wanted     Int
      total      Decimal
      isOpen     Boolean   @map("is_open")
      customer   Customer  @relation(fields: [customerId], references: [id])
      referrer   Referrer? @relation(fields: [referrerId], references: [id])
      items      Item[]
      labels     Label[]
      @@unique([shopId, number])
      @@map("orders")
    }
    model Referrer {
      id     BigInt  @id
      name   String
      orders Order[]
      @@map("referrers")
    }
    model Item {
      id        BigInt   @id @default(autoincrement())
      orderId   BigInt?  @map("order_id")
      sku       String
      amount    Int
      updatedAt DateTime @updatedAt @map("updated_at")
      order     Order?   @relation(fields: [orderId], references: [id])
      @@map("items")
    }
    model Label {
      id     BigInt  @id
      name   String
      orders Order[]
      @@map("labels")
    }
    """

  static var catalog: Catalog { PrismaReader().read([SourceFile(path: "schema.prisma", text: schema)]).value }

  private static let columns =
    "id, shop_id, number, customer_id, referrer_id, state, tags, placed_at, sent_at, held, wanted, total, is_open"

  static let reads: [(call: String, sql: String)] = [
    ("prisma.order.findMany()", "SELECT \(columns) FROM orders"),
    (
      "await prisma.order.findMany({ where: { shopId, isOpen: true }, select: { id: true, state: true }, take: 25, skip: page })",
      "SELECT id, state FROM orders WHERE shop_id = $1 AND is_open = true ORDER BY id LIMIT 25 OFFSET $2"
    ),
    (
      "tx.order.findFirst({ where: { state: 'OPEN' }, select: { id: true } });",
      "SELECT id FROM orders WHERE state = 'open' ORDER BY id LIMIT 1"
    ),
    (
      "prisma.order.findUnique({ where: { id: order.id }, select: { id: true } })",
      "SELECT id FROM orders WHERE id = $1 LIMIT 1"
    ),
    (
      "prisma.order.findUniqueOrThrow({ where: { shopId_number: { shopId, number: 7 } }, select: { id: true } })",
      "SELECT id FROM orders WHERE shop_id = $1 AND number = 7 LIMIT 1"
    ),
    (
      "prisma.customer.findMany({ where: { OR: [{ name: { contains: term, mode: 'insensitive' } }, { region: null, email: { startsWith: 'a_' } }] }, select: { id: true } })",
      "SELECT id FROM customers WHERE name ILIKE '%' || $1 || '%' OR region IS NULL AND email LIKE 'a_%'"
    ),
    (
      "prisma.order.findMany({ where: { NOT: { held: { gte: 2, lt: max } }, AND: [{ sentAt: { not: null } }, { OR: [{ held: 1 }, { wanted: { in: wanted } }] }] }, select: { id: true } })",
      "SELECT id FROM orders WHERE NOT (held >= 2 AND held < $1) AND sent_at IS NOT NULL AND (held = 1 OR wanted = ANY($2))"
    ),
    (
      "prisma.order.findMany({ where: { held: { lt: prisma.order.fields.wanted }, state: { notIn: [State.OPEN, 'SENT'] }, placedAt: { lte: new Date() } }, select: { id: true } })",
      "SELECT id FROM orders WHERE held < wanted AND state NOT IN ('open', 'sent') AND placed_at <= now()"
    ),
    (
      "prisma.order.findMany({ where: { tags: { has: tag }, labels: { some: { name: 'a' } }, items: { none: { sku } } }, select: { id: true } })",
      "SELECT id FROM orders WHERE tags @> ARRAY[$1]::text[] "
        + "AND id IN (SELECT \"B\" FROM \"_LabelToOrder\" WHERE \"A\" IN (SELECT id FROM labels WHERE name = 'a')) "
        + "AND NOT (id IN (SELECT order_id FROM items WHERE sku = $2 AND order_id IS NOT NULL))"
    ),
    (
      "prisma.order.findMany({ where: { items: { every: { amount: { gt: 0 } } }, customer: { region: 'north' } }, select: { id: true }, orderBy: [{ customer: { name: 'asc' } }, { sentAt: { sort: 'desc', nulls: 'last' } }] })",
      "SELECT orders.id FROM orders JOIN customers customer ON customer.id = orders.customer_id "
        + "WHERE NOT (orders.id IN (SELECT order_id FROM items WHERE NOT (amount > 0) AND order_id IS NOT NULL)) "
        + "AND customer.region = 'north' ORDER BY customer.name, orders.sent_at DESC NULLS LAST"
    ),
    (
      "prisma.order.findMany({ where: { referrer: { isNot: { name } } }, select: { id: true } })",
      "SELECT orders.id FROM orders LEFT JOIN referrers referrer ON referrer.id = orders.referrer_id "
        + "WHERE NOT (referrer.name = $1 AND referrer.id IS NOT NULL)"
    ),
    (
      "prisma.order.findMany({ where: { referrer: null }, select: { id: true } })",
      "SELECT id FROM orders WHERE referrer_id IS NULL"
    ),
    (
      "prisma.order.findMany({ cursor: { id: after }, skip: 1, take: 20, select: { id: true } })",
      "SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT 20"
    ),
    (
      "prisma.order.findMany({ cursor: { id: after }, take: -20, orderBy: [{ placedAt: 'desc' }, { id: 'desc' }], select: { id: true } })",
      "SELECT id FROM orders WHERE (placed_at, id) >= (SELECT placed_at, id FROM orders WHERE id = $1) ORDER BY placed_at, id LIMIT 20"
    ),
    ("prisma.order.count({ where: { state: { not: 'OPEN' } } })", "SELECT count(*) FROM orders WHERE state <> 'open'"),
    (
      "prisma.order.aggregate({ where: { shopId }, _sum: { held: true, total: true }, _count: true })",
      "SELECT sum(held), sum(total), count(*) FROM orders WHERE shop_id = $1"
    ),
    (
      "prisma.order.groupBy({ by: ['state'], _count: { _all: true }, orderBy: { _count: { id: 'desc' } }, take: 3 })",
      "SELECT state, count(*) FROM orders GROUP BY state ORDER BY count(id) DESC LIMIT 3"
    ),
    ("prisma.order.findMany({ where: { id: { in: [] } }, select: { id: true } })", "SELECT id FROM orders WHERE false"),
    (
      "prisma.order.findMany({ where: { id: undefined, shopId: -1n }, select: { id: true }, })",
      "SELECT id FROM orders WHERE shop_id = -1"
    ),
  ]

  static let writes: [(call: String, sql: String)] = [
    (
      "prisma.item.create({ data: { orderId, sku: `it's`, amount: 2 }, select: { id: true } })",
      "INSERT INTO items (order_id, sku, amount, updated_at) VALUES ($1, 'it''s', 2, now()) RETURNING id"
    ),
    (
      "prisma.item.create({ data: { order: { connect: { id } }, sku, amount }, select: { id: true } })",
      "INSERT INTO items (order_id, sku, amount, updated_at) VALUES ($1, $2, $3, now()) RETURNING id"
    ),
    (
      "prisma.customer.createMany({ data: [{ id: 901, name: 'a', email: 'a' }, { id: 902, name: 'b', email: 'b', region }], skipDuplicates: true })",
      "INSERT INTO customers (id, name, email, region) VALUES (901, 'a', 'a', DEFAULT), (902, 'b', 'b', $1) ON CONFLICT DO NOTHING"
    ),
    (
      "prisma.order.updateMany({ where: { id, wanted: { gte: 1 } }, data: { held: { increment: by }, sentAt: new Date('2024-01-02') } })",
      "UPDATE orders SET held = held + $1, sent_at = '2024-01-02' WHERE id = $2 AND wanted >= 1"
    ),
    (
      "prisma.item.update({ where: { id }, data: { amount: { multiply: 2 } }, select: { amount: true } })",
      "UPDATE items SET amount = amount * 2, updated_at = now() WHERE id = $1 RETURNING amount"
    ),
    (
      "prisma.order.deleteMany({ where: { customer: { region: 'v1' } }, limit: 100 })",
      "DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE region = 'v1') LIMIT 100)"
    ),
    ("prisma.item.delete({ where: { id }, select: { id: true } })", "DELETE FROM items WHERE id = $1 RETURNING id"),
    (
      "prisma.customer.upsert({ where: { email }, create: { id, name, email }, update: { name }, select: { id: true } })",
      "INSERT INTO customers (id, name, email) VALUES ($1, $2, $3) ON CONFLICT (email) DO UPDATE SET name = $2 RETURNING customers.id"
    ),
  ]

  /// The calls that send more than one statement.
  static let several: [(call: String, sql: [String])] = [
    (
      "prisma.order.findMany({ where: { shopId }, select: { number: true, customer: { select: { name: true } }, items: { where: { amount: 2 }, orderBy: { sku: 'asc' } } } })",
      [
        "SELECT number, customer_id, id FROM orders WHERE shop_id = $1",
        "SELECT name, id FROM customers WHERE id = ANY($1)",
        "SELECT id, order_id, sku, amount, updated_at FROM items WHERE order_id = ANY($1) AND amount = 2 ORDER BY sku",
      ]
    ),
    (
      "prisma.label.findUnique({ where: { id }, include: { orders: { select: { id: true, referrer: true } } } })",
      [
        "SELECT id, name FROM labels WHERE id = $1 LIMIT 1",
        "SELECT \"A\", \"B\" FROM \"_LabelToOrder\" WHERE \"A\" = ANY($1)",
        "SELECT id, referrer_id FROM orders WHERE id = ANY($1)",
        "SELECT id, name FROM referrers WHERE id = ANY($1)",
      ]
    ),
    (
      "prisma.customer.upsert({ where: { email }, create: { id, name, email: other }, update: { name }, select: { id: true } })",
      [
        "SELECT id FROM customers WHERE email = $1 LIMIT 1",
        "INSERT INTO customers (id, name, email) VALUES ($1, $2, $3) RETURNING id",
        "UPDATE customers SET name = $1 WHERE email = $2 RETURNING id",
      ]
    ),
  ]

  /// Calls that are not read: where, which code, what is said.
  static let refused: [(call: String, place: Int, code: String, message: String)] = [
    ("", 1, "call-not-read", "no call begins here"),
    ("findOrders(shopId)", 1, "call-not-read", "a function of the application"),
    ("prisma.$queryRawTyped(page(shopId))", 23, "call-not-read", "a value that page computes"),
    ("prisma.$queryRawTyped(sql)", 1, "call-not-read", "the SQL of $queryRawTyped stands elsewhere"),
    ("prisma.$queryRaw`SELECT 1`", 1, "call-not-read", "the SQL is in a template"),
    ("prisma.oder.findMany()", 1, "call-unknown-name", "the client has no model oder"),
    ("prisma.order.findAll()", 1, "call-not-read", "the method findAll is not read"),
    ("prisma.order.findMany({ wher: { id } })", 25, "call-not-read", "findMany has no option wher"),
    ("prisma.order.findMany({ where })", 25, "call-not-read", "the conditions stand in a variable"),
    ("prisma.order.findMany({ where: { shopID: 1 } })", 34, "call-unknown-name", "Order has no field shopID"),
    (
      "prisma.order.findMany({ where: { state: 'CLOSED' } })", 41, "call-unknown-name",
      "order_state has no value CLOSED"
    ),
    ("prisma.order.findMany({ where: { id: a + 1 } })", 40, "call-not-read", "a computed value"),
    ("prisma.order.findMany({ where: { id: `a${b}` } })", 38, "call-not-read", "a text that is put together"),
    ("prisma.order.findMany({ ...page })", 25, "call-not-read", "a spread"),
    ("prisma.order.findMany({ where: { id: 1 }", 40, "call-not-read", "a comma or } expected"),
    ("prisma.order.findMany({ where: { number: { search: 'a' } } })", 44, "call-not-read", "search is not read"),
    ("prisma.order.findMany({ distinct: ['state'] })", 25, "call-not-read", "distinct is not read"),
    ("prisma.order.findMany({ orderBy: { placedAt: direction } })", 46, "call-not-read", "'asc' or 'desc' expected"),
    ("prisma.order.findUnique({ where: { shopId } })", 34, "call-not-read", "no key finds a single row"),
    ("prisma.order.create({ data })", 23, "call-not-read", "the data stands in a variable"),
    ("prisma.item.createMany({ data: rows })", 32, "call-not-read", "the rows stand in a variable"),
    ("prisma.order.create({ data: { items: { create: [] } } })", 31, "call-not-read", "items is not read"),
    ("prisma.order.findMany({}).items()", 26, "call-not-read", "the call goes on after its parentheses"),
    ("prisma.order.count({ take: 5 })", 22, "call-not-read", "take is not read"),
    ("prisma.order.findMany({ where: { id: 'a } })", 38, "call-not-read", "a string without an end"),
  ]
}
