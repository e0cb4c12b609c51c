import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 5.4: limits to alert on, taken from the service levels.
enum MonitoringPart: PlanPart {
  static let id = PartID.monitoring

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let monitoring = subject.plan.monitoring
    var rows: [TemplateRecord] = []
    if let slow = monitoring?.slow {
      rows.append(metric("slow statements", .code("log_min_duration_statement"), slow.value.shown, [slow.span], &page))
    }
    rows += connections(subject, &page)
    if let rpo = subject.plan.backup?.rpo {
      rows.append(
        metric("age of the last archived WAL", .code("pg_stat_archiver"), rpo.value.shown, [rpo.span], &page))
    }
    var facts: [TemplateRecord] = []
    if let monitoring, let pager = monitoring.page {
      facts.append(
        page.say(
          "page", .plan, from: [pager.span.plan, monitoring.stack?.span.plan],
          "Alerts go to \(pager.value)\(monitoring.stack.map { " from \($0.value)" } ?? "")"))
    }
    let statements = statements(subject, &page)
    if monitoring?.slow == nil || monitoring?.stack == nil { page.ask(.monitoring) }
    if subject.plan.deployment?.maxConnections == nil { page.ask(.deployment) }
    return [
      "metrics": .rows(["metric", "read", "limit"], rows), "hasMetrics": .flag(!rows.isEmpty),
      "statements": .rows(["statement", "p95", "mean"], statements), "hasStatements": .flag(!statements.isEmpty),
      "histogram": .text(monitoring?.stack.map { ", \($0.value)" } ?? ""),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// Open connections by what the server has, busy ones by what the workload needs.
  private static func connections(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let deployment = subject.plan.deployment, let limit = deployment.maxConnections else { return [] }
    let free = limit.value - (deployment.reserved?.value ?? 0)
    let sizing = PoolSizing(subject)
    var rows: [TemplateRecord] = []
    if let sizing {
      rows.append(
        metric(
          "busy connections", "\(code: "pg_stat_activity"), \(code: "state <> 'idle'")",
          "\(sizing.demand.needed): \(PoolSizing.arithmetic(sizing.demand.total))", sizing.demand.spans, &page))
    }
    let opened = sizing?.opened ?? 0
    let alarm = free * 8 / 10
    rows.append(
      metric(
        "open connections", .code("pg_stat_activity"),
        opened < alarm ? "\(alarm): 80 % of \(free)" : "over \(opened), which the pools open",
        [limit.span, deployment.reserved?.span] + (opened < alarm ? [] : sizing?.demand.spans ?? []), &page))
    return rows
  }

  /// `pg_stat_statements` keeps means and no percentiles, so the p95 has to be measured where the statement is sent. Where
  /// times are spread exponentially the p95 is ln 20, three times, the mean.
  private static func statements(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let busiest = subject.plan.queries.filter { $0.p95 != nil }.sorted {
      ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0)
    }
    return busiest.prefix(6).compactMap { query in
      query.p95.map { p95 in
        page.row(
          "p95 of \(query.name.value)", .derived, from: [p95.span.plan],
          [
            "statement": Prose(query.name.value), "p95": Prose(p95.value.shown),
            "mean": Prose(Format.duration(p95.value.value / 3)),
          ])
      }
    }
  }

  private static func metric(
    _ name: String, _ view: Prose, _ limit: String, _ spans: [SourceSpan?], _ page: inout Composition
  ) -> TemplateRecord {
    page.row(name, .derived, from: spans.map(\.plan), ["metric": Prose(name), "read": view, "limit": Prose(limit)])
  }
}
