import Diagnostics
import PlanModel

/// Connections busy at the peaks that a plan declares.
///
/// Little's law: the mean number in a system is the arrival rate times the time spent in it. Queries that run inside a
/// declared transaction are counted with it, others by their p95, which is an upper bound of their mean.
struct ConnectionDemand {
  struct Term {
    var name: String
    /// Per second.
    var rate: Double
    /// Seconds.
    var hold: Double
    var isUpperBound: Bool
    var rateSpan: SourceSpan?
    var holdSpan: SourceSpan?

    var connections: Double { rate * hold }
  }

  /// The largest first.
  let terms: [Term]
  var total: Double { terms.reduce(0) { $0 + $1.connections } }

  init(_ plan: Plan) {
    var terms: [Term] = []
    var inside: Set<String> = []
    for transaction in plan.transactions {
      guard let rate = transaction.rate, let hold = transaction.hold else { continue }
      inside.formUnion(transaction.runs.map(\.value))
      terms.append(
        Term(
          name: transaction.name.value, rate: rate.value.value * Self.peakFactor(transaction, plan),
          hold: hold.value.value, isUpperBound: false,
          rateSpan: rate.span, holdSpan: hold.span))
    }
    for query in plan.queries where !inside.contains(query.name.value) {
      guard let rate = query.busiest, let p95 = query.p95 else { continue }
      terms.append(
        Term(
          name: query.name.value, rate: rate.value.value, hold: p95.value.value, isUpperBound: true,
          rateSpan: rate.span, holdSpan: p95.span))
    }
    self.terms = terms.sorted { ($1.connections, $0.name) < ($0.connections, $1.name) }
  }

  /// How much busier a transaction gets than its mean rate: as much as the calmest of its queries does.
  private static func peakFactor(_ transaction: Transaction, _ plan: Plan) -> Double {
    let names = Set(transaction.runs.map(\.value))
    let factors = plan.queries.compactMap { query -> Double? in
      guard names.contains(query.name.value), let rate = query.rate?.value.value, rate > 0, let peak = query.peak else {
        return nil
      }
      return peak.value.value / rate
    }
    return max(1, factors.min() ?? 1)
  }
}
