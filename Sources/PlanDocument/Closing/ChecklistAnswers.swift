import AccessControl
import CapacityPlanning
import Checks
import Diagnostics
import PlanModel
import SchemaModel

/// Answers of checklist lines that follow from schema, plan and findings; what only a run can show stays open.
struct ChecklistAnswers {
  private let report: PlanReport
  private var subject: PlanSubject { report.subject }
  private var plan: Plan { report.subject.plan }

  /// Three lines ask for it, and it takes a look at every foreign key.
  private let indexed: Checklists.Line.Answer?

  init(_ report: PlanReport) {
    self.report = report
    indexed = Self.indexed(report.subject)
  }

  func answer(_ key: String) -> Checklists.Line.Answer? {
    switch key {
    case "security.rls": rowSecurity
    case "security.backup-encryption": stated(plan.backup?.encrypted) { "encrypted with \($0)" }
    case "security.pii": sensitive
    case "security.compliance": compliance
    case "security.connections": SecurityAnswers(subject).connections
    case "security.injection": injection
    case "security.least-privilege": SecurityAnswers(subject).leastPrivilege
    case "performance.queries":
      without(["unbounded-query", "offset-paging", "leading-wildcard", "not-leakproof"], in: queriesRead)
    case "performance.indexes", "data-layer.indexes": entering
    case "schema.indexes", "rules.indexes", "rules.foreign-key-indexes": indexed
    case "performance.pool": pool
    case "schema.pool": stated(plan.deployment?.pooler) { $0 }
    case "performance.monitoring":
      stated(plan.monitoring?.slow.map { Located($0.value.shown, span: $0.span) }) { "logged from \($0)" }
    case "performance.n-plus-one", "rules.n-plus-one": nPlusOne
    // The code is not read: what is declared can only show that there is one.
    case "data-layer.n-plus-one": failing(["n-plus-one"])
    case "rules.hardcoded-url": failing(["secret-in-schema"])
    case "performance.batches":
      plan.batches.isEmpty
        ? nil
        : .init(
          passes: true, evidence: Prose(Format.counted(plan.batches.count, "batch", "batches")),
          sources: plan.batches.prefix(2).map { $0.name.span.plan })
    case "performance.replicas":
      stated(plan.deployment?.replicas.map { Located("\($0.value)", span: $0.span) }) {
        Format.counted(Int($0) ?? 0, "replica")
      }
    case "schema.primary-keys": without(["missing-primary-key"], in: tablesJudged)
    case "schema.foreign-keys", "design.integrity": without(["implicit-join"], in: tablesJudged)
    case "schema.cascades", "data-layer.on-delete", "rules.cascade": deleteActions
    case "rules.uuid-keys": uuidKeys
    case "rules.snake-case":
      without(["naming-convention"], in: plan.conventions.naming?.value == "snake_case" ? tablesJudged : nil)
    case "rules.timestamps":
      without(["missing-timestamps"], in: plan.conventions.timestamps?.value == "required" ? tablesJudged : nil)
    case "rules.migrations": stated(plan.stack.migrate) { $0 }
    case "schema.seeds", "data-layer.seeds": seeds
    case "design.uniqueness": plan.rules.isEmpty ? nil : rules
    case "design.decisions":
      plan.decisions.isEmpty
        ? nil
        : .init(
          passes: report.openDecisions.isEmpty,
          evidence: "\(plan.decisions.count - report.openDecisions.count) of \(plan.decisions.count) taken",
          sources: plan.decisions.prefix(2).map { $0.id.span.plan })
    default: nil
    }
  }

  /// What was declared and could be read has no value in its text; what was not declared is not judged.
  private var injection: Checklists.Line.Answer? {
    let judged = plan.queries.count { $0.sql != nil || $0.call != nil }
    return failing(["concatenated-query"])
      ?? without(
        ["concatenated-query"], in: judged == 0 ? nil : Format.counted(judged, "declared query", "declared queries"))
  }

  private var rowSecurity: Checklists.Line.Answer? {
    guard let key = plan.tenancy?.key, let paths = subject.tenantPaths else { return nil }
    let owned = TenantPaths(subject, paths).direct
    let secured = owned.filter { $0.rowSecurity.isEnabled && !$0.policies.isEmpty }
    let made = subject.access.tables.count { subject.isInScope($0.table) && !$0.made.isEmpty }
    let planned: Prose = made > 0 ? "; \(link: "rls.sql", to: "rls.sql") adds policies to \(made)" : ""
    return .init(
      passes: !owned.isEmpty && secured.count == owned.count,
      evidence: "\(secured.count) of \(Format.counted(owned.count, "table")) with \(code: key.value)\(planned)",
      sources: [key.span.plan])
  }

  /// Met when every demand that the plan's rules make of this schema is.
  private var compliance: Checklists.Line.Answer? {
    let lines = ComplianceLines.lines(subject)
    guard !lines.isEmpty else { return nil }
    let open = lines.filter { $0.met == nil }
    let rest: Prose = open.isEmpty ? "" : ", open \(Format.list(open.map(\.rule), limit: 4))"
    return .init(
      passes: open.isEmpty, evidence: "\(lines.count - open.count) of \(lines.count) lines met\(rest)",
      sources: plan.compliance.map { $0.span.plan })
  }

  private var sensitive: Checklists.Line.Answer? {
    let declared = plan.sensitive.filter { $0.dataClass != nil }
    guard !declared.isEmpty else { return nil }
    let open = declared.filter { $0.keep == nil && $0.dataClass?.value != "secret" }
    return .init(
      passes: open.isEmpty, evidence: "\(Format.counted(declared.count, "column")), \(open.count) without retention",
      sources: declared.prefix(2).map { $0.column.span.plan })
  }

  /// A query that an index leads into, though a finding says that none serves its filter, is not served.
  private var entering: Checklists.Line.Answer? {
    let entered = subject.entries
    guard !entered.isEmpty else { return nil }
    let without = entered.filter { !$0.entry.isServed }.map(\.query)
    return .init(
      passes: without.isEmpty,
      evidence:
        "\(entered.count - without.count) of \(Format.counted(entered.count, "query", "queries")) enter by an index",
      sources: without.prefix(2).map { $0.origin.plan })
  }

  private struct KeyPlace: Hashable {
    var table: ObjectName?
    /// As a finding names them.
    var columns: String?

    init(_ reference: PlanSubject.Reference) {
      table = reference.table.name
      columns = reference.key.columns.joined(separator: ", ")
    }

    init(_ finding: Finding) {
      table = finding.table
      columns = finding.object
    }
  }

  /// Every foreign key in scope, whether a change touches its table or not, and what the check found of queries.
  private static func indexed(_ subject: PlanSubject) -> Checklists.Line.Answer? {
    let keys = subject.scopeReferences
    let findings = subject.findings.filter { $0.code == "under-indexing" && $0.table.map(subject.isInScope) ?? true }
    let bare = keys.filter { subject.indexUses.leading($0) == nil }
    let places = Set(bare.map(KeyPlace.init))
    let waivedPlaces = Set(findings.filter { $0.waiver != nil }.map(KeyPlace.init))
    let waived = bare.count { waivedPlaces.contains(KeyPlace($0)) }
    let others = findings.count { $0.waiver == nil && !places.contains(KeyPlace($0)) }
    guard !keys.isEmpty || others > 0 else { return nil }
    var evidence = Prose("\(keys.count - bare.count) of \(Format.counted(keys.count, "foreign key")) have an index")
    if waived > 0 { evidence.append(", \(waived) waived") }
    if others > 0 { evidence.append("; \(Format.counted(others, "filter")) without") }
    return .init(
      passes: bare.count == waived && others == 0, evidence: evidence,
      sources: bare.prefix(2).map { $0.key.span.schema })
  }

  /// Queries that run once per row of another are fewer or more than the check's threshold at another rate, so that a
  /// plan that declares one does not answer the line with yes.
  private var nPlusOne: Checklists.Line.Answer? {
    if let found = failing(["n-plus-one"]) { return found }
    guard !plan.queries.isEmpty, !plan.queries.contains(where: { $0.per != nil }) else { return nil }
    return .init(
      passes: true,
      evidence: "no \(code: "per:") among \(Format.counted(plan.queries.count, "declared query", "declared queries"))",
      sources: [])
  }

  private var deleteActions: Checklists.Line.Answer? {
    let keys = subject.scopeReferences
    let unsaid = keys.filter { !$0.key.isOnDeleteExplicit && $0.table.model?.isImplicit != true }
    guard !keys.isEmpty else { return nil }
    let counts = ReferentialAction.allCases.compactMap { action -> String? in
      let count = keys.count { $0.key.onDelete == action }
      return count == 0 ? nil : "\(count) \(action.rawValue)"
    }
    return .init(
      passes: unsaid.isEmpty,
      evidence: Prose(Format.list(counts) + (unsaid.isEmpty ? "" : "; \(unsaid.count) by default")),
      sources: unsaid.prefix(2).map { $0.key.span.schema })
  }

  /// A house that states another strategy is held against its own.
  private var uuidKeys: Checklists.Line.Answer? {
    if let id = plan.conventions.id, !id.value.hasPrefix("uuid") || !plan.conventions.otherIDs.isEmpty,
      let line = ConventionReport(subject).lines.first(where: { $0.name == "id" })
    {
      return .init(
        passes: line.exceptions.isEmpty, evidence: "the house rule is \(line.says): \(line.kept)",
        sources: [id.span.plan])
    }
    let keyed = subject.scope.filter { $0.primaryKey?.columns.count == 1 && subject.externalOwner(of: $0.name) == nil }
    let others = keyed.filter { table in
      table.primaryKey?.columns.first.flatMap { table.columns[$0] }?.type.name != "uuid"
    }
    guard !keyed.isEmpty else { return nil }
    return .init(
      passes: others.isEmpty,
      evidence: "\(keyed.count - others.count) of \(Format.counted(keyed.count, "single-column key"))",
      sources: others.prefix(2).map { $0.primaryKey?.span.schema ?? nil })
  }

  private var pool: Checklists.Line.Answer? {
    guard let sizing = PoolSizing(subject.plan, hasBaseline: subject.baseline != nil) else { return nil }
    return .init(
      passes: sizing.fits,
      evidence:
        "\(sizing.size) for each of \(Format.counted(sizing.instances, "instance")), \(sizing.opened) of \(sizing.free) together; \(Format.decimal(sizing.demand.total)) busy at the declared peaks",
      sources: [plan.deployment?.maxConnections?.span.plan])
  }

  private var seeds: Checklists.Line.Answer? {
    guard !plan.seeds.isEmpty else { return nil }
    let bare = subject.shape.unseeded(subject).map(\.name.display)
    return .init(
      passes: bare.isEmpty,
      evidence:
        "\(codes: plan.seeds.map(\.table.value.display))\(bare.isEmpty ? "" : "; none for \(codes: bare)" as Prose)",
      sources: plan.seeds.prefix(2).map { $0.table.span.plan })
  }

  private var rules: Checklists.Line.Answer {
    let verdicts = plan.rules.map { RuleEnforcement.of($0, in: subject.catalog).verdict }
    let enforced = verdicts.count { $0 == .enforced }
    let stricter = verdicts.count { $0 == .stricter }
    return .init(
      passes: enforced == plan.rules.count,
      evidence:
        "\(enforced) of \(Format.counted(plan.rules.count, "rule"))\(stricter == 0 ? "" : "; \(stricter) by a stricter key")",
      sources: plan.rules.prefix(2).map { $0.text.span.plan })
  }

  /// What the checks of tables looked at: against a baseline, the tables that the plan changes or names.
  private var tablesJudged: String? {
    let named = Set(plan.scope?.map(\.value) ?? [])
    let judged = subject.scope.filter { table in
      subject.baseline == nil || subject.changesByTable[table.name] != nil || named.contains(table.name)
    }.filter { subject.externalOwner(of: $0.name) == nil }
    guard !judged.isEmpty else { return nil }
    let isAll = judged.count == subject.scope.count
    return isAll
      ? Format.counted(judged.count, "table")
      : "\(judged.count) of \(Format.counted(subject.scope.count, "table"))"
        + (subject.baseline == nil ? ", the others external" : ", those that change")
  }

  /// The queries that could be understood.
  private var queriesRead: String? {
    let read = plan.queries.count { $0.shape != nil }
    guard read > 0 else { return nil }
    let all = Format.counted(plan.queries.count, "declared query", "declared queries")
    return read == plan.queries.count ? all : "\(read) of \(all)"
  }

  /// Passes when none of the checks found anything in what they looked at; nil when they looked at nothing.
  private func without(_ codes: [String], in judged: String?) -> Checklists.Line.Answer? {
    guard let judged else { return nil }
    return failing(codes)
      ?? .init(passes: true, evidence: "nothing from \(codes: codes) in \(judged)", sources: [])
  }

  private func failing(_ codes: [String]) -> Checklists.Line.Answer? {
    let found = report.scopedFindings.filter { codes.contains($0.code) }
    guard !found.isEmpty else { return nil }
    return .init(
      passes: false, evidence: "\(Format.counted(found.count, "finding")): \(codes: unique(found.map(\.code)))",
      sources: found.prefix(2).map { $0.span.map { ClosingSections.source($0, report) } })
  }

  private func stated(_ fact: Located<String>?, _ words: (String) -> String) -> Checklists.Line.Answer? {
    fact.map { .init(passes: true, evidence: Prose(words($0.value)), sources: [$0.span.plan]) }
  }
}
