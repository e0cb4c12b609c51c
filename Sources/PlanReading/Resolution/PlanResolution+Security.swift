internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// Names in what a plan says about who may see what.
extension PlanResolution {
  mutating func resolveSecurity() {
    resolveTenancy()
    for index in plan.roles.indices { resolveRole(at: index) }
    resolveMemberships()
    for index in plan.sensitive.indices {
      plan.sensitive[index].column = column(plan.sensitive[index].column)
      plan.sensitive[index].subject = plan.sensitive[index].subject.map { column($0) }
      for role in plan.sensitive[index].maskFor { checkRole(role) }
    }
    if var audit = plan.audit {
      audit.tables = expanded(audit.tables)
      plan.audit = audit
      for role in audit.readers + [audit.job].compactMap(\.self) { checkRole(role) }
    }
    for secret in plan.connection?.secrets ?? [] { checkRole(secret.login) }
    for query in plan.queries { query.role.map { checkRole($0) } }
  }

  private mutating func resolveTenancy() {
    guard var tenancy = plan.tenancy else { return }
    tenancy.shared = expanded(tenancy.shared)
    for index in tenancy.through.indices {
      tenancy.through[index].table = table(tenancy.through[index].table)
      tenancy.through[index].parent = table(tenancy.through[index].parent)
    }
    plan.tenancy = tenancy
    for role in tenancy.cross { checkRole(role) }
    if let key = tenancy.key { checkAnyColumn(key.value, at: key.span) }
  }

  private mutating func resolveRole(at index: Int) {
    let role = plan.roles[index]
    var access: [AccessRole.Access] = []
    for line in role.access {
      guard let table = line.table else {
        access.append(line)
        continue
      }
      for name in expanded(table, at: line.span) {
        access.append(AccessRole.Access(table: name, commands: line.commands, span: line.span))
      }
    }
    plan.roles[index].access = access
    for parent in role.inherits { checkRole(parent) }
    guard let rows = role.rows, rows.value.hasPrefix("own via ") else { return }
    let name = rows.value.dropFirst("own via ".count)
    if name.contains("."), let parts = IdentifierPath.parse(String(name)), parts.count <= 3 {
      _ = column(
        ColumnReference(ObjectName(parts[parts.count - 2], schema: parts.count == 3 ? parts[0] : ""), parts.last ?? ""),
        at: rows.span)
    } else {
      checkAnyColumn(String(name), at: rows.span)
    }
  }

  /// A role that is a member of itself, through others, is so once.
  private mutating func resolveMemberships() {
    let roles = Dictionary(plan.roles.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    for index in plan.roles.indices {
      var seen: Set = [plan.roles[index].name.value]
      var open = plan.roles[index].inherits.map(\.value)
      while !open.isEmpty {
        let parents = open.filter { seen.insert($0).inserted }.compactMap { roles[$0] }
        plan.roles[index].memberships += parents
        open = parents.flatMap { $0.inherits.map(\.value) }
      }
    }
  }

  private mutating func checkAnyColumn(_ name: String, at span: SourceSpan?) {
    guard !names.hasColumn(name), !names.tables.isEmpty else { return }
    let nearest = names.nearestColumn(to: name).map { "did you mean `\($0)`?" }
    error("plan-unknown-column", "no table has a column `\(name.excerpt)`", at: span, fix: nearest)
  }

  /// Roles of the plan, their logins, and those of the schema.
  private mutating func checkRole(_ role: Located<String>) {
    let known = plan.roles.map(\.name.value) + plan.roles.compactMap(\.login?.value) + catalog.roles.map(\.name)
    guard !known.contains(role.value) else { return }
    let nearest = NearestName.of(role.value, among: known).map { "did you mean `\($0)`?" }
    report(
      known.isEmpty ? .warning : .error, "plan-unknown-role", "there is no role `\(role.value.excerpt)`", at: role.span,
      fix: nearest ?? "declare it under `roles`")
  }
}
