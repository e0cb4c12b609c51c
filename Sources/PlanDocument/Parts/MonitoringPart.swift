import CapacityPlanning
import Diagnostics
import MonitoringRules
import PlanModel
import SchemaModel
import Templating

/// 5.4: what is watched, from which number on, and how often autovacuum comes.
enum MonitoringPart: PlanPart {
  static let id = PartID.monitoring
  /// Rows that are shown before the others are folded.
  private static let shown = 8

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let monitoring = subject.plan.monitoring
    let plan = subject.monitoring
    let rows = plan.rules.filter { $0.limit != nil }.map { rule in
      page.row(
        rule.name, .derived, from: rule.spans.map(\.plan),
        [
          "metric": Prose(rule.name), "read": .codes(rule.source.split(separator: ", ").map(String.init)),
          "limit": Prose(rule.limit ?? ""),
        ])
    }
    var facts = files(plan, subject, &page)
    let open = plan.rules.filter { $0.limit == nil }.map(\.name)
    if !open.isEmpty {
      facts.append(
        page.say(
          "open", .derived, from: [subject.plan.queries.first?.name.span.plan],
          "Without a limit until the plan names their numbers: \(Format.list(open, limit: 12))"))
    }
    facts += VacuumFacts.sayings(subject, &page)
    let vacuum = VacuumFacts.rows(subject, &page)
    let statements = statements(subject, &page)
    if monitoring?.slow == nil || monitoring?.stack == nil { page.ask(.monitoring) }
    if subject.plan.deployment?.maxConnections == nil { page.ask(.deployment) }
    return [
      "metrics": .rows(["metric", "read", "limit"], Array(rows.prefix(shown))), "hasMetrics": .flag(!rows.isEmpty),
      "more": .rows(["metric", "read", "limit"], Array(rows.dropFirst(shown))),
      "hasMore": .flag(rows.count > shown), "moreCount": .text(Format.counted(rows.count - shown, "metric")),
      "statements": .rows(["statement", "p95", "mean"], statements), "hasStatements": .flag(!statements.isEmpty),
      "statementCount": .text(Format.counted(statements.count, "query", "queries")),
      "vacuum": .rows(["table", "settings", "reason"], Array(vacuum.prefix(3))), "hasVacuum": .flag(!vacuum.isEmpty),
      "moreVacuum": .rows(["table", "settings", "reason"], Array(vacuum.dropFirst(3))),
      "hasMoreVacuum": .flag(vacuum.count > 3), "moreVacuumCount": .text(Format.counted(vacuum.count - 3, "table")),
      "histogram": .text(monitoring?.stack.map { ", \($0.value)" } ?? ""),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  private static func files(
    _ plan: MonitoringPlan, _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    let files = MonitoringFiles(plan, name: subject.plan.name, pager: nil)
    let monitoring = subject.plan.monitoring
    var text: Prose = ""
    if files.rules != nil {
      let count = Format.counted(plan.rules.reduce(0) { $0 + $1.alerts.count }, "alert")
      text.append("\(link: count, to: "monitoring.yml") for \(monitoring?.stack?.value ?? "")")
    } else if let stack = monitoring?.stack {
      text.append("\(stack.value) takes no rule file of Prometheus; its alerts are set by the limits above")
    } else {
      text.append("No stack is named, so no alert rules are written")
    }
    if files.queries != nil {
      text.append(
        "; \(Format.counted(plan.queries.count, "query", "queries")) read them: \(link: "monitoring-queries.yml", to: "monitoring-queries.yml")"
      )
    }
    if let pager = monitoring?.page { text.append("; they go to \(pager.value)") }
    return [
      page.say(
        "page", .plan,
        from: [monitoring?.page?.span.plan, monitoring?.stack?.span.plan]
          + (subject.plan.deployment?.pooler.map { [$0.span.plan] } ?? []), text)
    ]
  }

  /// `pg_stat_statements` keeps means and no percentiles, so the p95 has to be measured where the statement is sent. Where
  /// times are spread exponentially the p95 is ln 20, three times, the mean.
  private static func statements(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let busiest = subject.plan.queries.filter { $0.p95 != nil }.sorted {
      ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0)
    }
    return busiest.compactMap { query in
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
}
