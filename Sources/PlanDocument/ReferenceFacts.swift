import Sizing
package import Checks
import Diagnostics
package import MarkdownWriting
import PlanModel
package import SchemaModel

/// What reference pages tell of a schema: the facts a report holds, in words and numbers without markup.
package struct ReferenceFacts: Sendable {
  /// A way into the rows of a table.
  package struct Index: Sendable {
    package var name: String
    /// `primary key`, `unique constraint`, `exclusion constraint`, `unique index`, `index`.
    package var kind: String
    /// `(a, b) WHERE c`.
    package var definition: String
    /// What justifies it.
    package var serves: MarkdownPhrase
    /// At today's rows, when those are stated.
    package var size: String?
  }

  /// A foreign key together with the table that carries it.
  package struct Referrer: Sendable {
    package var table: Table
    package var key: ForeignKey
  }

  private let report: PlanReport
  var subject: PlanSubject { report.subject }
  /// The open questions that name a table, each with its place in the plan's document.
  let questionsByTable: [String: [(text: String, id: String)]]

  package init(_ report: PlanReport) {
    self.report = report
    var questions: [String: [(text: String, id: String)]] = [:]
    for question in report.questions {
      for name in question.subjects { questions[name, default: []].append((question.text, "q-\(question.id)")) }
    }
    questionsByTable = questions
  }

  package var catalog: Catalog { subject.catalog }

  // MARK: The whole

  /// How many tables the plan tells of.
  package var scopeCount: Int { subject.scope.count }

  /// The tables that have a sheet in the plan, with its file name.
  package var sheets: [(table: Table, file: String)] {
    subject.scope.compactMap { table in subject.addresses.sheet(of: table.name).map { (table, $0) } }
  }

  /// Whether a person may read the plan as ready, in a sentence.
  package var verdict: String { FirstScreen(report).verdict }

  /// Findings that count, the worst first, those of one weight in their order.
  package var findings: [Finding] {
    let active = report.activeFindings
    return Severity.allCases.reversed().flatMap { severity in active.filter { $0.severity == severity } }
  }

  package var waivedFindings: [Finding] { subject.findings.filter { $0.waiver != nil } }

  /// Bytes now and in three years of the tables whose rows are stated, with their number; nil when none are.
  package var size: (now: String, later: String, stated: Int)? {
    let stated = subject.mainTables.filter { subject.rows(of: $0.name) != nil }
    guard !stated.isEmpty else { return nil }
    let now = stated.reduce(0) { $0 + (subject.size(of: $1)?.total ?? 0) }
    let later = stated.reduce(0) { $0 + (subject.size(of: $1, afterMonths: 36)?.total ?? 0) }
    return (Format.bytes(now), Format.bytes(later), stated.count)
  }

  /// The table that is the largest today.
  package var largest: Table? {
    subject.mainTables.filter { subject.rows(of: $0.name) != nil }
      .max { (subject.size(of: $0)?.total ?? 0) < (subject.size(of: $1)?.total ?? 0) }
  }

  // MARK: Tables

  /// What a table is for: the plan's words, else its comment.
  package func purpose(of table: Table) -> String? { subject.purpose(of: table)?.value }

  package func purpose(of column: Column, in table: ObjectName) -> String? {
    subject.columnDescriptions[ColumnReference(table, column.name)]?.value ?? column.comment
  }

  package func rows(of table: ObjectName) -> String? { subject.rows(of: table).map(Format.count) }

  package func size(of table: Table) -> String? { subject.size(of: table).map { Format.bytes($0.total) } }

  /// Rows and bytes in three years.
  package func later(_ table: Table) -> (rows: String, size: String)? {
    guard let rows = subject.rows(of: table.name, afterMonths: 36), let size = subject.size(of: table, afterMonths: 36)
    else { return nil }
    return (Format.count(rows), Format.bytes(size.total))
  }

  /// The library that owns the table.
  package func owner(of table: ObjectName) -> String? { subject.externalOwner(of: table)?.owner }

  package func indexes(of table: Table) -> [Index] {
    IndexRationale.entries(of: [table], subject).map { entry in
      Index(
        name: entry.path.name, kind: entry.path.kind, definition: entry.path.display,
        serves: IndexRationale.serves(entry, subject).phrase, size: entry.size.map(Format.bytes))
    }
  }

  /// The foreign keys that point at a table, but not those of partitions, which repeat their parent's.
  package func referrers(to table: ObjectName) -> [Referrer] {
    (subject.references[table] ?? []).filter { $0.table.partitionOf == nil }
      .map { Referrer(table: $0.table, key: $0.key) }
  }

  package func partitions(of table: ObjectName) -> [Table] { subject.partitions[table] ?? [] }

  /// The declared queries that read or write it, each with its busiest rate.
  package func queries(of table: ObjectName) -> [(name: String, rate: String?)] {
    (subject.queriesByTable[table] ?? []).map { ($0.name.value, $0.busiest?.value.shown) }
  }

  /// The findings on a table that count.
  package func findings(on table: ObjectName) -> [Finding] { subject.findingsByTable[table] ?? [] }

  /// The file of the table's sheet in the plan, without its ending.
  package func sheet(of table: ObjectName) -> String? { subject.addresses.sheet(of: table) }
}
