import AccessControl
import Diagnostics
import PlanModel
import SchemaModel

/// Grants of the schema that are not those of the plan's roles.
struct GrantDrift: Check {
  let metadata = CheckMetadata(
    code: "grant-drift", severity: .warning,
    summary: "What the schema grants a role on a table is not what the plan says it may do.",
    why: """
      The plan's matrix is what was reviewed. A privilege that only the schema has is one that nobody decided; one that only the \
      plan has is an error the first time the role needs it.
      """,
    fix: "Change the grant to what the plan says, or the plan to what is meant.",
    bad: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, body text);
      GRANT SELECT, DELETE ON notes TO clerk;
      """,
      plan: "roles: { clerk: { notes: [select, insert] } }"),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, body text);
      GRANT SELECT, INSERT ON notes TO clerk;
      """,
      plan: "roles: { clerk: { notes: [select, insert] } }"),
    sources: ["PostgreSQL manual: 5.7 Privileges", "the plan's roles"])

  func findings(in subject: CheckSubject) -> [Finding] {
    // A schema that grants nothing leaves it to grants.sql.
    guard !subject.plan.roles.isEmpty, subject.access.isKnown else { return [] }
    let needed = AccessDesign(subject.plan, subject.catalog).grants
    return subject.tables.flatMap { table -> [Finding] in
      let planned = subject.plan.roles.compactMap { drift($0, table, needed, subject) }
      return planned + strangers(table, subject)
    }
  }

  private func drift(
    _ role: AccessRole, _ table: Table, _ needed: [RoleGrants], _ subject: CheckSubject
  ) -> Finding? {
    let name = role.name.value
    let grants = subject.access.grants(on: table.name).filter { $0.grantee == name }
    let has = Set(grants.flatMap(\.privileges))
    let design = needed.first { $0.role == name }?.tables.filter { $0.table == table.name } ?? []
    // What policies of other tables look up is wanted as well.
    let wanted = Set(design.flatMap(\.commands).map { $0.rawValue.uppercased() })
    let more = Self.order.filter { has.contains($0) && !wanted.contains($0) }
    let whole = Set(grants.filter { $0.columns.isEmpty }.flatMap(\.privileges))
    let columns = { (privilege: String) in design.lazy.compactMap { $0.columns[Self.command(privilege)] }.first }
    let wide = Self.order.filter { wanted.contains($0) && whole.contains($0) && columns($0) != nil }
    let less = Self.order.filter {
      wanted.contains($0) && !has.contains($0) && !isReached($0, role, table, subject)
    }
    guard !more.isEmpty || !less.isEmpty || !wide.isEmpty else { return nil }
    let said = [
      more.isEmpty ? nil : "has \(more.joined(separator: ", ")), which the plan does not give it",
      wide.isEmpty ? nil : "has \(wide.joined(separator: ", ")) of every column, which the plan narrows",
      less.isEmpty ? nil : "lacks \(less.joined(separator: ", ")), which the plan gives it",
    ].compactMap(\.self).joined(separator: ", and ")
    let owner = SQLText.name(table.name)
    let given = (less + wide).map { privilege in
      columns(privilege).map { "\(privilege) (\(SQLText.list($0)))" } ?? privilege
    }
    let taken = more + wide
    return finding(
      on: table.name, name, "on \(table.name.display) the role \(name) \(said)",
      evidence: [planLine(role, table)],
      fix: .sql(
        lines: [
          taken.isEmpty ? nil : "REVOKE \(taken.joined(separator: ", ")) ON \(owner) FROM \(SQLText.name(name));",
          given.isEmpty ? nil : "GRANT \(given.joined(separator: ", ")) ON \(owner) TO \(SQLText.name(name));",
        ].compactMap(\.self)),
      at: grants.first?.span ?? role.name.span, severity: taken.isEmpty ? .note : nil)
  }

  /// A membership or PUBLIC may give it.
  private func isReached(
    _ privilege: String, _ role: AccessRole, _ table: Table, _ subject: CheckSubject
  ) -> Bool {
    var names = ["PUBLIC"] + role.memberships.map(\.name.value)
    var open = subject.catalog.roles[role.name.value]?.memberOf ?? []
    while let name = open.popLast() {
      guard !names.contains(name) else { continue }
      names.append(name)
      open += subject.catalog.roles[name]?.memberOf ?? []
    }
    return subject.access.grantees(of: table.name, [privilege]).contains { names.contains($0) }
  }

  /// Roles that the plan does not know and the schema sends to a table that the plan's roles use.
  private func strangers(_ table: Table, _ subject: CheckSubject) -> [Finding] {
    let known = Set(subject.plan.roles.flatMap { [$0.name.value] + [$0.login?.value].compactMap(\.self) })
      .union(subject.bypassingRoles).union(["PUBLIC"])
      .union(subject.plan.tenancy?.cross.map(\.value) ?? [])
    return subject.access.grantees(of: table.name).filter { !known.contains($0) }.map { name in
      let grants = subject.access.grants(on: table.name).filter { $0.grantee == name }
      let has = Self.order.filter { privilege in grants.contains { $0.privileges.contains(privilege) } }
      return finding(
        on: table.name, name,
        "\(name) has \(has.joined(separator: ", ")) on \(table.name.display), and the plan knows no such role",
        fix: .sql("REVOKE \(has.joined(separator: ", ")) ON \(SQLText.name(table.name)) FROM \(SQLText.name(name));"),
        at: grants.first?.span ?? table.span, severity: .note)
    }
  }

  private func planLine(_ role: AccessRole, _ table: Table) -> String {
    let commands = role.ownCommands(on: table.name).map(\.rawValue).joined(separator: ", ")
    return "the plan's \(role.name.value): \(table.name.display): [\(commands)]"
  }

  private static func command(_ privilege: String) -> AccessRole.Command {
    AccessRole.Command(rawValue: privilege.lowercased()) ?? .select
  }

  private static let order = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
}
