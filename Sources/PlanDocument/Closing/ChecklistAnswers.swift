import Checks
import Diagnostics
import PlanModel
import SchemaModel

/// Answers of checklist lines that follow from schema, plan and findings; what only a run can show stays open.
struct ChecklistAnswers {
  private let report: PlanReport
  private var subject: PlanSubject { report.subject }
  private var plan: Plan { report.subject.plan }

  init(_ report: PlanReport) { self.report = report }

  func answer(_ key: String) -> Checklists.Line.Answer? {
    switch key {
    case "security.rls": rowSecurity
    case "security.backup-encryption": stated(plan.backup?.encrypted) { "encrypted with \($0)" }
    case "security.pii": sensitive
    case "performance.queries":
      without(["unbounded-query", "offset-paging", "leading-wildcard"], isKnown: !plan.queries.isEmpty)
    case "performance.indexes", "data-layer.indexes": entering
    case "schema.indexes", "rules.indexes": without(["under-indexing"], isKnown: true)
    case "rules.foreign-key-indexes": keysLed
    case "performance.pool", "schema.pool": pool
    case "performance.monitoring":
      stated(plan.monitoring?.slow.map { Located($0.value.shown, span: $0.span) }) { "logged from \($0)" }
    case "performance.n-plus-one", "data-layer.n-plus-one", "rules.n-plus-one":
      without(["n-plus-one"], isKnown: !plan.queries.isEmpty)
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
    case "schema.primary-keys": without(["missing-primary-key"], isKnown: true)
    case "schema.foreign-keys", "design.integrity": without(["implicit-join"], isKnown: true)
    case "schema.cascades", "data-layer.on-delete", "rules.cascade": deleteActions
    case "rules.uuid-keys": uuidKeys
    case "rules.snake-case": without(["naming-convention"], isKnown: plan.conventions.naming?.value == "snake_case")
    case "rules.timestamps": without(["missing-timestamps"], isKnown: plan.conventions.timestamps?.value == "required")
    case "rules.hardcoded-url": without(["secret-in-schema"], isKnown: true)
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

  private var rowSecurity: Checklists.Line.Answer? {
    guard let key = plan.tenancy?.key else { return nil }
    let owned = TenantPaths(subject, key: key.value).direct
    let secured = owned.filter { $0.rowSecurity.isEnabled && !$0.policies.isEmpty }
    return .init(
      passes: !owned.isEmpty && secured.count == owned.count,
      evidence: "\(secured.count) of \(owned.count) tables with \(code: key.value)", sources: [key.span.plan])
  }

  private var sensitive: Checklists.Line.Answer? {
    let declared = plan.sensitive.filter { $0.dataClass != nil }
    guard !declared.isEmpty else { return nil }
    let open = declared.filter { $0.keep == nil && $0.dataClass?.value != "secret" }
    return .init(
      passes: open.isEmpty, evidence: "\(declared.count) columns, \(open.count) without retention",
      sources: declared.prefix(2).map { $0.column.span.plan })
  }

  private var entering: Checklists.Line.Answer? {
    let entered = subject.entries
    guard !entered.isEmpty else { return nil }
    let without = entered.filter { !$0.entry.isServed }.map(\.query)
    return .init(
      passes: without.isEmpty,
      evidence: "\(entered.count - without.count) of \(entered.count) queries enter by an index",
      sources: without.prefix(2).map { $0.origin.plan })
  }

  private var scopedKeys: [PlanSubject.Reference] {
    subject.scope.flatMap { table in table.foreignKeys.map { PlanSubject.Reference(table: table, key: $0) } }
  }

  private var keysLed: Checklists.Line.Answer? {
    let bare = scopedKeys.filter { subject.indexUses.leading($0) == nil }
    guard !scopedKeys.isEmpty else { return nil }
    return .init(
      passes: bare.isEmpty, evidence: "\(scopedKeys.count - bare.count) of \(scopedKeys.count) foreign keys have one",
      sources: bare.prefix(2).map { $0.key.span.schema })
  }

  private var deleteActions: Checklists.Line.Answer? {
    let unsaid = scopedKeys.filter { !$0.key.isOnDeleteExplicit && $0.table.model?.isImplicit != true }
    guard !scopedKeys.isEmpty else { return nil }
    let counts = ReferentialAction.allCases.compactMap { action -> String? in
      let count = scopedKeys.count { $0.key.onDelete == action }
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
      passes: others.isEmpty, evidence: "\(keyed.count - others.count) of \(keyed.count) single-column keys",
      sources: others.prefix(2).map { $0.primaryKey?.span.schema ?? nil })
  }

  private var pool: Checklists.Line.Answer? {
    guard let limit = plan.deployment?.maxConnections else { return nil }
    let demand = ConnectionDemand(plan)
    guard !demand.terms.isEmpty else { return nil }
    let free = limit.value - (plan.deployment?.reserved?.value ?? 0)
    return .init(
      passes: demand.total <= Double(free), evidence: "\(Format.decimal(demand.total)) busy at peak, \(free) allowed",
      sources: [limit.span.plan])
  }

  private var seeds: Checklists.Line.Answer? {
    guard !plan.seeds.isEmpty else { return nil }
    let bare = SchemaShape(subject).unseeded(subject).map(\.name.display)
    return .init(
      passes: bare.isEmpty,
      evidence:
        "\(codes: plan.seeds.map(\.table.value.display))\(bare.isEmpty ? "" : "; none for \(codes: bare)" as Prose)",
      sources: plan.seeds.prefix(2).map { $0.table.span.plan })
  }

  private var rules: Checklists.Line.Answer {
    let enforced = plan.rules.count { RuleEnforcement.of($0, in: subject.catalog).isEnforced }
    return .init(
      passes: enforced == plan.rules.count, evidence: "\(enforced) of \(plan.rules.count) rules",
      sources: plan.rules.prefix(2).map { $0.text.span.plan })
  }

  /// Passes when none of the checks found anything in scope.
  private func without(_ codes: [String], isKnown: Bool) -> Checklists.Line.Answer? {
    guard isKnown else { return nil }
    let found = report.activeFindings.filter { finding in
      codes.contains(finding.code) && (finding.table.map(subject.isInScope) ?? true)
    }
    let evidence: Prose =
      found.isEmpty
      ? "nothing from \(codes: codes)"
      : "\(Format.counted(found.count, "finding")): \(codes: unique(found.map(\.code)))"
    return .init(
      passes: found.isEmpty, evidence: evidence,
      sources: found.prefix(2).map { $0.span.map { ClosingSections.source($0, report) } })
  }

  private func stated(_ fact: Located<String>?, _ words: (String) -> String) -> Checklists.Line.Answer? {
    fact.map { .init(passes: true, evidence: Prose(words($0.value)), sources: [$0.span.plan]) }
  }
}
