import CapacityPlanning
import Diagnostics
import PlanModel

/// What holds others up: locks, long and idle transactions, deadlocks.
enum SessionRules {
  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    [locks(subject), long(subject), idle(subject), deadlocks(subject)]
  }

  private static func locks(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "waits for locks", from: "pg_locks.waitstart")
    guard let limit = subject.plan.deployment?.lockTimeout else { return rule }
    rule.limit = "\(limit.value.shown): lock_timeout"
    rule.spans = [limit.span]
    rule.alerts = [
      .init(
        name: "LockWait", expression: "\(Prom.metric("lock", "seconds")) > \(Prom.number(limit.value.value))",
        lasts: "1m", isUrgent: true, summary: "A lock is waited for longer than lock_timeout \(limit.value.shown)")
    ]
    return rule
  }

  /// The longest that anything declared may take.
  private static func long(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "long transactions", from: "pg_stat_activity.xact_start")
    var terms: [(seconds: Double, words: String, span: SourceSpan?)] = []
    for transaction in subject.plan.transactions {
      guard let hold = transaction.hold else { continue }
      terms.append((10 * hold.value.value, "10 × \(hold.value.shown) of \(transaction.name.value)", hold.span))
    }
    for query in subject.plan.queries {
      guard let p99 = query.p99 else { continue }
      terms.append((5 * p99.value.value, "5 × p99 \(p99.value.shown) of \(query.name.value)", p99.span))
    }
    let library = ClientLibrary(subject.plan, subject.catalog)
    for batch in subject.plan.batches {
      let advice = BatchAdvice(batch, subject.plan, subject.catalog, subject.estimator, library)
      guard let within = batch.within, let seconds = advice.map({ $0.transactionTime }) ?? within.value.value else {
        continue
      }
      terms.append((seconds, "a transaction of \(batch.name.value)", within.span))
    }
    guard let longest = terms.max(by: { $0.seconds < $1.seconds }) else { return rule }
    let limit = max(SessionLimits.least, longest.seconds)
    rule.limit = "\(Format.duration(limit)): \(longest.words)\(limit > longest.seconds ? ", at least a second" : "")"
    rule.spans = [longest.span]
    rule.alerts = [
      .init(
        name: "LongTransaction",
        expression: "\(Prom.metric("activity", "transaction_seconds")) > \(Prom.number(limit))", lasts: "2m",
        summary: "A transaction lasts longer than \(Format.duration(limit)), \(longest.words)")
    ]
    return rule
  }

  private static func idle(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "idle in transaction", from: "pg_stat_activity.state")
    let held = subject.plan.transactions.filter { $0.hold != nil }
    guard let longest = held.max(by: { $0.seconds < $1.seconds }), let hold = longest.hold else { return rule }
    let limit = max(SessionLimits.least, SessionLimits.idleFactor * hold.value.value)
    rule.limit =
      "\(Format.duration(limit)): 10 × \(hold.value.shown) of \(longest.name.value)"
      + (limit > 10 * hold.value.value ? ", at least a second" : "")
    rule.spans = [hold.span]
    rule.alerts = [
      .init(
        name: "IdleInTransaction", expression: "\(Prom.metric("activity", "idle_seconds")) > \(Prom.number(limit))",
        lasts: "1m", summary: "A transaction has been idle for more than \(Format.duration(limit))")
    ]
    return rule
  }

  /// A deadlock is lost work where nobody tries again.
  private static func deadlocks(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "deadlocks", from: "pg_stat_database.deadlocks")
    let transactions = subject.plan.transactions
    guard !transactions.isEmpty else { return rule }
    let final = transactions.filter { ($0.retry?.value ?? 0) == 0 }
    let most = final.isEmpty ? transactions.compactMap { $0.retry?.value }.min() ?? 0 : 0
    rule.limit =
      final.isEmpty
      ? "over \(most) in an hour: each transaction tries again \(most) times or more"
      : "any: \(Format.list(final.map(\.name.value), limit: 3)) \(final.count == 1 ? "does" : "do") not try again"
    rule.spans = transactions.map { $0.retry?.span ?? $0.name.span }
    rule.alerts = [
      .init(
        name: "Deadlocks", expression: "\(Prom.increase(Prom.metric("database", "deadlocks"), "1h")) > \(most)",
        lasts: "1m", summary: "More than \(Format.counted(most, "deadlock")) in an hour")
    ]
    return rule
  }
}

extension Transaction {
  fileprivate var seconds: Double { hold?.value.value ?? 0 }
}
