internal import CPostgresQuery
internal import SQLSyntax

/// Small questions about nodes.
extension PostgresNode {
  /// The parts that AND joins, in the order of the text.
  var conjuncts: [PostgresNode] { parts(PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR) }

  /// The parts that OR joins; one that is no OR is its only part.
  var alternatives: [PostgresNode] { parts(PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR) }

  private func parts(_ kind: PgQuery__BoolExprType) -> [PostgresNode] {
    guard self.kind == PG_QUERY__NODE__NODE_BOOL_EXPR, let expression = pointee.bool_expr?.pointee,
      expression.boolop == kind
    else { return [self] }
    return PostgresList(expression.args, expression.n_args).flatMap { $0.parts(kind) }
  }

  /// What NOT stands before.
  var negated: PostgresNode? {
    guard kind == PG_QUERY__NODE__NODE_BOOL_EXPR, let expression = pointee.bool_expr?.pointee,
      expression.boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR
    else { return nil }
    return PostgresList(expression.args, expression.n_args).first
  }

  /// The sides of an operator, which is written as `name`.
  var operation: (name: String, left: PostgresNode, right: PostgresNode)? {
    guard kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = pointee.a_expr?.pointee,
      expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP, let left = expression.lexpr, let right = expression.rexpr,
      let name = PostgresList(expression.name, expression.n_name).strings.last
    else { return nil }
    return (name, UnsafePointer(left), UnsafePointer(right))
  }

  /// A call of a function of the catalog, without what only aggregates and windows have.
  var call: (name: String, arguments: [PostgresNode])? {
    guard kind == PG_QUERY__NODE__NODE_FUNC_CALL, let call = pointee.func_call?.pointee, call.over == nil,
      call.agg_filter == nil, call.n_agg_order == 0, call.agg_distinct == 0, call.agg_star == 0,
      let name = PostgresList(call.funcname, call.n_funcname).strings.last
    else { return nil }
    return (name, Array(PostgresList(call.args, call.n_args)))
  }

  /// What is cast, and the type's name in `pg_type`; nil for arrays.
  var cast: (type: String, value: PostgresNode)? {
    guard kind == PG_QUERY__NODE__NODE_TYPE_CAST, let cast = pointee.type_cast?.pointee, let value = cast.arg,
      let type = cast.type_name?.pointee, type.n_array_bounds == 0,
      let name = PostgresList(type.names, type.n_names).strings.last
    else { return nil }
    return (name, UnsafePointer(value))
  }

  /// A string constant.
  var stringConstant: String? {
    guard let constant, constant.val_case == PG_QUERY__A__CONST__VAL_SVAL else { return nil }
    return constant.sval.map { $0.pointee.sval.text ?? "" }
  }

  var integerConstant: Int? {
    guard let constant, constant.val_case == PG_QUERY__A__CONST__VAL_IVAL else { return nil }
    return constant.ival.map { Int($0.pointee.ival) }
  }

  /// A number with a point or exponent, or larger than an integer, as written.
  var decimalConstant: String? {
    guard let constant, constant.val_case == PG_QUERY__A__CONST__VAL_FVAL else { return nil }
    return constant.fval.flatMap { $0.pointee.fval.text }
  }

  var booleanConstant: Bool? {
    guard let constant, constant.val_case == PG_QUERY__A__CONST__VAL_BOOLVAL else { return nil }
    return constant.boolval.map { $0.pointee.boolval != 0 }
  }

  private var constant: PgQuery__AConst? {
    guard kind == PG_QUERY__NODE__NODE_A_CONST, let constant = pointee.a_const?.pointee, constant.isnull == 0 else {
      return nil
    }
    return constant
  }

  var isNullConstant: Bool {
    kind == PG_QUERY__NODE__NODE_A_CONST && pointee.a_const?.pointee.isnull != 0
  }

  var parameter: Int? {
    kind == PG_QUERY__NODE__NODE_PARAM_REF ? pointee.param_ref.map { Int($0.pointee.number) } : nil
  }

  var subquery: PgQuery__SubLink? {
    kind == PG_QUERY__NODE__NODE_SUB_LINK ? pointee.sub_link?.pointee : nil
  }

  /// Whether it holds a column of any kind, a subquery's included.
  var holdsColumn: Bool {
    var found = false
    PostgresTree.walk(self) { if case .column = $0 { found = true } }
    return found
  }

  /// Whether a subquery stands in it.
  var holdsQuery: Bool {
    var found = false
    PostgresTree.walk(self) { if case .query = $0 { found = true } }
    return found
  }

  /// The names of the functions called in it.
  var calls: [String] {
    var names: [String] = []
    PostgresTree.walk(self) { visit in
      if case .call(let call) = visit,
        let name = PostgresList(call.pointee.funcname, call.pointee.n_funcname).strings.last
      {
        names.append(name)
      }
    }
    return names
  }
}
