import AccessControl
import DataProtection
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// One demand of a rule that the plan names, with the tables and settings here that meet it or leave it open.
struct ComplianceLine {
  var rule: String
  var about: Prose
  /// What meets it; nil while it is open.
  var met: Prose?
  var sources: [Source?]

  /// `GDPR` of `GDPR Art. 17`, `SOC 2` of `SOC 2 CC6.1`.
  var law: String { rule.hasPrefix("SOC 2") ? "SOC 2" : String(rule.prefix { $0 != " " }) }

  func row(_ page: inout Composition) -> TemplateRecord {
    page.row(
      "rule.\(rule)", .derived, from: sources,
      ["rule": Prose(rule), "about": about, "state": met.map { "met: \($0)" } ?? "**open**"])
  }
}

/// GDPR, HIPAA and SOC 2, as far as a schema and its plan answer them.
struct ComplianceLines {
  private let subject: PlanSubject
  private let columns: [SensitiveColumn]

  private init(_ subject: PlanSubject) {
    self.subject = subject
    columns = subject.plan.sensitive.filter { $0.dataClass != nil }
  }

  static func lines(_ subject: PlanSubject) -> [ComplianceLine] {
    let maker = ComplianceLines(subject)
    return subject.plan.compliance.flatMap { rule -> [ComplianceLine] in
      switch rule.value.lowercased().filter({ $0.isLetter || $0.isNumber }) {
      case "gdpr", "ukgdpr", "dsgvo": maker.gdpr
      case "hipaa": maker.hipaa
      case "soc2", "soc2type2", "soc2type1": maker.soc2
      default: []
      }
    }
  }

  /// `GDPR: 4 of 7 met`, with what is open.
  static func summary(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let lines = lines(subject)
    let names = Set(subject.plan.compliance.map { $0.value.uppercased() })
    guard !lines.isEmpty else {
      guard !names.isEmpty else { return [] }
      let columns = subject.plan.sensitive.filter { $0.dataClass != nil && subject.isInScope($0.column.value.table) }
      return [
        page.say(
          "compliance", .plan, from: subject.plan.compliance.map { $0.span.plan },
          "\(Format.list(subject.plan.compliance.map { $0.value.uppercased() })): \(Format.counted(columns.count, "column"))"
        )
      ]
    }
    let open = lines.filter { $0.met == nil }
    var text: Prose =
      "\(lines.count - open.count) of \(lines.count) lines met of \(Format.list(unique(lines.map(\.law))))"
    if !open.isEmpty { text.append(", open \(Format.list(open.map(\.rule), limit: 6))") }
    let unjudged = subject.plan.compliance.map { $0.value.uppercased() }.filter { name in
      !lines.contains { $0.law.replacing(" ", with: "") == name.replacing(" ", with: "") }
    }
    if !unjudged.isEmpty { text.append("; not judged: \(Format.list(unjudged))") }
    return [page.say("compliance", .derived, from: subject.plan.compliance.map { $0.span.plan }, text)]
  }

  // MARK: GDPR

  private var gdpr: [ComplianceLine] {
    let erasures = subject.protection.erasures.filter(\.subject.isStated)
    let unkept = columns.filter { $0.keep == nil && !$0.isSecret }
    let left = erasures.flatMap(\.leftovers)
    let stated = erasures.flatMap(\.subject.columns).prefix(2).map { $0.subject?.span.plan }
    let roots = erasures.map(\.subject.root.display)
    var lines = [
      ComplianceLine(
        rule: "GDPR Art. 5(1)(e)",
        about: unkept.isEmpty
          ? "\(Format.counted(columns.count, "column"))" : "without \(code: "keep"): \(names(unkept))",
        met: unkept.isEmpty ? "each has a time" : nil, sources: spans(unkept.isEmpty ? columns : unkept)),
      ComplianceLine(
        rule: "GDPR Art. 15, 20", about: roots.isEmpty ? "no \(code: "subject") is named" : "\(codes: roots)",
        met: roots.isEmpty ? nil : "one query each in \(code: "export/")", sources: Array(stated)),
      ComplianceLine(
        rule: "GDPR Art. 17",
        about: roots.isEmpty
          ? "no \(code: "subject") is named"
          : left.isEmpty ? "\(codes: roots)" : "\(codes: roots); \(Format.counted(left.count, "place")) left",
        met: roots.isEmpty || !left.isEmpty ? nil : "\(code: "erasure/")", sources: Array(stated)),
    ]
    let special = columns.filter { $0.kind == .health || $0.kind == .biometric }
    if !special.isEmpty {
      let bare = special.filter { $0.form?.isEncrypted != true }
      lines.append(
        ComplianceLine(
          rule: "GDPR Art. 9", about: names(special), met: bare.isEmpty ? "encrypted by column" : nil,
          sources: spans(special)))
    }
    return lines + [pseudonyms, encryption("GDPR Art. 32(1)(a)"), backups("GDPR Art. 32(1)(c)")]
  }

  private var pseudonyms: ComplianceLine {
    let masked = columns.filter { !$0.maskFor.isEmpty }
    let views = subject.access.maskingViews
    return ComplianceLine(
      rule: "GDPR Art. 25", about: masked.isEmpty ? "no column has \(code: "mask_for")" : names(masked),
      met: views.isEmpty ? nil : "\(codes: views.map(\.name.display), limit: 4)", sources: spans(masked))
  }

  private func encryption(_ rule: String) -> ComplianceLine {
    let grave = columns.filter { $0.kind?.isGrave == true }
    let open = grave.filter { $0.form == nil || $0.form == .plain }
    let about: Prose =
      open.isEmpty
      ? "\(Format.counted(grave.count, "column")) of graver classes" : "neither encrypted nor hashed: \(names(open))"
    return ComplianceLine(
      rule: rule, about: about, met: open.isEmpty && !grave.isEmpty ? "\(names(grave))" : nil,
      sources: spans(open.isEmpty ? grave : open))
  }

  private func backups(_ rule: String) -> ComplianceLine {
    let backup = subject.plan.backup
    let tested = backup?.restoreTested
    return ComplianceLine(
      rule: rule, about: backup?.tool.map { "\($0.value)" } ?? "no \(code: "backup") in the plan",
      met: tested.map { "restored \($0.value.description)" }, sources: [(tested?.span ?? backup?.tool?.span).plan])
  }

  // MARK: HIPAA

  private var hipaa: [ComplianceLine] {
    let health = columns.filter { $0.kind == .health }
    guard !health.isEmpty else {
      return [
        ComplianceLine(
          rule: "HIPAA 164.312", about: "no column of class health", met: nil,
          sources: subject.plan.compliance.filter { $0.value.lowercased() == "hipaa" }.map { $0.span.plan })
      ]
    }
    let tables = unique(health.map(\.column.value.table))
    let readers = readers(of: health)
    let audited = Set(subject.plan.audit?.tables.map(\.value) ?? [])
    let silent = tables.filter { !audited.contains($0) }
    let logins = unique(subject.plan.roles.compactMap(\.login?.value))
    let bare = health.filter { $0.form?.isEncrypted != true }
    return [
      ComplianceLine(
        rule: "HIPAA 164.312(a)(1)", about: names(health), met: readers.isEmpty ? nil : "read by \(codes: readers)",
        sources: spans(health)),
      ComplianceLine(
        rule: "HIPAA 164.312(a)(2)(iv)", about: bare.isEmpty ? names(health) : "not encrypted: \(names(bare))",
        met: bare.isEmpty ? "encrypted by column" : nil, sources: spans(bare.isEmpty ? health : bare)),
      ComplianceLine(
        rule: "HIPAA 164.312(b)",
        about: silent.isEmpty ? "\(codes: tables.map(\.display))" : "not audited: \(codes: silent.map(\.display))",
        met: silent.isEmpty ? "\(code: "audit.tables")" : nil,
        sources: subject.plan.audit?.tables.prefix(2).map { $0.span.plan } ?? spans(health)),
      ComplianceLine(
        rule: "HIPAA 164.312(c)(1)", about: "changed by \(codes: writers(of: tables))",
        met: silent.isEmpty && subject.plan.audit?.actor != nil ? "every change with its actor" : nil,
        sources: [subject.plan.audit?.actor?.span.plan] + spans(health)),
      ComplianceLine(
        rule: "HIPAA 164.312(d)", about: "log-ins \(codes: logins)",
        met: logins.isEmpty ? nil : subject.plan.audit?.actor.map { "who acts: \(Prose.code($0.value))" },
        sources: [subject.plan.roles.first?.login?.span.plan, subject.plan.audit?.actor?.span.plan]),
      transmission("HIPAA 164.312(e)(1)"),
    ]
  }

  /// Sessions that are encrypted with a server that the client has checked.
  private func transmission(_ rule: String) -> ComplianceLine {
    let pooler = subject.plan.deployment?.pooler
    let mode = subject.plan.connection?.sslmode
    let tls = subject.plan.connection?.tls
    let isChecked = mode.map { ["verify-ca", "verify-full"].contains($0.value) } ?? false
    let said: Prose = mode.map { "\(code: "sslmode=\($0.value)")" } ?? "no \(code: "connection.sslmode")"
    return ComplianceLine(
      rule: rule, about: "\(said)\(pooler.map { " to and behind \($0.value)" as Prose } ?? "")",
      met: isChecked
        ? "\(code: "pg_hba.conf") takes \(code: "hostssl") alone\(tls.map { ", \($0.value) on" as Prose } ?? "")" : nil,
      sources: [mode?.span.plan, tls?.span.plan, pooler?.span.plan])
  }

  // MARK: SOC 2

  private var soc2: [ComplianceLine] {
    let secured = subject.access.tables.filter { !$0.made.isEmpty }
    let events = subject.plan.audit?.securityEvents ?? []
    let monitoring = subject.plan.monitoring
    let retained = subject.protection.retentions
    return [
      ComplianceLine(
        rule: "SOC 2 CC6.1",
        about:
          "\(Format.counted(subject.access.grants.count, "role")), \(Format.counted(secured.count, "table")) with policies",
        met: secured.isEmpty ? nil : "\(code: "grants.sql"), \(code: "rls.sql")",
        sources: [subject.plan.roles.first?.name.span.plan, subject.plan.tenancy?.key?.span.plan]),
      encryption("SOC 2 CC6.1, encryption"),
      transmission("SOC 2 CC6.7"),
      ComplianceLine(
        rule: "SOC 2 CC7.2",
        about: events.isEmpty ? "no \(code: "security_events")" : "\(Format.list(events.map(\.value)))",
        met: events.isEmpty || monitoring?.page == nil
          ? nil : "pages \(Prose.code(monitoring?.page?.value ?? ""))",
        sources: [events.first?.span.plan, monitoring?.page?.span.plan]),
      backups("SOC 2 A1.2"),
      ComplianceLine(
        rule: "SOC 2 C1.2", about: "\(Format.counted(retained.count, "retention"))",
        met: subject.protection.retentionScript == nil ? nil : "\(code: "retention.sql")",
        sources: retained.prefix(2).map { $0.columns.first?.keep?.span.plan }),
    ]
  }

  // MARK: Support

  private func names(_ columns: [SensitiveColumn]) -> Prose { .codes(columns.map(\.column.value.display), limit: 5) }

  private func spans(_ columns: [SensitiveColumn]) -> [Source?] { columns.prefix(2).map { $0.column.span.plan } }

  private func readers(of columns: [SensitiveColumn]) -> [String] {
    subject.access.grants.filter { role in columns.contains { role.reads($0.column.value) } }.map(\.role)
  }

  private func writers(of tables: [ObjectName]) -> [String] {
    subject.access.grants.filter { role in
      role.tables.contains {
        tables.contains($0.table) && !Set($0.commands).isDisjoint(with: [.insert, .update, .delete])
      }
    }.map(\.role)
  }
}
