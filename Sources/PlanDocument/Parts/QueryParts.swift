import AccessControl
import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 4.1: what each query reads, filters, joins and sorts by.
enum QueriesPart: PlanPart {
  static let id = PartID.queries

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    for query in subject.plan.queries {
      guard let shape = query.shape else { continue }
      rows.append(
        page.row(
          query.name.value, .derived, from: [query.origin.plan, query.role?.span.plan],
          [
            "query": Prose(query.name.value), "kind": Prose(shape.kind.rawValue),
            "tables": .codes(unique(shape.relations.map(\.name.display)), limit: 4),
            "filters": filters(shape), "sort": sort(shape), "role": .written(query.role),
          ]))
    }
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let silent = subject.plan.queries.filter { $0.sql == nil }.map(\.name.value)
    if !silent.isEmpty { page.ask(.querySQL, about: silent) }
    return [
      "queries": .rows(["query", "kind", "tables", "filters", "sort", "role"], rows),
      "hasQueries": .flag(!rows.isEmpty),
      "balance": .sayings(balance(subject, &page)), "missing": page.missing,
    ]
  }

  private static func balance(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let rated = subject.plan.queries.filter { $0.shape != nil && $0.rate != nil }
    let reads = rated.filter { $0.shape?.isRead == true }.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    let writes = rated.filter { $0.shape?.isRead == false }.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    guard reads + writes > 0 else { return [] }
    return [
      page.say(
        "balance", .derived, from: rated.map { $0.rate?.span.plan },
        "Reads \(Format.rate(reads)), writes \(Format.rate(writes)): \(Format.percent(reads / (reads + writes))) reads")
    ]
  }

  private static func filters(_ shape: QueryShape) -> Prose {
    let isUnread = shape.relations.contains { $0.view == nil } && shape.conditions.isEmpty
    guard !shape.conditions.isEmpty, !isUnread else { return .none }
    let shown = shape.conditions.count > 4 ? 3 : 4
    let rest = shape.conditions.count - shown
    return .joined(
      shape.conditions.prefix(shown).map { .code(shortened($0, to: 80)) } + (rest > 0 ? ["\(rest) more"] : []))
  }

  private static func sort(_ shape: QueryShape) -> Prose {
    let keys = shape.sort.map { ($0.column?.column ?? "expression") + ($0.isDescending ? " DESC" : "") }
    let limit = shape.limit.map { " limit \($0)" } ?? (shape.hasLimit ? " limit" : "")
    return keys.isEmpty ? (limit.isEmpty ? .none : Prose(limit)) : "\(codes: keys)\(limit)"
  }
}

/// 4.2: what the checks found in the queries, with the rewrite where one is known.
enum OptimizationPart: PlanPart {
  static let id = PartID.optimization
  private static let codes: Set<String> = [
    "unbounded-query", "offset-paging", "leading-wildcard", "select-star", "n-plus-one", "under-indexing",
    "better-index",
    "function-on-column", "implicit-cast", "not-in-subquery", "or-across-columns", "large-count",
    "missing-tenant-predicate", "write-skew", "lock-order",
  ]

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let names = Dictionary(subject.plan.queries.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    let findings = subject.findings.filter {
      codes.contains($0.code) && $0.waiver == nil && !Self.queries($0, names).isEmpty
    }
    let rows = findings.map { finding in
      let about = Self.queries(finding, names)
      return page.row(
        ProposedIndexes.codes.contains(finding.code) ? finding.fingerprint : "\(finding.code).\(finding.object ?? "")",
        .derived,
        from: about.map { names[$0]?.origin.plan } + [.rule(finding.code)]
          + (ProposedIndexes.proposal(of: finding, subject).map { ProposedIndexes.sources($0, subject) } ?? [])
          + (finding.code == "n-plus-one" ? about.flatMap { ratio(names[$0], subject).rates } : []),
        [
          "query": Prose(Format.list(about)),
          "finding": Self.found(finding, subject),
          "code": .code(finding.code),
          "fix": finding.hint(whole: finding.table.flatMap(subject.addresses.findings)),
        ])
    }
    let wide = subject.entries.filter { $0.entry.isTooWide }
    let touched = Set(findings.flatMap { Self.queries($0, names) } + wide.map(\.query.name.value))
    let clean = subject.plan.queries.filter { $0.shape != nil && !touched.contains($0.name.value) }
    var facts = wide.map { query, entry in
      page.say(
        "tenant-only.\(query.name.value)", .derived,
        from: [query.origin.plan, entry.path?.span.schema, subject.plan.tenancy?.key?.span.plan],
        "\(query.name.value): \(QueryPlanPart.width(entry)) of \(subject.link(entry.table))")
    }
    facts += supplied(subject, &page)
    facts += QueryCalls.sayings(subject, &page)
    if !clean.isEmpty {
      facts.append(
        page.say(
          "clean", .derived, from: clean.map { $0.origin.plan },
          "Nothing found in: \(Format.list(clean.map(\.name.value), limit: 20))"))
    }
    for query in subject.plan.queries {
      guard let per = query.per, let rate = query.busiest else { continue }
      let ratio = ratio(query, subject)
      facts.append(
        page.say(
          "per.\(query.name.value)", .plan, from: [per.span.plan, rate.span.plan] + ratio.rates,
          "\(query.name.value): \(ratio.text ?? "once per \(per.value)"), \(rate.value.shown)"))
    }
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let silent = subject.plan.queries.filter { $0.sql == nil }.map(\.name.value)
    if !silent.isEmpty { page.ask(.querySQL, about: silent) }
    return [
      "findings": .rows(["query", "finding", "code", "fix"], rows), "hasFindings": .flag(!rows.isEmpty),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// Which queries name no tenant themselves: what the policy adds is all that keeps them to one.
  private static func supplied(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let key = subject.plan.tenancy?.key else { return [] }
    let policies = PolicyScope(catalog: subject.catalog, plan: subject.plan)
    let queries = subject.plan.queries.filter { query in
      let reach = TenantReach(of: query, plan: subject.plan, catalog: subject.catalog, policies: policies)
      return reach.map { $0.open.isEmpty && !$0.supplied.isEmpty } ?? false
    }
    guard !queries.isEmpty else { return [] }
    let names = Format.list(queries.map(\.name.value), limit: 20)
    return [
      page.say(
        "tenant-supplied", .derived, from: queries.map { $0.origin.plan } + [key.span.plan],
        "Without a condition on \(code: key.value) of their own, kept to one tenant by the policy alone: \(names)")
    ]
  }

  /// `24 times per run of "course listing"`, by the declared rates.
  private static func ratio(_ query: Query?, _ subject: PlanSubject) -> (text: String?, rates: [Source?]) {
    guard let query, let parent = QueryParent(of: query, in: subject.plan), let runs = parent.runs(of: query), runs >= 2
    else { return (nil, []) }
    return (
      "\(Format.decimal(runs)) times per run of \(parent.name)", [query.rate?.span.plan, parent.rate.span.plan]
    )
  }

  /// The declared queries that a finding is about.
  private static func queries(_ finding: Finding, _ names: [String: Query]) -> [String] {
    finding.queries.isEmpty ? [finding.object].compactMap(\.self).filter { names[$0] != nil } : finding.queries
  }

  /// The message without the query's name, which stands beside it.
  private static func found(_ finding: Finding, _ subject: PlanSubject) -> Prose {
    if finding.code == "under-indexing" { return subject.lack(finding) }
    guard finding.code == "better-index", let proposal = ProposedIndexes.proposal(of: finding, subject) else {
      return Prose(short(finding))
    }
    let name = finding.queries.first { finding.message.hasPrefix("query \"\($0)\" ") }
    let words = name.map { finding.message.dropFirst("query \"\($0)\" ".count) } ?? finding.message[...]
    return "\(String(words)): \(ProposedIndexes.gains(proposal))"
  }

  private static func short(_ finding: Finding) -> String {
    let name = "query \"\(finding.object ?? "")\" "
    return finding.message.hasPrefix(name) ? String(finding.message.dropFirst(name.count)) : finding.message
  }
}
