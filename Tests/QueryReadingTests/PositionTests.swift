import Diagnostics
import PlanModel
import PlanReading
import QueryReading
import SchemaModel
import TestKit
import Testing

/// Problems of a query point into the plan file, however its SQL is written there.
struct PositionTests {
  @Test(arguments: [
    "sql: SELECT ordr FROM orders",
    "sql: 'SELECT ordr FROM orders WHERE note = ''x'''",
    "sql: \"SELECT ordr FROM orders WHERE note = 'x'\"",
    "sql: |\n      SELECT id,\n             ordr\n      FROM orders",
    "sql: >-\n      SELECT id,\n        ordr\n\n      FROM orders",
    "sql: SELECT id,\n      ordr FROM orders",
    "sql: |  # with a remark\n\n      SELECT 'é ä' AS x, ordr FROM orders",
    "sql: 'SELECT ''it''''s'' AS x, ordr FROM orders'",
    "sql: \"SELECT 'a\\\\b\\\"' AS x, ordr FROM orders\"",
  ])
  func problemsStandWhereTheNameStands(sql: String) throws {
    let text = "queries:\n  - name: é\n    \(sql)\n"
    let plan = PlanFileReader.read(path: "plan.yml", name: "a", project: nil) { path in
      .success(SourceFile(path: path, text: text))
    }
    #expect(plan.diagnostics.isEmpty)
    let catalog = CatalogSketch.catalog("table orders: id, note")
    let reading = QueryReader.fillShapes(of: plan.value, against: catalog)
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(reading.diagnostics.count == 1)
    let span = try #require(diagnostic.span)
    let named = String(decoding: Array(text.utf8)[span.offset..<span.offset + span.length], as: UTF8.self)
    #expect(named == "ordr")
    #expect(diagnostic.sourceLine?.text.contains("ordr") == true)
    #expect(reading.value.queries[0].shape?.relations.map(\.name.name) == ["orders"])
  }

  @Test func longAndDeepQueriesEnd() {
    let reader = QueryReader(catalog: CatalogSketch.catalog("table t: a, b"))
    for sql in [
      "SELECT a FROM t WHERE " + Array(repeating: "a = 1", count: 5_000).joined(separator: " AND "),
      "SELECT " + Array(repeating: "a", count: 20_000).joined(separator: " + ") + " FROM t",
      "SELECT " + String(repeating: "(", count: 3_000) + "a" + String(repeating: ")", count: 3_000) + " FROM t",
      String(repeating: "SELECT * FROM (", count: 300) + "SELECT a FROM t" + String(repeating: ") x", count: 300),
      "\u{0}", "'", "SELECT $", "/*", "WITH x AS (", "SELECT * FROM t WHERE a IN (",
    ] {
      let reading = reader.read(Located(sql), in: nil)
      #expect(reading.value != nil || !reading.diagnostics.isEmpty)
    }
  }
}
