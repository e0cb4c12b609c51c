import Foundation
import PostgresClient
import Rehearsal
import TestKit
import Testing
import Workspace

/// What a running database has counted of itself stands in plans, with its source.
@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct LivePlanTests {
  private static let script = """
    CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
    CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers);
    CREATE INDEX orders_customer_id_idx ON orders (customer_id);
    INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 40) n;
    INSERT INTO orders SELECT n, 1 + n % 40 FROM generate_series(1, 1234) n;
    ANALYZE;
    SELECT pg_stat_force_next_flush();
    """

  private static func url(_ server: ThrowawayServer) -> String {
    "postgres://postgres@/postgres?host=\(server.address().host)"
  }

  private static func text(_ name: String, in folder: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  @Test func aPlanTakesWhatIsCounted() async throws {
    let dbplan = try BuiltProgram()
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: Self.script)
      try await withTemporaryFolder { folder in
        try "schema: \(Self.url(server))\n".write(
          toFile: "\(folder)/dbplan.yml", atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: "\(folder)/Plans", withIntermediateDirectories: true)
        try "plan: Shop\nvolumes: { customers: { rows: 2M } }\n".write(
          toFile: "\(folder)/Plans/shop.yml", atomically: true, encoding: .utf8)
        let result = try await dbplan("generate", in: folder)
        #expect(result.status == 0, "\(result.errorOutput)")
        let plan = try Self.text("Output/shop/plan.md", in: folder)
        let lines = plan.split(separator: "\n").map(String.init)
        let orders = try #require(lines.first { $0.hasPrefix("| [orders]") && $0.contains("counted by the database") })
        #expect(orders.contains("| 1.23k |") && orders.contains("on disk") && orders.contains("[postgres](#sources)"))
        // The plan's own figure stands, and what is on disk is told beside it.
        let customers = try #require(lines.first { $0.hasPrefix("| [customers]") && $0.contains("on disk") })
        #expect(customers.contains("| 2M |") && customers.contains("assumed"))
        #expect(customers.contains("[shop:2](#sources)"))
        #expect(lines.contains("| postgres | `postgres:///postgres` | — |"))
        #expect(!plan.contains("postgres:0") && !plan.contains(":///postgres:"))
        let sheet = try Self.text("Output/shop/tables/public.orders.md", in: folder)
        #expect(sheet.contains("`orders_customer_id_idx`") && sheet.contains("the database counted"))
        #expect(sheet.contains("`postgres:///postgres`"))
        let indexes = try Self.text("Output/shop/indexes.md", in: folder)
        #expect(indexes.contains("the database counted no scan since its counters began"))
        let files = try tree(of: "\(folder)/Output")
        #expect(!files.values.contains { $0.contains(server.address().host) })
        let json = try JSONSerialization.jsonObject(with: Data(Self.text("Output/shop/plan.json", in: folder).utf8))
        let found = (json as? [String: Any])?["indexes"] as? [[String: Any]]
        #expect(found?.allSatisfy { $0["scans_counted"] is Int } == true)
        // The same figures make the same bytes.
        #expect(try await dbplan("generate", in: folder).status == 0)
        #expect(try tree(of: "\(folder)/Output") == files)
      }
    }
  }

  @Test func theFirstPlanSaysWhatIsCounted() async throws {
    let dbplan = try BuiltProgram()
    try await ThrowawayServer.run(settings: ["shared_preload_libraries": "'pg_stat_statements'"]) { server in
      let connection = try await server.connect()
      try await connection.run(script: "CREATE EXTENSION pg_stat_statements; \(Self.script)")
      for number in 1...3 { _ = try await connection.query("SELECT * FROM orders WHERE customer_id = \(number)") }
      try await withTemporaryFolder { folder in
        let result = try await dbplan("init", "--schema", Self.url(server), "--name", "shop", in: folder)
        #expect(result.status == 0, "\(result.errorOutput)")
        let plan = try Self.text("Plans/shop.yml", in: folder)
        #expect(plan.contains("# Counted by postgres:///postgres."))
        #expect(plan.contains("  orders: { rows: 1234, basis: measured }"))
        #expect(plan.contains("  - name: read orders by customer_id   # 3 calls, "))
        #expect(plan.contains("    sql: SELECT * FROM orders WHERE customer_id = $1\n"))
        #expect(try Self.text("dbplan.yml", in: folder).contains("postgres: "))
        let generated = try await dbplan("generate", in: folder)
        #expect(generated.status == 0, "\(generated.errorOutput)")
        let document = try Self.text("Output/shop/plan.md", in: folder)
        #expect(document.contains("read orders by customer_id"))
      }
    }
  }
}
