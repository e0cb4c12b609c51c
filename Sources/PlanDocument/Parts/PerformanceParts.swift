import Sizing
import Checks
import CatalogComparison
import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel
import Templating

/// 5.1: indexes to build, because the plan adds them or because a foreign key or query has none.
enum IndexPlanPart: PlanPart {
  static let id = PartID.indexPlan

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    for change in subject.difference?.changes ?? [] where change.kind == .index && change.action == .add {
      guard let name = change.table, let table = subject.catalog.tables[name],
        let index = table.indexes.first(where: { $0.name == change.name })
      else { continue }
      let isEmpty = subject.rows(of: name) == 0
      let count = subject.rows(of: name, afterMonths: isEmpty ? 12 : 0)
      guard let path = subject.indexUses.paths[name]?.first(where: { $0.name == index.name && $0.path.kind == .index })
      else { continue }
      let size = count.map { IndexRationale.size(path, of: table, rows: $0, subject) }
      rows.append(
        page.row(
          "add.\(name.qualified).\(index.name)", .schema,
          from: [
            index.span.schema, size == nil ? nil : subject.volumes[name]?.rows?.span.plan,
            isEmpty ? subject.volumes[name]?.growth?.span.plan : nil,
            isEmpty ? subject.volumes[name]?.retention?.span.plan : nil,
          ] + (size == nil ? [] : IndexRationale.sizeSources(path, subject)),
          [
            "index": .code(index.name), "table": subject.link(name),
            "on": .code(path.display), "reason": "added by the plan",
            "size": size.map {
              Prose(IndexRationale.sizeText($0.bytes, isBound: $0.isBound) + (isEmpty ? " at 12 months" : ""))
            } ?? .none,
          ]))
    }
    for finding in ProposedIndexes.findings(subject) {
      guard let name = finding.table, subject.isInScope(name) else { continue }
      if let proposal = ProposedIndexes.proposal(of: finding, subject) {
        rows.append(ProposedIndexes.row(proposal, subject, &page))
        continue
      }
      let query = subject.plan.queries.first { $0.name.value == finding.object }
      rows.append(
        page.row(
          "missing.\(finding.fingerprint)", .derived,
          from: [query?.name.span.plan ?? finding.span.schema, .rule(finding.code)],
          [
            "index": "**missing**", "table": subject.link(name), "on": .code(finding.object ?? ""),
            "reason": reason(finding, subject), "size": .none,
          ]))
    }
    let facts = coverage(subject, &page)
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    return [
      "indexes": .rows(["index", "table", "on", "reason", "size"], Array(rows.prefix(15))),
      "hasIndexes": .flag(!rows.isEmpty), "more": .text("\(max(0, rows.count - 15))"),
      "hasMore": .flag(rows.count > 15),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  private static func reason(_ finding: Finding, _ subject: PlanSubject) -> Prose {
    let asked: Prose = finding.queries.isEmpty ? "" : "; asked for by \(Format.list(finding.queries, limit: 3))"
    return "\(finding.message)\(asked)"
  }

  /// How many of the queries and foreign keys have an index to enter by, and which have none.
  private static func coverage(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    let entered = subject.entries
    let served = entered.filter(\.entry.isServed)
    let bare = entered.filter { !$0.entry.isServed }.map(\.query.name.value)
    if !entered.isEmpty {
      facts.append(
        page.say(
          "queries-entering", .derived, from: served.flatMap { [$0.query.origin.plan, $0.entry.path?.span.schema] },
          "Queries that enter by an index: \(served.count) of \(entered.count)\(bare.isEmpty ? "" : "; not \(Format.list(bare))")"
        ))
    }
    for (query, entry) in entered where entry.isTooWide {
      facts.append(
        page.say(
          "too-wide.\(query.name.value)", .derived, from: [query.origin.plan, query.p95?.span.plan],
          "\(query.name.value): \(QueryPlanPart.width(entry)); \(query.p95.map { "p95 \($0.value.shown) allows for" } ?? "without a p95 at most") \(Format.count(entry.allowed)) at \(Format.decimal(QueryEntry.secondsPerRow * 1_000_000)) µs a row"
        ))
    }
    let keys = subject.scopeReferences
    let led = keys.compactMap { subject.indexUses.leading($0) }
    let open = keys.filter { subject.indexUses.leading($0) == nil }
    var unled = open.prefix(6).map { unledText($0, subject) }
    if open.count > 6 { unled.append(Prose("\(open.count - 6) more")) }
    if !keys.isEmpty {
      facts.append(
        page.say(
          "keys-led", .derived, from: led.map { $0.span.schema },
          "Foreign keys that an index leads: \(led.count) of \(keys.count)\(unled.isEmpty ? "" : "; not ")\(unled.isEmpty ? "" : Prose.joined(unled))"
        ))
    }
    return facts
  }

  /// A foreign key that no index leads, with why no finding counts where none does.
  private static func unledText(_ reference: PlanSubject.Reference, _ subject: PlanSubject) -> Prose {
    let columns = reference.key.columns.joined(separator: ", ")
    let finding = subject.findings.first {
      $0.code == "under-indexing" && $0.table == reference.table.name && $0.object == columns
    }
    let rows = subject.rows(of: reference.table.name).map { ", \(Format.count($0)) rows" } ?? ""
    let why = finding == nil ? rows : finding?.waiver == nil ? "" : ", waived"
    return "\(code: "\(reference.table.name.display) (\(columns))")\(why)"
  }
}

/// 5.2: the queries in the order in which they deserve work: by what they ask of the tables they enter.
enum QueryPlanPart: PlanPart {
  static let id = PartID.queryPlan

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let ranked = subject.plan.queries.filter { $0.busiest != nil && $0.shape != nil }
      .sorted { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) }
    let rows = ranked.prefix(8).map { query -> TemplateRecord in
      let entry = QueryEntry(query, subject)
      let entered = entry?.table ?? query.shape?.relations.first?.name
      let path = entry?.path
      return page.row(
        query.name.value, .derived,
        from: [
          query.busiest?.span.plan, query.origin.plan, path?.span.schema,
          entered.flatMap { subject.volumes[$0]?.rows?.span }.plan,
        ],
        [
          "query": Prose(query.name.value), "peak": .written(query.busiest),
          "enters": entered.map { subject.link($0) } ?? .none,
          "rows": entered.flatMap { subject.rows(of: $0) }.map { Prose(Format.count($0)) } ?? .none,
          "by": by(query, entry, subject),
        ])
    }
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let unrated = subject.plan.queries.filter { $0.busiest == nil }.map(\.name.value)
    if !unrated.isEmpty { page.ask(.rates, about: unrated) }
    let silent = subject.plan.queries.filter { $0.sql == nil }.map(\.name.value)
    if !silent.isEmpty { page.ask(.querySQL, about: silent) }
    return [
      "queries": .rows(["query", "peak", "enters", "rows", "by"], rows), "hasQueries": .flag(!rows.isEmpty),
      "missing": page.missing,
    ]
  }
}

extension QueryPlanPart {
  /// What a query enters by, and what stands in its way.
  fileprivate static func by(_ query: Query, _ entry: QueryEntry?, _ subject: PlanSubject) -> Prose {
    guard let entry else {
      guard let shape = query.shape, shape.kind == .insert else { return "through a view, not analysed" }
      return subject.indexUses.chooser.walk(shape).conflict.map { "insert, conflicts by \(code: $0.name)" } ?? "insert"
    }
    var words: Prose = "**no index leads with its columns**"
    if let path = entry.path {
      words = entry.isTenantOnly ? "\(code: path.name), \(width(entry))" : .code(path.name)
    }
    if let finding = entry.finding { words.append("; \(subject.lack(finding))") }
    return words
  }

  /// `the tenant key only, about 17.5k rows`
  static func width(_ entry: QueryEntry) -> Prose {
    "the tenant key only\(entry.rows.map { ", about \(Format.count($0)) rows" } ?? "")"
  }
}
