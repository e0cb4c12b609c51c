import CPostgresQuery
package import SQLSyntax
package import SchemaModel

/// Defaults that PostgreSQL understands alike in a column of one type, as one text: a constant with and without a cast to
/// the column's own type, the two words for the time, an empty list, a sequence with and without its schema.
package struct DefaultMeaning {
  private let parser: SQLParser
  private let catalog: Catalog

  package init(parser: SQLParser, catalog: Catalog) {
    self.parser = parser
    self.catalog = catalog
  }

  package func text(_ sql: String, of type: ColumnType, in table: ObjectName) -> String {
    let known = try? parser.withStatement("SELECT \(sql)") { statement -> String? in
      guard statement.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = statement.pointee.select_stmt,
        select.pointee.n_target_list == 1, let target = select.pointee.target_list[0],
        target.pointee.node_case == PG_QUERY__NODE__NODE_RES_TARGET,
        let value = target.pointee.res_target.pointee.val
      else { return nil }
      return meaning(PostgresNode(value), type, table)
    }
    return (known ?? nil) ?? parser.normalized("SELECT \(sql)") ?? sql
  }

  private func meaning(_ node: PostgresNode, _ type: ColumnType, _ table: ObjectName) -> String? {
    var node = node
    var casts: [ColumnType] = []
    while node.kind == PG_QUERY__NODE__NODE_TYPE_CAST, let cast = node.pointee.type_cast?.pointee, let inner = cast.arg
    {
      guard let type = cast.type_name.flatMap({ Self.type($0.pointee) }) else { return nil }
      casts.append(type)
      node = PostgresNode(inner)
    }
    let declared = type
    let type = catalog.typeBeneathDomains(type)
    let isWhole = Self.number(node).map { Int($0) != nil } ?? false
    guard
      casts.allSatisfy({ cast in
        cast == declared || Self.isOwn(cast, type, isWhole: isWhole && Self.numbers.contains(type.name))
      })
    else {
      return nil
    }
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_CONST: return constant(node, type)
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
      return node.pointee.a_array_expr.pointee.n_elements == 0 ? "an empty list" : nil
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION where casts.isEmpty:
      let isTime =
        node.pointee.sqlvalue_function.pointee.op == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP
      return isTime ? "the time" : nil
    case PG_QUERY__NODE__NODE_FUNC_CALL where casts.isEmpty:
      return call(node.pointee.func_call.pointee, table)
    default: return nil
    }
  }

  private func constant(_ node: PostgresNode, _ type: ColumnType) -> String? {
    let value = node.pointee.a_const.pointee
    if value.isnull != 0 { return nil }
    if type.isArray {
      return value.val_case == PG_QUERY__A__CONST__VAL_SVAL && value.sval.pointee.sval.text == "{}"
        ? "an empty list" : nil
    }
    if Self.numbers.contains(type.name), let number = Self.number(node) { return "number \(number)" }
    switch value.val_case {
    case PG_QUERY__A__CONST__VAL_BOOLVAL where type.name == "bool":
      return value.boolval.pointee.boolval != 0 ? "true" : "false"
    case PG_QUERY__A__CONST__VAL_SVAL:
      let text = value.sval.pointee.sval.text ?? ""
      if type.name == "bool", ["t", "true"].contains(text) { return "true" }
      if type.name == "bool", ["f", "false"].contains(text) { return "false" }
      return "text \(text)"
    default: return nil
    }
  }

  private func call(_ call: PgQuery__FuncCall, _ table: ObjectName) -> String? {
    let name = PostgresList(call.funcname, call.n_funcname).strings.last
    if name == "now", call.n_args == 0 { return "the time" }
    guard name == "nextval", call.n_args == 1, let argument = call.args[0],
      argument.pointee.node_case == PG_QUERY__NODE__NODE_TYPE_CAST, let cast = argument.pointee.type_cast,
      let inner = cast.pointee.arg, inner.pointee.node_case == PG_QUERY__NODE__NODE_A_CONST,
      inner.pointee.a_const.pointee.val_case == PG_QUERY__A__CONST__VAL_SVAL,
      let parts = RegclassText.parts(of: inner.pointee.a_const.pointee.sval.pointee.sval.text ?? ""),
      let sequence = parts.last
    else { return nil }
    let schemas = parts.count == 2 ? [parts[0]] : ["public", table.schema]
    let found = schemas.map { ObjectName(sequence, schema: $0) }.first { catalog.sequences.contains($0) }
    return "nextval \((found ?? ObjectName(sequence, schema: schemas[0])).qualified)"
  }

  /// The text of a number, be it in quotes.
  private static func number(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_A_CONST else { return nil }
    let value = node.pointee.a_const.pointee
    switch value.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return "\(value.ival.pointee.ival)"
    case PG_QUERY__A__CONST__VAL_FVAL: return value.fval.pointee.fval.text
    case PG_QUERY__A__CONST__VAL_SVAL: return value.sval.pointee.sval.text.flatMap { Double($0) == nil ? nil : $0 }
    // Nothing in it is the number nought.
    case PG_QUERY__A__CONST__VAL__NOT_SET: return value.isnull == 0 ? "0" : nil
    default: return nil
    }
  }

  private static let numbers: Set<String> = ["int2", "int4", "int8", "numeric", "float4", "float8", "money"]

  private static func isOwn(_ cast: ColumnType, _ type: ColumnType, isWhole: Bool) -> Bool {
    if isWhole, ["int2", "int4", "int8", "numeric"].contains(cast.name), cast.modifiers.isEmpty, !cast.isArray {
      return true
    }
    return cast.name == type.name && cast.isArray == type.isArray
      && (cast.modifiers.isEmpty || cast.modifiers == type.modifiers)
      && (cast.schema ?? type.schema) == type.schema
  }

  private static func type(_ name: PgQuery__TypeName) -> ColumnType? {
    let parts = PostgresList(name.names, name.n_names).strings
    guard let last = parts.last, parts.count < 3 else { return nil }
    let modifiers = PostgresList(name.typmods, name.n_typmods).map { number($0) ?? "?" }
    let schema = parts.count == 2 && parts[0] != "pg_catalog" ? parts[0] : nil
    return ColumnType(last, schema: schema, modifiers: modifiers, arrayDimensions: name.n_array_bounds)
  }
}
