import Sizing
import Checks
import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 5.1: indexes to build, because the plan adds them or because a foreign key or query has none.
enum IndexPlanPart: PlanPart {
  static let id = PartID.indexPlan

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    for change in subject.difference?.changes ?? [] where change.kind == .index && change.action == .add {
      guard let name = change.table, let table = subject.catalog.tables[name],
        let index = table.indexes.first(where: { $0.name == change.name })
      else { continue }
      let isEmpty = subject.rows(of: name) == 0
      let count = subject.rows(of: name, afterMonths: isEmpty ? 12 : 0)
      let size = count.map { subject.estimator.estimate(index, of: table, rows: $0) }
      rows.append(
        page.row(
          "add.\(name.qualified).\(index.name)", .schema,
          from: [
            index.span.schema, size == nil ? nil : subject.volumes[name]?.rows?.span.plan,
            isEmpty ? subject.volumes[name]?.growth?.span.plan : nil,
            isEmpty ? subject.volumes[name]?.retention?.span.plan : nil,
          ],
          [
            "index": .code(index.name), "table": subject.link(name),
            "on": .code("(\(index.elements.map(\.display).joined(separator: ", ")))"), "reason": "added by the plan",
            "size": size.map { Prose(Format.bytes($0) + (isEmpty ? " at 12 months" : "")) } ?? .none,
          ]))
    }
    for finding in subject.findings where finding.code == "under-indexing" && finding.waiver == nil {
      guard let name = finding.table, subject.isInScope(name) else { continue }
      let query = subject.plan.queries.first { $0.name.value == finding.object }
      rows.append(
        page.row(
          "missing.\(finding.fingerprint)", .derived,
          from: [query?.name.span.plan ?? finding.span.schema, .rule(finding.code)],
          [
            "index": "**missing**", "table": subject.link(name), "on": .code(finding.object ?? ""),
            "reason": Prose(finding.message), "size": .none,
          ]))
    }
    let facts = coverage(subject, &page)
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    return [
      "indexes": .rows(["index", "table", "on", "reason", "size"], Array(rows.prefix(15))),
      "hasIndexes": .flag(!rows.isEmpty), "more": .text("\(max(0, rows.count - 15))"),
      "hasMore": .flag(rows.count > 15),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// How many of the queries and foreign keys have an index to enter by.
  private static func coverage(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    let entered = subject.plan.queries.filter { $0.shape.map { $0.kind != .insert && !$0.relations.isEmpty } ?? false }
    let served = entered.compactMap { query in
      query.shape.flatMap { subject.indexUses.entry(of: $0)?.path.map { (query, $0) } }
    }
    if !entered.isEmpty {
      facts.append(
        page.say(
          "queries-entering", .derived, from: served.flatMap { [$0.0.origin.plan, $0.1.span.schema] },
          "Queries that enter by an index: \(served.count) of \(entered.count)"))
    }
    let keys = subject.scope.flatMap { table in table.foreignKeys.map { PlanSubject.Reference(table: table, key: $0) } }
    let led = keys.compactMap { subject.indexUses.leading($0) }
    if !keys.isEmpty {
      facts.append(
        page.say(
          "keys-led", .derived, from: led.map { $0.span.schema },
          "Foreign keys that an index leads: \(led.count) of \(keys.count)"))
    }
    return facts
  }
}

/// 5.2: the queries in the order in which they deserve work: by what they ask of the tables they enter.
enum QueryPlanPart: PlanPart {
  static let id = PartID.queryPlan

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let ranked = subject.plan.queries.filter { $0.busiest != nil && $0.shape != nil }
      .sorted { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) }
    let rows = ranked.prefix(8).map { query -> TemplateRecord in
      let entry = query.shape.flatMap { subject.indexUses.entry(of: $0) }
      let entered = entry?.table
      let path = entry?.path
      return page.row(
        query.name.value, .derived,
        from: [
          query.busiest?.span.plan, query.origin.plan, path?.span.schema,
          entered.flatMap { subject.volumes[$0]?.rows?.span }.plan,
        ],
        [
          "query": Prose(query.name.value), "peak": .written(query.busiest),
          "enters": entered.map { subject.link($0) } ?? .none,
          "rows": entered.flatMap { subject.rows(of: $0) }.map { Prose(Format.count($0)) } ?? .none,
          "by": path.map { .code($0.name) }
            ?? (query.shape?.kind == .insert ? "insert" : "**no index leads with its columns**"),
        ])
    }
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let unrated = subject.plan.queries.filter { $0.busiest == nil }.map(\.name.value)
    if !unrated.isEmpty { page.ask(.rates, about: unrated) }
    let silent = subject.plan.queries.filter { $0.sql == nil }.map(\.name.value)
    if !silent.isEmpty { page.ask(.querySQL, about: silent) }
    return [
      "queries": .rows(["query", "peak", "enters", "rows", "by"], rows), "hasQueries": .flag(!rows.isEmpty),
      "missing": page.missing,
    ]
  }
}

/// 5.3: connections in use by Little's law: arrivals per second times seconds held.
enum PoolPart: PlanPart {
  static let id = PartID.pool

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let demand = ConnectionDemand(subject.plan)
    let rows = demand.terms.map { term in
      page.row(
        "term.\(term.name)", .derived, from: [term.rateSpan.plan, term.holdSpan.plan, .rule("littles-law")],
        [
          "work": Prose(term.name), "rate": Prose(Format.rate(term.rate)), "held": Prose(Format.duration(term.hold)),
          "why": Prose(term.isUpperBound ? "p95" : "hold"), "connections": Prose(Format.decimal(term.connections)),
        ])
    }
    var facts: [TemplateRecord] = []
    if let deployment = subject.plan.deployment {
      facts += capacity(deployment, demand, &page)
    }
    if subject.plan.deployment?.maxConnections == nil { page.ask(.deployment) }
    if demand.terms.isEmpty { page.ask(subject.plan.queries.isEmpty ? .queries : .rates) }
    return [
      "terms": .rows(["work", "rate", "held", "why", "connections"], rows), "hasTerms": .flag(!rows.isEmpty),
      "total": .text(Format.decimal(demand.total)), "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  private static func capacity(
    _ deployment: Deployment, _ demand: ConnectionDemand, _ page: inout Composition
  ) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    if let limit = deployment.maxConnections {
      let reserved = deployment.reserved?.value ?? 0
      let free = limit.value - reserved
      facts.append(
        page.say(
          "limit", .derived, from: [limit.span.plan, deployment.reserved?.span.plan],
          "\(limit.value) connections less \(reserved) reserved: \(free) for the application"))
      if let instances = deployment.maximumInstances ?? deployment.minimumInstances, instances.value > 0 {
        facts.append(
          page.say(
            "instance", .derived, from: [limit.span.plan, deployment.reserved?.span.plan, instances.span.plan],
            "\(Format.counted(instances.value, "instance")), \(free / instances.value) connections each"))
      }
      if demand.total > Double(free) {
        page.escalate(
          "connections", "The workload needs more connections than the server allows",
          because: "\(Format.decimal(demand.total)) busy at peak, \(free) allowed", from: [limit.span.plan])
      }
    }
    if let pooler = deployment.pooler {
      facts.append(
        page.say("pooler", .plan, from: [pooler.span.plan], "Pooler: \(pooler.value)\(poolerNote(pooler.value))"))
    }
    return facts
  }

  /// What a transaction pooler changes for this plan; from PgBouncer's feature matrix.
  private static func poolerNote(_ pooler: String) -> String {
    pooler.contains("transaction") ? "; settings by SET LOCAL only" : ""
  }
}

/// 5.4: limits to alert on, taken from the service levels.
enum MonitoringPart: PlanPart {
  static let id = PartID.monitoring

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    if let slow = subject.plan.monitoring?.slow {
      rows.append(metric("slow statements", "log_min_duration_statement", slow.value.shown, slow.span, &page))
    }
    for query in subject.plan.queries.sorted(by: { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) })
      .prefix(6)
    {
      guard let p95 = query.p95 else { continue }
      rows.append(metric("p95 of \(query.name.value)", "pg_stat_statements", p95.value.shown, p95.span, &page))
    }
    if let deployment = subject.plan.deployment, let limit = deployment.maxConnections {
      let free = limit.value - (deployment.reserved?.value ?? 0)
      rows.append(
        metric(
          "connections", "pg_stat_activity", "\(free * 8 / 10) of \(free)", limit.span, &page,
          with: deployment.reserved?.span))
    }
    if let rpo = subject.plan.backup?.rpo {
      rows.append(metric("age of the last archived WAL", "pg_stat_archiver", rpo.value.shown, rpo.span, &page))
    }
    var facts: [TemplateRecord] = []
    if let monitoring = subject.plan.monitoring, let pager = monitoring.page {
      facts.append(
        page.say(
          "page", .plan, from: [pager.span.plan, monitoring.stack?.span.plan],
          "Alerts go to \(pager.value)\(monitoring.stack.map { " from \($0.value)" } ?? "")"))
    }
    if subject.plan.monitoring?.slow == nil { page.ask(.monitoring) }
    if subject.plan.deployment?.maxConnections == nil { page.ask(.deployment) }
    return [
      "metrics": .rows(["metric", "read", "limit"], rows), "hasMetrics": .flag(!rows.isEmpty),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  private static func metric(
    _ name: String, _ view: String, _ limit: String, _ span: SourceSpan?, _ page: inout Composition,
    with other: SourceSpan? = nil
  ) -> TemplateRecord {
    page.row(
      name, .plan, from: [span.plan, other.plan], ["metric": Prose(name), "read": .code(view), "limit": Prose(limit)])
  }
}
