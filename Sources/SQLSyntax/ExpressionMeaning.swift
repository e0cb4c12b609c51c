import CPostgresQuery

extension SQLParser {
  /// A text that is the same for two expressions that PostgreSQL understands alike, however they are spelt: white space,
  /// parentheses, casts of constants, `IN` and `= ANY`, `BETWEEN`, `CURRENT_TIMESTAMP` and `now()`, the schemas `public` and
  /// `pg_catalog`. nil when it does not parse.
  package func meaning(ofExpression text: String) -> String? {
    do throws(SQLSyntaxError) {
      return try withStatement("SELECT \(text)") { statement in
        guard statement.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = statement.pointee.select_stmt,
          select.pointee.n_target_list == 1, let target = select.pointee.target_list[0],
          target.pointee.node_case == PG_QUERY__NODE__NODE_RES_TARGET,
          let value = target.pointee.res_target.pointee.val
        else { return nil }
        return ExpressionMeaning().text(of: PostgresNode(value))
      }
    } catch {
      return nil
    }
  }
}

/// Writes parse trees without what makes no difference.
private struct ExpressionMeaning {
  func text(of node: PostgresNode) -> String {
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_CONST: constant(node.pointee.a_const)
    case PG_QUERY__NODE__NODE_TYPE_CAST: cast(node.pointee.type_cast)
    case PG_QUERY__NODE__NODE_A_EXPR: operation(node.pointee.a_expr)
    case PG_QUERY__NODE__NODE_BOOL_EXPR: combination(node.pointee.bool_expr)
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR: array(node.pointee.a_array_expr)
    case PG_QUERY__NODE__NODE_COLUMN_REF: column(node.pointee.column_ref)
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION
    where node.pointee.sqlvalue_function.pointee.op
      == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
      "FuncCall(funcname=now)"
    case PG_QUERY__NODE__NODE_STRING: node.string ?? ""
    default: alternative(of: node)
    }
  }

  private func list(_ nodes: PostgresList<PgQuery__Node>) -> [String] { nodes.map { text(of: $0) } }

  private func constant(_ value: UnsafePointer<PgQuery__AConst>) -> String {
    switch value.pointee.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: "'\(value.pointee.ival.pointee.ival)'"
    case PG_QUERY__A__CONST__VAL_FVAL: "'\(Self.number(String(cString: value.pointee.fval.pointee.fval)))'"
    case PG_QUERY__A__CONST__VAL_BOOLVAL: value.pointee.boolval.pointee.boolval != 0 ? "'true'" : "'false'"
    case PG_QUERY__A__CONST__VAL_SVAL: "'\(value.pointee.sval.pointee.sval.text ?? "")'"
    case PG_QUERY__A__CONST__VAL_BSVAL: "'\(value.pointee.bsval.pointee.bsval.text ?? "")'"
    default: "NULL"
    }
  }

  /// PostgreSQL adds casts to constants, and to characters wherever it compares them.
  private func cast(_ cast: UnsafePointer<PgQuery__TypeCast>) -> String {
    guard let argument = cast.pointee.arg, let type = cast.pointee.type_name else { return "" }
    let inner = text(of: argument)
    let names = self.names(PostgresList(type.pointee.names, type.pointee.n_names))
    let isArray = type.pointee.n_array_bounds > 0
    if inner.hasPrefix("'") {
      guard !isArray, let name = names.last else { return inner }
      let content = String(inner.dropFirst().dropLast())
      if Self.numbers.contains(name) { return "'\(Self.number(content))'" }
      if name == "bool" {
        return ["t", "yes", "on", "1"].contains(content) ? "'true'" : content == "f" ? "'false'" : inner
      }
      return inner
    }
    if inner == "NULL" || Self.texts.contains(names.last ?? "") { return inner }
    return "cast(\(inner), \(names.joined(separator: "."))\(isArray ? "[]" : ""))"
  }

  private func operation(_ expression: UnsafePointer<PgQuery__AExpr>) -> String {
    let name = names(PostgresList(expression.pointee.name, expression.pointee.n_name)).joined(separator: ".")
    let left = expression.pointee.lexpr.map { text(of: $0) } ?? ""
    let right = expression.pointee.rexpr.map { PostgresNode($0) }
    let items = right?.items.map { text(of: $0) } ?? []
    switch expression.pointee.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP, PG_QUERY__A__EXPR__KIND__AEXPR_LIKE, PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
      return "(\(left) \(name == "!=" ? "<>" : name) \(items.joined(separator: ", ")))"
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      let isConstant = items.allSatisfy { $0.hasPrefix("'") }
      let set = isConstant ? Self.array(items) : "ARRAY[\(items.joined(separator: ", "))]"
      return name == "=" ? "(\(left) = ANY \(set))" : "(\(left) <> ALL \(set))"
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY: return "(\(left) \(name) ANY \(items.joined(separator: ", ")))"
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL: return "(\(left) \(name) ALL \(items.joined(separator: ", ")))"
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN: return "AND(\(bounds(of: expression).joined(separator: ", ")))"
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN where items.count == 2:
      return "OR(\(["(\(left) < \(items[0]))", "(\(left) > \(items[1]))"].sorted().joined(separator: ", ")))"
    case let kind: return "\(kind.rawValue)(\(left), \(name), \(items.joined(separator: ", ")))"
    }
  }

  /// The two comparisons that `BETWEEN` is.
  private func bounds(of expression: UnsafePointer<PgQuery__AExpr>) -> [String] {
    guard let left = expression.pointee.lexpr, let right = expression.pointee.rexpr else { return [] }
    let value = text(of: left)
    return zip([">=", "<="], PostgresNode(right).items).map { "(\(value) \($0) \(text(of: $1)))" }.sorted()
  }

  /// `a AND (b AND c)` is `c AND b AND a`.
  private func combination(_ expression: UnsafePointer<PgQuery__BoolExpr>) -> String {
    let parts = flattened(expression, expression.pointee.boolop)
    switch expression.pointee.boolop {
    case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR: return "AND(\(parts.sorted().joined(separator: ", ")))"
    case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: return "OR(\(parts.sorted().joined(separator: ", ")))"
    default: return "NOT(\(parts.joined(separator: ", ")))"
    }
  }

  private func flattened(
    _ expression: UnsafePointer<PgQuery__BoolExpr>, _ kind: PgQuery__BoolExprType
  ) -> [String] {
    PostgresList(expression.pointee.args, expression.pointee.n_args).flatMap { node in
      if kind != PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR, node.kind == PG_QUERY__NODE__NODE_BOOL_EXPR,
        let inner = node.pointee.bool_expr, inner.pointee.boolop == kind
      {
        return flattened(inner, kind)
      }
      if kind == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR, node.kind == PG_QUERY__NODE__NODE_A_EXPR,
        let inner = node.pointee.a_expr, inner.pointee.kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN
      {
        return bounds(of: inner)
      }
      return [text(of: node)]
    }
  }

  private func array(_ array: UnsafePointer<PgQuery__AArrayExpr>) -> String {
    let items = list(PostgresList(array.pointee.elements, array.pointee.n_elements))
    return items.allSatisfy { $0.hasPrefix("'") } ? Self.array(items) : "ARRAY[\(items.joined(separator: ", "))]"
  }

  /// As the constant `'{a,b}'` is written.
  private static func array(_ items: [String]) -> String {
    "'{\(items.map { String($0.dropFirst().dropLast()) }.joined(separator: ","))}'"
  }

  /// A column alone: checks and predicates speak of one table.
  private func column(_ reference: UnsafePointer<PgQuery__ColumnRef>) -> String {
    let fields = PostgresList(reference.pointee.fields, reference.pointee.n_fields)
    return fields.last.map { $0.kind == PG_QUERY__NODE__NODE_STRING ? "\"\($0.string ?? "")\"" : "*" } ?? ""
  }

  /// The parts of a name without the schemas that everybody looks into.
  private func names(_ nodes: PostgresList<PgQuery__Node>) -> [String] {
    let parts = nodes.strings
    return parts.count > 1 && ["pg_catalog", "public"].contains(parts[0]) ? Array(parts.dropFirst()) : parts
  }

  private static func number(_ text: String) -> String {
    guard text.contains("."), !text.contains("e"), !text.contains("E") else { return text }
    var digits = text[...]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits.isEmpty || digits == "-" ? "0" : digits.first == "." ? "0\(digits)" : String(digits)
  }

  private static let numbers: Set<String> = ["numeric", "int2", "int4", "int8", "float4", "float8"]
  private static let texts: Set<String> = ["text", "varchar", "bpchar"]
}

/// Everything else, by the descriptors that protobuf-c keeps of every message.
extension ExpressionMeaning {
  private func alternative(of node: PostgresNode) -> String {
    guard node.kind != PG_QUERY__NODE__NODE__NOT_SET, let descriptor = node.pointee.base.descriptor else { return "" }
    let offset = Int(descriptor.pointee.fields[0].offset)
    let child = UnsafeRawPointer(node).load(fromByteOffset: offset, as: UnsafeRawPointer?.self)
    return child.map { text(ofMessage: $0) } ?? ""
  }

  private func text(ofMessage message: UnsafeRawPointer) -> String {
    guard let descriptor = message.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor else { return "" }
    if Self.name(descriptor.pointee.short_name) == "Node" {
      return text(of: message.assumingMemoryBound(to: PgQuery__Node.self))
    }
    let fields = (0..<Int(descriptor.pointee.n_fields)).compactMap { index -> String? in
      let field = descriptor.pointee.fields[index]
      let name = Self.name(field.name)
      // Where it stands and how the call was spelt.
      guard !["location", "funcformat", "stmt_location", "stmt_len"].contains(name) else { return nil }
      let value = value(of: field, named: name, in: message)
      return value.isEmpty ? nil : "\(name)=\(value)"
    }
    return "\(Self.name(descriptor.pointee.short_name))(\(fields.joined(separator: ", ")))"
  }

  private func value(of field: ProtobufCFieldDescriptor, named name: String, in message: UnsafeRawPointer) -> String {
    let offset = Int(field.offset)
    let quantifier = Int(field.quantifier_offset)
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      guard field.type == PROTOBUF_C_TYPE_MESSAGE else { return "" }
      let count = message.load(fromByteOffset: quantifier, as: Int.self)
      let list = message.load(fromByteOffset: offset, as: UnsafePointer<UnsafeRawPointer?>?.self)
      let items = (0..<count).compactMap { list?[$0].map { text(ofMessage: $0) } }
      let isName = ["funcname", "names", "name"].contains(name)
      let isQualified = isName && items.count > 1 && ["pg_catalog", "public"].contains(items[0])
      return (isQualified ? Array(items.dropFirst()) : items).joined(separator: ", ")
    }
    let isAlternative = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
    if isAlternative, message.load(fromByteOffset: quantifier, as: UInt32.self) != field.id { return "" }
    switch field.type {
    case PROTOBUF_C_TYPE_MESSAGE:
      return message.load(fromByteOffset: offset, as: UnsafeRawPointer?.self).map { text(ofMessage: $0) } ?? ""
    case PROTOBUF_C_TYPE_STRING:
      return message.load(fromByteOffset: offset, as: UnsafeMutablePointer<CChar>?.self).text ?? ""
    case PROTOBUF_C_TYPE_BOOL, PROTOBUF_C_TYPE_ENUM, PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_UINT32:
      let number = message.load(fromByteOffset: offset, as: Int32.self)
      return number == 0 ? "" : "\(number)"
    default: return ""
    }
  }

  private static func name(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
