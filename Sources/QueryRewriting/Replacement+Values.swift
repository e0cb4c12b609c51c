internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

extension Replacement {
  /// `x + 5 > $1`, `now() - x > interval '7 days'`: what is added goes to the other side.
  static func sum(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard let operation = comparison.left.operation, ["+", "-"].contains(operation.name) else { return nil }
    let isLeft = operation.left.holdsColumn
    guard isLeft != operation.right.holdsColumn else { return nil }
    let inner = isLeft ? operation.left : operation.right
    let addend = isLeft ? operation.right : operation.left
    guard let column = session.column(inner, at: comparison.level), let type = session.baseType(column.column),
      let name = session.text.text(of: inner),
      let kind = Addend(addend, comparison.right, of: type, isSubtracted: !isLeft && operation.name == "-", session)
    else { return nil }
    let isTurned = !isLeft && operation.name == "-"
    let sign = isTurned ? Comparison.flipped(comparison.sign) : comparison.sign
    let value =
      isTurned
      ? "\(kind.addend) - \(kind.other)" : "\(kind.other) \(operation.name == "+" ? "-" : "+") \(kind.addend)"
    return Replacement(text: "\(name) \(sign) \(value)", difference: kind.difference)
  }

  /// `coalesce(x, 0) = 5`.
  static func coalesced(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard comparison.sign == "=", comparison.left.kind == PG_QUERY__NODE__NODE_COALESCE_EXPR,
      let expression = comparison.left.pointee.coalesce_expr?.pointee, expression.n_args == 2
    else { return nil }
    let arguments = PostgresList(expression.args, expression.n_args)
    guard session.column(arguments[0], at: comparison.level) != nil, let name = session.text.text(of: arguments[0]),
      let value = session.text.text(of: comparison.right), let isDefault = areSame(arguments[1], comparison.right)
    else { return nil }
    return isDefault
      ? Replacement(text: "\(name) = \(value) OR \(name) IS NULL", isAlternative: true)
      : Replacement(text: "\(name) = \(value)")
  }

  /// nil when it can not be told.
  private static func areSame(_ left: PostgresNode, _ right: PostgresNode) -> Bool? {
    if let one = left.integerConstant, let other = right.integerConstant { return one == other }
    if let one = left.booleanConstant, let other = right.booleanConstant { return one == other }
    // Two texts may be one date, and `'a '` is `'a'` as a character(2): only the same one is known to be the same.
    if let one = left.stringConstant, let other = right.stringConstant, one == other { return true }
    return nil
  }

  /// `left(x, 3) = 'abc'`.
  static func beginning(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard comparison.sign == "=", let call = comparison.left.call, let first = call.arguments.first,
      let column = session.column(first, at: comparison.level),
      ["text", "varchar"].contains(session.baseType(column.column) ?? ""),
      let name = session.text.text(of: first), let value = comparison.right.stringConstant
    else { return nil }
    let numbers = call.arguments.dropFirst().compactMap(\.integerConstant)
    let isBeginning =
      call.name == "left" && numbers.count == 1
      || ["substring", "substr"].contains(call.name) && numbers.count == 2 && numbers[0] == 1
    guard isBeginning, call.arguments.count == numbers.count + 1, let length = numbers.last else { return nil }
    guard length == value.unicodeScalars.count, !value.isEmpty, value.allSatisfy({ !"%_\\".contains($0) }) else {
      return nil
    }
    return Replacement(text: "\(name) LIKE \(SQLLiteral.text(value + "%"))")
  }

  /// `x::text = $1` for a column whose type has one spelling for each value.
  static func castToText(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard comparison.sign == "=", let cast = comparison.left.cast, ["text", "varchar"].contains(cast.type),
      let column = session.column(cast.value, at: comparison.level), let type = session.baseType(column.column),
      let name = session.text.text(of: cast.value), let spelling = spellings[type]
    else { return nil }
    var value = comparison.right
    if let inner = value.cast, ["text", "varchar"].contains(inner.type) { value = inner.value }
    guard value.parameter != nil || value.stringConstant != nil, let written = session.text.text(of: value) else {
      return nil
    }
    if let constant = value.stringConstant {
      guard isCanonical(constant, type) else { return nil }
      return Replacement(text: "\(name) = \(written)::\(ColumnType(type).short)")
    }
    return Replacement(
      text: "\(name) = \(written)::\(ColumnType(type).short)",
      difference: "\(written) in another spelling is found, too, and one that is no \(spelling) is an error")
  }

  private static let spellings = ["uuid": "UUID", "int2": "number", "int4": "number", "int8": "number"]

  private static func isCanonical(_ text: String, _ type: String) -> Bool {
    type == "uuid"
      ? text.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
      : text.wholeMatch(of: /0|-?[1-9][0-9]{0,3}/) != nil
  }
}

/// What is added to a column, and the value that the sum is compared with, each with its type.
private struct Addend {
  var addend: String
  var other: String
  var difference: String?

  init?(
    _ addend: PostgresNode, _ other: PostgresNode, of type: String, isSubtracted: Bool, _ session: RewritingSession
  ) {
    switch type {
    case "int2", "int4", "int8":
      guard let left = Self.integer(addend, type, session), let right = Self.integer(other, type, session) else {
        return nil
      }
      self.addend = left
      self.other = right
    case "timestamp", "timestamptz":
      let span = isSubtracted ? other : addend
      guard let written = session.text.text(of: span), let steps = Self.steps(span, written),
        let moment = Self.moment(isSubtracted ? addend : other, type, session)
      else { return nil }
      self.addend = isSubtracted ? moment : steps.text
      self.other = isSubtracted ? steps.text : moment
      if steps.holdsDays, type == "timestamptz" {
        difference = "a day is 23 or 25 hours long when clocks change, so rows within that hour may differ"
      }
    case "date":
      guard !isSubtracted, let left = Self.integer(addend, "int4", session), addend.parameter == nil,
        let right = Self.moment(other, type, session)
      else { return nil }
      self.addend = left
      self.other = right
    default: return nil
    }
  }

  private static func integer(_ node: PostgresNode, _ type: String, _ session: RewritingSession) -> String? {
    if let number = node.integerConstant { return number < 0 ? "(\(number))" : "\(number)" }
    if let number = node.parameter { return "$\(number)::\(ColumnType(type).short)" }
    guard let cast = node.cast, ["int2", "int4", "int8"].contains(cast.type), cast.value.parameter != nil else {
      return nil
    }
    return session.text.text(of: node)
  }

  private static func moment(_ node: PostgresNode, _ type: String, _ session: RewritingSession) -> String? {
    guard let written = session.text.text(of: node) else { return nil }
    if node.parameter != nil || node.stringConstant != nil { return "\(written)::\(type)" }
    if let cast = node.cast { return cast.type == type ? written : nil }
    let word = written.lowercased()
    switch type {
    case "timestamptz": return ["now()", "current_timestamp"].contains(word) ? written : nil
    case "timestamp": return word == "localtimestamp" ? written : nil
    default: return word == "current_date" ? written : nil
    }
  }

  /// An interval of constant length; months have none.
  private static func steps(_ node: PostgresNode, _ written: String) -> (text: String, holdsDays: Bool)? {
    let text = node.stringConstant ?? node.cast.flatMap { $0.type == "interval" ? $0.value.stringConstant : nil }
    guard let text, let match = text.wholeMatch(of: /([0-9]+) (second|minute|hour|day|week)s?/) else { return nil }
    let isTyped = node.stringConstant == nil
    return (isTyped ? written : "interval \(SQLLiteral.text(text))", ["day", "week"].contains(match.2))
  }
}
