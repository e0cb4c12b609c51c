import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.1: who may do what, as declared, beside what the schema grants.
enum AccessPart: PlanPart {
  static let id = PartID.access

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = subject.plan.roles.map { role -> TemplateRecord in
      let everywhere = role.access.first { $0.table == nil }?.commands
      let named = role.access.filter { $0.table != nil && $0.commands != everywhere ?? [] }
      return page.row(
        role.name.value, .plan,
        from: [(role.rows?.span ?? role.name.span).plan] + role.access.prefix(2).map { $0.span.plan },
        [
          "role": .code(role.name.value), "login": .written(role.login), "rows": .written(role.rows),
          "everywhere": everywhere.map { Prose(commands($0)) } ?? .none,
          "tables": .joined(
            Self.byCommands(named).prefix(4).map { "\($0.commands): \(Prose.codes($0.tables, limit: 5))" },
            separator: "; "),
        ])
    }
    if subject.plan.roles.isEmpty { page.ask(.roles) }
    let blind = subject.plan.roles.filter { $0.rows == nil }.map(\.name.value)
    if !blind.isEmpty { page.ask(.roleRows, about: blind) }
    let reachable = subject.scope.filter { table in subject.plan.roles.contains { !$0.commands(on: table.name).isEmpty }
    }
    let unreachable = subject.scope.filter { table in
      !reachable.contains { $0.name == table.name } && table.model?.isImplicit != true
    }
    if !subject.plan.roles.isEmpty, !unreachable.isEmpty { page.ask(.roles, about: unreachable.map(\.name.display)) }
    let grants = subject.catalog.grants.filter { $0.objectKind == .table && !$0.isRevoke }
    let byGrantee = Dictionary(grouping: grants, by: \.grantee).sorted { $0.key < $1.key }
    let grantRows = byGrantee.map { grantee, grants in
      page.row(
        "grants.\(grantee)", .schema, from: grants.prefix(3).map { $0.span.schema },
        [
          "role": .code(grantee), "tables": .codes(unique(grants.map(\.object.display)), limit: 6),
          "privileges": Prose(unique(grants.flatMap(\.privileges)).joined(separator: ", ")),
        ])
    }
    return [
      "roles": .rows(["role", "login", "rows", "everywhere", "tables"], rows), "hasRoles": .flag(!rows.isEmpty),
      "grants": .rows(["role", "tables", "privileges"], grantRows), "hasGrants": .flag(!grantRows.isEmpty),
      "missing": page.missing,
    ]
  }

  private static func commands(_ commands: [AccessRole.Command]) -> String {
    commands.isEmpty ? "nothing" : commands.map(\.rawValue).joined(separator: ", ")
  }

  private static func byCommands(_ access: [AccessRole.Access]) -> [(commands: String, tables: [String])] {
    let groups = Dictionary(grouping: access) { commands($0.commands) }
    return groups.map { ($0.key, $0.value.compactMap { $0.table?.display }.sorted()) }
      .sorted { ($1.tables.count, $0.commands) < ($0.tables.count, $1.commands) }
  }
}

/// 6.2: the tenant column of each table, and the policies the schema has.
enum RowSecurityPart: PlanPart {
  static let id = PartID.rowSecurity

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var facts: [TemplateRecord] = []
    if let tenancy = subject.plan.tenancy, let key = tenancy.key {
      facts.append(
        page.say(
          "tenancy", .plan, from: [key.span.plan, tenancy.setting?.span.plan],
          "Tenant key \(code: key.value)\(tenancy.setting.map { ": set as \(Prose.code($0.value))" as Prose } ?? "")"))
      if let first = tenancy.enforce.first {
        facts.append(
          page.say(
            "enforce", .plan, from: [first.span.plan], "Kept apart by \(Format.list(tenancy.enforce.map(\.value)))"))
      }
      facts += paths(TenantPaths(subject, key: key.value), key, subject, &page)
    } else {
      page.ask(.tenancy)
    }
    let secured = subject.scope.filter { $0.rowSecurity.isEnabled || !$0.policies.isEmpty }
    let bare = subject.scope.filter { !$0.rowSecurity.isEnabled && $0.policies.isEmpty }
    let rows = secured.prefix(12).map { table in
      page.row(
        "policies.\(table.name.qualified)", .schema,
        from: (table.policies.prefix(2).map(\.span) + [table.span]).map(\.schema),
        [
          "table": subject.link(table.name),
          "state": Prose(
            table.rowSecurity.isEnabled
              ? (table.rowSecurity.isForced ? "enabled, forced" : "enabled, not for the owner") : "**off**"),
          "policies": .joined(
            table.policies.map { "\(code: $0.name) \($0.command.rawValue) for \($0.roles.joined(separator: ", "))" },
            separator: "; "),
        ])
    }
    return [
      "facts": .sayings(facts), "tables": .rows(["table", "state", "policies"], Array(rows)),
      "hasTables": .flag(!rows.isEmpty), "more": .text("\(secured.count - rows.count)"),
      "hasMore": .flag(secured.count > rows.count),
      "unsecured": Prose.codes(bare.map(\.name.display), limit: 8).flow,
      "hasUnsecured": .flag(!bare.isEmpty && !secured.isEmpty),
      "isBare": .flag(secured.isEmpty),
      "missing": page.missing,
    ]
  }

  private static func paths(
    _ paths: TenantPaths, _ key: Located<String>, _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    escalateBareTables(paths.direct, key, subject, &page)
    if !paths.direct.isEmpty {
      facts.append(
        page.say(
          "direct", .derived, from: [key.span.plan] + paths.direct.prefix(2).map { $0.columns[key.value]?.span.schema },
          "Own column: \(codes: paths.direct.map(\.name.display))"))
    }
    for (table, parent) in paths.throughParent.prefix(8) {
      facts.append(
        page.say(
          "through.\(table.name.qualified)", .derived, from: [key.span.plan, table.span.schema],
          "\(subject.link(table.name)) through \(codes: parent)"))
    }
    if !paths.shared.isEmpty {
      facts.append(
        page.say(
          "shared", .plan, from: subject.plan.tenancy?.shared.prefix(3).map { $0.span.plan } ?? [],
          "Shared by all: \(codes: paths.shared.map(\.name.display))"))
    }
    if !paths.none.isEmpty { page.ask(.tenantPath, about: paths.none.map(\.name.display)) }
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

/// 6.3: what is sensitive, how it is stored, and how long.
enum EncryptionPart: PlanPart {
  static let id = PartID.encryption

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let declared = subject.plan.sensitive.filter { $0.dataClass != nil }
    let rows = declared.prefix(15).map { item in
      page.row(
        item.column.value.display, .plan, from: [item.column.span.plan, item.keep?.span.plan],
        [
          "column": .code(item.column.value.display), "class": .written(item.dataClass),
          "stored": .written(item.stored),
          "keep": .written(item.keep), "masked": .joined(item.maskFor.map { .code($0.value) }),
        ])
    }
    var facts: [TemplateRecord] = []
    if let backup = subject.plan.backup {
      facts.append(
        page.say(
          "backup", .plan, from: [(backup.encrypted ?? backup.tool)?.span.plan],
          "Backups\(backup.tool.map { " by \($0.value)" } ?? ""): \(backup.encrypted.map { "encrypted with \($0.value)" } ?? "encryption not stated")\(backup.readers.isEmpty ? "" : ", read by \(Format.list(backup.readers.map(\.value)))")"
        ))
    }
    if !subject.plan.compliance.isEmpty {
      let classes = unique(declared.compactMap { $0.dataClass?.value }).sorted()
      let names = subject.plan.compliance.map { $0.value.uppercased() }
      facts.append(
        page.say(
          "compliance", .plan, from: subject.plan.compliance.map { $0.span.plan },
          "\(Format.list(names)): \(Format.counted(declared.count, "column")) in \(Format.list(classes))"))
    }
    escalateShortRetention(subject, &page)
    if subject.plan.sensitive.isEmpty { page.ask(.sensitive) }
    let kept = declared.filter { $0.keep == nil && $0.dataClass?.value != "secret" }.map(\.column.value.display)
    if !kept.isEmpty { page.ask(.retention, about: kept) }
    if subject.plan.backup?.encrypted == nil { page.ask(.backupEncryption) }
    return [
      "columns": .rows(["column", "class", "stored", "keep", "masked"], Array(rows)),
      "hasColumns": .flag(!rows.isEmpty),
      "more": .text("\(max(0, declared.count - 15))"), "hasMore": .flag(declared.count > 15), "facts": .sayings(facts),
      "missing": page.missing,
    ]
  }

  /// Rows that go before the time for which a column of theirs must be kept.
  private static func escalateShortRetention(_ subject: PlanSubject, _ page: inout Composition) {
    for item in subject.plan.sensitive {
      guard let keep = item.keep, let retention = subject.volumes[item.column.value.table]?.retention,
        retention.value.value < keep.value.value
      else { continue }
      let table = item.column.value.table
      page.escalate(
        "retention.\(item.column.value.display)", "\(item.column.value.display) must be kept longer than its rows are",
        because: "kept \(keep.value.shown); rows of \(table.display) go after \(retention.value.shown)",
        from: [keep.span.plan, retention.span.plan])
    }
  }
}

/// 6.4: whose changes are kept, and whether a trigger is there to keep them.
enum AuditPart: PlanPart {
  static let id = PartID.audit

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    guard let audit = subject.plan.audit else {
      page.ask(.audit)
      return [
        "tables": .rows(["table", "recorded"], []), "hasTables": .flag(false), "facts": .sayings([]),
        "missing": page.missing,
      ]
    }
    let rows = audit.tables.map { name -> TemplateRecord in
      let triggers =
        subject.catalog.tables[name.value]?.triggers.filter { $0.timing == .after && $0.isForEachRow } ?? []
      return page.row(
        name.value.qualified, .plan, from: [name.span.plan, triggers.first?.span.schema],
        [
          "table": subject.link(name.value),
          "recorded": triggers.isEmpty ? "**no trigger yet**" : "\(codes: triggers.map(\.name))",
        ])
    }
    let silent = audit.tables.filter { name in
      !(subject.catalog.tables[name.value]?.triggers.contains { $0.timing == .after && $0.isForEachRow } ?? false)
    }
    if !silent.isEmpty, !subject.plan.compliance.isEmpty {
      page.escalate(
        "audit", "Changes must be recorded, and no trigger of the schema records them",
        because:
          "\(Format.list(subject.plan.compliance.map { $0.value.uppercased() })); without: \(Format.list(silent.map(\.value.display), limit: 5))",
        from: silent.prefix(2).map { $0.span.plan })
    }
    var facts: [TemplateRecord] = []
    if let keep = audit.keep {
      facts.append(
        page.say(
          "keep", .plan, from: [keep.span.plan, audit.actor?.span.plan],
          "Kept \(keep.value.shown)\(audit.actor.map { ", actor from \(Prose.code($0.value))" as Prose } ?? "")"))
    }
    if !audit.securityEvents.isEmpty {
      facts.append(
        page.say(
          "events", .plan, from: [audit.securityEvents.first?.span.plan],
          "Security events: \(Format.list(audit.securityEvents.map(\.value)))"))
    }
    if audit.keep == nil || audit.tables.isEmpty { page.ask(.audit) }
    return [
      "tables": .rows(["table", "recorded"], rows), "hasTables": .flag(!rows.isEmpty), "facts": .sayings(facts),
      "missing": page.missing,
    ]
  }
}
