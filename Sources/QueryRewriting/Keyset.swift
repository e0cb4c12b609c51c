internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

/// The page after a row.
package struct KeysetPage: Sendable, Hashable {
  package var rewrite: Rewrite
  /// What the new parameters are: expressions whose values the last row of the page before gives.
  package var keys: [Key]

  package struct Key: Sendable, Hashable {
    package var parameter: Int
    package var expression: String
  }
}

/// Paging by the last row's keys instead of OFFSET.
extension QueryRewriter {
  /// The query for the page after the row whose keys the new parameters are. The keys are those of ORDER BY and, where they
  /// are not unique, those of a primary key behind them; what is not returned yet is added to the columns.
  /// nil where the order is not one of columns, or the rows have no key.
  package func keyset(_ sql: String) -> KeysetPage? {
    read(sql) { session in
      guard let offset = session.clauses?[.offset] else { return nil }
      return Keyset(session)?.page(instead: offset)
    }
  }

  /// The query's first page: a LIMIT, behind an order that no two rows share. Another query than before, for whoever asks
  /// for the next page by the keys of the last row.
  package func limited(_ sql: String, to count: Int) -> Rewrite? {
    read(sql) { session in Keyset(session)?.first(count) }
  }
}

private struct Keyset {
  private let session: RewritingSession
  private let select: PgQuery__SelectStmt
  private let clauses: StatementClauses
  private var keys: [SortKey] = []
  private var added: [SortKey] = []

  init?(_ session: RewritingSession) {
    guard let select = session.select, let clauses = session.clauses,
      session.outermost.isPlain, !session.outermost.isMerging, !session.isCombining
    else { return nil }
    self.session = session
    self.select = select
    self.clauses = clauses
    for node in PostgresList(select.sort_clause, select.n_sort_clause) {
      guard let key = SortKey(node, select, session) else { return nil }
      if !keys.contains(where: { $0.text == key.text }) { keys.append(key) }
    }
    guard let added = UniqueOrder(session, keys)?.added else { return nil }
    self.added = added
  }

  func page(instead offset: StatementClauses.Clause) -> KeysetPage? {
    let all = keys + added
    let numbers = freeParameters(all.count, instead: offset)
    let condition = SortKey.after(all, numbers.map { "$\($0)" })
    let isAlternative = session.condition.map { $0.alternatives.count > 1 } ?? false
    guard var edits = session.text.adding(condition: condition, to: clauses, isAlternative: isAlternative),
      let place = edits.last?.range.upperBound
    else { return nil }
    edits.append(order(at: place))
    edits.append(.init(session.text.withBlanks(offset.range), ""))
    let missing = all.filter { !isReturned($0) }
    if !missing.isEmpty {
      guard let columns = clauses[.select] else { return nil }
      edits.append(.insert(missing.map { ", \($0.text)" }.joined(), at: columns.body.upperBound))
    }
    return session.text.edited(edits).map { sql in
      KeysetPage(
        rewrite: Rewrite(sql: sql, notes: notes(all, numbers)),
        keys: zip(numbers, all).map { .init(parameter: $0, expression: $1.text) })
    }
  }

  func first(_ count: Int) -> Rewrite? {
    guard clauses[.limit] == nil, clauses[.fetch] == nil, clauses[.offset] == nil,
      let place = (clauses[.where] ?? clauses[.from])?.range
    else { return nil }
    let lock = clauses[.for]?.range
    let end = lock.map { session.text.withBlanks($0).lowerBound } ?? session.text.end
    let limit = StatementText.Edit.insert(
      session.text.newline(like: place.lowerBound) + "LIMIT \(count)", at: end)
    return session.text.edited([order(at: place.upperBound), limit]).map {
      Rewrite(
        sql: $0,
        notes: ["the next page is asked for by \((keys + added).map(\.text).joined(separator: ", ")) of its last row"])
    }
  }

  /// The order with the keys that make it unique, behind ORDER BY or as one at `place`.
  private func order(at place: Int) -> StatementText.Edit {
    if let order = clauses[.order] {
      return .insert(added.map { ", \($0.order)" }.joined(), at: order.body.upperBound)
    }
    let start = (clauses[.where] ?? clauses[.from])?.range.lowerBound ?? place
    return .insert(
      session.text.newline(like: start) + "ORDER BY " + added.map(\.order).joined(separator: ", "), at: place)
  }

  private func notes(_ keys: [SortKey], _ numbers: [Int]) -> [String] {
    let parameters = zip(numbers, keys).map { "$\($0) \($1.text)" }.joined(separator: ", ")
    var notes = ["from the last row of the page before: \(parameters), the first page leaves that condition out"]
    if !added.isEmpty {
      notes.append("\(added.map(\.text).joined(separator: ", ")) makes the order one that no two rows share")
    }
    let nullable = keys.filter(\.isNullable).map(\.text)
    if !nullable.isEmpty {
      notes.append(
        "\(nullable.joined(separator: " and ")) may be NULL, so no index can begin at that row: NOT NULL makes it short"
      )
    }
    return notes
  }

  private func isReturned(_ key: SortKey) -> Bool {
    PostgresList(select.target_list, select.n_target_list).contains { node in
      guard let target = node.pointee.res_target?.pointee, let value = target.val else { return false }
      if let star = session.star(UnsafePointer(value)) {
        return key.column.map { star.isEmpty || $0.item.alias == star } ?? false
      }
      if let column = key.column, let returned = session.column(UnsafePointer(value)) {
        return column.reference == returned.reference && column.item.alias == returned.item.alias
      }
      return session.text.parser.sql(ofExpression: UnsafePointer(value)) == key.text
    }
  }

  /// Numbers of parameters: those that only OFFSET used, then new ones.
  private func freeParameters(_ count: Int, instead offset: StatementClauses.Clause) -> [Int] {
    var used = session.parameters
    for token in session.text.tokens where token.kind == .parameter && offset.range.contains(token.range.lowerBound) {
      if let number = Int(session.text.text(token.range).dropFirst()) { used[number, default: 1] -= 1 }
    }
    let last = used.keys.max() ?? 0
    let freed = used.filter { $0.value == 0 }.keys.sorted()
    return Array((freed + (last + 1..<last + 1 + count)).prefix(count))
  }
}

/// One key of an order, and what comes after a value of it.
struct SortKey {
  /// The expression, as it can stand in any clause.
  var text: String
  var column: NamedColumn?
  var isDescending: Bool
  var isNullsFirst: Bool
  var isNullable: Bool

  init(_ column: NamedColumn, text: String, isDescending: Bool) {
    self.text = text
    self.column = column
    self.isDescending = isDescending
    isNullsFirst = isDescending
    isNullable = false
  }

  /// nil for an order that can not be taken up again: by an aggregate, a subquery, chance, an operator of its own.
  init?(_ node: PostgresNode, _ select: PgQuery__SelectStmt, _ session: RewritingSession) {
    guard node.kind == PG_QUERY__NODE__NODE_SORT_BY, let sort = node.pointee.sort_by?.pointee, sort.n_use_op == 0,
      let written = sort.node
    else { return nil }
    let value = Self.meant(UnsafePointer(written), select, session)
    guard let text = session.text.parser.sql(ofExpression: value), !value.holdsQuery, value.holdsColumn,
      Set(value.calls).isDisjoint(with: AggregateNames.all), Set(value.calls).isDisjoint(with: ["random", "now"])
    else { return nil }
    self.text = text
    column = session.column(value)
    isDescending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC
    switch sort.sortby_nulls {
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST: isNullsFirst = true
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST: isNullsFirst = false
    default: isNullsFirst = isDescending
    }
    isNullable =
      column.map { ($0.column.isNullable || $0.item.isOptional) && !session.isNeverNull($0) } ?? true
  }

  /// What a key of ORDER BY stands for: a column of the result by name or number, else itself.
  private static func meant(
    _ node: PostgresNode, _ select: PgQuery__SelectStmt, _ session: RewritingSession
  ) -> PostgresNode {
    let targets = PostgresList(select.target_list, select.n_target_list)
    if let number = node.integerConstant, targets.indices.contains(number - 1),
      let value = targets[number - 1].pointee.res_target?.pointee.val
    {
      return UnsafePointer(value)
    }
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref?.pointee else {
      return node
    }
    let path = PostgresList(reference.fields, reference.n_fields).strings
    guard path.count == 1 else { return node }
    let named = targets.first { $0.pointee.res_target?.pointee.name.text == path[0] }
    return named.flatMap { $0.pointee.res_target?.pointee.val.map { UnsafePointer($0) } } ?? node
  }

  /// As ORDER BY says it.
  var order: String {
    let nulls = isNullable && isNullsFirst != isDescending ? (isNullsFirst ? " NULLS FIRST" : " NULLS LAST") : ""
    return text + (isDescending ? " DESC" : "") + nulls
  }

  /// The condition for the rows after those values.
  static func after(_ keys: [SortKey], _ values: [String]) -> String {
    let isUniform = keys.allSatisfy { !$0.isNullable && $0.isDescending == keys[0].isDescending }
    let sign = keys[0].isDescending ? "<" : ">"
    if isUniform {
      guard keys.count > 1 else { return "\(keys[0].text) \(sign) \(values[0])" }
      let columns = keys.map(\.text).joined(separator: ", ")
      return "(\(columns)) \(sign) (\(values.joined(separator: ", ")))"
    }
    var condition = ""
    for (key, value) in zip(keys, values).reversed() {
      let beyond = key.beyond(value)
      condition =
        condition.isEmpty ? beyond : "(\(beyond) OR \(key.equal(value)) AND \(condition))"
    }
    // A bound by itself is what an index can begin at.
    return keys[0].isNullable ? condition : "\(keys[0].text) \(sign)= \(values[0]) AND \(condition)"
  }

  private func equal(_ value: String) -> String {
    isNullable ? "\(text) IS NOT DISTINCT FROM \(value)" : "\(text) = \(value)"
  }

  private func beyond(_ value: String) -> String {
    let comparison = "\(text) \(isDescending ? "<" : ">") \(value)"
    guard isNullable else { return comparison }
    return isNullsFirst
      ? "(\(comparison) OR \(text) IS NOT NULL AND \(value) IS NULL)"
      : "(\(comparison) OR \(text) IS NULL AND \(value) IS NOT NULL)"
  }
}
