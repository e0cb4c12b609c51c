import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.1: who may do what, as declared, beside what the schema grants.
enum AccessPart: PlanPart {
  static let id = PartID.access

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let declared = RoleRows(subject)
    let roles = subject.plan.roles.map { roleRow($0, declared[$0], &page) }
    let lines = FoldedRows(subject.plan.roles.flatMap { lineRows($0, subject, &page) })
    let secrets = subject.plan.roles.compactMap { SecretReach($0, subject).say(&page) }
    let granted = grantRows(subject, &page)
    let grants = FoldedRows(granted.rows)
    let connections = ConnectionFacts.rows(subject, &page)
    let connected = ConnectionFacts.sayings(subject, &page)
    ask(subject, declared, &page)
    escalateContradictions(subject, &page)
    return [
      "roles": .rows(["role", "login", "member", "rows"], roles), "hasRoles": .flag(!roles.isEmpty),
      "lines": .rows(["role", "commands", "tables"], lines.shown), "hasLines": .flag(!lines.shown.isEmpty),
      "moreLines": .rows(["role", "commands", "tables"], lines.folded),
      "hasMoreLines": .flag(!lines.folded.isEmpty), "moreLineCount": .text("\(lines.folded.count)"),
      "facts": .sayings(secrets + granted.elsewhere + connected),
      "connections": .rows(ConnectionFacts.fields, connections), "hasConnections": .flag(!connections.isEmpty),
      "grants": .rows(["role", "privileges", "objects"], grants.shown),
      "hasGrants": .flag(!grants.shown.isEmpty),
      "moreGrants": .rows(["role", "privileges", "objects"], grants.folded),
      "hasMoreGrants": .flag(!grants.folded.isEmpty),
      "moreGrantCount": .text("\(grants.folded.count)"), "missing": page.missing,
    ]
  }

  private static func roleRow(_ role: AccessRole, _ rows: RoleRows.Answer, _ page: inout Composition) -> TemplateRecord
  {
    page.row(
      role.name.value, .plan,
      from: [(role.rows?.span ?? role.name.span).plan] + rows.sources + role.inherits.map { $0.span.plan },
      [
        "role": .code(role.name.value), "login": .written(role.login),
        "member": .codes(role.inherits.map(\.value)), "rows": rows.text,
      ])
  }

  /// A row for each set of commands, the one for every table first; what it may as a member of others is in the sets.
  private static func lineRows(
    _ role: AccessRole, _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    var rows: [TemplateRecord] = []
    let every = role.access.first { $0.table == nil }
    var groups: [[AccessRole.Command]: [(table: ObjectName, span: SourceSpan?)]] = [:]
    for line in role.access {
      guard let table = line.table, line.commands != every?.commands else { continue }
      groups[AccessRole.Command.allCases.filter(Set(role.commands(on: table)).contains), default: []]
        .append((table, line.span))
    }
    func row(_ key: String, _ commands: Prose, _ tables: Prose, _ sources: [Source?]) {
      rows.append(
        page.row(
          "\(role.name.value).\(key)", .plan, from: sources,
          ["role": .code(role.name.value), "commands": commands, "tables": tables]))
    }
    if let every {
      row(
        "every", Prose(words(every.commands)), groups.isEmpty ? "every table" : "every table not named below",
        [every.span.plan])
    }
    for (commands, lines) in groups.sorted(by: { ($1.value.count, words($0.key)) < ($0.value.count, words($1.key)) }) {
      let ordered = lines.sorted {
        (subject.isNew($0.table) ? 0 : 1, $0.table) < (subject.isNew($1.table) ? 0 : 1, $1.table)
      }
      row(
        words(commands), Prose(words(commands)), .codes(unique(ordered.map(\.table.display)), limit: .max),
        ordered.map { $0.span.plan })
    }
    if !role.memberships.isEmpty {
      row(
        "member", "also what \(codes: role.memberships.map(\.name.value)) may", "tables it does not name",
        role.inherits.map { $0.span.plan })
    }
    return rows
  }

  private static func words(_ commands: [AccessRole.Command]) -> String {
    commands.isEmpty ? "nothing" : commands.map(\.rawValue).joined(separator: ", ")
  }

  private static func ask(_ subject: PlanSubject, _ declared: RoleRows, _ page: inout Composition) {
    let roles = subject.plan.roles
    guard !roles.isEmpty else { return page.ask(.roles) }
    let open = roles.filter { declared[$0].isOpen }
    if !open.isEmpty {
      let lines = open.map { "  \($0.name.value): { rows: \(declared.reachesTenants($0) ? "tenant" : "all") }" }
      page.ask(
        .roleRows, about: open.map(\.name.value),
        answer: "roles:\n" + lines.joined(separator: "\n") + "   # or: all, tenant, own via <column>")
    }
    let unreachable = unreachable(subject)
    if !unreachable.isEmpty { page.ask(.roles, about: unreachable.map(\.name.display)) }
  }

  /// Tables in scope that no role may touch.
  private static func unreachable(_ subject: PlanSubject) -> [Table] {
    let roles = subject.plan.roles
    let named = Set(roles.flatMap(\.access).filter { !$0.commands.isEmpty }.compactMap(\.table))
    let left = roles.filter { $0.access.contains { $0.table == nil && !$0.commands.isEmpty } }.map { role in
      Set(role.access.filter(\.commands.isEmpty).compactMap(\.table))
    }
    return subject.scope.filter { table in
      table.model?.isImplicit != true && !named.contains(table.name) && left.allSatisfy { $0.contains(table.name) }
    }
  }

  /// Roles that the plan lets cross tenants and keeps within one.
  private static func escalateContradictions(_ subject: PlanSubject, _ page: inout Composition) {
    let crossing = Dictionary(
      subject.plan.tenancy?.cross.map { ($0.value, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    for role in subject.plan.roles {
      guard let rows = role.rows, rows.value == "tenant", let cross = crossing[role.name.value] else { continue }
      page.escalate(
        "rows.\(role.name.value)", "\(role.name.value) crosses tenants and is kept within one",
        because: "tenancy.cross names it; its rows are tenant", from: [cross.span.plan, rows.span.plan])
    }
  }

  // MARK: The schema's grants

  private static func grantRows(
    _ subject: PlanSubject, _ page: inout Composition
  ) -> (rows: [TemplateRecord], elsewhere: [TemplateRecord]) {
    let grants = subject.catalog.grants.filter { [.table, .column].contains($0.objectKind) && !$0.isRevoke }
    let shown = grants.filter { subject.difference == nil || subject.isInScope($0.object) }
    let rows = GrantGroup.groups(of: shown).map { group -> TemplateRecord in
      page.row(
        "grants.\(group.id)", .schema, from: group.spans.map(\.schema),
        [
          "role": .code(group.grantee),
          "privileges": Prose(group.privileges.joined(separator: ", ") + (group.isGrantable ? ", may grant" : "")),
          "objects": .codes(group.objects, limit: .max),
        ])
    }
    guard shown.count < grants.count else { return (rows, []) }
    let others = grants.filter { !subject.isInScope($0.object) }
    let sentence = page.say(
      "grants.elsewhere", .schema, from: others.prefix(3).map { $0.span.schema },
      "Grants on \(Format.counted(Set(others.map(\.object)).count, "table or view", "tables and views")) out of scope")
    return (rows, [sentence])
  }
}
