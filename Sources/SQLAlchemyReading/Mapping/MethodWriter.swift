import SQLWriting

/// Writes methods of SQL expressions: `column.is_(None)`, `column.in_([...])`.
struct MethodWriter {
  let expressions: ExpressionWriter
  let depth: Int

  init(_ expressions: ExpressionWriter, _ depth: Int) {
    self.expressions = expressions
    self.depth = depth
  }

  func write(_ call: CallObject) -> String? {
    if call.name == "next_value", let sequence = call.receiver?.call { return expressions.sequence(sequence) }
    if call.name == "process" { return call.argument(0).flatMap { expressions.write($0, depth: depth) } }
    if let same = transparent(call) { return same }
    guard let receiver = call.receiver, let left = expressions.operand(receiver, depth) else { return nil }
    return test(call, left) ?? comparison(call, left, receiver) ?? operation(call, left, receiver)
  }

  /// What orders or names an expression leaves it as it is.
  private func transparent(_ call: CallObject) -> String? {
    switch call.name {
    case "desc", "asc", "nulls_first", "nulls_last", "nullsfirst", "nullslast", "label", "self_group", "as_string",
      "as_integer", "as_float", "as_boolean", "distinct":
      call.receiver.flatMap { expressions.write($0, depth: depth) }
    default: nil
    }
  }

  private func test(_ call: CallObject, _ left: String) -> String? {
    let argument = call.argument(0) ?? .none
    switch call.name {
    case "is_": return expressions.write(argument, depth: depth).map { "\(left) IS \($0)" }
    case "is_not", "isnot": return expressions.write(argument, depth: depth).map { "\(left) IS NOT \($0)" }
    case "is_distinct_from": return expressions.operand(argument, depth).map { "\(left) IS DISTINCT FROM \($0)" }
    case "is_not_distinct_from", "isnot_distinct_from":
      return expressions.operand(argument, depth).map { "\(left) IS NOT DISTINCT FROM \($0)" }
    default: return nil
    }
  }

  private func comparison(_ call: CallObject, _ left: String, _ receiver: Value) -> String? {
    switch call.name {
    case "in_", "not_in", "notin_":
      guard let items = call.argument(0).flatMap({ expressions.mapper.interpreter.elements(of: $0) }), !items.isEmpty,
        let list = expressions.list(items, against: receiver, depth)
      else { return nil }
      return "\(left) \(call.name == "in_" ? "IN" : "NOT IN") (\(list))"
    case "between", "not_between":
      guard let low = expressions.operand(call.argument(0), depth),
        let high = expressions.operand(call.argument(1), depth)
      else { return nil }
      return "\(left) \(call.name == "between" ? "" : "NOT ")BETWEEN \(low) AND \(high)"
    default: return nil
    }
  }

  /// How SQLAlchemy negates a test.
  static let opposites = [
    "in_": "not_in", "not_in": "in_", "notin_": "in_", "is_": "is_not", "is_not": "is_", "isnot": "is_",
    "like": "not_like", "not_like": "like", "notlike": "like", "ilike": "not_ilike", "not_ilike": "ilike",
    "between": "not_between", "is_distinct_from": "is_not_distinct_from",
    "is_not_distinct_from": "is_distinct_from", "isnot_distinct_from": "is_distinct_from",
    "regexp_match": "not_regexp_match",
  ]

  private static let signs: [String: String] = [
    "like": "LIKE", "ilike": "ILIKE", "not_like": "NOT LIKE", "notlike": "NOT LIKE", "not_ilike": "NOT ILIKE",
    "concat": "||", "contains": "@>", "contained_by": "<@", "has_key": "?", "has_any": "?|", "has_all": "?&",
    "overlaps": "&&", "overlap": "&&", "regexp_match": "~", "not_regexp_match": "!~",
    "match": "@@",
  ]

  private func operation(_ call: CallObject, _ left: String, _ receiver: Value) -> String? {
    if call.name == "cast" { return expressions.cast(receiver, call.argument(0), at: call.place, depth) }
    if call.name == "collate" { return expressions.collate(receiver, call.argument(0), depth) }
    if call.name == "startswith", let text = call.argument(0)?.text {
      return "\(left) LIKE \(SQLLiteral.text(text)) || '%'"
    }
    guard let sign = Self.signs[call.name], let right = expressions.operand(call.argument(0), against: receiver, depth)
    else { return nil }
    return "\(left) \(sign) \(right)"
  }
}
