package import Diagnostics
package import PlanModel

/// Which reads of a plan a replica may answer.
package struct ReplicaReads: Sendable {
  package enum Refusal: Sendable, Hashable {
    /// The plan says that it must be fresh.
    case fresh
    /// FOR UPDATE and its kin: a replica takes no row locks.
    case locks
    /// A transaction that writes decides by it.
    case decides(String)
    /// Nothing says how stale it may be.
    case unsaid
  }

  package struct Read: Sendable {
    package var query: Query
    package var refusal: Refusal?
    /// Connections busy at the peak, by Little's law.
    package var connections: Double
  }

  package let reads: [Read]
  package var allowed: [Read] { reads.filter { $0.refusal == nil } }
  package var connections: Double { allowed.reduce(0) { $0 + $1.connections } }
  /// The read that bears least lag.
  package var strictest: Query? {
    allowed.map(\.query).min { ($0.staleness?.value.value ?? 0) < ($1.staleness?.value.value ?? 0) }
  }
  package var spans: [SourceSpan?] {
    allowed.flatMap { [$0.query.staleness?.span, $0.query.busiest?.span, $0.query.p95?.span] }
  }

  package init(_ plan: Plan) {
    reads = plan.queries.filter { $0.shape?.isRead ?? false }.map { query in
      let hold = (query.busiest?.value.value ?? 0) * (query.p95?.value.value ?? 0)
      return Read(query: query, refusal: Self.refusal(of: query, plan), connections: hold)
    }
  }

  private static func refusal(of query: Query, _ plan: Plan) -> Refusal? {
    if query.shape?.lockClause != nil { return .locks }
    if let transaction = plan.transactions(running: query).first(where: plan.writes) {
      return .decides(transaction.name.value)
    }
    guard let staleness = query.staleness else { return .unsaid }
    return staleness.value.value > 0 ? nil : .fresh
  }
}
