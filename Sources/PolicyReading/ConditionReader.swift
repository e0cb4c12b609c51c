internal import CPostgresQuery
internal import SQLSyntax

/// Turns parse trees into terms.
struct ConditionReader {
  let parser: SQLParser

  /// nil when it does not parse.
  func term(_ expression: String) -> ConditionTerm? {
    do throws(SQLSyntaxError) {
      return try parser.withStatement("SELECT \(expression)") { statement in
        guard statement.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = statement.pointee.select_stmt?.pointee,
          let target = PostgresList(select.target_list, select.n_target_list).first,
          target.kind == PG_QUERY__NODE__NODE_RES_TARGET, let value = target.pointee.res_target?.pointee.val
        else { return nil }
        return term(UnsafePointer(value))
      }
    } catch {
      return nil
    }
  }

  /// The terms of a whole statement; none when it does not parse.
  func terms(ofStatement text: String) -> [ConditionTerm] {
    do throws(SQLSyntaxError) {
      return try parser.withStatement(text) { [term($0)] }
    } catch {
      return []
    }
  }

  func term(_ node: PostgresNode) -> ConditionTerm {
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_CONST: return constant(node)
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      guard let reference = node.pointee.column_ref?.pointee else { return .other([]) }
      let names = PostgresList(reference.fields, reference.n_fields).strings
      return names.count == reference.n_fields ? .column(names) : .other([])
    case PG_QUERY__NODE__NODE_FUNC_CALL: return call(node)
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION: return value(node)
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      guard let expression = node.pointee.coalesce_expr?.pointee else { return .other([]) }
      return named("coalesce", PostgresList(expression.args, expression.n_args), node)
    case PG_QUERY__NODE__NODE_TYPE_CAST: return cast(node)
    case PG_QUERY__NODE__NODE_A_EXPR: return operation(node)
    case PG_QUERY__NODE__NODE_BOOL_EXPR: return combination(node)
    case PG_QUERY__NODE__NODE_NULL_TEST:
      guard let test = node.pointee.null_test?.pointee, let argument = test.arg else { return .other([]) }
      return .nullTest(
        term(UnsafePointer(argument)), isNull: test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL)
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST: return truth(node)
    case PG_QUERY__NODE__NODE_SUB_LINK: return subquery(node)
    case PG_QUERY__NODE__NODE_SELECT_STMT: return .subquery(query(node, .source, tested: nil))
    default: return .other(NodeChildren.of(node).map(term))
    }
  }

  private func constant(_ node: PostgresNode) -> ConditionTerm {
    guard let value = node.pointee.a_const?.pointee else { return .other([]) }
    if value.isnull != 0 { return .null }
    switch value.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return .constant(String(value.ival.pointee.ival))
    case PG_QUERY__A__CONST__VAL_FVAL: return .constant(value.fval.pointee.fval.text ?? "")
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return .truth(value.boolval.pointee.boolval != 0)
    case PG_QUERY__A__CONST__VAL_SVAL: return .constant(value.sval.pointee.sval.text ?? "")
    default: return .other([])
    }
  }

  private func call(_ node: PostgresNode) -> ConditionTerm {
    guard let call = node.pointee.func_call?.pointee else { return .other([]) }
    let path = PostgresList(call.funcname, call.n_funcname).strings
    let arguments = PostgresList(call.args, call.n_args).map { term($0) }
    return .call(ConditionCall(path: path, arguments: arguments, sql: sql(node)))
  }

  private func named(_ name: String, _ arguments: PostgresList<PgQuery__Node>, _ node: PostgresNode) -> ConditionTerm {
    .call(ConditionCall(path: [name], arguments: arguments.map { term($0) }, sql: sql(node)))
  }

  private func value(_ node: PostgresNode) -> ConditionTerm {
    let name =
      switch node.pointee.sqlvalue_function?.pointee.op {
      case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE, PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER,
        PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER:
        "current_user"
      case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER: "session_user"
      default: "current_timestamp"
      }
    return .call(ConditionCall(path: [name], arguments: [], sql: sql(node)))
  }

  private func cast(_ node: PostgresNode) -> ConditionTerm {
    guard let cast = node.pointee.type_cast?.pointee, let argument = cast.arg, let type = cast.type_name?.pointee else {
      return .other([])
    }
    let inner = term(UnsafePointer(argument))
    let names = PostgresList(type.names, type.n_names).strings
    let name = names.first == "pg_catalog" ? names.dropFirst().joined(separator: ".") : names.joined(separator: ".")
    if name == "bool", case .constant(let text) = inner {
      return .truth(["t", "true", "y", "yes", "on", "1"].contains(text.lowercased()))
    }
    return .cast(inner, ConditionCast(type: name, isArray: type.n_array_bounds > 0, sql: sql(node)))
  }

  private func operation(_ node: PostgresNode) -> ConditionTerm {
    guard let expression = node.pointee.a_expr?.pointee else { return .other([]) }
    let sides = [expression.lexpr, expression.rexpr].compactMap(\.self).map { UnsafePointer($0) }
    let terms = sides.flatMap { $0.items.map(term) }
    let name = PostgresList(expression.name, expression.n_name).strings.last ?? ""
    switch expression.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP, PG_QUERY__A__EXPR__KIND__AEXPR_LIKE,
      PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE, PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      return .operation(name == "!=" ? "<>" : name, terms)
    case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR: return .operation("~", terms)
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY: return .operation("\(name) any", terms)
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL: return .operation("\(name) all", terms)
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT: return .operation("distinct", terms)
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT: return .operation("not distinct", terms)
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
      return .call(ConditionCall(path: ["nullif"], arguments: terms, sql: sql(node)))
    default: return .other(terms)
    }
  }

  private func combination(_ node: PostgresNode) -> ConditionTerm {
    guard let expression = node.pointee.bool_expr?.pointee else { return .other([]) }
    let terms = PostgresList(expression.args, expression.n_args).map { term($0) }
    switch expression.boolop {
    case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR: return .all(terms)
    case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: return .any(terms)
    default: return terms.first.map { .not($0) } ?? .other([])
    }
  }

  /// `x IS TRUE` lets pass what `x` does, `x IS FALSE` what `NOT x` does.
  private func truth(_ node: PostgresNode) -> ConditionTerm {
    guard let test = node.pointee.boolean_test?.pointee, let argument = test.arg else { return .other([]) }
    let inner = term(UnsafePointer(argument))
    switch test.booltesttype {
    case PG_QUERY__BOOL_TEST_TYPE__IS_TRUE: return inner
    case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE: return .not(inner)
    case PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN: return .nullTest(inner, isNull: true)
    default: return .other([inner])
    }
  }

  func sql(_ node: PostgresNode) -> String { parser.sql(ofExpression: node) ?? "" }
}
