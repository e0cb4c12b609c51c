import AccessControl
import TestKit
import Testing

/// The attack finds what it is there to find: each part of the design that is left out lets somebody through.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct HoleTests {
  private static let schema = """
    CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE customers (
      id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), name text NOT NULL);
    CREATE TABLE orders (
      id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id),
      customer_id bigint NOT NULL REFERENCES customers (id), note text);
    CREATE TABLE order_items (
      id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE, quantity integer);
    CREATE TABLE events (id bigint, shop_id bigint NOT NULL REFERENCES shops (id), at date, PRIMARY KEY (id, at))
      PARTITION BY RANGE (at);
    CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE VIEW order_names AS SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id;
    """
  private static let plan = """
    tenancy: { key: shop_id, setting: app.shop_id, enforce: [database] }
    roles:
      clerk:
        login: app
        rows: tenant
        shops: [select]
        customers: [select, insert, update, delete]
        orders: [select, insert, update, delete]
        order_items: [select, insert, update, delete]
        events: [select, insert]
        order_names: [select]
    """

  @Test func theWholeDesignHolds() async throws {
    let attack = try await AttackTests.attack(SecuredProject("shop", schema: Self.schema, plan: Self.plan))
    #expect(attack.breaches.isEmpty, "\(attack.breaches)")
    #expect(attack.refusals.isEmpty, "\(attack.refusals)")
    #expect(attack.attempts > 100)
  }

  /// - Parameters:
  ///   - lines: what the lines hold that are taken out of the scripts.
  ///   - breach: what is reached then.
  @Test(arguments: [
    (["FORCE ROW LEVEL SECURITY"], "table_owner: SELECT count(*) FROM public.orders"),
    (["ALTER TABLE public.orders ENABLE"], "clerk: SELECT count(*) FROM public.orders"),
    (["FOREIGN KEY (shop_id, customer_id)"], "clerk: UPDATE public.orders SET customer_id"),
    (["security_invoker", "FORCE ROW LEVEL SECURITY"], "clerk: view public.order_names"),
  ])
  func aPartLeftOutIsFound(_ lines: [String], _ breach: String) async throws {
    let project = SecuredProject("shop", schema: Self.schema, plan: Self.plan)
    let scripts = project.scripts.map { lines.reduce($0) { $0.without($1) } }
    #expect(scripts != project.scripts)
    let attack = try await AttackTests.attack(project, scripts: scripts)
    #expect(attack.breaches.contains { $0.hasPrefix(breach) }, "\(attack.breaches)")
  }

  /// - Parameter hole: what stands in place of a part of the policies.
  @Test(arguments: [
    ("WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint))", "WITH CHECK (true)"),
    ("USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint))", "USING (true)"),
    (
      "nullif(current_setting('app.shop_id', true), '')::bigint",
      "coalesce(nullif(current_setting('app.shop_id', true), '')::bigint, 5)"
    ),
  ])
  func aLoosePolicyIsFound(_ part: String, _ hole: String) async throws {
    let project = SecuredProject("shop", schema: Self.schema, plan: Self.plan)
    let scripts = project.scripts.map { $0.replacing(part, with: hole) }
    #expect(scripts != project.scripts)
    let attack = try await AttackTests.attack(project, scripts: scripts)
    #expect(!attack.breaches.isEmpty)
  }
}

extension String {
  /// Statements on one line, and lines of longer ones, that hold a text are left out.
  fileprivate func without(_ text: String) -> String {
    guard text.hasPrefix("FOREIGN KEY") else {
      return split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains(text) }
        .joined(separator: "\n")
    }
    // A constraint is an ALTER TABLE of three lines.
    return components(of: ";\n").filter { !$0.contains(text) }.joined(separator: ";\n")
  }

  private func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
