import PlanModel
import YAMLWriting

/// The files of a monitoring plan: alert rules for Prometheus, and what an exporter asks the database.
package struct MonitoringFiles {
  private let plan: MonitoringPlan
  private let name: String
  private let pager: String?

  /// - Parameters:
  ///   - name: the plan's, which names groups and collector.
  ///   - pager: whom the alerts are for.
  package init(_ plan: MonitoringPlan, name: String, pager: String?) {
    self.plan = plan
    self.name = name
    self.pager = pager
  }

  /// `monitoring.yml`: a rule file of Prometheus; nil where the plan does not name it as its stack or has no limit.
  package var rules: String? {
    guard plan.isForPrometheus, plan.rules.contains(where: { !$0.alerts.isEmpty }) else { return nil }
    var writer = YAMLWriter()
    writer.comment("Alerts of the plan \(name). Metrics dbplan_* come from monitoring-queries.yml by sql_exporter,")
    writer.comment("node_* from node_exporter, pgbouncer_* from pgbouncer_exporter.")
    writer.write(.map([.init("groups", .list(MonitoringRule.Group.allCases.compactMap(group)))]))
    return writer.text
  }

  /// `monitoring-queries.yml`: a collector of sql_exporter; nil without a query.
  package var queries: String? {
    guard !plan.queries.isEmpty else { return nil }
    var writer = YAMLWriter()
    writer.comment("Collector of sql_exporter for the plan \(name): named under collector_files of its configuration.")
    writer.comment("Its login is a member of pg_monitor.")
    for query in plan.queries {
      if let needs = query.needs { writer.comment("\(query.name) reads the extension \(needs).") }
    }
    writer.write(
      .map([
        .init("collector_name", .text(name)),
        .init("metrics", .list(plan.queries.flatMap(metrics))),
        .init(
          "queries",
          .list(
            plan.queries.map {
              .map([.init("query_name", .text($0.name)), .init("query", .block($0.sql))])
            })),
      ]))
    return writer.text
  }

  private func group(_ group: MonitoringRule.Group) -> YAMLTree? {
    let alerts = plan.rules.filter { $0.group == group }.flatMap { rule in rule.alerts.map { (rule, $0) } }
    guard !alerts.isEmpty else { return nil }
    return .map([
      .init("name", .text("\(name): \(group.rawValue)")),
      .init("rules", .list(alerts.map { alert($0.1, of: $0.0) })),
    ])
  }

  private func alert(_ alert: MonitoringRule.Alert, of rule: MonitoringRule) -> YAMLTree {
    var labels: [YAMLTree.Entry] = [.init("severity", .text(alert.isUrgent ? "page" : "ticket"))]
    labels += alert.labels.map { .init($0.name, .text($0.value)) }
    var annotations: [YAMLTree.Entry] = [.init("summary", .text(Self.plain(alert.summary)))]
    if let limit = rule.limit, alert.labels.isEmpty { annotations.append(.init("limit", .text(Self.plain(limit)))) }
    if let pager { annotations.append(.init("pager", .text(Self.plain(pager)))) }
    return .map([
      .init("alert", .text(alert.name)), .init("expr", .text(alert.expression)), .init("for", .text(alert.lasts)),
      .init("labels", .map(labels)), .init("annotations", .map(annotations)),
    ])
  }

  /// Annotations are templates: what looks like a tag and is none of ours stays text.
  private static func plain(_ text: String) -> String {
    let tag = "{{ $labels.relation }}"
    return text.split(separator: tag, omittingEmptySubsequences: false).map { $0.replacing("{{", with: "{ {") }
      .joined(separator: tag)
  }

  private func metrics(_ query: MonitoringQuery) -> [YAMLTree] {
    query.metrics.map { metric in
      var entries: [YAMLTree.Entry] = [
        .init("metric_name", .text(query.metricName(metric))), .init("type", .text(metric.kind.rawValue)),
        .init("help", .text(metric.help)),
      ]
      if !query.labels.isEmpty { entries.append(.init("key_labels", .list(query.labels.map { .text($0) }))) }
      entries += [.init("values", .list([.text(metric.column)])), .init("query_ref", .text(query.name))]
      return .map(entries)
    }
  }
}
