import CapacityPlanning
import Diagnostics
import PlanModel

/// Connections: busy, open, and waited for.
enum ConnectionRules {
  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    [busy(subject), open(subject), waiting(subject)].compactMap(\.self)
  }

  private static func busy(_ subject: MonitoringSubject) -> MonitoringRule? {
    guard let sizing = subject.sizing else { return nil }
    var rule = MonitoringRule(.resources, "busy connections", from: "pg_stat_activity")
    rule.limit = "\(sizing.demand.needed): \(PoolSizing.arithmetic(sizing.demand.total))"
    rule.spans = sizing.demand.spans
    rule.alerts = [
      .init(
        name: "BusyConnections", expression: "\(Prom.metric("activity", "busy")) > \(sizing.demand.needed)",
        lasts: "5m",
        summary:
          "More than \(sizing.demand.needed) connections are busy; the declared peaks need \(Format.decimal(sizing.demand.total))"
      )
    ]
    return rule
  }

  private static func open(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "open connections", from: "pg_stat_activity")
    guard let deployment = subject.plan.deployment, let limit = deployment.maxConnections else { return rule }
    let free = limit.value - (deployment.reserved?.value ?? 0)
    let opened = subject.sizing?.opened ?? 0
    let alarm = free * 8 / 10
    let isRoomy = opened < alarm
    rule.limit = isRoomy ? "\(alarm): 80 % of \(free)" : "over \(opened), which the pools open"
    rule.spans = [limit.span, deployment.reserved?.span] + (isRoomy ? [] : subject.sizing?.demand.spans ?? [])
    rule.alerts = [
      .init(
        name: "OpenConnections", expression: "\(Prom.metric("activity", "open")) > \(isRoomy ? alarm : opened)",
        lasts: "5m", isUrgent: true,
        summary: "More than \(isRoomy ? alarm : opened) of \(free) connections are open")
    ]
    return rule
  }

  /// Names of pgbouncer_exporter (collector.go).
  private static func waiting(_ subject: MonitoringSubject) -> MonitoringRule? {
    guard let pooler = subject.plan.deployment?.pooler, pooler.value.lowercased().contains("pgbouncer") else {
      return nil
    }
    var rule = MonitoringRule(.resources, "waiting for a connection", from: "pgbouncer_pools_client_maxwait_seconds")
    guard let strictest = subject.plan.queries.filter({ $0.p99 != nil }).min(by: { $0.seconds < $1.seconds }) else {
      return rule
    }
    rule.limit = "\(strictest.p99?.value.shown ?? ""): the p99 of \(strictest.name.value)"
    rule.spans = [pooler.span, strictest.p99?.span]
    rule.alerts = [
      .init(
        name: "PoolWait", expression: "max(pgbouncer_pools_client_maxwait_seconds) > \(Prom.number(strictest.seconds))",
        lasts: "1m", isUrgent: true,
        summary: "Clients wait longer for a connection than \(strictest.name.value) may take")
    ]
    return rule
  }
}

extension Query {
  fileprivate var seconds: Double { p99?.value.value ?? 0 }
}
