import IndexAnalysis
import PlanModel
import SchemaModel

/// What one query asks of the rows of one table, sorted by what an index can do with it.
struct TableAccess: Sendable {
  let table: Table
  /// Columns with one value, in the order of the text; a tenant that a policy pins stands first.
  private(set) var equal: [String] = []
  /// Columns with one of several values.
  private(set) var listed: [String] = []
  /// Columns with a bound, and those of them with two.
  private(set) var ranged: [String] = []
  private(set) var windows: Set<String> = []
  private(set) var isNull: Set<String> = []
  private(set) var isNotNull: Set<String> = []
  /// Constants of conditions with one value.
  private(set) var constants: [String: String] = [:]
  /// Lists of constants with their parentheses.
  private(set) var lists: [String: String] = [:]
  /// How many values a list of constants has.
  private(set) var listLengths: [String: Int] = [:]
  /// Columns beneath a function that is compared with one value: `lower(email) = $1`.
  private(set) var wrapped: [Wrapped] = []
  /// Conditions on parts of a value.
  private(set) var searches: [ValueSearch] = []
  /// Further conditions that no ordinary index of columns serves.
  private(set) var others = 0
  /// The order, as far as it is in columns of this table; empty where nothing stops early in it.
  private(set) var sorted: [(column: String, isDescending: Bool)] = []
  private(set) var joins: [(column: String, other: ColumnReference)] = []
  /// Every column that the query names of it; nil for all.
  private(set) var columns: Set<String>?
  let conditions: RowConditions
  let isUnderPolicies: Bool
  /// The tenant, and the columns that each tell which one it is: keys of rows of one tenant.
  private var determined: (column: String, by: Set<String>)?
  /// Columns whose comparison has to wait for the policy.
  private(set) var guarded: Set<String> = []

  /// A function of a column, or an operator with a constant: `data ->> 'kind'`.
  struct Wrapped: Sendable, Hashable {
    var function: String
    var column: String
    /// As an index writes it.
    var expression: String

    /// Whether it only spells the same value in another way.
    var isCase: Bool { ["lower", "upper"].contains(function) }

    func isHeld(by expression: SQLExpression) -> Bool {
      if SQLTokens.areEqual(expression.sql, self.expression) { return true }
      let nouns = SQLTokens(expression.sql).nouns
      return nouns.contains(function) && nouns.contains(column.lowercased())
    }
  }

  init(_ shape: QueryShape, of table: Table, in catalog: Catalog, tenant: String?, isUnderPolicies: Bool) {
    self.table = table
    self.isUnderPolicies = isUnderPolicies
    conditions = RowConditions(shape, on: table.name)
    if isUnderPolicies {
      let open = table.columns.filter { !Leakproof.comparesBeforePolicies($0.type, in: catalog) }
      guarded = Set(open.map(\.name))
      if let tenant, table.columns.contains(tenant) { equal.append(tenant) }
    }
    for predicate in shape.predicates where predicate.column.table == table.name { add(predicate, catalog) }
    for join in shape.joins {
      if join.left.table == table.name { joins.append((join.left.column, join.right)) }
      if join.right.table == table.name { joins.append((join.right.column, join.left)) }
    }
    if shape.hasLimit { sorted = TableFilter(shape, on: table.name).sorted }
    columns = Self.columns(of: shape, table)
    if let tenant, table.columns.contains(tenant) {
      determined = (tenant, Self.determiners(of: tenant, table, catalog))
    }
  }

  /// Whether a column's value follows from others that have one, so that it leaves no fewer rows.
  func isDetermined(_ column: String, besides reached: Set<String>) -> Bool {
    guard let determined, determined.column == column else { return false }
    return !determined.by.isDisjoint(with: equal) || !determined.by.isDisjoint(with: reached)
  }

  private static func determiners(of tenant: String, _ table: Table, _ catalog: Catalog) -> Set<String> {
    var found: Set<String> = []
    for key in table.foreignKeys {
      guard let parent = catalog.tables[key.target], parent.columns.contains(tenant) else { continue }
      for (column, target) in zip(key.columns, key.targetColumns) where column != tenant && parent.isUnique([target]) {
        found.insert(column)
      }
    }
    return found
  }

  private mutating func add(_ predicate: QueryShape.Predicate, _ catalog: Catalog) {
    let column = predicate.column.column
    if predicate.isAlternative || predicate.isJoined {
      others += predicate.isAlternative ? 1 : 0
      return
    }
    if let search = ValueSearch(predicate, of: table, in: catalog) {
      searches.append(search)
      return
    }
    if let function = predicate.function?.lowercased() {
      guard predicate.comparison == .equality else { return others += 1 }
      wrapped.append(Wrapped(function: function, column: column, expression: predicate.expression ?? ""))
      return
    }
    switch predicate.comparison {
    case .equality:
      if !equal.contains(column) { equal.append(column) }
      constants[column] = predicate.constant
    case .membership:
      if !listed.contains(column) { listed.append(column) }
      lists[column] = predicate.constant
      listLengths[column] = predicate.constant.map { SQLTokens($0).tokens.count { $0 == "," } + 1 }
    case .range, .prefix:
      if ranged.contains(column) { windows.insert(column) } else { ranged.append(column) }
    case .isNull: isNull.insert(column)
    case .isNotNull: isNotNull.insert(column)
    default: others += 1
    }
  }

  private static func columns(of shape: QueryShape, _ table: Table) -> Set<String>? {
    guard !shape.selectsAll, shape.lockClause == nil else { return nil }
    var named = shape.columnsReturned + shape.predicates.map(\.column) + shape.groupColumns
    named += shape.sort.compactMap(\.column) + shape.joins.flatMap { [$0.left, $0.right] }
    return Set(named.filter { $0.table == table.name }.map(\.column))
  }
}
