import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 4.3: which reads may be stale, and what answering them elsewhere takes off.
enum CachingPart: PlanPart {
  static let id = PartID.caching

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let reads = subject.plan.queries.filter { $0.shape?.isRead ?? true }
    let demand = ConnectionDemand(subject.plan)
    let caches = reads.compactMap { ReadCache($0, subject.plan, subject.catalog, demand: demand) }
    let kept = caches.filter { $0.verdict == .cache || $0.verdict == .little }
    let rows = kept.map { row($0, &page) }
    var facts = working(kept, &page)
    facts += fresh(caches, &page)
    facts += ReplicaFacts.sayings(subject, &page)
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let unsaid = reads.filter { $0.staleness == nil }.map(\.name.value)
    if !unsaid.isEmpty { page.ask(.staleness, about: unsaid) }
    return [
      "reads": .rows(["query", "key", "ttl", "store", "hits", "saved", "invalidated"], rows),
      "hasReads": .flag(!rows.isEmpty), "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  private static func row(_ cache: ReadCache, _ page: inout Composition) -> TemplateRecord {
    let query = cache.query
    let most = cache.keys.isLowerBound ? "at most " : ""
    let saved = cache.saved.flatMap { saved in
      cache.connectionsSaved.map { "\(Format.rate(saved)), \(Format.decimal($0)) busy" }
    }
    let isWorthIt = cache.verdict == .cache
    return page.row(
      query.name.value, .derived, from: cache.spans.map(\.plan) + [.rule("cache-hits")],
      [
        "query": Prose(query.name.value),
        "key": .codes(cache.keys.parts.map(\.name), limit: 4),
        "ttl": query.staleness.map { Prose($0.value.shown) } ?? .none,
        "store": query.cached.map { $0.store == nil ? "cached" : .written($0.store) }
          ?? (isWorthIt ? "possible" : "too little"),
        "hits": cache.hits.map { "\(most)\(Format.percent($0))" } ?? .none,
        "saved": saved.map { "\(most)\($0)" } ?? query.busiest.map { "of \($0.value.shown)" } ?? .none,
        "invalidated": cache.invalidatedBy.isEmpty
          ? .none : "\(Format.list(cache.invalidatedBy, limit: 4))\(cache.isProposed ? " (proposed)" : "")",
      ])
  }

  /// The working of the read that gains most.
  private static func working(_ caches: [ReadCache], _ page: inout Composition) -> [TemplateRecord] {
    let best = caches.filter { $0.hits != nil }.max { ($0.connectionsSaved ?? 0) < ($1.connectionsSaved ?? 0) }
    guard let best, let rate = best.rate, let keys = best.keys.count, let hits = best.hits else { return [] }
    let asked = rate / keys
    let law: Prose =
      best.isSkewed
      ? "by Zipf's law the first of \(Format.count(keys)) keys is asked for most"
      : "each of \(Format.count(keys)) keys \(Format.rate(asked)), λT = \(Format.decimal(asked * best.life)), \(Format.decimal(asked * best.life)) / (1 + \(Format.decimal(asked * best.life)))"
    return [
      page.say(
        "working", .derived, from: best.spans.map(\.plan) + [.rule("cache-hits")],
        "\(best.query.name.value): \(Format.rate(rate)) at the peak over \(Format.duration(best.life)); \(law): \(Format.percent(hits)) hit, mean of λT / (1 + λT)"
      )
    ]
  }

  private static func fresh(_ caches: [ReadCache], _ page: inout Composition) -> [TemplateRecord] {
    caches.compactMap { cache -> TemplateRecord? in
      let reason: Prose
      switch cache.verdict {
      case .cache, .little: return nil
      case .fresh: reason = "must be fresh: \(cache.query.staleness?.value.shown ?? "")"
      case .decides(let what):
        reason =
          cache.query.shape?.lockClause == nil ? "decides in \(what), which writes" : "locks what it reads (\(what))"
      }
      return page.say(
        "fresh.\(cache.query.name.value)", .derived, from: cache.spans.map(\.plan),
        "Not cached: \(cache.query.name.value) \(reason)")
    }
  }
}
