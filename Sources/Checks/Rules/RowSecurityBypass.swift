import Diagnostics
import PlanModel
import SchemaModel

/// Roles of the application that no policy holds.
struct RowSecurityBypass: Check {
  let metadata = CheckMetadata(
    code: "row-security-bypass", severity: .error,
    summary: "A role that the application uses passes by row security, or can become one that does.",
    why: """
      BYPASSRLS and SUPERUSER switch every policy off for the role. A member of such a role has it one SET ROLE away, and so has \
      whoever gets a statement of their own into one of its queries.
      """,
    fix: "Take BYPASSRLS from what the application logs in as; give it only to backups and migrations.",
    bad: CheckExample(
      .sql,
      """
      CREATE ROLE support BYPASSRLS;
      CREATE ROLE app LOGIN;
      GRANT support TO app;
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes TO app USING (owner = current_user);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE backup BYPASSRLS LOGIN;
      CREATE ROLE app LOGIN;
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes TO app USING (owner = current_user);
      """),
    sources: ["PostgreSQL manual: CREATE ROLE, BYPASSRLS", "PostgreSQL manual: 22.3 Role Membership"])

  func findings(in subject: CheckSubject) -> [Finding] {
    guard subject.catalog.tables.contains(where: { $0.rowSecurity.isEnabled }) else { return [] }
    let bypassing = subject.catalog.roles.filter { $0.bypasses != nil }
    return bypassing.flatMap { role in held(role, subject) + reached(role, subject) }
  }

  /// The role itself has policies, or rows of its own in the plan.
  private func held(_ role: Role, _ subject: CheckSubject) -> [Finding] {
    guard let option = role.bypasses else { return [] }
    let named = subject.tables.filter { $0.policies.contains { $0.roles.contains(role.name) } }
    let planned = subject.plan.roles.first {
      $0.name.value == role.name && !["all", nil].contains($0.rows?.value) && !isCrossing(role.name, subject)
    }
    guard !named.isEmpty || planned != nil else { return [] }
    let tables = named.map(\.name.display).joined(separator: ", ")
    return [
      finding(
        on: nil, role.name, "role \(role.name) has \(option): no policy holds it",
        evidence: [
          tables.isEmpty ? nil : "policies of \(tables) name it",
          planned?.rows.map { "the plan gives it rows: \($0.value)" },
        ],
        fix: .sql("ALTER ROLE \(SQLText.name(role.name)) NO\(option);"), at: role.span ?? planned?.name.span,
        severity: planned == nil ? .warning : nil)
    ]
  }

  /// Logins that are members of it.
  private func reached(_ role: Role, _ subject: CheckSubject) -> [Finding] {
    guard let option = role.bypasses else { return [] }
    let logins = Set(subject.plan.roles.compactMap(\.login?.value))
    return subject.catalog.roles.filter { member in
      (member.canLogin || logins.contains(member.name)) && member.bypasses == nil
        && memberships(member, subject.catalog).contains(role.name)
    }.map { member in
      finding(
        on: nil, member.name, "login \(member.name) can become \(role.name), which has \(option)",
        fix: .sql("REVOKE \(SQLText.name(role.name)) FROM \(SQLText.name(member.name));"),
        at: member.span ?? role.span)
    }
  }

  private func isCrossing(_ name: String, _ subject: CheckSubject) -> Bool {
    subject.plan.tenancy?.cross.contains { $0.value == name } == true
  }

  private func memberships(_ role: Role, _ catalog: Catalog) -> Set<String> {
    var found: Set<String> = []
    var open = role.memberOf
    while let name = open.popLast() {
      if found.insert(name).inserted { open += catalog.roles[name]?.memberOf ?? [] }
    }
    return found
  }
}

extension Role {
  /// The option by which no policy holds it.
  fileprivate var bypasses: String? { ["SUPERUSER", "BYPASSRLS"].first(where: options.contains) }
}
