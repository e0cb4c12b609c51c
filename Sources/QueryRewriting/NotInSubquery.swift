internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
package import SchemaModel

/// A `NOT IN (SELECT ...)`.
package struct NotIn: Sendable, Hashable {
  /// What is looked for, as written, and the table's column that it is.
  package var tested: String
  package var column: ColumnReference?
  package var isTestedNullable: Bool
  /// What the subquery gives.
  package var given: String
  package var givenColumn: ColumnReference?
  package var isGivenNullable: Bool
  /// The tables that the subquery reads.
  package var tables: [ObjectName]
  package var rewrite: Rewrite?
}

extension QueryRewriter {
  /// The statement's NOT IN with subqueries, each with the query that says NOT EXISTS instead.
  package func notExists(_ sql: String) -> [NotIn] {
    read(sql) { session in
      session.conditions.compactMap { condition in
        condition.node.negated.flatMap { NotInSubquery(session, condition.node, $0, condition.level)?.finding() }
      }
    } ?? []
  }
}

private struct NotInSubquery {
  private let session: RewritingSession
  private let node: PostgresNode
  private let tested: PostgresNode
  private let level: Int
  private let query: PgQuery__SelectStmt
  private let target: PostgresNode
  private let inner: Int

  init?(_ session: RewritingSession, _ node: PostgresNode, _ link: PostgresNode, _ level: Int) {
    guard let sublink = link.subquery, sublink.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK,
      sublink.n_oper_name == 0, let tested = sublink.testexpr, let select = sublink.subselect,
      select.pointee.node_case == PG_QUERY__NODE__NODE_SELECT_STMT, let query = select.pointee.select_stmt,
      query.pointee.n_target_list == 1,
      let target = PostgresList(query.pointee.target_list, 1)[0].pointee.res_target?.pointee.val,
      let inner = session.levels.position(of: query)
    else { return nil }
    self.session = session
    self.node = node
    self.tested = UnsafePointer(tested)
    self.level = level
    self.query = query.pointee
    self.target = UnsafePointer(target)
    self.inner = inner
  }

  func finding() -> NotIn? {
    guard let testedText = session.text.text(of: tested), let givenText = session.text.text(of: target) else {
      return nil
    }
    let column = session.column(tested, at: level)
    let given = session.column(target, at: inner)
    let items = session.levels.levels[inner].items
    let isTestedNullable = column.map { $0.column.isNullable || $0.item.isOptional } ?? true
    let isGivenNullable =
      given.map { ($0.column.isNullable && !isFilteredNotNull($0)) || $0.item.isOptional } ?? true
    var found = NotIn(
      tested: testedText, column: column?.reference, isTestedNullable: isTestedNullable, given: givenText,
      givenColumn: given?.reference, isGivenNullable: isGivenNullable, tables: items.map(\.table.name))
    found.rewrite = rewrite(found)
    return found
  }

  /// `WHERE x IS NOT NULL` within the subquery.
  private func isFilteredNotNull(_ column: NamedColumn) -> Bool {
    session.levels.levels[inner].conditions.flatMap(\.conjuncts).contains { part in
      guard part.kind == PG_QUERY__NODE__NODE_NULL_TEST, let test = part.pointee.null_test?.pointee,
        test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL, let argument = test.arg,
        let tested = session.column(UnsafePointer(argument), at: inner)
      else { return false }
      return tested.reference == column.reference && tested.item.alias == column.item.alias
    }
  }

  /// The subquery's own text with `SELECT 1` and one condition more.
  private func rewrite(_ found: NotIn) -> Rewrite? {
    guard query.n_group_clause == 0, query.having_clause == nil, query.limit_count == nil, query.limit_offset == nil,
      query.op == PG_QUERY__SET_OPERATION__SETOP_NONE, query.n_values_lists == 0, query.with_clause == nil,
      !target.holdsQuery, Set(target.calls).isDisjoint(with: AggregateNames.all),
      let whole = session.text.span(of: node), let givenRange = session.text.span(of: target),
      let open = session.text.token(at: givenRange.lowerBound),
      let start = (0..<open).last(where: { session.text.word($0) == "select" }), session.text.word(start - 1) == "(",
      let tokens = session.text.parenthesized(after: start - 1),
      let clauses = StatementClauses(session.text, in: tokens), let select = clauses[.select],
      let names = qualified(found)
    else { return nil }
    let isAlternative = query.where_clause.map { UnsafePointer($0).alternatives.count > 1 } ?? false
    let condition = "\(names.given) = \(names.tested)"
    guard var edits = session.text.adding(condition: condition, to: clauses, isAlternative: isAlternative) else {
      return nil
    }
    if let order = clauses[.order] { edits.append(.init(session.text.withBlanks(order.range), "")) }
    edits.append(.init(select.range, "SELECT 1"))
    let inside = session.text.tokens[tokens.lowerBound - 1].range.lowerBound
    edits.append(.init(whole.lowerBound..<inside, "NOT EXISTS "))
    return session.text.edited(edits).map { Rewrite(sql: $0, notes: notes(found)) }
  }

  /// Both sides with their table's name in front, where an unqualified name could mean the other query's column.
  private func qualified(_ found: NotIn) -> (tested: String, given: String)? {
    let own = session.levels.levels[inner].items
    guard let column = session.column(tested, at: level), !own.contains(where: { $0.alias == column.item.alias }) else {
      return nil
    }
    let name = "\(QuotedIdentifier.text(column.item.alias)).\(QuotedIdentifier.text(column.column.name))"
    guard let given = session.column(target, at: inner), own.contains(where: { $0.alias == given.item.alias }) else {
      return (name, found.given)
    }
    return (name, "\(QuotedIdentifier.text(given.item.alias)).\(QuotedIdentifier.text(given.column.name))")
  }

  private func notes(_ found: NotIn) -> [String] {
    var notes: [String] = []
    if found.isGivenNullable {
      notes.append("NOT IN gives no row at all as soon as \(found.given) is NULL once; NOT EXISTS passes over that row")
    }
    if found.isTestedNullable {
      notes.append("rows whose \(found.tested) is NULL are left out by NOT IN and kept by NOT EXISTS")
    }
    return notes.isEmpty ? ["the same rows: neither side can be NULL"] : notes
  }
}
