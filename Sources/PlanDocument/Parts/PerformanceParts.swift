import Sizing
import Checks
import CatalogComparison
import Diagnostics
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
      let size = count.map { subject.estimator.estimate(index, of: table, rows: $0) }
      rows.append(
        page.row(
          "add.\(name.qualified).\(index.name)", .schema,
          from: [
            index.span.schema, size == nil ? nil : subject.volumes[name]?.rows?.span.plan,
            isEmpty ? subject.volumes[name]?.growth?.span.plan : nil,
            isEmpty ? subject.volumes[name]?.retention?.span.plan : nil,
          ],
          [
            "index": .code(index.name), "table": subject.link(name),
            "on": .code("(\(index.elements.map(\.display).joined(separator: ", ")))"), "reason": "added by the plan",
            "size": size.map { Prose(Format.bytes($0) + (isEmpty ? " at 12 months" : "")) } ?? .none,
          ]))
    }
    for finding in subject.findings where finding.code == "under-indexing" && finding.waiver == nil {
      guard let name = finding.table, subject.isInScope(name) else { continue }
      let query = subject.plan.queries.first { $0.name.value == finding.object }
      rows.append(
        page.row(
          "missing.\(finding.fingerprint)", .derived,
          from: [query?.name.span.plan ?? finding.span.schema, .rule(finding.code)],
          [
            "index": "**missing**", "table": subject.link(name), "on": .code(finding.object ?? ""),
            "reason": Prose(finding.message), "size": .none,
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

  /// How many of the queries and foreign keys have an index to enter by.
  private static func coverage(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    let entered = subject.plan.queries.filter { $0.shape.map { $0.kind != .insert && !$0.relations.isEmpty } ?? false }
    let served = entered.compactMap { query in
      query.shape.flatMap { subject.indexUses.entry(of: $0)?.path.map { (query, $0) } }
    }
    if !entered.isEmpty {
      facts.append(
        page.say(
          "queries-entering", .derived, from: served.flatMap { [$0.0.origin.plan, $0.1.span.schema] },
          "Queries that enter by an index: \(served.count) of \(entered.count)"))
    }
    let keys = subject.scope.flatMap { table in table.foreignKeys.map { PlanSubject.Reference(table: table, key: $0) } }
    let led = keys.compactMap { subject.indexUses.leading($0) }
    if !keys.isEmpty {
      facts.append(
        page.say(
          "keys-led", .derived, from: led.map { $0.span.schema },
          "Foreign keys that an index leads: \(led.count) of \(keys.count)"))
    }
    return facts
  }
}

/// 5.2: the queries in the order in which they deserve work: by what they ask of the tables they enter.
enum QueryPlanPart: PlanPart {
  static let id = PartID.queryPlan

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let ranked = subject.plan.queries.filter { $0.busiest != nil && $0.shape != nil }
      .sorted { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) }
    let rows = ranked.prefix(8).map { query -> TemplateRecord in
      let entry = query.shape.flatMap { subject.indexUses.entry(of: $0) }
      let entered = entry?.table
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
          "by": path.map { .code($0.name) }
            ?? (query.shape?.kind == .insert ? "insert" : "**no index leads with its columns**"),
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
