package import Diagnostics
import Foundation
package import PlanModel
package import SchemaModel

/// What a cache takes off the database for a read that may be stale.
package struct ReadCache: Sendable {
  package enum Verdict: Sendable, Hashable {
    /// Keep it there for so many seconds.
    case cache
    /// It takes off less than a hundredth of the connections in use.
    case little
    /// The plan says that it must be fresh.
    case fresh
    /// It locks the rows it reads, or a transaction that writes decides by it.
    case decides(String)
  }

  package let query: Query
  package let verdict: Verdict
  package let keys: QueryKeys
  /// Seconds.
  package let life: Double
  /// Calls in a second at the busiest.
  package let rate: Double?
  /// The share of calls that find their answer; nil when keys or rate are not known.
  package let hits: Double?
  /// Whether some keys are asked for far more often than others.
  package let isSkewed: Bool
  /// What the plan names, else what writes the tables it reads.
  package let invalidatedBy: [String]
  package let isProposed: Bool
  package let spans: [SourceSpan?]

  package var saved: Double? { rate.flatMap { rate in hits.map { rate * $0 } } }
  package var connectionsSaved: Double? { saved.flatMap { saved in query.p95.map { saved * $0.value.value } } }

  /// nil where the plan does not say how stale it may be, and for what changes rows.
  package init?(_ query: Query, _ plan: Plan, _ catalog: Catalog, demand: ConnectionDemand) {
    guard let staleness = query.staleness, query.shape?.isRead ?? true else { return nil }
    self.query = query
    life = staleness.value.value
    keys = QueryKeys(query, plan, catalog)
    rate = query.busiest?.value.value
    isSkewed = query.parameters.contains { $0.distribution.value.lowercased().hasPrefix("zipf") }
    let writers = Self.writers(query, plan)
    isProposed = query.cached?.invalidatedBy.isEmpty ?? true
    invalidatedBy = isProposed ? writers.map(\.name) : query.cached?.invalidatedBy.map(\.value) ?? []
    let deciding = plan.transactions(running: query).first(where: plan.writes)
    if life == 0 || query.shape?.lockClause != nil || deciding != nil {
      verdict =
        life == 0 && query.shape?.lockClause == nil && deciding == nil
        ? .fresh : .decides(deciding?.name.value ?? query.shape?.lockClause ?? "")
      hits = nil
      spans = [staleness.span] + (deciding?.runs.filter { $0.value == query.name.value }.map(\.span) ?? [])
      return
    }
    let hits = Self.hits(query, keys: keys.count, isSkewed: isSkewed)
    self.hits = hits
    let busy = (hits ?? 0) * (rate ?? 0) * (query.p95?.value.value ?? 0)
    verdict = hits == nil || busy >= demand.total / 100 ? .cache : .little
    let inputs: [SourceSpan?] = [staleness.span, query.busiest?.span, hits == nil ? nil : query.p95?.span]
    spans =
      inputs + (hits == nil ? [] : keys.spans + query.parameters.map(\.distribution.span))
      + (isProposed ? writers.map(\.span) : query.cached?.invalidatedBy.map(\.span) ?? [])
  }

  private static func hits(_ query: Query, keys: Double?, isSkewed: Bool) -> Double? {
    guard let rate = query.busiest, let life = query.staleness, let keys else { return nil }
    return hits(rate: rate.value.value, keys: keys, life: life.value.value, isSkewed: isSkewed)
  }

  /// Of a key that is asked for λ times a second, each miss opens a time T in which λT further calls hit: λT / (1 + λT).
  /// Over all keys it is the mean, weighted by how often each is asked for: the same for all, or by Zipf's law, where the
  /// one of rank r is asked for in proportion to 1 / r.
  package static func hits(rate: Double, keys: Double, life: Double, isSkewed: Bool) -> Double {
    func share(_ asked: Double) -> Double { asked * life / (1 + asked * life) }
    guard isSkewed, keys >= 2 else { return share(rate / keys) }
    var weight = 0.0
    var hit = 0.0
    var first = 1.0
    let harmonic = Self.harmonic(keys)
    // Ranks one by one where they differ much, then in stretches that double.
    while first <= keys {
      let last = first < 64 ? first : min(keys, first * 1.125)
      let part = first < 64 ? 1 / first : Self.harmonic(last) - Self.harmonic(first - 1)
      let count = last - first + 1
      hit += part / harmonic * share(rate * part / harmonic / count)
      weight += part / harmonic
      first = last + 1
    }
    return weight > 0 ? hit / weight : 0
  }

  /// 1 + 1/2 + ... + 1/n, by Euler and Maclaurin: ln n + γ + 1 / 2n.
  private static func harmonic(_ number: Double) -> Double {
    guard number >= 1 else { return 0 }
    return log(number) + 0.577_215_664_9 + 1 / (2 * number) - 1 / (12 * number * number)
  }

  /// What writes the tables that a query reads.
  private static func writers(_ query: Query, _ plan: Plan) -> [(name: String, span: SourceSpan?)] {
    let read = Set(query.shape?.relations.map(\.name) ?? [])
    guard !read.isEmpty else { return [] }
    let queries = plan.queries.filter { other in
      other.shape?.relations.contains { $0.isWritten && read.contains($0.name) } ?? false
    }
    let batches = plan.batches.filter { batch in
      batch.table.map { read.contains($0.value) } ?? false && batch.mode?.value.lowercased() != "read"
    }
    return queries.map { ($0.name.value, $0.name.span) } + batches.map { ($0.name.value, $0.name.span) }
  }
}
