import CapacityPlanning
import Diagnostics
import PlanModel

/// Replicas: whether they are there, and how far behind.
enum ReplicationRules {
  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    guard let replicas = subject.plan.deployment?.replicas, replicas.value > 0 else { return [] }
    var rule = MonitoringRule(.health, "replication lag", from: "pg_stat_replication.replay_lag")
    let missing = MonitoringRule.Alert(
      name: "ReplicaMissing", expression: "\(Prom.metric("replication", "replicas")) < \(replicas.value)", lasts: "5m",
      isUrgent: true, summary: "Fewer than \(Format.counted(replicas.value, "replica")) follow")
    rule.spans = [replicas.span]
    rule.alerts = [missing]
    let reads = ReplicaReads(subject.plan)
    guard let strictest = reads.strictest, let staleness = strictest.staleness else {
      rule.limit = "fewer than \(Format.counted(replicas.value, "replica")); no read says how stale it may be"
      return [rule]
    }
    rule.limit =
      "\(staleness.value.shown): \(strictest.name.value) may be that stale; fewer than \(Format.counted(replicas.value, "replica"))"
    rule.spans += [staleness.span]
    rule.alerts.append(
      .init(
        name: "ReplicationLag",
        expression: "\(Prom.metric("replication", "lag_seconds")) > \(Prom.number(staleness.value.value))", lasts: "1m",
        summary: "A replica is more than \(staleness.value.shown) behind, too late for \(strictest.name.value)"))
    return [rule]
  }
}
