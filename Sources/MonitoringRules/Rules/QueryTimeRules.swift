import CapacityPlanning
import Diagnostics
import Foundation
import PlanModel

/// Times of statements against their service levels.
enum QueryTimeRules {
  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] { [means(subject), slow(subject)] }

  /// `pg_stat_statements` keeps means and no percentiles. Where times are spread exponentially the p95 is ln 20, three
  /// times, the mean.
  private static func means(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.queries, "mean time of a query", from: "pg_stat_statements")
    let timed = subject.plan.queries.filter { $0.p95 != nil }
    let busiest = timed.max { ($0.busiest?.value.value ?? 0) < ($1.busiest?.value.value ?? 0) }
    guard let busiest, let p95 = busiest.p95 else { return rule }
    rule.limit =
      "p95 / 3: \(busiest.name.value) \(Format.duration(p95.value.value / 3))"
      + (timed.count > 1 ? "; \(Format.counted(timed.count, "query", "queries")) each by its own" : "")
    rule.spans = [p95.span]
    rule.alerts = timed.filter { $0.sql != nil }.compactMap { query in
      guard let p95 = query.p95 else { return nil }
      let label = [(name: "query", value: query.name.value)]
      let seconds = Prom.rate(Prom.metric("statement", "seconds", label), "15m")
      let calls = Prom.rate(Prom.metric("statement", "calls", label), "15m")
      return .init(
        name: "QueryMeanTime",
        expression: "\(seconds) / \(calls) > \(Prom.number(p95.value.value / 3))", lasts: "15m",
        labels: [.init(name: "query", value: query.name.value)],
        summary:
          "\(query.name.value) takes more than \(Format.duration(p95.value.value / 3)) in the mean, a third of its p95 \(p95.value.shown)"
      )
    }
    return rule
  }

  /// How many statements of more than `slow` are at work at any moment: of exponential times with mean m, a call spends
  /// m × e^(−slow / m) beyond it.
  private static func slow(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.queries, "slow statements", from: "log_min_duration_statement, pg_stat_activity")
    guard let slow = subject.plan.monitoring?.slow else { return rule }
    let limit = slow.value.value
    let terms = subject.plan.queries.compactMap { query -> (busy: Double, spans: [SourceSpan?])? in
      guard let rate = query.busiest, let p95 = query.p95, p95.value.value > 0 else { return nil }
      let mean = p95.value.value / 3
      return (rate.value.value * mean * exp(-limit / mean), [rate.span, p95.span])
    }
    let busy = terms.reduce(0) { $0 + $1.busy }
    let most = ConnectionDemand.withHeadroom(busy)
    let expected =
      busy < 0.01 ? "none is expected at the peaks" : "\(PoolSizing.arithmetic(busy)) expected at the peaks"
    rule.limit = "logged from \(slow.value.shown) on; alert over \(most) at once: \(expected)"
    rule.spans = [slow.span] + terms.filter { $0.busy >= busy / 100 }.flatMap(\.spans)
    rule.alerts = [
      .init(
        name: "SlowStatements", expression: "\(Prom.metric("activity", "slow")) > \(most)", lasts: "5m",
        summary: "More than \(most) statements run for over \(slow.value.shown)")
    ]
    return rule
  }
}
