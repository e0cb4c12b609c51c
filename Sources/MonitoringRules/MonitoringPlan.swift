import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing

/// The metrics of a plan: what reads them, and from which number on they matter.
package struct MonitoringPlan: Sendable {
  package let rules: [MonitoringRule]
  package let queries: [MonitoringQuery]
  /// Whether the rules are for Prometheus, which is what the alerts are written for.
  package let isForPrometheus: Bool

  /// - Parameters:
  ///   - hasBaseline: whether the plan's queries are only a part of those that run.
  ///   - date: the day its numbers were true.
  package init(
    _ plan: Plan, _ catalog: Catalog, _ estimator: SizeEstimator, hasBaseline: Bool, date: CalendarDate?
  ) {
    let subject = MonitoringSubject(plan, catalog, estimator, hasBaseline: hasBaseline, date: date)
    isForPrometheus = plan.monitoring?.stack?.value.lowercased().contains("prometheus") ?? false
    rules =
      QueryTimeRules.rules(subject) + CacheRules.rules(subject) + ConnectionRules.rules(subject)
      + HostRules.rules(subject) + WriteRules.rules(subject) + TableRules.rules(subject) + SessionRules.rules(subject)
      + ReplicationRules.rules(subject)
    queries = ServerQueries.all(subject) + TableQueries.all(subject)
  }
}
