import Sizing
import Checks
import CatalogComparison
import Diagnostics
import IndexAnalysis
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
      guard let path = subject.indexUses.paths[name]?.first(where: { $0.name == index.name && $0.path.kind == .index })
      else { continue }
      let size = count.map { IndexRationale.size(path, of: table, rows: $0, subject) }
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
            "on": .code(path.display), "reason": "added by the plan",
            "size": size.map {
              Prose(IndexRationale.sizeText($0.bytes, isBound: $0.isBound) + (isEmpty ? " at 12 months" : ""))
            } ?? .none,
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
            "reason": reason(finding, subject), "size": .none,
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

  private static func reason(_ finding: Finding, _ subject: PlanSubject) -> Prose {
    let asked: Prose = finding.queries.isEmpty ? "" : "; asked for by \(Format.list(finding.queries, limit: 3))"
    return "\(finding.message)\(asked)"
  }

  /// How many of the queries and foreign keys have an index to enter by, and which have none.
  private static func coverage(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    let entered = subject.entries
    let served = entered.filter(\.entry.isServed)
    let bare = entered.filter { !$0.entry.isServed }.map(\.query.name.value)
    if !entered.isEmpty {
      facts.append(
        page.say(
          "queries-entering", .derived, from: served.flatMap { [$0.query.origin.plan, $0.entry.path?.span.schema] },
          "Queries that enter by an index: \(served.count) of \(entered.count)\(bare.isEmpty ? "" : "; not \(Format.list(bare))")"
        ))
    }
    for (query, entry) in entered where entry.isTooWide {
      facts.append(
        page.say(
          "too-wide.\(query.name.value)", .derived, from: [query.origin.plan, query.p95?.span.plan],
          "\(query.name.value): \(QueryPlanPart.width(entry)); \(query.p95.map { "p95 \($0.value.shown) allows for" } ?? "without a p95 at most") \(Format.count(entry.allowed)) at \(Format.decimal(QueryEntry.secondsPerRow * 1_000_000)) µs a row"
        ))
    }
    let keys = subject.scope.flatMap { table in table.foreignKeys.map { PlanSubject.Reference(table: table, key: $0) } }
    let led = keys.compactMap { subject.indexUses.leading($0) }
    let unled = keys.filter { subject.indexUses.leading($0) == nil }.map { unledText($0, subject) }
    if !keys.isEmpty {
      facts.append(
        page.say(
          "keys-led", .derived, from: led.map { $0.span.schema },
          "Foreign keys that an index leads: \(led.count) of \(keys.count)\(unled.isEmpty ? "" : "; not ")\(unled.isEmpty ? "" : Prose.joined(unled))"
        ))
    }
    return facts
  }

  /// A foreign key that no index leads, with why no finding counts where none does.
  private static func unledText(_ reference: PlanSubject.Reference, _ subject: PlanSubject) -> Prose {
    let columns = reference.key.columns.joined(separator: ", ")
    let finding = subject.findings.first {
      $0.code == "under-indexing" && $0.table == reference.table.name && $0.object == columns
    }
    let rows = subject.rows(of: reference.table.name).map { ", \(Format.count($0)) rows" } ?? ""
    let why = finding == nil ? rows : finding?.waiver == nil ? "" : ", waived"
    return "\(code: "\(reference.table.name.display) (\(columns))")\(why)"
  }
}

/// 5.2: the queries in the order in which they deserve work: by what they ask of the tables they enter.
enum QueryPlanPart: PlanPart {
  static let id = PartID.queryPlan

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let ranked = subject.plan.queries.filter { $0.busiest != nil && $0.shape != nil }
      .sorted { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) }
    let rows = ranked.prefix(8).map { query -> TemplateRecord in
      let entry = QueryEntry(query, subject)
      let entered = entry?.table ?? query.shape?.relations.first?.name
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
          "by": by(query, entry, subject),
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

extension QueryPlanPart {
  /// What a query enters by, and what stands in its way.
  fileprivate static func by(_ query: Query, _ entry: QueryEntry?, _ subject: PlanSubject) -> Prose {
    guard let entry else {
      guard let shape = query.shape, shape.kind == .insert else { return "through a view, not analysed" }
      return subject.indexUses.chooser.walk(shape).conflict.map { "insert, conflicts by \(code: $0.name)" } ?? "insert"
    }
    var words: Prose = "**no index leads with its columns**"
    if let path = entry.path {
      words = entry.isTenantOnly ? "\(code: path.name), \(width(entry))" : .code(path.name)
    }
    if let finding = entry.finding { words.append("; \(subject.lack(finding))") }
    return words
  }

  /// `the tenant key only, about 17.5k rows`
  static func width(_ entry: QueryEntry) -> Prose {
    "the tenant key only\(entry.rows.map { ", about \(Format.count($0)) rows" } ?? "")"
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
