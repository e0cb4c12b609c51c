import Sizing
import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel
import Templating

/// Every way into the rows of a table, with what justifies it.
enum IndexRationale {
  struct Entry {
    var path: IndexUses.AccessPath
    var justification: IndexUses.Justification
    /// Bytes at today's rows, when they are stated, and of a partial index the share it holds.
    var size: Double?
    /// Bytes of a partial index if it held every row, where its share is not declared.
    var mostSize: Double?
    /// How often the database entered it.
    var usage: (scans: Int, text: String, source: Source)?
    /// The sum of the peaks of the queries it serves.
    var peak: Double
  }

  static let fields = ["index", "table", "on", "serves", "size"]

  static func entries(of tables: [Table], _ subject: PlanSubject) -> [Entry] {
    let peaks = Dictionary(
      subject.plan.queries.map { ($0.name.value, $0.busiest?.value.value ?? 0) },
      uniquingKeysWith: { first, _ in first })
    return tables.flatMap { table in
      (subject.indexUses.paths[table.name] ?? []).map { path in
        let justification = subject.indexUses.justification(of: path)
        let size = subject.rows(of: table.name).map { Self.size(path, of: table, rows: $0, subject) }
        return Entry(
          path: path, justification: justification, size: size?.isBound == false ? size?.bytes : nil,
          mostSize: size?.isBound == true ? size?.bytes : nil,
          usage: subject.figures.usage(of: path.name, on: table.name),
          peak: justification.queries.reduce(0) { $0 + (peaks[$1] ?? 0) })
      }
    }
  }

  /// Bytes at a number of rows of the table; a bound when nothing says which share of them a partial index holds.
  static func size(
    _ path: IndexUses.AccessPath, of table: Table, rows: Double, _ subject: PlanSubject
  ) -> (bytes: Double, isBound: Bool) {
    let index = index(path, of: table)
    let share = path.predicate.map { subject.indexUses.chooser.facts.share(of: $0, in: table) } ?? 1
    return (subject.estimator.estimate(index, of: table, rows: rows, share: share ?? 1), share == nil)
  }

  /// The index as it is declared; of one behind a key or a path that the schema does not declare, what is known.
  private static func index(_ path: IndexUses.AccessPath, of table: Table) -> Index {
    if let declared = SizeEstimator.indexes(of: table).first(where: { $0.name == path.name }) { return declared }
    var index = Index(path.name, elements: path.elements)
    index.includes = path.includes
    index.method = path.method
    index.isUnique = path.isUnique
    return index
  }

  /// Where the plan states what its size comes from, rows aside.
  static func sizeSources(_ path: IndexUses.AccessPath, _ subject: PlanSubject) -> [Source?] {
    guard let table = subject.catalog.tables[path.table] else { return [] }
    return subject.estimator.sources(of: index(path, of: table), of: table).map { Optional($0).plan }
  }

  /// `3.4 MiB`, `at most 20 MiB`
  static func sizeText(_ bytes: Double, isBound: Bool) -> String {
    (isBound ? "at most " : "") + Format.bytes(bytes)
  }

  static func row(_ entry: Entry, _ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let queries = subject.plan.queries.filter { entry.justification.queries.contains($0.name.value) }
    return page.row(
      "\(entry.path.table.qualified).\(entry.path.name)", .derived,
      from: [entry.path.span.schema] + queries.map { $0.origin.plan }
        + (entry.size == nil && entry.mostSize == nil ? [] : [subject.volumes[entry.path.table]?.rows?.span.plan])
        + [entry.usage?.source]
        + (entry.size == nil && entry.mostSize == nil ? [] : sizeSources(entry.path, subject)),
      [
        "index": .code(entry.path.name), "table": subject.link(entry.path.table), "on": .code(entry.path.display),
        "serves": serves(entry, subject),
        "size": (entry.size ?? entry.mostSize).map { Prose(sizeText($0, isBound: entry.size == nil)) } ?? .none,
      ])
  }

  /// What justifies it, in words; one that nothing justifies is said to serve none of the declared queries.
  static func serves(_ entry: Entry, _ subject: PlanSubject) -> Prose {
    let reason = reason(of: entry, subject)
    return entry.usage.map { .joined([reason, Prose($0.text)], separator: "; ") } ?? reason
  }

  private static func reason(of entry: Entry, _ subject: PlanSubject) -> Prose {
    if subject.indexUses.isToBeDropped(entry.path) { return "to be dropped, see Findings" }
    var reasons: [Prose] = []
    if let constraint = entry.justification.constraint { reasons.append(Prose(constraint)) }
    if !entry.justification.queries.isEmpty {
      reasons.append(Prose(Format.list(entry.justification.queries, limit: 3)))
    }
    if !entry.justification.foreignKeys.isEmpty {
      reasons.append("foreign key \(Prose.codes(entry.justification.foreignKeys, limit: 2))")
    }
    if reasons.isEmpty {
      return subject.plan.queries.isEmpty
        ? "no query is declared" : Prose("none of the \(subject.plan.queries.count) declared queries")
    }
    return .joined(reasons, separator: "; ")
  }
}
