internal import CPostgresQuery
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// Something wrong with a query, at UTF-8 offsets of its text.
struct QueryProblem {
  var code: String
  var message: String
  var offset: Int
  var length: Int
  var fix: String?
}

/// Walks the tree of one statement and gathers what it reads, writes and filters.
///
/// Each level of the query is a scope; names are looked for from the innermost outwards. Every expression is visited
/// once, which reports names and enters subqueries; conditions are then looked at again, quietly, for what they filter.
struct QueryWalker {
  let names: CatalogNames
  let views: [ObjectName: View]
  let parser: SQLParser
  let aggregates: Set<String>
  var shape = QueryShape(kind: .other)
  var problems: [QueryProblem] = []
  var scopes: [QueryScope] = []
  /// Common table expressions in sight, innermost last.
  var expressions: [[String: QueryOutput]] = []
  /// What subqueries within expressions give, by their place in the text.
  var subqueryOutputs: [Int32: QueryOutput] = [:]
  /// How many views are being looked into.
  var viewDepth = 0
  /// Whether the condition that is read is the WHERE of the outermost SELECT.
  var isOutermostWhere = false

  init(names: CatalogNames, views: [ObjectName: View], parser: SQLParser, aggregates: Set<String>) {
    self.names = names
    self.views = views
    self.parser = parser
    self.aggregates = aggregates
  }

  /// The whole statement.
  mutating func walk(_ node: PostgresNode) {
    switch node.kind {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      shape.kind = .select
      describe(select: node.pointee.select_stmt)
    case PG_QUERY__NODE__NODE_INSERT_STMT: shape.kind = .insert
    case PG_QUERY__NODE__NODE_UPDATE_STMT: shape.kind = .update
    case PG_QUERY__NODE__NODE_DELETE_STMT: shape.kind = .delete
    default: break
    }
    let output = statement(node, isTop: true)
    if shape.kind != .select { shape.columnsReturned = output.columns.compactMap(\.base) }
  }

  /// A statement at any level; gives its columns.
  @discardableResult
  mutating func statement(_ node: PostgresNode, isTop: Bool = false) -> QueryOutput {
    switch node.kind {
    case PG_QUERY__NODE__NODE_SELECT_STMT: return select(node.pointee.select_stmt, isTop: isTop)
    case PG_QUERY__NODE__NODE_INSERT_STMT: return insert(node.pointee.insert_stmt)
    case PG_QUERY__NODE__NODE_UPDATE_STMT: return update(node.pointee.update_stmt)
    case PG_QUERY__NODE__NODE_DELETE_STMT: return delete(node.pointee.delete_stmt)
    default: return QueryOutput(isOpen: true)
    }
  }

  /// Runs `body` with the common table expressions of a WITH clause in sight.
  mutating func withExpressions<Value>(
    _ clause: UnsafeMutablePointer<PgQuery__WithClause>?, _ body: (inout QueryWalker) -> Value
  ) -> Value {
    expressions.append([:])
    defer { expressions.removeLast() }
    if let clause {
      for node in PostgresList(clause.pointee.ctes, clause.pointee.n_ctes) {
        guard let expression = node.pointee.common_table_expr, let query = expression.pointee.ctequery else { continue }
        let name = expression.pointee.ctename.text ?? ""
        let columns = PostgresList(expression.pointee.aliascolnames, expression.pointee.n_aliascolnames).strings
        // A recursive expression names itself before its columns are known.
        if clause.pointee.recursive != 0 { expressions[expressions.count - 1][name] = QueryOutput(isOpen: true) }
        let output = statement(UnsafePointer(query)).renamed(columns)
        expressions[expressions.count - 1][name] = output
      }
    }
    return body(&self)
  }

  /// Runs `body` in a scope of its own.
  mutating func withScope<Value>(_ body: (inout QueryWalker) -> Value) -> Value {
    scopes.append(QueryScope())
    defer { scopes.removeLast() }
    return body(&self)
  }

  mutating func report(_ code: String, _ message: String, at location: Int32, length: Int, fix: String? = nil) {
    problems.append(
      QueryProblem(code: code, message: message, offset: Int(max(location, 0)), length: max(length, 1), fix: fix))
  }

  /// The columns of a RETURNING or target list, each expression visited.
  mutating func output(_ targets: PostgresList<PgQuery__Node>) -> QueryOutput {
    var output = QueryOutput()
    for node in targets {
      guard node.kind == PG_QUERY__NODE__NODE_RES_TARGET, let target = node.pointee.res_target,
        let value = target.pointee.val.map({ UnsafePointer($0) })
      else { continue }
      if let star = starAlias(value) {
        visit(value)
        appendAll(of: star, to: &output)
        continue
      }
      visit(value)
      let found = aliasedColumn(value)
      output.columns.append(
        .init(
          name: target.pointee.name.text ?? impliedName(value) ?? "?column?", base: found?.column,
          isSealed: found?.isSealed ?? false))
    }
    return output
  }

  /// The name PostgreSQL gives a target without AS.
  private func impliedName(_ node: PostgresNode) -> String? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return node.pointee.column_ref.map { PostgresList($0.pointee.fields, $0.pointee.n_fields).strings.last } ?? nil
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return node.pointee.func_call.map { PostgresList($0.pointee.funcname, $0.pointee.n_funcname).strings.last } ?? nil
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      guard let cast = node.pointee.type_cast, let inner = cast.pointee.arg else { return nil }
      return impliedName(UnsafePointer(inner)) ?? typeName(cast)
    case PG_QUERY__NODE__NODE_COALESCE_EXPR: return "coalesce"
    case PG_QUERY__NODE__NODE_CASE_EXPR: return "case"
    default: return nil
    }
  }

  func typeName(_ cast: UnsafeMutablePointer<PgQuery__TypeCast>) -> String? {
    cast.pointee.type_name.flatMap { PostgresList($0.pointee.names, $0.pointee.n_names).strings.last }
  }

  private func appendAll(of star: String, to output: inout QueryOutput) {
    for entry in scopes.last?.entries ?? [] where star.isEmpty || entry.alias == star {
      switch entry.content {
      case .table(let relation):
        output.columns += relation.order.map { .init(name: $0, base: ColumnReference(relation.name, $0)) }
        if relation.order.isEmpty { output.isOpen = true }
      case .derived(let derived):
        output.columns += derived.columns
        if derived.isOpen { output.isOpen = true }
      }
    }
  }
}
