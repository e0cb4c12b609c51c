import CPostgresQuery
import SQLSyntax

/// The name PostgreSQL gives an unnamed expression in an index (FigureIndexColname in parse_target.c).
enum FigureColumnName {
  static func of(_ node: PostgresNode) -> String? { figure(node).name }

  /// Strength 2 is a good name, 1 a weak one that a better one inside a cast or CASE replaces, 0 none.
  private static func figure(_ node: PostgresNode) -> (name: String?, strength: Int) {
    switch node.kind {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      guard let reference = node.pointee.column_ref?.pointee else { return (nil, 0) }
      return strong(PostgresList(reference.fields, reference.n_fields).strings.last)
    case PG_QUERY__NODE__NODE_A_INDIRECTION: return indirection(node)
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      guard let call = node.pointee.func_call?.pointee else { return (nil, 0) }
      return strong(PostgresList(call.funcname, call.n_funcname).strings.last)
    case PG_QUERY__NODE__NODE_A_EXPR:
      return node.pointee.a_expr?.pointee.kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? ("nullif", 2) : (nil, 0)
    case PG_QUERY__NODE__NODE_TYPE_CAST: return cast(node)
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
      return node.pointee.collate_clause?.pointee.arg.map { figure(UnsafePointer($0)) } ?? (nil, 0)
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      let inner = node.pointee.case_expr?.pointee.defresult.map { figure(UnsafePointer($0)) } ?? (nil, 0)
      return inner.1 > 1 ? inner : ("case", 1)
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR: return ("array", 2)
    case PG_QUERY__NODE__NODE_ROW_EXPR: return ("row", 2)
    case PG_QUERY__NODE__NODE_COALESCE_EXPR: return ("coalesce", 2)
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return node.pointee.min_max_expr?.pointee.op == PG_QUERY__MIN_MAX_OP__IS_LEAST ? ("least", 2) : ("greatest", 2)
    case PG_QUERY__NODE__NODE_XML_SERIALIZE: return ("xmlserialize", 2)
    case PG_QUERY__NODE__NODE_XML_EXPR: return xml(node)
    default: return (nil, 0)
    }
  }

  private static func strong(_ name: String?) -> (name: String?, strength: Int) { name.map { ($0, 2) } ?? (nil, 0) }

  private static func indirection(_ node: PostgresNode) -> (name: String?, strength: Int) {
    guard let value = node.pointee.a_indirection?.pointee else { return (nil, 0) }
    if let field = PostgresList(value.indirection, value.n_indirection).strings.last { return (field, 2) }
    return value.arg.map { figure(UnsafePointer($0)) } ?? (nil, 0)
  }

  private static func cast(_ node: PostgresNode) -> (name: String?, strength: Int) {
    guard let value = node.pointee.type_cast?.pointee else { return (nil, 0) }
    let inner = value.arg.map { figure(UnsafePointer($0)) } ?? (nil, 0)
    guard inner.1 <= 1, let type = value.type_name?.pointee else { return inner }
    return PostgresList(type.names, type.n_names).strings.last.map { ($0, 1) } ?? inner
  }

  private static func xml(_ node: PostgresNode) -> (name: String?, strength: Int) {
    switch node.pointee.xml_expr?.pointee.op {
    case PG_QUERY__XML_EXPR_OP__IS_XMLCONCAT: ("xmlconcat", 2)
    case PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT: ("xmlelement", 2)
    case PG_QUERY__XML_EXPR_OP__IS_XMLFOREST: ("xmlforest", 2)
    case PG_QUERY__XML_EXPR_OP__IS_XMLPARSE: ("xmlparse", 2)
    case PG_QUERY__XML_EXPR_OP__IS_XMLPI: ("xmlpi", 2)
    case PG_QUERY__XML_EXPR_OP__IS_XMLROOT: ("xmlroot", 2)
    case PG_QUERY__XML_EXPR_OP__IS_XMLSERIALIZE: ("xmlserialize", 2)
    default: (nil, 0)
    }
  }
}
