internal import CPostgresQuery
internal import Diagnostics
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// Expressions: every name looked up, every subquery entered.
extension QueryWalker {
  /// Looks an expression through once, reports what it names in vain, enters its subqueries.
  mutating func visit(_ node: PostgresNode) {
    var pending = [node]
    while let node = pending.popLast() {
      switch node.kind {
      case PG_QUERY__NODE__NODE_COLUMN_REF: node.pointee.column_ref.map { checkReference($0.pointee) }
      case PG_QUERY__NODE__NODE_PARAM_REF:
        shape.parameterCount = max(shape.parameterCount, Int(node.pointee.param_ref?.pointee.number ?? 0))
      case PG_QUERY__NODE__NODE_SUB_LINK:
        if let link = node.pointee.sub_link, let query = link.pointee.subselect {
          let first = shape.relations.count
          subqueryOutputs[link.pointee.location] = statement(UnsafePointer(query))
          for position in first..<shape.relations.count { shape.relations[position].isOptional = true }
        }
      case PG_QUERY__NODE__NODE_MULTI_ASSIGN_REF where node.pointee.multi_assign_ref?.pointee.colno != 1: continue
      default: break
      }
      pending += children(of: node).reversed()
    }
  }

  mutating func window(_ window: UnsafeMutablePointer<PgQuery__WindowDef>?) {
    guard let window else { return }
    for node in parts(of: window) { visit(node) }
  }

  /// Calls `body` for an expression and all within it, subqueries left out.
  func forEach(_ node: PostgresNode, _ body: (PostgresNode) -> Void) {
    var pending = [node]
    while let node = pending.popLast() {
      body(node)
      pending += children(of: node).reversed()
    }
  }

  /// The columns of tables that an expression names, subqueries left out.
  func columns(in node: UnsafeMutablePointer<PgQuery__Node>?) -> [ColumnReference] {
    guard let node else { return [] }
    var columns: [ColumnReference] = []
    forEach(UnsafePointer(node)) { inner in
      if let column = column(inner) { columns.append(column) }
    }
    return columns
  }

  /// The expressions directly within an expression; not the body of a subquery.
  func children(of node: PostgresNode) -> [PostgresNode] {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_EXPR:
      guard let expression = value.a_expr?.pointee else { return [] }
      return [expression.lexpr, expression.rexpr].compactMap { $0.map { UnsafePointer($0) } }
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      return value.bool_expr.map { Array(PostgresList($0.pointee.args, $0.pointee.n_args)) } ?? []
    case PG_QUERY__NODE__NODE_NULL_TEST: return one(value.null_test?.pointee.arg)
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST: return one(value.boolean_test?.pointee.arg)
    case PG_QUERY__NODE__NODE_SUB_LINK: return one(value.sub_link?.pointee.testexpr)
    case PG_QUERY__NODE__NODE_TYPE_CAST: return one(value.type_cast?.pointee.arg)
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE: return one(value.collate_clause?.pointee.arg)
    case PG_QUERY__NODE__NODE_NAMED_ARG_EXPR: return one(value.named_arg_expr?.pointee.arg)
    case PG_QUERY__NODE__NODE_RES_TARGET: return one(value.res_target?.pointee.val)
    case PG_QUERY__NODE__NODE_SORT_BY: return one(value.sort_by?.pointee.node)
    case PG_QUERY__NODE__NODE_MULTI_ASSIGN_REF: return one(value.multi_assign_ref?.pointee.source)
    case PG_QUERY__NODE__NODE_FUNC_CALL: return value.func_call.map { parts(of: $0.pointee) } ?? []
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      guard let expression = value.case_expr?.pointee else { return [] }
      return one(expression.arg) + PostgresList(expression.args, expression.n_args) + one(expression.defresult)
    case PG_QUERY__NODE__NODE_CASE_WHEN:
      return one(value.case_when?.pointee.expr) + one(value.case_when?.pointee.result)
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
      guard let expression = value.a_indirection?.pointee else { return [] }
      return one(expression.arg) + PostgresList(expression.indirection, expression.n_indirection)
    case PG_QUERY__NODE__NODE_A_INDICES:
      return one(value.a_indices?.pointee.lidx) + one(value.a_indices?.pointee.uidx)
    default: return elements(of: node)
    }
  }

  /// The elements of expressions that are lists.
  private func elements(of node: PostgresNode) -> [PostgresNode] {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      return value.coalesce_expr.map { Array(PostgresList($0.pointee.args, $0.pointee.n_args)) } ?? []
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return value.min_max_expr.map { Array(PostgresList($0.pointee.args, $0.pointee.n_args)) } ?? []
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
      return value.a_array_expr.map { Array(PostgresList($0.pointee.elements, $0.pointee.n_elements)) } ?? []
    case PG_QUERY__NODE__NODE_ROW_EXPR:
      return value.row_expr.map { Array(PostgresList($0.pointee.args, $0.pointee.n_args)) } ?? []
    case PG_QUERY__NODE__NODE_GROUPING_SET:
      return value.grouping_set.map { Array(PostgresList($0.pointee.content, $0.pointee.n_content)) } ?? []
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
      return value.grouping_func.map { Array(PostgresList($0.pointee.args, $0.pointee.n_args)) } ?? []
    case PG_QUERY__NODE__NODE_LIST: return node.items
    default: return []
    }
  }

  private func one(_ node: UnsafeMutablePointer<PgQuery__Node>?) -> [PostgresNode] {
    node.map { [UnsafePointer($0)] } ?? []
  }

  private func parts(of call: PgQuery__FuncCall) -> [PostgresNode] {
    let window = call.over.map { parts(of: $0) } ?? []
    return Array(PostgresList(call.args, call.n_args)) + PostgresList(call.agg_order, call.n_agg_order)
      + one(call.agg_filter) + window
  }

  private func parts(of window: UnsafeMutablePointer<PgQuery__WindowDef>) -> [PostgresNode] {
    Array(PostgresList(window.pointee.partition_clause, window.pointee.n_partition_clause))
      + PostgresList(window.pointee.order_clause, window.pointee.n_order_clause)
      + one(window.pointee.start_offset) + one(window.pointee.end_offset)
  }
}
