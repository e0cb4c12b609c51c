import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 8.1: what the schema refuses, as tests would try it.
enum SchemaTestsPart: PlanPart {
  static let id = PartID.schemaTests

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = SchemaTestCoverage(subject).kinds.map { kind in
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
