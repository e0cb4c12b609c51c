package import Diagnostics
package import PlanModel

/// Connections busy at the peaks that a plan declares.
///
/// Little's law: the mean number in a system is the arrival rate times the time spent in it. A declared transaction is
/// counted with its hold time, a query with its p95, which is an upper bound of its mean. What a query runs more often
/// than the transactions it is part of is counted beside them; where `per:` says that it runs several times in each
/// transaction, its runs are all within the hold time.
package struct ConnectionDemand: Sendable {
  package struct Term: Sendable {
    package var name: String
    /// Per second.
    package var rate: Double
    /// Seconds.
    package var hold: Double
    /// What the time is taken from: `hold`, `p95`.
    package var measure: String
    package var spans: [SourceSpan?]

    package var connections: Double { rate * hold }
  }

  /// The largest first.
  package let terms: [Term]
  /// Queries without a rate or p95, of which nothing is known here.
  package let uncounted: [String]
  package var total: Double { terms.reduce(0) { $0 + $1.connections } }
  /// What keeps requests from waiting: the number in use varies around its mean as a Poisson variable does, with the
  /// root of the mean as its deviation; three of them are exceeded about once in a thousand.
  package var needed: Int { Self.withHeadroom(total) }
  package var spans: [SourceSpan?] { terms.flatMap(\.spans) }

  package static func withHeadroom(_ mean: Double) -> Int { max(1, Int((mean + 3 * mean.squareRoot()).rounded(.up))) }

  package init(_ plan: Plan) {
    let queries = Dictionary(plan.queries.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    let peaks = plan.transactions.compactMap { Peak($0, queries) }
    var terms = peaks.map(\.term)
    var uncounted: [String] = []
    for query in plan.queries {
      let within = peaks.filter { $0.runs.contains(query.name.value) }
      if !within.isEmpty, Self.isRepeated(query, queries) { continue }
      guard let rate = query.busiest, let p95 = query.p95 else {
        if within.isEmpty { uncounted.append(query.name.value) }
        continue
      }
      let rest = rate.value.value - within.reduce(0) { $0 + $1.term.rate }
      guard rest > rate.value.value / 100 else { continue }
      terms.append(
        Term(
          name: query.name.value + (within.isEmpty ? "" : ", other runs"), rate: rest, hold: p95.value.value,
          measure: "p95", spans: [rate.span, p95.span] + within.flatMap(\.term.spans)))
    }
    self.terms = terms.sorted { ($1.connections, $0.name) < ($0.connections, $1.name) }
    self.uncounted = uncounted
  }

  /// Runs once for each of something that is no query of its own: several times in its transaction.
  private static func isRepeated(_ query: Query, _ queries: [String: Query]) -> Bool {
    query.per.map { queries[$0.value] == nil } ?? false
  }

  /// How often a transaction runs at its busiest: as much above its mean as the statement that runs once in each, the
  /// one of the same rate; else as the statement that rises most.
  private struct Peak {
    var term: Term
    var runs: Set<String>

    init?(_ transaction: Transaction, _ queries: [String: Query]) {
      guard let rate = transaction.rate, let hold = transaction.hold else { return nil }
      runs = Set(transaction.runs.map(\.value))
      let rising = transaction.runs.compactMap { run -> (factor: Double, isOnce: Bool, spans: [SourceSpan?])? in
        guard let query = queries[run.value], let mean = query.rate, let peak = query.peak, mean.value.value > 0 else {
          return nil
        }
        let isOnce = abs(mean.value.value - rate.value.value) <= rate.value.value / 100
        return (peak.value.value / mean.value.value, isOnce, [mean.span, peak.span])
      }
      let once = rising.filter(\.isOnce)
      let highest = (once.isEmpty ? rising : once).max { $0.factor < $1.factor }
      let isRising = (highest?.factor ?? 1) > 1
      term = Term(
        name: transaction.name.value, rate: rate.value.value * max(1, highest?.factor ?? 1), hold: hold.value.value,
        measure: "hold", spans: [rate.span, hold.span] + (isRising ? highest?.spans ?? [] : []))
    }
  }
}
