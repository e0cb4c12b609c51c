internal import CPostgresQuery
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// One side of a comparison.
struct Operand {
  var columns: [ColumnReference] = []
  /// How the relation of a bare column is called in the query.
  var alias: String?
  /// Whether a condition on the column does not reach its table's rows.
  var isSealed = false
  /// Whether it names something of a subquery or function that is no column of a table.
  var isComputed = false
  /// Where it stands, when it is a parameter and nothing else.
  var parameterOffset: Int?
  /// What stands around the column, outermost first come.
  var function: String?
  /// All of it without the names of relations, when it is more than a column.
  var expression: String?
  var constant: String?

  /// The column, when it stands there by itself.
  var bareColumn: ColumnReference? { function == nil && columns.count == 1 ? columns[0] : nil }
}

extension QueryWalker {
  func operand(_ node: PostgresNode) -> Operand {
    switch node.kind {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      guard let (column, alias, isSealed) = aliasedColumn(node) else { return Operand(isComputed: true) }
      return Operand(columns: [column], alias: alias, isSealed: isSealed)
    case PG_QUERY__NODE__NODE_PARAM_REF:
      return Operand(parameterOffset: node.pointee.param_ref.map { Int($0.pointee.location) })
    case PG_QUERY__NODE__NODE_A_CONST: return Operand(constant: parser.sql(ofExpression: node))
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      guard let cast = node.pointee.type_cast, let inner = cast.pointee.arg else { return Operand() }
      var operand = operand(UnsafePointer(inner))
      operand.parameterOffset = nil
      if !operand.columns.isEmpty, operand.function == nil { operand.function = "::\(typeName(cast) ?? "")" }
      return operand
    case PG_QUERY__NODE__NODE_SUB_LINK: return Operand()
    default:
      var columns: [ColumnReference] = []
      for child in children(of: node) { columns += self.columns(in: UnsafeMutablePointer(mutating: child)) }
      return Operand(
        columns: unique(columns), isComputed: namesComputed(node), function: functionName(node),
        expression: columns.isEmpty ? nil : parser.sql(ofExpression: node).map(Self.unqualified))
    }
  }

  /// `lower(o.email)` as `lower(email)`; functions and types keep their schemas.
  private static func unqualified(_ sql: String) -> String {
    let bytes = Array(sql.utf8)
    let tokens = SQLScanner.tokens(in: sql)
    let texts = tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    var result: [UInt8] = []
    var end = 0
    for position in tokens.indices where texts[position] == "." && position > 0 && position + 1 < tokens.count {
      var last = position + 1
      while last + 2 < tokens.count, texts[last + 1] == "." { last += 2 }
      let isFunction = last + 1 < tokens.count && texts[last + 1] == "("
      let isType = position > 1 && texts[position - 2] == "::"
      guard !isFunction, !isType, tokens[position - 1].range.lowerBound >= end else { continue }
      result += bytes[end..<tokens[position - 1].range.lowerBound]
      end = tokens[last].range.lowerBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  private func namesComputed(_ node: PostgresNode) -> Bool {
    var found = false
    forEach(node) { inner in
      if inner.kind == PG_QUERY__NODE__NODE_COLUMN_REF, column(inner) == nil { found = true }
    }
    return found
  }

  private func functionName(_ node: PostgresNode) -> String {
    switch node.kind {
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      node.pointee.func_call.flatMap { PostgresList($0.pointee.funcname, $0.pointee.n_funcname).strings.last } ?? ""
    case PG_QUERY__NODE__NODE_A_EXPR:
      node.pointee.a_expr.flatMap { PostgresList($0.pointee.name, $0.pointee.n_name).strings.last } ?? ""
    case PG_QUERY__NODE__NODE_COALESCE_EXPR: "coalesce"
    case PG_QUERY__NODE__NODE_CASE_EXPR: "case"
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE: "collate"
    case PG_QUERY__NODE__NODE_A_INDIRECTION: "[]"
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR: "greatest"
    case PG_QUERY__NODE__NODE_ROW_EXPR: "row"
    default: "expression"
    }
  }

  /// The list of an IN, when it holds constants only.
  func listConstant(_ node: PostgresNode) -> String? {
    let constants = node.items.map { operand($0).constant }
    let known = constants.compactMap(\.self)
    return known.count == constants.count ? "(\(known.joined(separator: ", ")))" : nil
  }

  /// Whether a LIKE pattern starts with text, as far as it can be seen.
  func patternKind(_ node: PostgresNode) -> QueryShape.Comparison {
    guard let start = leadingText(node) else { return .other }
    return start.hasPrefix("%") || start.hasPrefix("_") ? .pattern : .prefix
  }

  /// The text a concatenation starts with; empty when it starts with a parameter that is followed by something.
  private func leadingText(_ node: PostgresNode) -> String? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_CONST:
      guard let constant = node.pointee.a_const, constant.pointee.val_case == PG_QUERY__A__CONST__VAL_SVAL else {
        return nil
      }
      return constant.pointee.sval.flatMap { $0.pointee.sval.text } ?? ""
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return node.pointee.type_cast?.pointee.arg.flatMap { leadingText(UnsafePointer($0)) }
    case PG_QUERY__NODE__NODE_A_EXPR:
      guard let expression = node.pointee.a_expr?.pointee, let left = expression.lexpr else { return nil }
      guard PostgresList(expression.name, expression.n_name).strings.last == "||" else { return nil }
      return leadingText(UnsafePointer(left)) ?? ""
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      guard let call = node.pointee.func_call?.pointee, call.n_args > 0 else { return nil }
      guard PostgresList(call.funcname, call.n_funcname).strings.last == "concat" else { return nil }
      return leadingText(PostgresList(call.args, call.n_args)[0]) ?? ""
    default: return nil
    }
  }
}
