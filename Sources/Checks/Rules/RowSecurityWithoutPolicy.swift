import AccessControl
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// Tables, or commands of them, that are closed to everybody but their owner.
struct RowSecurityWithoutPolicy: Check {
  let metadata = CheckMetadata(
    code: "row-security-without-policy", severity: .warning,
    summary: "Row security is enabled and no permissive policy lets a role that has a grant see or write a row.",
    why: """
      Without a permissive policy PostgreSQL denies every row, without an error: queries of the application return nothing, its \
      updates change nothing, and inserts fail. Restrictive policies only take away.
      """,
    fix: "Create the policies, revoke the grant, or disable row security where grants alone should decide.",
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
    let closed = subject.securedTables.filter { !$0.policies.contains(where: \.isPermissive) }
    let design = closed.isEmpty || subject.plan.roles.isEmpty ? nil : AccessDesign(subject.plan, subject.catalog)
    return closed.map { finding($0, design, subject) } + subject.securedTables.flatMap { denied($0, subject) }
  }

  private func finding(_ table: Table, _ design: AccessDesign?, _ subject: CheckSubject) -> Finding {
    let readers = subject.users(of: table.name)
    let what = table.policies.isEmpty ? "no policy" : "only restrictive policies"
    return finding(
      on: table.name, nil, "\(table.name.display) has row security enabled and \(what)",
      evidence: [readers.isEmpty ? nil : "\(readers.joined(separator: ", ")) may use the table and see no row"],
      fix: fix(table, design, subject), at: table.span, severity: readers.isEmpty ? .note : nil)
  }

  private func fix(_ table: Table, _ design: AccessDesign?, _ subject: CheckSubject) -> Fix {
    let writer = SQLWriter()
    let made = design?.tables.first { $0.table == table.name }?.made.filter(\.isPermissive) ?? []
    if !made.isEmpty { return .sql(lines: made.map { writer.createPolicy($0, on: table.name) + ";" }) }
    let name = SQLText.name(table.name)
    guard let condition = PolicyExpression.ofTenant(table.name, subject.plan, subject.catalog) else {
      return .sql("CREATE POLICY ... ON \(name) USING (...); -- which rows a role may see")
    }
    return .sql("CREATE POLICY \(SQLText.name("\(table.name.name)_tenant")) ON \(name)", "  USING (\(condition.sql));")
  }

  /// Commands that a role of the schema is granted and no policy lets pass.
  private func denied(_ table: Table, _ subject: CheckSubject) -> [Finding] {
    guard table.policies.contains(where: \.isPermissive) else { return [] }
    let bypassing = Set(subject.bypassingRoles)
    let roles = subject.access.grantees(of: table.name).filter { !bypassing.contains($0) }
    return roles.compactMap { role in
      let commands = [Policy.Command.select, .insert, .update, .delete].filter { command in
        subject.access.grantees(of: table.name, [command.rawValue]).contains(role)
          && !table.policies.contains { passes($0, role, command, subject.catalog) }
      }
      guard !commands.isEmpty else { return nil }
      let list = commands.map(\.rawValue).joined(separator: ", ")
      return finding(
        on: table.name, role, "\(role) is granted \(list) on \(table.name.display), and no policy lets it pass",
        evidence: [commands == [.insert] ? "INSERT fails" : "rows are left out without an error"],
        fix: .sql("REVOKE \(list) ON \(SQLText.name(table.name)) FROM \(grantee(role));"),
        at: subject.access.grants(on: table.name).first { $0.grantee == role }?.span ?? table.span,
        severity: .note)
    }
  }

  private func grantee(_ role: String) -> String { role == "PUBLIC" ? role : SQLText.name(role) }

  /// A role meets the policies for everybody, its own, and those of the roles it is a member of; PUBLIC any.
  private func passes(_ policy: Policy, _ role: String, _ command: Policy.Command, _ catalog: Catalog) -> Bool {
    guard policy.isPermissive, policy.command == .all || policy.command == command else { return false }
    if role == "PUBLIC" || policy.roles.contains("public") { return true }
    var names: Set<String> = [role]
    var open = catalog.roles[role]?.memberOf ?? []
    // A group's grant is there for the policies of its members.
    open += catalog.roles.filter { $0.memberOf.contains(role) }.map(\.name)
    while let name = open.popLast() {
      if names.insert(name).inserted { open += catalog.roles[name]?.memberOf ?? [] }
    }
    return !names.isDisjoint(with: policy.roles)
  }
}
