import AccessControl
import TestKit
import Testing

/// Roles and their log-ins as `grants.sql` makes them.
@Suite struct GrantTests {
  @Test func aRoleThatLogsInByItsOwnNameMay() throws {
    let project = SecuredProject(
      "shop", schema: "CREATE TABLE orders (id bigint PRIMARY KEY);",
      plan: """
        roles:
          clerk: { login: app, rows: all, orders: [select, insert] }
          reporting: { login: reporting, rows: all, orders: [select] }
        """)
    let script = try #require(GrantScript.text(project.design, project.catalog))
    #expect(script.contains("CREATE ROLE clerk NOLOGIN;"))
    #expect(script.contains("CREATE ROLE app LOGIN NOINHERIT;"))
    #expect(script.contains("CREATE ROLE reporting LOGIN;"))
    #expect(script.contains("GRANT clerk TO app;"))
    #expect(script.contains("GRANT SELECT, INSERT ON public.orders TO clerk;"))
    #expect(script.contains("GRANT SELECT ON public.orders TO reporting;"))
    #expect(!script.contains("TO PUBLIC"))
  }
}
