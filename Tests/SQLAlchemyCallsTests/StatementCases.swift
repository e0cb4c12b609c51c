import Diagnostics
import SQLAlchemyCalls
import SQLReading
import SchemaModel

/// Forms of statements, over a schema that has what they differ by.
enum StatementCases {
  static let schema = """
    CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');
    CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, region text, "class" text);
    CREATE TABLE orders (
      id bigint PRIMARY KEY, shop_id bigint NOT NULL, customer_id bigint NOT NULL REFERENCES customers,
      referrer_id bigint REFERENCES customers, state order_state NOT NULL, placed_at timestamptz NOT NULL,
      sent_on date, held integer NOT NULL, wanted integer NOT NULL, total numeric(12,2) NOT NULL,
      is_open boolean NOT NULL, details jsonb, text text);
    CREATE TABLE order_tags (order_id bigint REFERENCES orders, tag text);
    """

  static var catalog: Catalog { SQLReader().read([SourceFile(path: "schema.sql", text: schema)]).value }

  static let statements: [(sql: String, python: String)] = [
    ("SELECT * FROM orders WHERE id = $1", "select(Order).where(Order.id == id)"),
    (
      "SELECT id, state FROM orders WHERE shop_id = $1 AND is_open ORDER BY placed_at DESC, id LIMIT 25 OFFSET $2",
      "select(Order.id, Order.state).where(Order.shop_id == shop_id, Order.is_open)"
        + ".order_by(Order.placed_at.desc(), Order.id).limit(25).offset(offset)"
    ),
    (
      "SELECT o.id FROM orders o WHERE o.placed_at >= $1 AND o.placed_at < $2 AND o.sent_on IS NULL AND NOT o.is_open",
      "select(Order.id).where(Order.placed_at >= placed_at_from, Order.placed_at < placed_at_to, "
        + "Order.sent_on.is_(None), ~Order.is_open)"
    ),
    (
      "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.region = 'v1' ORDER BY c.name",
      "select(Order.id, Customer.name).join(Order.customer).where(Customer.region == \"v1\").order_by(Customer.name)"
    ),
    (
      "SELECT o.*, c.* FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.held <= 2",
      "select(Order).join(Order.customer).where(Order.held <= 2).options(contains_eager(Order.customer))"
    ),
    (
      "SELECT o.id, c.name, r.name FROM orders o JOIN customers c ON c.id = o.customer_id "
        + "LEFT JOIN customers r ON r.id = o.referrer_id ORDER BY o.id LIMIT 30",
      "r = aliased(Customer); select(Order.id, Customer.name, r.name).join(Order.customer)"
        + ".outerjoin(Order.referrer.of_type(r)).order_by(Order.id).limit(30)"
    ),
    (
      "SELECT c.name FROM orders o LEFT JOIN customers c ON c.id = o.referrer_id WHERE o.state = 'open'",
      "select(Customer.name).select_from(Order).outerjoin(Order.referrer).where(Order.state == \"open\")"
    ),
    (
      "SELECT id FROM customers WHERE name ILIKE '%' || $1 || '%' OR region IN ('v1', $2) AND \"class\" = $3",
      "select(Customer.id).where(or_(Customer.name.ilike(f\"%{name}%\"), "
        + "and_(Customer.region.in_([\"v1\", region]), Customer.class_ == class_)))"
    ),
    (
      "SELECT id FROM customers WHERE name LIKE $1 || '%' AND region LIKE '%2'",
      "select(Customer.id).where(Customer.name.startswith(name, autoescape=True), "
        + "Customer.region.endswith(\"2\", autoescape=True))"
    ),
    (
      "SELECT count(*) FROM orders WHERE state <> 'open'",
      "select(func.count()).select_from(Order).where(Order.state != \"open\")"
    ),
    (
      "UPDATE orders SET held = held + $2, sent_on = now(), details = NULL WHERE id = $1 AND wanted >= 1 RETURNING id",
      "update(Order).where(Order.id == id, Order.wanted >= 1)"
        + ".values(details=null(), held=Order.held + held, sent_on=func.now()).returning(Order.id)"
    ),
    (
      "UPDATE orders SET total = total - 1.25, sent_on = '2024-03-01' WHERE total > $1",
      "update(Order).where(Order.total > total_from)"
        + ".values(sent_on=literal_column(\"'2024-03-01'\"), total=Order.total - decimal.Decimal(\"1.25\"))"
    ),
    ("DELETE FROM orders WHERE id = ANY($1)", "delete(Order).where(Order.id.in_(ids))"),
    (
      "DELETE FROM orders WHERE state NOT IN ('open') AND is_open = $1 RETURNING *",
      "delete(Order).where(Order.state.not_in([\"open\"]), Order.is_open == is_open).returning(Order)"
    ),
    (
      "SELECT id FROM orders WHERE held < wanted AND sent_on BETWEEN $1 AND $2 ORDER BY sent_on NULLS FIRST, id",
      "select(Order.id).where(Order.held < Order.wanted, Order.sent_on >= sent_on_from, Order.sent_on <= sent_on_to)"
        + ".order_by(Order.sent_on.nulls_first(), Order.id)"
    ),
    (
      "SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.text = $1 LIMIT 5 FOR UPDATE OF o SKIP LOCKED",
      "select(Order.id).join(Order.customer).where(Order.text == text_value).limit(5)"
        + ".with_for_update(of=Order, skip_locked=True)"
    ),
    (
      "SELECT id FROM orders WHERE is_open <> true FOR NO KEY UPDATE NOWAIT",
      "select(Order.id).where(Order.is_open != true()).with_for_update(key_share=True, nowait=True)"
    ),
    (
      "SELECT id FROM orders WHERE is_open = false FOR KEY SHARE",
      "select(Order.id).where(~Order.is_open).with_for_update(read=True, key_share=True)"
    ),
    (
      "INSERT INTO customers (id, name, region) VALUES ($1, $2, 'v1') RETURNING id, name",
      "insert(Customer).values(id=id, name=name, region=\"v1\").returning(Customer.id, Customer.name)"
    ),
    (
      "SELECT tag FROM order_tags WHERE order_id = $1",
      "select(order_tags_table.c.tag).where(order_tags_table.c.order_id == order_id)"
    ),
    (
      "SELECT t.tag, o.held FROM order_tags t LEFT JOIN orders o ON o.id = t.order_id WHERE t.tag = $1",
      "select(order_tags_table.c.tag, Order.held).select_from(order_tags_table)"
        + ".outerjoin(Order, order_tags_table.c.order_id == Order.id).where(order_tags_table.c.tag == tag)"
    ),
    (
      "UPDATE order_tags SET tag = 'new' WHERE tag = $1",
      "update(order_tags_table).where(order_tags_table.c.tag == tag).values({\"tag\": \"new\"})"
    ),
  ]

  static let texts: [(sql: String, python: String, reason: String)] = [
    (
      "SELECT id\nFROM orders -- all\nWHERE (placed_at, id) < ($1, $2::bigint) LIMIT 5;",
      #"text("SELECT id FROM orders WHERE (placed_at, id) < (:p1, :p2\\:\\:bigint) LIMIT 5")"#, "a comparison of rows"
    ),
    (
      "SELECT id::text, '12:30' FROM orders WHERE details @> '{\"n\":1}'",
      #"text("SELECT id::text, '12\\:30' FROM orders WHERE details @> '{\"n\"\\:1}'")"#, "a computed column"
    ),
    (
      "SELECT state, count(*) FROM orders GROUP BY state",
      #"text("SELECT state, count(*) FROM orders GROUP BY state")"#, "GROUP BY"
    ),
    (
      "INSERT INTO customers (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      #"text("INSERT INTO customers (id, name) VALUES (:p1, :p2) ON CONFLICT DO NOTHING")"#, "ON CONFLICT"
    ),
    (
      "SELECT id FROM orders WHERE sent_on = NULL", #"text("SELECT id FROM orders WHERE sent_on = NULL")"#,
      "a comparison with NULL"
    ),
  ]
}
