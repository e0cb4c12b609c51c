import CatalogComparison
import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 8.1: what the schema refuses, as tests would try it.
enum SchemaTestsPart: PlanPart {
  static let id = PartID.schemaTests

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = SchemaTestCoverage(subject.scope).kinds.map { kind in
      page.row(
        "covers.\(kind.name)", .derived, from: kind.tables.prefix(3).map { $0.span.schema },
        [
          "kind": Prose(kind.name), "count": Prose("\(kind.count)"), "tried": Prose(kind.tried),
          "tables": .codes(kind.tables.map { $0.table.name.display }, limit: 4),
        ])
    }
    return [
      "kinds": .rows(["kind", "count", "tried", "tables"], rows), "hasKinds": .flag(!rows.isEmpty),
      "missing": page.missing,
    ]
  }
}

/// 8.2: each query's share of the load and the time it must keep.
enum BenchmarksPart: PlanPart {
  static let id = PartID.benchmarks

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let measured = subject.plan.queries.filter { $0.p95 != nil && $0.busiest != nil }
    let total = measured.reduce(0) { $0 + ($1.busiest?.value.value ?? 0) }
    let rows = measured.sorted { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) }.map { query in
      page.row(
        query.name.value, .derived,
        from: [query.p95?.span.plan, query.p99?.span.plan, query.busiest?.span.plan]
          + measured.map { $0.busiest?.span.plan },
        [
          "query": Prose(query.name.value),
          "weight": Prose(Format.percent((query.busiest?.value.value ?? 0) / max(total, 1e-9))),
          "p95": .written(query.p95), "p99": .written(query.p99),
        ])
    }
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let open = subject.plan.queries.filter { $0.p95 == nil }.map(\.name.value)
    if !open.isEmpty { page.ask(.serviceLevels, about: open) }
    return [
      "queries": .rows(["query", "weight", "p95", "p99"], rows), "hasQueries": .flag(!rows.isEmpty),
      "missing": page.missing,
    ]
  }
}

/// 8.3: what can be wrong in rows although every constraint holds.
enum IntegrityPart: PlanPart {
  static let id = PartID.integrity

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    func check(_ key: String, _ basis: Basis, _ sources: [Source?], _ what: Prose, _ why: Prose) {
      rows.append(page.row(key, basis, from: sources, ["what": what, "why": why]))
    }
    for derived in subject.plan.derived {
      check(
        "derived.\(derived.column.value.display)", .plan, [(derived.keptBy?.span ?? derived.column.span).plan],
        "\(code: derived.column.value.display) equals what it is derived from",
        derived.keptBy.map { "the \($0.value) keeps it" } ?? "it is stored")
    }
    for rule in subject.plan.rules where !RuleEnforcement.of(rule, in: subject.catalog).isEnforced {
      var isProse = false
      if case .prose = rule.kind { isProse = true }
      check(
        "rule.\(rule.text.value)", .plan, [rule.text.span.plan], Prose(rule.text.value),
        isProse ? "left to the application" : "not there yet")
    }
    for finding in subject.findings where finding.code == "implicit-join" && finding.waiver == nil {
      check(
        "orphans.\(finding.fingerprint)", .derived, [finding.span.schema, .rule(finding.code)],
        "\(code: "\(finding.table?.display ?? "").\(finding.object ?? "")") has a parent", "no foreign key keeps it")
    }
    for (change, rows) in newlyBound(subject) {
      check(
        "existing.\(change.display)", .derived,
        [change.span.schema, change.table.flatMap { subject.volumes[$0]?.rows?.span }.plan],
        "rows of \(change.table.map { subject.link($0) } ?? .none) that are there satisfy \(code: change.name)",
        rows.map { "new for \(Format.count($0)) rows" } ?? "new for rows that are there")
    }
    for reference in crossTenant(subject).prefix(8) {
      check(
        "tenant.\(reference.identity)", .derived, [reference.key.span.schema, subject.plan.tenancy?.key?.span.plan],
        "\(subject.link(reference.table.name)) and \(subject.link(reference.key.target)): same \(code: subject.plan.tenancy?.key?.value ?? "")",
        "\(code: reference.key.name) leaves it out")
    }
    let loose = subject.plan.derived.filter { $0.keptBy == nil }.map(\.column.value.display)
    if !loose.isEmpty { page.ask(.keptBy, about: loose) }
    if subject.plan.rules.isEmpty { page.ask(.rules) }
    let shown = Array(rows.prefix(15))
    return [
      "checks": .rows(["what", "why"], shown), "hasChecks": .flag(!shown.isEmpty),
      "more": .text("\(rows.count - shown.count)"),
      "hasMore": .flag(rows.count > shown.count), "missing": page.missing,
    ]
  }

  /// Constraints that a change puts on columns which hold values already, with the rows there.
  private static func newlyBound(_ subject: PlanSubject) -> [(SchemaChange, Double?)] {
    guard let difference = subject.difference, let baseline = subject.baseline else { return [] }
    let kinds: Set<SchemaChange.ObjectKind> = [.uniqueConstraint, .checkConstraint, .exclusionConstraint, .foreignKey]
    return difference.changes.compactMap { change in
      guard change.action == .add, kinds.contains(change.kind), let name = change.table,
        let old = baseline.catalog.tables[name],
        let table = subject.catalog.tables[name]
      else { return nil }
      let columns =
        table.keys.first { $0.name == change.name }?.columns
        ?? table.foreignKeys.first { $0.name == change.name }?.columns ?? []
      guard columns.isEmpty || columns.allSatisfy({ old.columns.contains($0) }) else { return nil }
      return (change, subject.rows(of: name))
    }
  }

  /// Foreign keys between tables that both carry the tenant column, which the key does not include.
  private static func crossTenant(_ subject: PlanSubject) -> [PlanSubject.Reference] {
    guard let key = subject.plan.tenancy?.key?.value else { return [] }
    return SchemaShape(subject).references.filter { reference in
      subject.isInScope(reference.table.name) && reference.table.columns.contains(key)
        && !reference.key.columns.contains(key)
        && subject.catalog.tables[reference.key.target]?.columns.contains(key) == true
    }
  }
}

/// 8.4: the declared load, in statements per second.
enum LoadTestsPart: PlanPart {
  static let id = PartID.loadTests

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let steady = subject.plan.queries.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    let peak = subject.plan.queries.reduce(0) { $0 + ($1.busiest?.value.value ?? 0) }
    let rates = subject.plan.queries.map { $0.rate?.span.plan }
    let peaks = subject.plan.queries.map { $0.busiest?.span.plan }
    guard let load = subject.plan.load else {
      page.ask(.load)
      return [
        "phases": .rows(["phase", "lasts", "load"], []), "hasPhases": .flag(false), "facts": .sayings([]),
        "missing": page.missing,
      ]
    }
    var rows: [TemplateRecord] = []
    if let ramp = load.ramp {
      rows.append(
        page.row(
          "ramp", .derived, from: [ramp.span.plan] + rates,
          ["phase": "ramp", "lasts": .written(load.ramp), "load": Prose("0 to \(Format.rate(steady))")]))
    }
    if let time = load.steady {
      rows.append(
        page.row(
          "steady", .derived, from: [time.span.plan] + rates,
          ["phase": "steady", "lasts": .written(load.steady), "load": Prose(Format.rate(steady))]))
    }
    if let spike = load.spike {
      rows.append(
        page.row(
          "spike", .derived, from: [spike.span.plan] + peaks,
          [
            "phase": "spike", "lasts": Prose(Format.spaced(spike.value)),
            "load": Prose("declared peaks together: \(Format.rate(peak))"),
          ]))
    }
    let stated = [
      ("ramp", load.ramp != nil), ("steady", load.steady != nil), ("spike", load.spike != nil),
      ("stop_when", load.stopWhen != nil),
    ]
    let open = stated.filter { !$0.1 }.map(\.0)
    if !open.isEmpty { page.ask(.load, about: open) }
    var facts: [TemplateRecord] = []
    if let stop = load.stopWhen {
      facts.append(page.say("stop", .plan, from: [stop.span.plan], "Stop when \(Format.spaced(stop.value))"))
    }
    return [
      "phases": .rows(["phase", "lasts", "load"], rows), "hasPhases": .flag(!rows.isEmpty), "facts": .sayings(facts),
      "missing": page.missing,
    ]
  }
}
