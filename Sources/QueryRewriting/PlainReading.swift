internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

extension QueryRewriter {
  /// The statement as a plain query, or what makes it more than one; nil when its tables are not known.
  package func plain(_ sql: String) -> Result<PlainQuery, BeyondPlain>? {
    read(sql) { session in
      do throws(BeyondPlain) {
        return try PlainReader(session).query().map { .success($0) }
      } catch {
        return .failure(error)
      }
    }
  }
}

/// Reads the outermost statement, and refuses what is more.
struct PlainReader {
  let session: RewritingSession

  init(_ session: RewritingSession) { self.session = session }

  func query() throws(BeyondPlain) -> PlainQuery? {
    let root = session.text.root
    switch root.kind {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      guard let select = root.pointee.select_stmt?.pointee else { return nil }
      return try self.select(select)
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
      guard let update = root.pointee.update_stmt?.pointee else { return nil }
      return try self.update(update)
    case PG_QUERY__NODE__NODE_DELETE_STMT:
      guard let delete = root.pointee.delete_stmt?.pointee else { return nil }
      if delete.with_clause != nil { throw BeyondPlain("WITH") }
      if delete.n_using_clause > 0 { throw BeyondPlain("a join in a DELETE") }
      return try written(.delete(returning: columns(PostgresList(delete.returning_list, delete.n_returning_list))))
    case PG_QUERY__NODE__NODE_INSERT_STMT:
      guard let insert = root.pointee.insert_stmt?.pointee else { return nil }
      return try self.insert(insert)
    default: return nil
    }
  }

  private func select(_ select: PgQuery__SelectStmt) throws(BeyondPlain) -> PlainQuery? {
    if select.with_clause != nil { throw BeyondPlain("WITH") }
    if session.select == nil { throw BeyondPlain("a union of queries") }
    if select.n_group_clause > 0 { throw BeyondPlain("GROUP BY") }
    if select.n_distinct_clause > 0 { throw BeyondPlain("DISTINCT") }
    guard let (main, parents) = try tables() else { return nil }
    var query = PlainQuery(kind: .select(nil), alias: main.alias, table: main.table.name, parents: parents)
    query.kind = try kind(select, main)
    query.conditions = try conditions(session.condition)
    for node in PostgresList(select.sort_clause, select.n_sort_clause) { query.order.append(try sortKey(node)) }
    query.limit = try select.limit_count.map { node throws(BeyondPlain) in try value(PostgresNode(node)) }
    query.offset = try select.limit_offset.map { node throws(BeyondPlain) in try value(PostgresNode(node)) }
    query.lock = try lock(select)
    return query
  }

  private func kind(_ select: PgQuery__SelectStmt, _ main: QueryLevel.Item) throws(BeyondPlain) -> PlainQuery.Kind {
    let targets = PostgresList(select.target_list, select.n_target_list)
    if targets.contains(where: Self.looksAround) { throw BeyondPlain("a window function") }
    if targets.count == 1, select.n_sort_clause == 0, let value = targets[0].pointee.res_target?.pointee.val,
      let call = value.pointee.func_call?.pointee, PostgresNode(value).kind == PG_QUERY__NODE__NODE_FUNC_CALL,
      call.agg_star != 0, call.agg_filter == nil
    {
      return .count
    }
    if session.isCombining { throw BeyondPlain("an aggregate beside other columns") }
    let fields = try columns(targets)
    let own = main.table.columns.names.map { PlainQuery.Field(alias: main.alias, column: $0) }
    return .select(fields == own ? nil : fields)
  }

  func columns(_ targets: PostgresList<PgQuery__Node>) throws(BeyondPlain) -> [PlainQuery.Field] {
    var fields: [PlainQuery.Field] = []
    for node in targets {
      guard let value = node.pointee.res_target?.pointee.val.map({ PostgresNode($0) }) else { continue }
      if let star = session.star(value) {
        let items = session.outermost.items.filter { star.isEmpty || $0.alias == star }
        fields += items.flatMap { item in item.table.columns.names.map { .init(alias: item.alias, column: $0) } }
        continue
      }
      guard let column = session.column(value) else { throw BeyondPlain("a computed column") }
      fields.append(.init(alias: column.item.alias, column: column.column.name))
    }
    return fields
  }

  private static func looksAround(_ target: PostgresNode) -> Bool {
    var found = false
    PostgresTree.walk(target) { if case .call(let call) = $0, call.pointee.over != nil { found = true } }
    return found
  }

  private func sortKey(_ node: PostgresNode) throws(BeyondPlain) -> PlainQuery.SortKey {
    guard let sort = node.pointee.sort_by?.pointee, let written = sort.node,
      let column = session.column(PostgresNode(written))
    else { throw BeyondPlain("an order by a computed value") }
    let nulls: Bool? =
      switch sort.sortby_nulls {
      case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST: true
      case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST: false
      default: nil
      }
    return .init(
      field: .init(alias: column.item.alias, column: column.column.name),
      isDescending: sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC,
      isNullsFirst: column.column.isNullable ? nulls : nil)
  }

  func value(_ node: PostgresNode) throws(BeyondPlain) -> PlainQuery.Value {
    if let number = node.parameter { return .parameter(number) }
    if let text = node.stringConstant { return .string(text) }
    if let number = node.integerConstant { return .number("\(number)") }
    if let number = node.decimalConstant { return .number(number) }
    if let truth = node.booleanConstant { return .boolean(truth) }
    if node.isNullConstant { return .null }
    if let cast = node.cast, !cast.value.holdsColumn { return try value(cast.value) }
    if let column = session.column(node) {
      return .field(.init(alias: column.item.alias, column: column.column.name))
    }
    if ["now()", "current_timestamp"].contains(session.text.text(of: node)?.lowercased() ?? "") { return .now }
    throw BeyondPlain(node.holdsQuery ? "a subquery" : "a computed value")
  }
}
