import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 8.1: what the schema refuses, as tests would try it.
enum SchemaTestsPart: PlanPart {
  static let id = PartID.schemaTests

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let tables = subject.scope
    func kind(_ name: String, _ counts: [(Table, Int, SourceSpan?)], tried: String) -> TemplateRecord? {
      let present = counts.filter { $0.1 > 0 }
      guard !present.isEmpty else { return nil }
      return page.row(
        "covers.\(name)", .derived, from: present.prefix(3).map { $0.2.schema },
        [
          "kind": Prose(name), "count": Prose("\(present.reduce(0) { $0 + $1.1 })"), "tried": Prose(tried),
          "tables": .codes(present.map { $0.0.name.display }, limit: 4),
        ])
    }
    let rows =
      [
        kind(
          "unique",
          tables.map {
            (
              $0, $0.uniqueConstraints.count + $0.indexes.count(where: \.isUnique),
              ($0.uniqueConstraints.first?.span ?? $0.indexes.first(where: \.isUnique)?.span)
            )
          }, tried: "a second equal row"),
        kind(
          "foreign key", tables.map { ($0, $0.foreignKeys.count, $0.foreignKeys.first?.span) },
          tried: "a child without parent"),
        kind("check", tables.map { ($0, $0.checks.count, $0.checks.first?.span) }, tried: "a row that breaks it"),
        kind("exclusion", tables.map { ($0, $0.exclusions.count, $0.exclusions.first?.span) }, tried: "an overlap"),
        kind(
          "not null",
          tables.map { t in (t, t.columns.count { !$0.isNullable }, t.columns.first { !$0.isNullable }?.span) },
          tried: "a null"),
      ].compactMap(\.self) + policyKinds(subject).compactMap { kind($0.name, $0.counts, tried: $0.tried) }
    return [
      "kinds": .rows(["kind", "count", "tried", "tables"], rows), "hasKinds": .flag(!rows.isEmpty),
      "missing": page.missing,
    ]
  }

  private typealias Counts = [(Table, Int, SourceSpan?)]

  /// Only a policy whose condition names the tenant has another tenant's row to refuse.
  private static func policyKinds(_ subject: PlanSubject) -> [(name: String, counts: Counts, tried: String)] {
    let tenant = [subject.plan.tenancy?.key?.value, subject.plan.tenancy?.setting?.value].compactMap(\.self)
    func conditions(_ policy: Policy) -> [String] { [policy.using?.sql, policy.check?.sql].compactMap(\.self) }
    func isByTenant(_ policy: Policy) -> Bool {
      conditions(policy).contains { condition in tenant.contains { condition.contains($0) } }
    }
    func isOpen(_ policy: Policy) -> Bool { conditions(policy).allSatisfy { $0.lowercased() == "true" } }
    func counts(_ isWanted: (Policy) -> Bool) -> Counts {
      subject.scope.map { table in
        let wanted = table.policies.filter(isWanted)
        return (table, wanted.count, wanted.first?.span)
      }
    }
    return [
      ("policy by tenant", counts { isByTenant($0) }, "another tenant's row"),
      ("policy by other columns", counts { !isByTenant($0) && !isOpen($0) }, "a row outside its condition"),
      ("policy without condition", counts { isOpen($0) }, "every row, and only as its roles"),
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
          "spike", .derived, from: [spike.span.plan] + rates + peaks,
          [
            "phase": "spike", "lasts": Prose(Format.spaced(spike.value)),
            "load": Prose(spikeLoad(spike.value, steady: steady, peak: peak)),
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

  /// `3 × 114/s = 342/s; the declared peaks together, 1092/s, are more`.
  private static func spikeLoad(_ spike: String, steady: Double, peak: Double) -> String {
    let digits = spike.prefix { $0.isNumber || $0 == "." }
    let together = Format.rate(peak)
    guard let factor = Double(digits), spike.dropFirst(digits.count).first.map({ "x×X".contains($0) }) ?? false else {
      return "declared peaks together: \(together)"
    }
    let load = factor * steady
    let shown = "\(Format.decimal(factor)) × \(Format.rate(steady)) = \(Format.rate(load))"
    return "\(shown); the declared peaks together, \(together), are \(peak > load ? "more" : "fewer")"
  }
}
