import PlannerStatistics
import Testing

struct QueryPlanTests {
  @Test func answersOfTheServerAreRead() throws {
    let plan = try #require(
      QueryPlan(
        json: """
          [{"Plan": {"Node Type": "Limit", "Startup Cost": 0.5, "Total Cost": 9.25, "Plan Rows": 3, "Plan Width": 12,
            "Plans": [{"Node Type": "Index Scan", "Parent Relationship": "Outer", "Schema": "public",
              "Relation Name": "orders", "Alias": "o", "Index Name": "orders_pkey", "Scan Direction": "Backward",
              "Index Cond": "(o.id = 7)", "Filter": "(o.state = 'open'::text)", "Startup Cost": 0.5,
              "Total Cost": 9.0, "Plan Rows": 1e6, "Plan Width": 12, "Output": ["id"]}]}}]
          """))
    #expect(plan.cost == 9.25 && plan.nodes.map(\.type) == ["Limit", "Index Scan"] && plan.indexes == ["orders_pkey"])
    let scan = plan.nodes[1]
    #expect(scan.rows == 1_000_000 && scan.alias == "o" && scan.direction == "Backward" && scan.relationship == "Outer")
    #expect(scan.conditions == ["(o.id = 7)", "(o.state = 'open'::text)"])
  }

  @Test(arguments: ["", "[]", "{}", "[{}]", #"[{"Plan": {"Node Type": 1}}]"#]) func otherTextsAreNone(_ text: String) {
    #expect(QueryPlan(json: text) == nil)
  }
}
