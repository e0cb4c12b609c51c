import Checks
import Diagnostics
import SchemaModel

/// A view is made again without the options that guarded it.
struct ViewSecurityLost: StatementRule {
  let metadata = CheckMetadata(
    code: "view-security-lost", severity: .warning,
    summary: "A view is made again without security_invoker or security_barrier.",
    why: """
      CREATE OR REPLACE VIEW sets the options anew: without WITH (security_invoker = true) the view reads with its owner's rights, past \
      the policies of the tables beneath.
      """,
    fix: "Repeat the options of the view in the statement that replaces it.",
    bad: CheckExample(
      .sql, "CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM orders;
        """),
    good: CheckExample(
      .sql, "CREATE OR REPLACE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM orders;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM orders;
        """),
    sources: ["PostgreSQL manual: CREATE VIEW"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .createView(let name, replaces: true, let options) = statement.action,
      let old = statement.before.views[name]
    else { return [] }
    let lost = ["security_barrier", "security_invoker"].filter { option in
      old.options[option].map { $0 != "false" } ?? false && !options.contains(option)
    }
    guard !lost.isEmpty else { return [] }
    let list = lost.map { "\($0) = \(old.options[$0] ?? "true")" }.joined(separator: ", ")
    return [
      finding(
        at: statement, on: name, nil, "\(name.display) loses \(lost.joined(separator: " and ")) by being replaced",
        fix: .sql("ALTER VIEW \(Safe.name(name)) SET (\(list)); -- in the same transaction"))
    ]
  }
}
