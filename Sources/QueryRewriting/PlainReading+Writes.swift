internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

extension PlainReader {
  func update(_ update: PgQuery__UpdateStmt) throws(BeyondPlain) -> PlainQuery? {
    if update.with_clause != nil { throw BeyondPlain("WITH") }
    if update.n_from_clause > 0 { throw BeyondPlain("a join in an UPDATE") }
    var assignments: [String: PlainQuery.Assignment] = [:]
    for node in PostgresList(update.target_list, update.n_target_list) {
      guard let target = node.pointee.res_target?.pointee, let name = target.name.text,
        let value = target.val.map({ PostgresNode($0) })
      else { return nil }
      assignments[name] = try assignment(value, to: name)
    }
    return try written(
      .update(assignments, returning: columns(PostgresList(update.returning_list, update.n_returning_list))))
  }

  func written(_ kind: PlainQuery.Kind) throws(BeyondPlain) -> PlainQuery? {
    guard session.outermost.items.count == 1, session.outermost.isPlain, let item = session.outermost.items.first else {
      return nil
    }
    var query = PlainQuery(kind: kind, alias: item.alias, table: item.table.name)
    query.conditions = try conditions(session.condition)
    return query
  }

  private func assignment(_ node: PostgresNode, to column: String) throws(BeyondPlain) -> PlainQuery.Assignment {
    guard let operation = node.operation, let own = session.column(operation.left), own.column.name == column else {
      return .set(try value(node))
    }
    switch operation.name {
    case "+": return .add(try value(operation.right))
    case "-": return .subtract(try value(operation.right))
    default: throw BeyondPlain("a computed value")
    }
  }

  /// One row whose values stand in the statement.
  func insert(_ insert: PgQuery__InsertStmt) throws(BeyondPlain) -> PlainQuery? {
    if insert.with_clause != nil { throw BeyondPlain("WITH") }
    guard let item = session.outermost.items.first else { return nil }
    if insert.on_conflict_clause != nil { throw BeyondPlain("ON CONFLICT") }
    guard let select = insert.select_stmt?.pointee.select_stmt?.pointee else { throw BeyondPlain("DEFAULT VALUES") }
    let rows = PostgresList(select.values_lists, select.n_values_lists)
    guard rows.count > 0 else { throw BeyondPlain("rows of a query") }
    guard rows.count == 1 else { throw BeyondPlain("several rows") }
    let targets = PostgresList(insert.cols, insert.n_cols)
    let names = targets.compactMap { $0.pointee.res_target?.pointee.name.text }
    let values = rows[0].items
    let columns = names.isEmpty ? Array(item.table.columns.names.prefix(values.count)) : names
    guard columns.count == values.count, columns.allSatisfy(item.table.columns.contains) else { return nil }
    var given: [PlainQuery.Given] = []
    for (column, value) in zip(columns, values) { given.append(.init(column: column, value: try self.value(value))) }
    let returned = try self.columns(PostgresList(insert.returning_list, insert.n_returning_list))
    return PlainQuery(kind: .insert(given, returning: returned), alias: item.alias, table: item.table.name)
  }

  func lock(_ select: PgQuery__SelectStmt) throws(BeyondPlain) -> PlainQuery.Lock? {
    let clauses = PostgresList(select.locking_clause, select.n_locking_clause)
    guard clauses.count < 2 else { throw BeyondPlain("several locks on its rows") }
    guard let clause = clauses.first?.pointee.locking_clause?.pointee else { return nil }
    let strength: PlainQuery.Lock.Strength =
      switch clause.strength {
      case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORKEYSHARE: .keyShare
      case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORSHARE: .share
      case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORNOKEYUPDATE: .noKeyUpdate
      default: .update
      }
    let wait: PlainQuery.Lock.Wait =
      switch clause.wait_policy {
      case PG_QUERY__LOCK_WAIT_POLICY__LockWaitSkip: .skip
      case PG_QUERY__LOCK_WAIT_POLICY__LockWaitError: .fail
      default: .wait
      }
    let tables = PostgresList(clause.locked_rels, clause.n_locked_rels)
    return .init(
      strength: strength, of: tables.compactMap { $0.pointee.range_var?.pointee.relname.text }, wait: wait)
  }
}
