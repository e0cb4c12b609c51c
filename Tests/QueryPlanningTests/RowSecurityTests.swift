import PlannerStatistics
import QueryPlanning
import SchemaModel
import TestKit
import Testing

/// Under row-level security an operator that is not leakproof is a filter behind the policy, whatever index there is.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct RowSecurityTests {
  private static let schema = """
    CREATE TABLE notes (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id integer NOT NULL, title text NOT NULL,
      amount numeric NOT NULL, cents bigint NOT NULL);
    CREATE INDEX notes_title ON notes (tenant_id, title text_pattern_ops);
    CREATE INDEX notes_amount ON notes (tenant_id, amount);
    CREATE INDEX notes_cents ON notes (tenant_id, cents);
    """
  private static let policies = """
    CREATE ROLE clerk;
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON notes USING (tenant_id = (SELECT current_setting('app.tenant_id'))::int);
    GRANT SELECT ON notes TO clerk;
    """
  private static let plan = """
    volumes:
      notes: { rows: 10M, growth: 100k/month }
    columns:
      notes.tenant_id: { distinct: 100 }
      notes.amount: { distinct: 1M }
      notes.cents: { distinct: 1M }
    """

  @Test func aRoleSeesItsPoliciesInThePlan() async throws {
    let clerk = SessionRole("clerk", settings: ["app.tenant_id": "7"])
    let project = try PlannedProject(schema: Self.schema, plan: Self.plan)
    let found = try await project.session(script: Self.policies) { session in
      var found: [String] = []
      for condition in ["title LIKE 'abc%'", "amount = 12", "cents = 1200"] {
        let statement = try await session.statement("SELECT id FROM notes WHERE tenant_id = 7 AND \(condition)")
        for role in [nil, clerk] {
          let plan = try await session.explain(statement, as: role)
          let column = condition.prefix { $0 != " " }
          let isIndexed = plan.nodes.contains { $0.indexCondition?.contains(column) ?? false }
          let isFiltered = plan.nodes.contains { $0.filter?.contains(column) ?? false }
          found.append(
            "\(column) \(role == nil ? "owner" : "clerk") \(isIndexed ? "index" : "") \(isFiltered ? "filter" : "")")
        }
      }
      return found
    }
    #expect(
      found == [
        "title owner index filter", "title clerk  filter", "amount owner index ", "amount clerk  filter",
        "cents owner index ", "cents clerk index ",
      ])
  }
}
