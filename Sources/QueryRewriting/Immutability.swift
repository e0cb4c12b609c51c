internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

/// Whether PostgreSQL takes an expression into an index: whether its functions are marked immutable.
struct Immutability {
  private let session: RewritingSession
  private let level: Int

  init(_ session: RewritingSession, _ level: Int) {
    self.session = session
    self.level = level
  }

  /// Only what is known to be: of a function that is not, the answer is no.
  func holds(_ node: PostgresNode) -> Bool {
    if node.kind == PG_QUERY__NODE__NODE_A_CONST { return true }
    if node.kind == PG_QUERY__NODE__NODE_COLUMN_REF { return session.column(node, at: level) != nil }
    if let call = node.call { return isImmutable(call.name, call.arguments) && call.arguments.allSatisfy(holds) }
    if let cast = node.cast { return isImmutable(castTo: cast.type, cast.value) && holds(cast.value) }
    if node.kind == PG_QUERY__NODE__NODE_COALESCE_EXPR, let expression = node.pointee.coalesce_expr?.pointee {
      return PostgresList(expression.args, expression.n_args).allSatisfy(holds)
    }
    guard let operation = node.operation else { return false }
    return isImmutable(operator: operation.name, operation.left, operation.right) && holds(operation.left)
      && holds(operation.right)
  }

  private func type(_ node: PostgresNode) -> String? {
    session.column(node, at: level).flatMap { session.baseType($0.column) } ?? node.cast?.type
  }

  private func isImmutable(_ name: String, _ arguments: [PostgresNode]) -> Bool {
    let type = arguments.last.flatMap(type)
    switch name {
    // Of a moment with a zone they depend on the session's.
    case "date", "date_trunc", "extract", "date_part":
      return type == "timestamp" || type == "date" && name != "date_trunc"
    case "timezone": return arguments.count == 2 && arguments[0].stringConstant != nil
    default:
      let own = session.catalog.functions.filter { $0.name.name == name }
      return own.isEmpty ? Self.functions.contains(name) : own.allSatisfy { $0.volatility == .immutable }
    }
  }

  private func isImmutable(castTo target: String, _ value: PostgresNode) -> Bool {
    guard let type = type(value) else { return false }
    if Self.moments.contains(type) || Self.moments.contains(target) {
      return type != "timestamptz" && target != "timestamptz" && !["text", "varchar", "bpchar"].contains(target)
        && !["text", "varchar", "bpchar"].contains(type)
    }
    return Self.plainTypes.contains(type) && Self.plainTypes.contains(target)
  }

  private func isImmutable(operator name: String, _ left: PostgresNode, _ right: PostgresNode) -> Bool {
    let types = [type(left), type(right)]
    if types.contains("timestamptz") { return false }
    if name == "||" {
      return types.compactMap(\.self).allSatisfy { ["text", "varchar", "jsonb"].contains($0) }
    }
    return ["+", "-", "*", "/", "%", "->", "->>", "#>", "#>>"].contains(name)
  }

  private static let moments: Set<String> = ["date", "timestamp", "timestamptz", "time", "timetz", "interval"]
  private static let plainTypes: Set<String> = [
    "int2", "int4", "int8", "numeric", "text", "varchar", "bpchar", "uuid", "bool", "float4", "float8",
  ]
  private static let functions: Set<String> = [
    "lower", "upper", "initcap", "btrim", "ltrim", "rtrim", "md5", "length", "char_length", "octet_length", "abs",
    "floor", "ceil", "ceiling", "round", "trunc", "substr", "substring", "left", "right", "replace", "translate",
    "reverse", "split_part", "mod", "jsonb_extract_path_text", "jsonb_array_length", "cardinality", "regexp_replace",
  ]
}
