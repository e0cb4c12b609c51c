import IndexAdvice
import Checks
import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// How a declared query finds its first rows, and whether that will do.
struct QueryEntry {
  var table: ObjectName
  var path: IndexUses.AccessPath?
  /// The most rows the path leads to, when facts bound them.
  var rows: Double?
  /// Whether it leads to all rows of a tenant and no further.
  var isTenantOnly: Bool
  /// Rows that its p95 allows for.
  var allowed: Double
  /// What is missing on its way.
  var finding: Finding?

  /// Reading a row through an index costs about this much with the pages in memory; a p95 allows for as many.
  static let secondsPerRow = 0.000_01
  /// Without a p95 a thousand rows pass.
  private static let defaultAllowance = 1_000.0

  /// Whether more rows of a tenant are read than the p95 allows for.
  var isTooWide: Bool { isTenantOnly && (rows ?? 0) > allowed }

  var isServed: Bool { path != nil && finding == nil && !isTooWide }

  /// nil for what finds no rows: an INSERT of values, a query without SQL.
  init?(_ query: Query, _ subject: PlanSubject) {
    guard let shape = query.shape, let entry = subject.indexUses.chooser.walk(shape).entry else { return nil }
    table = entry.table
    path = entry.fit.map { IndexUses.AccessPath($0.path) }
    rows = entry.fit?.rows
    isTenantOnly = entry.fit?.isTenantOnly(subject.plan.tenancy?.key?.value) ?? false
    allowed = query.p95.map { $0.value.value / Self.secondsPerRow } ?? Self.defaultAllowance
    finding = subject.findings.first {
      $0.code == "under-indexing" && $0.waiver == nil && $0.queries.contains(query.name.value)
    }
  }
}

extension PlanSubject {
  /// Declared queries that find rows, each with how.
  var entries: [(query: Query, entry: QueryEntry)] {
    plan.queries.compactMap { query in QueryEntry(query, self).map { (query, $0) } }
  }

  /// A finding about an index that a query lacks, with the size of the table.
  func lack(_ finding: Finding) -> Prose {
    let rows = finding.table.flatMap { self.rows(of: $0) }.map { " (\(Format.count($0)) rows)" } ?? ""
    let name = finding.table?.display ?? ""
    if let proposal = ProposedIndexes.proposal(of: finding, self), proposal.path.method != "btree" {
      return "no index of \(name)\(rows) finds by \(code: proposal.path.definition)"
    }
    return "no index of \(name)\(rows) leads with \(code: finding.object ?? "")"
  }
}
