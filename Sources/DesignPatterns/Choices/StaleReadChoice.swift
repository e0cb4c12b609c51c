import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel
import Sizing

/// Where a hot read that may be stale is answered.
enum StaleReadChoice {
  private static let hot = 50.0
  /// From here on a cache answers more than it forwards.
  private static let leastHits = 0.5

  static func choices(in subject: PatternSubject) -> [DesignChoice] {
    subject.plan.queries.compactMap { query in
      guard let shape = query.shape, shape.isRead, shape.lockClause == nil, let staleness = query.staleness,
        staleness.value.value > 0, query.cached == nil, let rate = query.busiest, rate.value.value >= hot,
        let entry = subject.chooser.walk(shape).entry, subject.tables.contains(where: { $0.name == entry.table }),
        let table = subject.catalog.tables[entry.table], let keys = keys(shape, table, subject)
      else { return nil }
      // Of a skewed key nothing says how often the hottest values come.
      guard !query.parameters.contains(where: { $0.name == keys.column && $0.distribution.value == "zipf" }) else {
        return nil
      }
      return choice(query, staleness, rate, table, keys, entry.fit?.rows, subject)
    }
  }

  /// How many different answers there are: the values of the column that has most.
  private static func keys(
    _ shape: QueryShape, _ table: Table, _ subject: PatternSubject
  ) -> (column: String, count: Double, source: [SourceSpan?])? {
    let equal = TableFilter(shape, on: table.name).equal
    let known = subject.estimator.columns(of: table).filter { equal.contains($0.name) }.compactMap { column in
      column.distinct.map { (column.name, $0) }
    }
    guard let most = known.max(by: { $0.1 < $1.1 }), most.1 >= 1 else { return nil }
    let parent = table.foreignKeys.first { $0.columns.contains(most.0) }?.target
    return (
      most.0, most.1,
      [
        subject.statistics[ColumnReference(table.name, most.0)]?.distinct?.span,
        parent.flatMap { subject.volumes[$0]?.rows?.span },
      ]
    )
  }

  private static func choice(
    _ query: Query, _ staleness: Located<Duration>, _ rate: Located<Rate>, _ table: Table,
    _ keys: (column: String, count: Double, source: [SourceSpan?]), _ rows: Double?, _ subject: PatternSubject
  ) -> DesignChoice {
    let asked = rate.value.value / keys.count * staleness.value.value
    let hits = asked / (1 + asked)
    let store = subject.plan.deployment?.cache
    let replicas = subject.plan.deployment?.replicas
    let spans = [rate.span, staleness.span] + keys.source
    let load: Claim = rows.map { "\(rows: $0 * rate.value.value) rows a second" } ?? "\(written: rate.value.written)"
    var ways = [
      DesignChoice.Way(
        name: "as it is", level: .simplest,
        pro: Claim("never stale, though \(written: staleness.value.written) are allowed").from([staleness.span]),
        con: Claim("all of \(written: rate.value.written) reach \(table: table.name)").from([rate.span]),
        performance: Claim("\(load)").from([rate.span, query.sql?.span] + entrySources(table, subject)),
        migration: Claim("none of \(query.name.value)").from([query.sql?.span]),
        maintenance: Claim("grows with \(written: rate.value.written)").from([rate.span]),
        marks: ["as is", "as it is", "each page"]),
      DesignChoice.Way(
        name: "cache\(store.map { " in \($0.value)" } ?? "")", level: .balanced,
        pro: Claim("\(rate: rate.value.value * hits) answered there, \(share: hits)").from(spans),
        con: Claim(
          "\(rows: keys.count) values of \(code: keys.column), each asked \(number: asked) times in \(written: staleness.value.written)"
        ).from(spans),
        performance: Claim("\(rate: rate.value.value * (1 - hits)) still reach \(table: table.name)").from(spans),
        migration: Claim("a key of \(code: keys.column) with \(written: staleness.value.written) to live").from([
          staleness.span, store?.span,
        ]),
        maintenance: Claim(
          "writers of \(table: table.name) forget it, or readers wait \(written: staleness.value.written)"
        ).from([staleness.span]), marks: ["cache"]),
    ]
    if let replicas, replicas.value > 0 {
      ways.append(
        DesignChoice.Way(
          name: "read from a replica", level: .robust,
          pro: Claim("\(written: rate.value.written) leave the primary").from([rate.span, replicas.span]),
          con: Claim("a lag of more than \(written: staleness.value.written) must send it back").from([staleness.span]),
          performance: Claim("\(rate: rate.value.value / Double(replicas.value)) on each of \(replicas.value)").from([
            rate.span, replicas.span,
          ]),
          migration: Claim("a second connection for \(query.name.value)").from([query.sql?.span]),
          maintenance: Claim("replay lag watched against \(written: staleness.value.written)").from([staleness.span]),
          marks: ["replica"]))
    }
    let isCached = hits >= leastHits
    let best = isCached ? 1 : ways.count > 2 ? 2 : 0
    let reason: Claim =
      isCached
      ? "a cache answers \(share: hits) at the peak, \(rows: keys.count) values being asked alike"
      : "a cache would answer \(share: hits): \(rows: keys.count) values share \(written: rate.value.written) alike"
    return DesignChoice(
      .staleRead, on: [table.name], query.name.value,
      question: Claim(
        "Where is \(query.name.value) answered, \(written: rate.value.written), at most \(written: staleness.value.written) old?"
      ).from([rate.span, staleness.span]),
      ways: ways, recommended: best, because: reason.from(spans))
  }

  private static func entrySources(_ table: Table, _ subject: PatternSubject) -> [SourceSpan?] {
    let volume = subject.volumes[table.name]
    return [volume?.rows?.span] + (volume?.per.map(\.span) ?? [])
  }
}
