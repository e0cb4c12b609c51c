import IndexAnalysis
import SQLWriting
import SchemaModel

/// The indexes that one query's access to a table could use: equality first, the order before lists and ranges where
/// LIMIT stops in it, and behind them where not.
struct CandidateMaker: Sendable {
  struct Candidate: Sendable {
    var path: AccessPath
    var placements: [IndexProposal.Placement]
  }

  let tenant: String?
  /// How many queries pin a column of a table to one value: what many pin stands first, so that one index serves them.
  let popularity: [ColumnReference: Int]
  let facts: TableFacts
  /// Whether nothing in the plan changes or takes away rows, so that they stay in the order they came in.
  let isAppendOnly: Bool
  /// A condition that holds for fewer rows than this is worth an index of these rows alone.
  private let partialShare = 0.2
  /// A condition that holds for more rows than this leaves too few out to be worth a place in the key.
  private let commonShare = 0.9
  /// Bytes of columns that are carried along so that the table need not be visited.
  private let includedBytes = 48

  /// Those of the key alone.
  func candidates(_ access: TableAccess) -> [Candidate] {
    let open = access.equal.filter { !access.guarded.contains($0) && !isCommon($0, access) }
    let joins = access.joins.filter { !access.guarded.contains($0.column) && !open.contains($0.column) }
    var heads = [head(access, open, [])]
    if !joins.isEmpty { heads.append(head(access, open, joins)) }
    // One row at most is found by its key.
    heads.removeAll { access.table.isUnique($0.map(\.column)) }
    var found: [Candidate] = []
    for head in heads {
      for tail in tails(access) { found += variants(access, head + tail) }
    }
    if let head = heads.first { found += expressions(access, head) }
    found += searches(access) + arrivals(access)
    var seen: Set<String> = []
    return found.filter { !$0.path.elements.isEmpty && seen.insert($0.path.definition).inserted }
  }

  private func isCommon(_ column: String, _ access: TableAccess) -> Bool {
    guard let constant = access.constants[column] else { return false }
    return facts.share(equal: column, constant: constant) > commonShare
  }

  private typealias Part = (column: String, isDescending: Bool, reason: IndexProposal.Placement.Reason)

  private func head(
    _ access: TableAccess, _ open: [String], _ joins: [(column: String, other: ColumnReference)]
  ) -> [Part] {
    var columns: [(column: String, reason: IndexProposal.Placement.Reason)] = open.map {
      ($0, $0 == tenant ? .tenant : .equality)
    }
    for join in joins where !columns.contains(where: { $0.column == join.column }) {
      columns.append((join.column, .join(join.other.table)))
    }
    func rank(_ column: String) -> (Int, Int, Double, String) {
      let reference = ColumnReference(access.table.name, column)
      return (column == tenant ? 0 : 1, -(popularity[reference] ?? 0), -facts.distinct(column), column)
    }
    return columns.sorted { rank($0.column) < rank($1.column) }.map { ($0.column, false, $0.reason) }
  }

  private func tails(_ access: TableAccess) -> [[Part]] {
    let lists: [Part] = access.listed.filter { !access.guarded.contains($0) }.map { ($0, false, .list) }
    let ranges: [Part] = access.ranged.filter { !access.guarded.contains($0) }.map { ($0, false, .range) }
    // An index is read backwards as well: only a mixed order has to be spelled out.
    let isMixed = Set(access.sorted.map(\.isDescending)).count > 1
    let order: [Part] = access.sorted.map { ($0.column, isMixed && $0.isDescending, .order) }
    var tails: [[Part]] = [[], lists]
    if !order.isEmpty { tails += [order, order + lists + ranges, lists + order] }
    for range in ranges { tails += [[range], lists + [range]] }
    return tails
  }

  /// The whole, and the same for the rows alone that a constant condition of the query leaves.
  private func variants(_ access: TableAccess, _ parts: [Part]) -> [Candidate] {
    let whole = candidate(access, parts, nil)
    let constant = access.constants.keys.sorted().compactMap { column in
      access.constants[column].map { (column, condition(column, $0), facts.share(equal: column, constant: $0)) }
    }
    let listed = access.lists.keys.sorted().map { column in
      let condition = "\(quoted(column)) IN \(access.lists[column] ?? "")"
      return (column, condition, facts.share(of: SQLExpression(condition)))
    }
    let empty = access.isNull.sorted().map { ($0, "\(quoted($0)) IS NULL", facts.share(isNull: $0)) }
    let narrow = (constant + listed + empty).filter { $0.2 < partialShare }
    guard !narrow.isEmpty else { return [whole] }
    let dropped = Set(narrow.map(\.0))
    let partial = candidate(
      access, parts.filter { !dropped.contains($0.column) }, SQLExpression(narrow.map(\.1).joined(separator: " AND ")))
    return [whole, partial]
  }

  private func candidate(_ access: TableAccess, _ parts: [Part], _ predicate: SQLExpression?) -> Candidate {
    var seen: Set<String> = []
    let kept = parts.filter { seen.insert($0.column).inserted }
    let elements = kept.map { part in
      var element = IndexElement(column: part.column)
      if part.isDescending {
        element.order = .descending
        element.nulls = .first
      }
      return element
    }
    var index = Index("", elements: elements)
    index.predicate = predicate
    let placements = zip(elements, kept).map { IndexProposal.Placement(element: $0.display, reason: $1.reason) }
    return Candidate(path: AccessPath(index, of: access.table.name), placements: placements)
  }

  /// With the other columns that the query asks for, where they are few and narrow.
  func covering(_ candidate: Candidate, _ access: TableAccess) -> Candidate? {
    guard let wanted = access.columns, candidate.path.method == "btree" else { return nil }
    let held = Set(candidate.path.elements.compactMap(\.columnName) + candidate.path.includes)
    let missing = access.table.columns.map(\.name).filter { wanted.contains($0) && !held.contains($0) }
    guard !missing.isEmpty, missing.reduce(0, { $0 + facts.width(of: $1) }) <= includedBytes else { return nil }
    var result = candidate
    result.path.includes += missing
    return result
  }

  /// `lower(email)`, for functions whose result never changes; not behind a policy, where it can not be entered by.
  private func expressions(_ access: TableAccess, _ head: [Part]) -> [Candidate] {
    guard !access.isUnderPolicies, !isSmall else { return [] }
    return access.wrapped.filter { Self.immutable.contains($0.function) && !$0.expression.contains("$") }.map {
      wrapped in
      var result = candidate(access, head, nil)
      let element = IndexElement(.expression(SQLExpression(wrapped.expression)))
      result.path.elements.append(element)
      result.placements.append(.init(element: element.display, reason: .equality))
      return result
    }
  }

  /// What is read from end to end in less than a millisecond.
  var isSmall: Bool { facts.rows < 1000 }

  private static let immutable: Set<String> = ["lower", "upper", "abs", "length", "md5", "btrim", "->>", "#>>"]

  private func condition(_ column: String, _ constant: String) -> String {
    switch constant.lowercased() {
    case "true": quoted(column)
    case "false": "NOT \(quoted(column))"
    default: "\(quoted(column)) = \(constant)"
    }
  }

  private func quoted(_ name: String) -> String { QuotedIdentifier.text(name) }
}
