import AccessControl
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.2: the tenant column of each table, and the policies the schema has.
enum RowSecurityPart: PlanPart {
  static let id = PartID.rowSecurity

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var facts = tenants(subject, &page)
    facts += states(subject, &page)
    facts += RowSecurityDesign.facts(subject, &page)
    let groups = PolicyGroup.groups(subject)
    let all = groups.map { group in
      page.row(
        "policies.\(group.id)", .schema, from: group.members.prefix(3).map { $0.policy.span.schema },
        [
          "policy": "\(group.isNew ? "**new** " as Prose : "")\(group.kind)",
          "roles": Prose(group.roles.joined(separator: ", ")),
          "using": group.using, "check": group.check, "tables": group.tables(subject),
        ])
    }
    let rows = FoldedRows(all)
    let keys = FoldedRows(RowSecurityDesign.keys(subject, &page))
    let keyFields = ["key", "target", "columns", "cost"]
    let bare = subject.scope.filter { !$0.rowSecurity.isEnabled && $0.policies.isEmpty }
    let fields = ["policy", "roles", "using", "check", "tables"]
    return [
      "facts": .sayings(facts), "policies": .rows(fields, rows.shown),
      "hasPolicies": .flag(!rows.shown.isEmpty), "morePolicies": .rows(fields, rows.folded),
      "hasMorePolicies": .flag(!rows.folded.isEmpty), "morePolicyCount": .text("\(rows.folded.count)"),
      "keys": .rows(keyFields, keys.shown), "hasKeys": .flag(!keys.shown.isEmpty),
      "moreKeys": .rows(keyFields, keys.folded), "hasMoreKeys": .flag(!keys.folded.isEmpty),
      "moreKeyCount": .text("\(keys.folded.count)"),
      "unsecured": Prose.codes(bare.map(\.name.display), limit: 8).flow,
      "hasUnsecured": .flag(!bare.isEmpty && bare.count < subject.scope.count),
      "isBare": .flag(bare.count == subject.scope.count),
      "missing": page.missing,
    ]
  }

  /// On which tables row security is on, and where the owner passes it by.
  private static func states(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let enabled = subject.scope.filter(\.rowSecurity.isEnabled)
    let forced = enabled.filter(\.rowSecurity.isForced)
    let passed = enabled.filter { !$0.rowSecurity.isForced }
    let idle = subject.scope.filter { !$0.rowSecurity.isEnabled && !$0.policies.isEmpty }
    func say(_ key: String, _ tables: [Table], _ text: Prose) -> TemplateRecord {
      page.say("state.\(key)", .schema, from: tables.prefix(3).map { $0.span.schema }, text)
    }
    var facts: [TemplateRecord] = []
    if !forced.isEmpty {
      facts.append(
        say(
          "forced", forced, "Row security enabled and forced: \(forced.count) of \(subject.scope.count) tables in scope"
        ))
    }
    if !passed.isEmpty {
      let names = Prose.codes(passed.map(\.name.display), limit: 12)
      facts.append(say("enabled", passed, "Enabled, not for the owner: \(names)"))
    }
    if !idle.isEmpty {
      let names = Prose.codes(idle.map(\.name.display), limit: 12)
      facts.append(say("off", idle, "**Off** though policies are there: \(names)"))
    }
    return facts
  }

  private static func tenants(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let tenancy = subject.plan.tenancy, let key = tenancy.key, let tenants = subject.tenantPaths else {
      if let proposal = subject.tenancyProposal { return ProposedTenancy.facts(proposal, subject, &page) }
      page.ask(.tenancy)
      return []
    }
    var facts = [
      page.say(
        "tenancy", .plan, from: [key.span.plan, tenancy.setting?.span.plan],
        "Tenant key \(code: key.value)\(tenancy.setting.map { ": set as \(Prose.code($0.value))" as Prose } ?? "")")
    ]
    if let first = tenancy.enforce.first {
      facts.append(
        page.say(
          "enforce", .plan, from: [first.span.plan], "Kept apart by \(Format.list(tenancy.enforce.map(\.value)))"))
    }
    let paths = TenantPaths(subject, tenants)
    facts += TenantPathFacts.say(paths, key.span.plan, subject, &page)
    if !paths.none.isEmpty { page.ask(.tenantPath, about: paths.none.map(\.name.display)) }
    let unsure = paths.throughParent.filter { !$0.path.equals.isEmpty }
    if !unsure.isEmpty {
      let lines = unsure.map { "    \($0.table.name.display): \($0.path.tables[0].display)" }
      page.ask(
        .tenantParent, about: unsure.map(\.table.name.display),
        answer: "tenancy:\n  through:\n" + lines.joined(separator: "\n"))
    }
    escalateBareTables(paths.direct, key, subject, &page)
    return facts
  }

  /// The plan leaves tenants to the database, and the schema has nothing that keeps them apart.
  private static func escalateBareTables(
    _ direct: [Table], _ key: Located<String>, _ subject: PlanSubject, _ page: inout Composition
  ) {
    guard let database = subject.plan.tenancy?.enforce.first(where: { $0.value == "database" }) else { return }
    let bare = direct.filter { $0.policies.isEmpty }
    guard !bare.isEmpty else { return }
    page.escalate(
      "tenancy", "Tables without a policy, though the database is to keep tenants apart",
      because:
        "\(bare.count) of \(direct.count) tables with \(key.value): \(Format.list(bare.map(\.name.display), limit: 5))",
      from: [database.span.plan] + bare.prefix(2).map { $0.span.schema })
  }
}
