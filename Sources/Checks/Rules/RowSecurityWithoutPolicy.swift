import Diagnostics
import PlanModel
import SchemaModel

/// Tables that are closed to everybody but their owner.
struct RowSecurityWithoutPolicy: Check {
  let metadata = CheckMetadata(
    code: "row-security-without-policy", severity: .warning,
    summary: "A table enables row security and has no policy, so nobody but its owner sees a row.",
    why: """
      Without a policy PostgreSQL denies every row, without an error: queries of the application return nothing, its updates \
      change nothing, and inserts fail.
      """,
    fix: "Create the policies, or disable row security where grants alone should decide.",
    bad: CheckExample(
      .sql, "CREATE TABLE notes (id bigint PRIMARY KEY, owner text); ALTER TABLE notes ENABLE ROW LEVEL SECURITY;"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_notes ON notes USING (owner = current_user);
      """),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.compactMap { table in
      guard table.rowSecurity.isEnabled, table.policies.isEmpty else { return nil }
      let roles = subject.plan.roles.filter { !$0.commands(on: table.name).isEmpty }.map(\.name.value)
      let grantees = Set(subject.catalog.grants.filter { $0.object == table.name && !$0.isRevoke }.map(\.grantee))
        .sorted()
      let readers = roles.isEmpty ? grantees : roles
      let tenant = subject.plan.tenancy?.key?.value
      let setting = subject.plan.tenancy?.setting?.value
      let fix: Fix
      if let tenant, let setting, let column = table.columns[tenant] {
        fix = .sql(
          "CREATE POLICY \(SQLText.name("\(table.name.name)_tenant")) ON \(SQLText.name(table.name))",
          "  USING (\(SQLText.name(tenant)) = (SELECT nullif(current_setting(\(SQLText.literal(setting)), true), '')::\(column.type.short)));"
        )
      } else {
        fix = .sql("CREATE POLICY ... ON \(SQLText.name(table.name)) USING (...); -- which rows a role may see")
      }
      return finding(
        on: table.name, nil, "\(table.name.display) has row security enabled and no policy",
        evidence: [readers.isEmpty ? nil : "\(readers.joined(separator: ", ")) may use the table and see no row"],
        fix: fix,
        at: table.span, severity: readers.isEmpty ? .note : nil)
    }
  }
}
