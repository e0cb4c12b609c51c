import Checks
import Diagnostics
import PlanModel
import PlanReading
import PostgresClient
import QueryReading
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Operators that are not leakproof lose their index under row-level security; what the rule proposes gets one back.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct LeakproofTests {
  struct Operator: Sendable, CustomTestStringConvertible {
    var name: String
    var condition: String
    /// Of the parameter, when there is one.
    var value: String?
    /// What no index is entered by before, and what one is entered by after.
    var column: String
    var passing: String

    var testDescription: String { name }
  }

  static let operators = [
    Operator(name: "LIKE", condition: "number LIKE 'A1%'", column: "number", passing: "number"),
    Operator(
      name: "LIKE of a parameter", condition: "number LIKE $1 || '%'", value: "'A1'", column: "number",
      passing: "number"),
    Operator(
      name: "lower()", condition: "lower(email) = $1", value: "'p7@example.com'", column: "email",
      passing: "email_lower"),
    Operator(
      name: "@> of jsonb", condition: "attributes @> '{\"color\": \"c7\"}'", column: "attributes",
      passing: "attributes_color"),
    Operator(name: "= of numeric", condition: "total = $1", value: "7.25", column: "total", passing: "total_units"),
    Operator(
      name: "= of an enumeration", condition: "state = $1", value: "'HELD'", column: "state", passing: "state_text"),
    Operator(name: "@> of an array", condition: "tags @> ARRAY[$1]", value: "'t7'", column: "tags", passing: "element"),
    Operator(name: "= ANY of an array", condition: "$1 = ANY(tags)", value: "'t7'", column: "tags", passing: "element"),
  ]

  /// The rows that a tenant gets are the same, and found by an index.
  @Test func whatIsProposedEntersAnIndex() async throws {
    try await ThrowawayPostgres.run { server in
      let cluster = try await server.server.connect(to: "postgres")
      _ = try await cluster.query("CREATE ROLE app")
      print("\n| operator | entered before | entered after |\n|---|---|---|")
      for (position, item) in Self.operators.enumerated() {
        let database = "operator_\(position)"
        try await server.createDatabase(database)
        let connection = try await server.server.connect(to: database)
        try await connection.run(script: Self.schema + Self.rows)
        let query = "SELECT o.id FROM orders o WHERE o.\(item.condition)".replacing("o.lower(", with: "lower(o.")
          .replacing("o.$1 = ANY(", with: "$1 = ANY(o.")
        let finding = try #require(Self.finding(query), "\(item.name)")
        let rewrite = try #require(finding.rewrite, "\(item.name): \(finding.fix ?? "")")
        let before = try await Self.conditions(query, item, connection)
        #expect(!before.contains(item.column), "\(item.name) is entered by \(before)")
        let rows = try await Self.rows(query, item, connection)
        #expect(!rows.isEmpty, "\(item.name)")
        let steps = (finding.fix ?? "").replacing(rewrite, with: "").replacing(" CONCURRENTLY", with: "")
        try await connection.run(
          script: "RESET ROLE;\n\(steps)\nGRANT SELECT ON ALL TABLES IN SCHEMA public TO app;\nANALYZE;")
        let after = try await Self.conditions(rewrite, item, connection)
        #expect(after.contains(item.passing), "\(item.name): \(after)\n\(finding.fix ?? "")")
        #expect(try await Self.rows(rewrite, item, connection) == rows, "\(item.name)")
        print("| \(item.condition) | \(before) | \(after) |")
      }
    }
  }

  private static func finding(_ query: String) -> Finding? {
    let catalog = CatalogOfSQL.read(schema)
    let text = """
      plan: Example
      volumes: { shops: { rows: 10 }, orders: { rows: 20k } }
      tenancy: { model: shared-schema, key: shop_id, setting: app.shop_id, enforce: [database] }
      queries:
        - name: asked
          sql: |
            \(query)
      """
    let reading = PlanFileReader.read(path: "plan.yml", name: "test", project: nil) { path in
      .success(SourceFile(path: path, text: text))
    }
    let plan = PlanResolver.resolve(
      reading.value, against: catalog, knownChecks: CheckRegistry.all.map(\.metadata.code))
    let filled = QueryReader.fillShapes(of: plan.value, against: catalog)
    let subject = CheckSubject(catalog: catalog, plan: filled.value)
    return CheckRegistry.check(named: "not-leakproof")?.findings(in: subject).first
  }

  /// What indexes are entered by, as the role of the application sees it.
  private static func conditions(
    _ query: String, _ item: Operator, _ connection: PostgresConnection
  ) async throws -> String {
    try await asTenant(connection)
    _ = try await connection.query("PREPARE asked AS \(query)")
    let plan = try await connection.query("EXPLAIN EXECUTE asked\(item.value.map { "(\($0))" } ?? "")")
    _ = try await connection.query("DEALLOCATE asked")
    return plan.rows.compactMap { $0[0] }.filter { $0.contains("Index Cond:") }
      .map { $0.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "" }.joined(separator: ";")
  }

  private static func rows(_ query: String, _ item: Operator, _ connection: PostgresConnection) async throws
    -> [String?]
  {
    try await asTenant(connection)
    _ = try await connection.query("PREPARE asked AS \(query) ORDER BY 1")
    let result = try await connection.query("EXECUTE asked\(item.value.map { "(\($0))" } ?? "")")
    _ = try await connection.query("DEALLOCATE asked")
    return result.rows.map { $0[0] }
  }

  private static func asTenant(_ connection: PostgresConnection) async throws {
    _ = try await connection.query("SET ROLE app")
    _ = try await connection.query("SET app.shop_id = '3'")
  }

  private static let schema = """
    CREATE TYPE order_state AS ENUM ('OPEN', 'PAID', 'HELD');
    CREATE TABLE shops (id bigint PRIMARY KEY);
    CREATE TABLE orders (
      id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), number text NOT NULL, email text NOT NULL,
      total numeric(12, 2) NOT NULL, state order_state NOT NULL, attributes jsonb NOT NULL, tags text[] NOT NULL);
    CREATE INDEX orders_number ON orders (shop_id, number text_pattern_ops);
    CREATE INDEX orders_email ON orders (shop_id, lower(email));
    CREATE INDEX orders_total ON orders (shop_id, total);
    CREATE INDEX orders_state ON orders (shop_id, state);
    CREATE INDEX orders_attributes ON orders USING gin (attributes);
    CREATE INDEX orders_tags ON orders USING gin (tags);
    ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
    ALTER TABLE orders FORCE ROW LEVEL SECURITY;
    CREATE POLICY shop ON orders USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));

    """

  private static let rows = """
    INSERT INTO shops SELECT generate_series(1, 10);
    INSERT INTO orders SELECT n, n % 10 + 1, chr(65 + n % 26) || n, 'P' || n % 5000 || '@example.com', n % 4000 + 0.25,
      (CASE WHEN n % 1000 = 2 THEN 'HELD' WHEN n % 2 = 0 THEN 'OPEN' ELSE 'PAID' END)::order_state,
      jsonb_build_object('color', 'c' || n % 3000), ARRAY['t' || n % 3000, 'u' || n % 50]
      FROM generate_series(1, 20000) n;
    UPDATE orders SET email = 'P7@example.com', total = 7.25, attributes = '{"color": "c7"}', tags = '{t7,x}', number = 'A1' || id
      WHERE id IN (102, 4012);
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO app;
    ANALYZE;

    """
}
