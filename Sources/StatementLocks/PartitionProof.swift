import CPostgresQuery
import SQLSyntax
import SchemaModel

/// The bounds of partitions against what checks say of rows.
struct PartitionProof {
  let state: CatalogState
  let parser: SQLParser
  let parent: ObjectName

  /// Whether checks of the tables say that all their rows are within a bound.
  func isImplied(_ bound: String, by tables: [ObjectName]) -> Bool {
    guard let wanted = condition(bound, addsNotNull: true) else { return false }
    return tables.contains { known($0).implies(wanted) }
  }

  /// Whether checks of the tables say that none of their rows is within a bound.
  func isExcluded(_ bound: String, by tables: [ObjectName]) -> Bool {
    guard let wanted = condition(bound, addsNotNull: true) else { return false }
    return tables.contains { known($0).refutes(wanted) }
  }

  /// The valid checks and not-null columns of a table.
  private func known(_ name: ObjectName) -> Condition {
    guard let table = state.table(name) else { return .all([]) }
    let proof = ConstraintProof(parser: parser)
    let checks = table.checks.filter(\.isValidated).compactMap { proof.with($0.expression.sql) { Condition($0) } }
    return .all(checks + table.columns.filter { !$0.isNullable }.map { .isNotNull($0.name) })
  }

  /// What a bound says of the partition key; nil for hashes and what is not understood.
  func condition(_ bound: String, addsNotNull: Bool) -> Condition? {
    guard let key = state.table(parent)?.partitionKey else { return nil }
    if bound == "DEFAULT" {
      let others = state.children(of: parent).compactMap { state.table($0)?.partitionOf?.bound }.filter {
        $0 != "DEFAULT"
      }
      let conditions = others.map { condition($0, addsNotNull: true) }
      guard !conditions.contains(where: { $0 == nil }) else { return nil }
      return .all(conditions.compactMap { $0 }.map { .not($0) })
    }
    guard key.elements.count == 1, let column = key.elements[0].columnName else { return nil }
    switch key.strategy {
    case .hash: return nil
    case .list: return list(bound, column)
    case .range: return range(bound, column, addsNotNull: addsNotNull)
    }
  }

  private func list(_ bound: String, _ column: String) -> Condition? {
    guard let values = PartitionBound.values(bound, parser) else { return nil }
    let options = values.compactMap { $0 }.map { Condition.comparison(Comparison(column, "=", $0)) }
    let some: Condition = options.count == 1 ? options[0] : .any(options)
    // A null among the values.
    return options.count < values.count ? .any([.isNull(column), some]) : .all([.isNotNull(column), some])
  }

  private func range(_ bound: String, _ column: String, addsNotNull: Bool) -> Condition? {
    guard let (low, high) = PartitionBound.limits(bound, parser) else { return nil }
    var parts: [Condition] = addsNotNull ? [.isNotNull(column)] : []
    if let low { parts.append(.comparison(Comparison(column, ">=", low))) }
    if let high { parts.append(.comparison(Comparison(column, "<", high))) }
    return .all(parts)
  }
}

/// The constants in the text of a partition's bound.
enum PartitionBound {
  /// Of `FOR VALUES IN (...)`; an element is nil for NULL.
  static func values(_ bound: String, _ parser: SQLParser) -> [Comparison.Value?]? {
    guard let open = bound.firstIndex(of: "("), bound.hasPrefix("FOR VALUES IN") else { return nil }
    return constants("SELECT ROW\(bound[open...])", parser)
  }

  /// Of `FOR VALUES FROM (...) TO (...)` over one column; nil for MINVALUE and MAXVALUE.
  static func limits(
    _ bound: String, _ parser: SQLParser
  ) -> (low: Comparison.Value?, high: Comparison.Value?)? {
    guard bound.hasPrefix("FOR VALUES FROM "), let split = bound.firstRange(of: ") TO (") else { return nil }
    let low = bound[bound.index(bound.startIndex, offsetBy: 16)..<split.lowerBound] + ")"
    let high = "(" + bound[split.upperBound...]
    guard let first = limit(String(low), parser), let second = limit(high, parser) else { return nil }
    return (first.value, second.value)
  }

  private static func limit(_ text: String, _ parser: SQLParser) -> (value: Comparison.Value?, Void)? {
    if ["(MINVALUE)", "(MAXVALUE)"].contains(text.uppercased()) { return (nil, ()) }
    guard let values = constants("SELECT ROW\(text)", parser), values.count == 1, let value = values[0] else {
      return nil
    }
    return (value, ())
  }

  private static func constants(_ sql: String, _ parser: SQLParser) -> [Comparison.Value?]? {
    (try? parser.withStatement(sql) { node -> [Comparison.Value?]? in
      guard let target = node.pointee.select_stmt?.pointee.target_list?[0]?.pointee.res_target?.pointee.val,
        target.pointee.node_case == PG_QUERY__NODE__NODE_ROW_EXPR
      else { return nil }
      let row = target.pointee.row_expr.pointee
      return PostgresList(row.args, row.n_args).map(Comparison.value)
    }) ?? nil
  }
}
