/// A schema, what a plan states of it, and rows that keep to the plan: made by a seeded generator, not from the shape.
enum Shop {
  static let schema = """
    CREATE TYPE order_status AS ENUM ('DRAFT', 'PENDING', 'SHIPPED', 'COMPLETED', 'CANCELLED');
    CREATE TABLE tenants (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE customers (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id bigint NOT NULL REFERENCES tenants (id),
      email text NOT NULL UNIQUE, family_name text NOT NULL, deleted_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now());
    CREATE INDEX customers_tenant ON customers (tenant_id);
    CREATE INDEX customers_name ON customers (family_name);
    CREATE INDEX customers_lower ON customers (lower(family_name));
    CREATE TABLE products (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sku varchar(20) NOT NULL UNIQUE, name text NOT NULL,
      tags text[] NOT NULL, is_active boolean NOT NULL, price_cents integer NOT NULL);
    CREATE INDEX products_tags ON products USING gin (tags);
    CREATE TABLE orders (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id),
      customer_id uuid NOT NULL REFERENCES customers (id), status order_status NOT NULL, total_cents bigint NOT NULL,
      placed_at timestamptz NOT NULL DEFAULT now(), cancelled_at timestamptz);
    CREATE INDEX orders_tenant ON orders (tenant_id, status, placed_at DESC);
    CREATE INDEX orders_customer ON orders (customer_id);
    CREATE INDEX orders_placed ON orders (placed_at);
    CREATE INDEX orders_open ON orders (placed_at) WHERE status = 'PENDING';
    CREATE TABLE order_items (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id),
      product_id bigint NOT NULL REFERENCES products (id), quantity smallint NOT NULL);
    CREATE INDEX order_items_order ON order_items (order_id);
    CREATE INDEX order_items_product ON order_items (product_id);
    """

  /// - Parameter rows: those of orders.
  static func plan(rows: Int) -> String {
    """
    plan: Shop
    as_of: 2026-06-30
    schema: schema.sql
    volumes:
      tenants: { rows: 500, growth: 10/month }
      customers: { rows: \(rows / 5), growth: \(rows / 120)/month, per: { tenants: \(rows / 2500) }, skew: zipf }
      products: { rows: \(rows / 20), growth: \(rows / 1000)/month }
      orders: { rows: \(rows), growth: \(rows / 24)/month, per: { tenants: \(rows / 500) }, skew: zipf }
      order_items: { rows: \(rows * 2), growth: \(rows / 12)/month, per: { orders: 2 } }
    columns:
      customers.email: { width: 24 }
      customers.family_name: { width: 8, distinct: 20k }
      customers.deleted_at: { nulls: 97% }
      products.sku: { width: 9 }
      products.tags: { values: { organic: 8%, local: 20%, frozen: 2% }, width: 60 }
      products.is_active: { values: { "true": 90% } }
      products.name: { width: 20 }
      orders.status: { values: { COMPLETED: 88%, CANCELLED: 6%, SHIPPED: 3%, PENDING: 2%, DRAFT: 1% } }
      orders.cancelled_at: { nulls: 94% }
      orders.total_cents: { distinct: 20k }
      order_items.quantity: { distinct: 10 }
    """
  }

  /// The rows, for the schema loaded by itself; `setseed` makes them the same every time. Tenants are drawn by Zipf's
  /// law under a shuffled numbering, names by random letters, time runs evenly over two years.
  static func load(rows: Int) -> [String] {
    [
      "SET session_replication_role = replica",
      "SELECT setseed(0.42)",
      """
      CREATE TEMP TABLE share AS
      SELECT array_agg(running ORDER BY running) AS bounds, max(running) AS whole
        FROM (SELECT sum(1.0 / k) OVER (ORDER BY k)::float8 AS running FROM generate_series(1, 500) AS k) AS t
      """,
      "CREATE TEMP TABLE numbering AS SELECT row_number() OVER () AS rank, k FROM generate_series(1, 500) AS k ORDER BY random()",
      "CREATE TEMP TABLE shuffled AS SELECT row_number() OVER () AS rank, k FROM numbering",
      """
      INSERT INTO tenants (name, created_at)
      SELECT 'tenant ' || k, timestamptz '2022-05-01 00:00Z' + k * interval '3 days' FROM generate_series(1, 500) AS k
      """,
      """
      INSERT INTO customers (tenant_id, email, family_name, deleted_at, created_at)
      SELECT (SELECT s.k FROM shuffled s WHERE s.rank = d.rank), 'user' || d.n || '@mail.example.com', \(letters),
             CASE WHEN random() < 0.03 THEN at END, at
        FROM (SELECT n, 1 + width_bucket(random() * whole, bounds) AS rank,
                     (random() * 19999)::int AS name,
                     timestamptz '2026-06-30 23:59Z' - interval '730 days' * (1 - n / \(rows / 5).0) AS at
                FROM generate_series(1, \(rows / 5)) AS n, share) AS d
       ORDER BY n
      """,
      """
      INSERT INTO products (sku, name, tags, is_active, price_cents)
      SELECT 'SKU-' || lpad(n::text, 6, '0'), 'product with number ' || n,
             ARRAY['tag' || (random() * 50)::int] || CASE WHEN random() < 0.08 THEN '{organic}'::text[] ELSE '{}' END
             || CASE WHEN random() < 0.2 THEN '{local}'::text[] ELSE '{}' END
             || CASE WHEN random() < 0.02 THEN '{frozen}'::text[] ELSE '{}' END,
             random() < 0.9, (random() * 1000)::int
        FROM generate_series(1, \(rows / 20)) AS n
      """,
      "CREATE TEMP TABLE who AS SELECT row_number() OVER () AS n, id, tenant_id FROM customers",
      "CREATE UNIQUE INDEX ON who (n)",
      "ANALYZE who",
      """
      INSERT INTO orders (tenant_id, customer_id, status, total_cents, placed_at, cancelled_at)
      SELECT w.tenant_id, w.id,
             CASE WHEN p < 0.88 THEN 'COMPLETED' WHEN p < 0.94 THEN 'CANCELLED' WHEN p < 0.97 THEN 'SHIPPED'
                  WHEN p < 0.99 THEN 'PENDING' ELSE 'DRAFT' END::order_status,
             (random() * 20000)::int, at, CASE WHEN p >= 0.88 AND p < 0.94 THEN at + interval '2 days' END
        FROM (SELECT n, random() AS p, 1 + (random() * (\(rows / 5) - 1))::int AS customer,
                     timestamptz '2026-06-30 23:59Z' - interval '730 days' * (1 - n / \(rows).0) AS at
                FROM generate_series(1, \(rows)) AS n) AS d
        JOIN who w ON w.n = d.customer
       ORDER BY d.n
      """,
      """
      INSERT INTO order_items (order_id, product_id, quantity)
      SELECT (n + 1) / 2, 1 + (random() * (\(rows / 20) - 1))::int, 1 + (random() * 9)::int
        FROM generate_series(1, \(rows * 2)) AS n
      """,
      "RESET session_replication_role",
    ]
  }

  /// One of 20,000 words of six letters, all beginnings alike, told by the number of the word.
  private static let letters = """
    chr(97 + d.name % 26) || chr(97 + d.name / 26 % 26) || chr(97 + d.name / 676 % 26) || chr(97 + d.name / 17576 % 26)
    || 'an'
    """

  /// Statements as an application sends them.
  static let queries: [(name: String, sql: String)] = [
    ("unique", "SELECT * FROM customers WHERE email = $1"),
    ("rare value", "SELECT id, placed_at FROM orders WHERE status = 'DRAFT'"),
    ("common value", "SELECT count(*) FROM orders WHERE status = 'COMPLETED' AND total_cents = $1"),
    (
      "newest of a week",
      "SELECT id, total_cents FROM orders WHERE placed_at >= now() - interval '7 days' ORDER BY placed_at DESC LIMIT 50"
    ),
    (
      "stretch of time", "SELECT sum(total_cents) FROM orders WHERE placed_at >= $1 AND placed_at < $2"
    ),
    (
      "join of two",
      "SELECT o.id, o.placed_at FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.email = $1"
    ),
    (
      "join of three",
      """
      SELECT p.name, i.quantity FROM orders o JOIN order_items i ON i.order_id = o.id
        JOIN products p ON p.id = i.product_id WHERE o.customer_id = $1
      """
    ),
    (
      "join of all",
      """
      SELECT p.id, sum(i.quantity) FROM order_items i JOIN products p ON p.id = i.product_id
       WHERE p.is_active GROUP BY p.id
      """
    ),
    (
      "tenant, status, order",
      """
      SELECT id, total_cents FROM orders WHERE tenant_id = $1 AND status = 'SHIPPED' ORDER BY placed_at DESC LIMIT 20
      """
    ),
    ("list", "SELECT * FROM orders WHERE id = ANY ($1)"),
    ("list of tenants", "SELECT id FROM orders WHERE tenant_id IN ($1, $2) AND status = 'PENDING'"),
    ("group by", "SELECT status, count(*) FROM orders GROUP BY status"),
    (
      "anti join",
      """
      SELECT c.id FROM customers c
       WHERE c.tenant_id = $1
         AND NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id AND o.status = 'PENDING')
      """
    ),
    ("prefix", "SELECT id, email FROM customers WHERE family_name LIKE $1 ORDER BY family_name LIMIT 10"),
    ("expression", "SELECT id FROM customers WHERE lower(family_name) = 'maaaan'"),
    ("array", "SELECT id, name FROM products WHERE tags @> '{organic}'"),
    ("deleted", "SELECT id FROM customers WHERE deleted_at IS NOT NULL"),
    ("partial index", "SELECT id FROM orders WHERE status = 'PENDING' ORDER BY placed_at LIMIT 100"),
    ("update by key", "UPDATE orders SET status = 'SHIPPED' WHERE id = $1 AND status = 'PENDING'"),
    ("delete by parent", "DELETE FROM order_items WHERE order_id = $1"),
  ]
}
