import Sizing
import Diagnostics
import MarkdownWriting
import PlanModel
import SchemaModel
import Templating

/// 1.1: the team's own words, then what the schema shows about its shape.
enum DomainPart: PlanPart {
  static let id = PartID.domain

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var prose = TemplateValue.markup("")
    if let domain = subject.plan.domain {
      let said = page.say("prose", .plan, from: [domain.span.plan], Prose(domain.value))
      prose = .markup(MarkdownProse.embedded(domain.value))
      _ = said
    } else {
      page.ask(.domain)
    }
    let shape = subject.shape
    var facts: [TemplateRecord] = []
    for group in subject.plan.groups {
      let tables = group.tables.filter(subject.isInScope)
      guard !tables.isEmpty else { continue }
      facts.append(
        page.say(
          "group.\(group.name.value)", .plan, from: [group.name.span.plan],
          "\(group.name.value): \(codes: tables.map(\.display))"))
    }
    for hub in shape.hubs.filter({ subject.isInScope($0.table.name) }).prefix(3) {
      facts.append(
        page.say(
          "hub.\(hub.table.name.qualified)", .derived, from: [hub.table.span.schema],
          "Hub \(subject.link(hub.table.name)): \(hub.children) tables point at it"))
    }
    let joins = shape.joinTables.filter { subject.isInScope($0.name) }
    if !joins.isEmpty {
      facts.append(
        page.say(
          "joins", .derived, from: joins.map { $0.span.schema }, "Join tables: \(codes: joins.map(\.name.display))"))
    }
    let external = subject.plan.external.filter { subject.isInScope($0.table.value) }
    for owner in unique(external.map(\.owner)) {
      let owned = external.filter { $0.owner == owner }
      facts.append(
        page.say(
          "external.\(owner)", .plan, from: owned.map { $0.table.span.plan },
          "Owned by \(owner), read and never changed: \(codes: owned.map(\.table.value.display))"))
    }
    return ["prose": prose, "facts": .sayings(facts), "missing": page.missing]
  }
}

/// 1.2: rows and estimated bytes of each table the plan has volumes for, the largest first.
enum VolumePart: PlanPart {
  static let id = PartID.volume

  private struct Entry {
    var isNew: Bool
    var size: Double
    var later: Double
    var log: Double
    var row: TemplateRecord
  }

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var entries: [Entry] = []
    var unknown: [String] = []
    var still: [String] = []
    for table in subject.difference == nil ? subject.mainTables : subject.scope {
      guard let volume = subject.volumes[table.name], let now = subject.rows(of: table.name) else {
        if subject.isInScope(table.name) { unknown.append(table.name.display) }
        continue
      }
      if volume.growth == nil, subject.isInScope(table.name) { still.append(table.name.display) }
      entries.append(entry(table, volume, now, subject, &page))
    }
    if !unknown.isEmpty { page.ask(.volumes, about: unknown) }
    if !still.isEmpty { page.ask(.growth, about: still) }
    let unkept = RetentionFacts.unkept(subject)
    if !unkept.isEmpty { page.ask(.retentionJob, about: unkept) }
    let backup = subject.difference == nil ? BackupFacts.facts(subject, &page) : []
    entries.sort { $0.isNew != $1.isNew ? $0.isNew : $0.size > $1.size }
    return [
      "tables": .rows(
        ["table", "now", "year", "threeYears", "size", "sizeThreeYears", "chart", "log", "basis"],
        entries.prefix(15).map { charted($0, against: entries) }),
      "hasTables": .flag(!entries.isEmpty), "more": .text(entries.count > 15 ? "\(entries.count - 15)" : ""),
      "hasMore": .flag(entries.count > 15), "count": .text(Format.counted(entries.count, "table")),
      "total": .text(Format.bytes(entries.reduce(0) { $0 + $1.size })),
      "totalThreeYears": .text(Format.bytes(entries.reduce(0) { $0 + $1.later })),
      "hasLog": .flag(entries.contains { $0.log > 0 }), "log": .text(Format.bytes(entries.reduce(0) { $0 + $1.log })),
      "facts": .sayings(backup),
      "missing": page.missing,
    ]
  }

  /// A row with its bar: today's bytes dark, what comes in 36 months light, all tables at one scale.
  private static func charted(_ entry: Entry, against entries: [Entry]) -> TemplateRecord {
    let most = entries.reduce(1) { max($0, $1.size, $1.later) }
    let width = 12.0
    let now = Int((entry.size / most * width).rounded())
    let all = max(now, Int((entry.later / most * width).rounded(.up)))
    var row = entry.row
    row["chart"] = .text(String(repeating: "█", count: now) + String(repeating: "░", count: all - now))
    return row
  }

  private static func entry(
    _ table: Table, _ volume: Volume, _ now: Double, _ subject: PlanSubject, _ page: inout Composition
  ) -> Entry {
    let later = subject.rows(of: table.name, afterMonths: RetentionFacts.horizon) ?? now
    let size = subject.estimator.estimate(table, rows: now).total
    let grown = subject.estimator.estimate(table, rows: later).total
    let writes = subject.estimator.writes(of: table, volume, queries: subject.queriesByTable[table.name] ?? [])
    let retention = RetentionFacts.basis(of: volume, subject)
    let room = subject.figures.room(of: table.name)
    let row = page.row(
      table.name.qualified, volume.basis?.value == .measured ? .derived : .assumed,
      from: [
        (volume.rows?.span ?? volume.table.span).plan, volume.growth?.span.plan, volume.width?.span.plan,
        volume.updates?.span.plan, .rule("size-estimate"), room?.source,
      ] + (retention?.sources ?? []) + subject.estimator.sources(of: table).map { Optional($0).plan },
      [
        "table": subject.link(table.name), "now": Prose(Format.count(now)),
        "year": Prose(Format.count(subject.rows(of: table.name, afterMonths: 12) ?? now)),
        "threeYears": Prose(Format.count(later)), "size": Prose(Format.bytes(size)),
        "sizeThreeYears": Prose(Format.bytes(grown)),
        "log": writes.map { Prose(Format.bytes($0.logBytes)) } ?? .none,
        "basis": Prose(basis(volume, retention: retention?.text, room: room?.text)),
      ])
    return Entry(isNew: subject.isNew(table.name), size: size, later: grown, log: writes?.logBytes ?? 0, row: row)
  }

  private static func basis(_ volume: Volume, retention: String?, room: String?) -> String {
    let isCounted = volume.rows?.span?.hasLine == false
    let word = isCounted ? "counted by the database" : volume.basis?.value.rawValue ?? "assumed"
    let parts = [
      volume.checked.map { "\(word) \($0.value)" } ?? word,
      volume.width.map { "rows of \(Format.decimal($0.value.value)) B stated" }, retention, room,
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }
}

/// 1.3: what each query must keep up with.
enum PerformancePart: PlanPart {
  static let id = PartID.performance

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    for query in subject.plan.queries.sorted(by: { ($0.busiest?.value.value ?? 0) > ($1.busiest?.value.value ?? 0) })
    where query.p95 != nil || query.p99 != nil || query.rate != nil || query.peak != nil {
      rows.append(
        page.row(
          query.name.value, .plan,
          from: [query.rate?.span, query.peak?.span, query.p95?.span, query.p99?.span, query.availability?.span].map(
            \.plan),
          [
            "query": Prose(query.name.value), "rate": Prose.written(query.rate), "peak": Prose.written(query.peak),
            "p95": Prose.written(query.p95), "p99": Prose.written(query.p99),
            "availability": Prose.written(query.availability),
          ]))
    }
    if subject.plan.queries.isEmpty { page.ask(.queries) }
    let slow = subject.plan.queries.filter { $0.p95 == nil && $0.p99 == nil }.map(\.name.value)
    if !slow.isEmpty { page.ask(.serviceLevels, about: slow) }
    let unrated = subject.plan.queries.filter { $0.rate == nil && $0.peak == nil }.map(\.name.value)
    if !unrated.isEmpty { page.ask(.rates, about: unrated) }
    return [
      "queries": .rows(["query", "rate", "peak", "p95", "p99", "availability"], rows),
      "hasQueries": .flag(!rows.isEmpty), "missing": page.missing,
    ]
  }
}

/// 1.4: what happens together, under which isolation, and what it writes.
enum ConsistencyPart: PlanPart {
  static let id = PartID.consistency

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let queries = Dictionary(subject.plan.queries.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [TemplateRecord] = []
    for transaction in subject.plan.transactions {
      let written = transaction.runs.flatMap { queries[$0.value]?.shape?.relations.filter(\.isWritten) ?? [] }
      rows.append(
        page.row(
          transaction.name.value, .plan,
          from: [
            (transaction.isolation?.span ?? transaction.name.span).plan, transaction.retry?.span.plan,
            transaction.hold?.span.plan,
          ],
          [
            "transaction": Prose(transaction.name.value),
            "runs": .joined(transaction.runs.map { Prose($0.value) }),
            "writes": .codes(unique(written.map(\.name.display))),
            "isolation": .written(transaction.isolation), "guard": .written(transaction.guardClause),
            "retry": transaction.retry.map { Prose("\($0.value)") } ?? .none, "hold": .written(transaction.hold),
            "because": .written(transaction.because),
          ]))
    }
    if subject.plan.transactions.isEmpty { page.ask(.transactions) }
    let open = subject.plan.transactions.filter { $0.isolation == nil }.map(\.name.value)
    if !open.isEmpty { page.ask(.isolation, about: open) }
    return [
      "transactions": .rows(
        ["transaction", "runs", "writes", "isolation", "guard", "retry", "hold", "because"], rows),
      "hasTransactions": .flag(!rows.isEmpty), "missing": page.missing,
    ]
  }
}
