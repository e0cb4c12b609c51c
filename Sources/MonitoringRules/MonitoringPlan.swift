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

  /// What the whole workload shows and a part of it can not judge: a feature's limits would call for what others do.
  private static let ofWholeWorkload: Set<String> = [
    "slow statements", "scans of large tables", "WAL", "requested checkpoints", "age of transaction ids",
    "long transactions", "idle in transaction", "deadlocks",
  ]

  /// - Parameters:
  ///   - hasBaseline: whether the plan's queries are only a part of those that run.
  ///   - date: the day its numbers were true.
  package init(
    _ plan: Plan, _ catalog: Catalog, _ estimator: SizeEstimator, hasBaseline: Bool, date: CalendarDate?
  ) {
    let subject = MonitoringSubject(plan, catalog, estimator, hasBaseline: hasBaseline, date: date)
    isForPrometheus = plan.monitoring?.stack?.value.lowercased().contains("prometheus") ?? false
    let all =
      QueryTimeRules.rules(subject) + CacheRules.rules(subject) + ConnectionRules.rules(subject)
      + HostRules.rules(subject) + WriteRules.rules(subject) + TableRules.rules(subject) + SessionRules.rules(subject)
      + ReplicationRules.rules(subject)
    rules = hasBaseline ? all.filter { !Self.ofWholeWorkload.contains($0.name) } : all
    queries = ServerQueries.all(subject) + TableQueries.all(subject)
  }
}
