import Diagnostics
import PlanModel
import SchemaModel

/// The most rows a query can return as far as keys, foreign keys and declared volumes say, and an estimate with the
/// declared shares of values. Nothing is assumed: where a fact is missing there is no bound.
struct QueryBound: Sendable {
  /// Rows that pass the conditions on keys and references, which is what grows with the data.
  private(set) var rows: Double
  /// `rows` times the shares of constants that the plan declares.
  private(set) var estimate: Double
  /// Where the numbers come from, in words.
  private(set) var facts: [String] = []

  init?(_ shape: QueryShape, in subject: CheckSubject) {
    rows = 1
    estimate = 1
    var counted: Set<ObjectName> = []
    var open = shape.relations.filter { !$0.isWritten }
    guard !open.isEmpty else { return nil }
    // Relations that are met through their own key add no rows; the others multiply.
    while let position = open.firstIndex(where: { Self.isMetByKey($0, shape, counted, subject) }) ?? open.indices.first
    {
      let relation = open.remove(at: position)
      defer { counted.insert(relation.name) }
      if !counted.isEmpty, Self.isMetByKey(relation, shape, counted, subject) {
        guard let passing = Self.passing(relation, shape, subject) else { return nil }
        rows *= passing.rows
        estimate *= passing.rows * passing.shares
        facts += passing.facts
        continue
      }
      guard let table = subject.catalog.tables[relation.name],
        let share = Self.share(of: table, shape, counted, subject)
      else { return nil }
      rows *= share.rows
      estimate *= share.rows * share.shares
      facts += share.facts
    }
  }

  /// Whether a join pins a key of the relation, so that each row so far meets at most one.
  private static func isMetByKey(
    _ relation: QueryShape.Relation, _ shape: QueryShape, _ counted: Set<ObjectName>, _ subject: CheckSubject
  ) -> Bool {
    guard let table = subject.catalog.tables[relation.name] else { return false }
    let columns = joined(table.name, shape, counted).union(equal(table.name, shape))
    return !columns.isEmpty && !joined(table.name, shape, counted).isEmpty && table.isUnique(columns)
  }

  /// The share of a relation's rows that its own conditions leave: what a join by key keeps of the rows so far.
  private static func passing(
    _ relation: QueryShape.Relation, _ shape: QueryShape, _ subject: CheckSubject
  ) -> (rows: Double, shares: Double, facts: [String])? {
    guard let table = subject.catalog.tables[relation.name] else { return nil }
    let isOpen = equal(table.name, shape).isEmpty
    guard let total = subject.rows(of: table.name), total >= 1 else { return isOpen ? (1, 1, []) : nil }
    guard let own = share(of: table, shape, [], subject) else { return nil }
    return (min(1, own.rows / total), own.shares, own.rows < total ? own.facts : [])
  }

  private static func joined(_ table: ObjectName, _ shape: QueryShape, _ counted: Set<ObjectName>) -> Set<String> {
    var columns: Set<String> = []
    for join in shape.joins {
      if join.left.table == table, counted.contains(join.right.table) { columns.insert(join.left.column) }
      if join.right.table == table, counted.contains(join.left.table) { columns.insert(join.right.column) }
    }
    return columns
  }

  private static func equal(_ table: ObjectName, _ shape: QueryShape) -> Set<String> {
    Set(
      shape.predicates.filter {
        $0.column.table == table && $0.comparison == .equality && $0.function == nil && !$0.isJoined
          && !$0.isAlternative
      }.map(\.column.column))
  }

  /// Rows of one table that pass, or nil when a condition's effect is not known.
  private static func share(
    of table: Table, _ shape: QueryShape, _ counted: Set<ObjectName>, _ subject: CheckSubject
  ) -> (rows: Double, shares: Double, facts: [String])? {
    let pinned = equal(table.name, shape).union(joined(table.name, shape, counted))
    if table.isUnique(pinned) { return (1, 1, []) }
    guard let total = subject.rows(of: table.name), let written = subject.rowsText(of: table.name) else { return nil }
    var rows = total
    var facts = [written]
    var explained: Set<String> = []
    for key in table.foreignKeys where Set(key.columns).isSubset(of: pinned) {
      explained.formUnion(key.columns)
      guard let per = perParent(table, key.target, total, subject), per.rows < rows else { continue }
      rows = per.rows
      facts = [written, per.text]
    }
    var shares = 1.0
    for predicate in shape.predicates where predicate.column.table == table.name {
      let column = predicate.column.column
      let declared = subject.statistics(of: column, in: table.name)
      if let constant = predicate.constant, predicate.comparison == .equality,
        let share = declared?.values.first(where: { SQLText.literal($0.value) == constant || $0.value == constant })
      {
        shares *= share.share.value
        facts.append("\(share.share.written) have \(column) \(share.value)")
        continue
      }
      guard [.equality, .membership].contains(predicate.comparison), !explained.contains(column) else { continue }
      guard isOpen(predicate, table, subject) else { return nil }
    }
    for column in joined(table.name, shape, counted) where !explained.contains(column) { return nil }
    return (rows, shares, facts)
  }

  /// Whether a condition by equality leaves a share of the table that grows with it: a flag, an enum, a constant.
  private static func isOpen(_ predicate: QueryShape.Predicate, _ table: Table, _ subject: CheckSubject) -> Bool {
    guard predicate.comparison == .equality || predicate.constant != nil else { return false }
    if predicate.constant != nil { return true }
    guard let column = table.columns[predicate.column.column] else { return false }
    return subject.isEnum(column.type) || subject.resolved(column.type).name == "bool"
  }

  private static func perParent(
    _ table: Table, _ parent: ObjectName, _ total: Double, _ subject: CheckSubject
  ) -> (rows: Double, text: String)? {
    if let per = subject.volumes[table.name]?.per.first(where: { $0.value.table == parent }) {
      return (per.value.count.value, "\(per.value.count.written) for each row of \(parent.display)")
    }
    guard let parents = subject.rows(of: parent), parents >= 1 else { return nil }
    let rows = total / parents
    return (rows, "about \(NumberText.count(rows)) for each row of \(parent.display)")
  }
}
