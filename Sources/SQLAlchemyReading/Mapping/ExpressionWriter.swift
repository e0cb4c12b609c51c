import SQLWriting
import SchemaModel

/// Writes SQLAlchemy's SQL expressions as PostgreSQL's SQL, as they stand in DDL: literals in place, columns without
/// their table.
struct ExpressionWriter {
  let mapper: SchemaMapper
  /// The table whose columns are named.
  let table: TableDraft?

  init(_ mapper: SchemaMapper, table: TableDraft?) {
    self.mapper = mapper
    self.table = table
  }

  // MARK: Where expressions stand

  /// A check's or an index's condition: text is SQL.
  func condition(_ value: Value) -> String? {
    if let text = value.text { return raw(text) }
    return write(value)
  }

  /// A column's default: text is a text of SQL's.
  func serverDefault(_ value: Value) -> String? {
    if let text = Interpreter.text(of: value), value.call == nil, !value.isNone { return SQLLiteral.text(text) }
    if case .instance(let instance) = value, let text = instance.attributes["value"]?.text {
      return SQLLiteral.text(text)
    }
    return write(value)
  }

  /// SQL as it was written, when PostgreSQL's parser takes it.
  func raw(_ text: String) -> String? {
    let sql = text.replacing("\\:", with: ":")
    return mapper.syntax.isExpression(sql) ? sql : nil
  }

  // MARK: Values

  /// nil where something is not known.
  func write(_ value: Value, depth: Int = 0) -> String? {
    guard depth < 100 else { return nil }
    switch value {
    case .none: return "NULL"
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .float(let text): return text
    case .string(let text): return SQLLiteral.text(text)
    case .instance(let instance): return write(instance, depth)
    case .object(let call): return write(call, depth + 1)
    case .list, .tuple: return nil
    case .external(let path): return write(CallObject(path, at: Place(file: -1, start: 0, end: 0)), depth + 1)
    default: return nil
    }
  }

  private func write(_ instance: Instance, _ depth: Int) -> String? {
    if let value = instance.attributes["value"], instance.type.isEnumeration { return write(value, depth: depth + 1) }
    guard let function = mapper.interpreter.compiler(of: instance.type) else { return nil }
    let compiler = Value.object(CallObject("compiler", at: instance.place))
    let made = mapper.interpreter.invoke(function, [.instance(instance), compiler], at: instance.place)
    return made.text.flatMap { raw($0) }
  }

  private func write(_ call: CallObject, _ depth: Int) -> String? {
    if let column = column(.object(call)) { return QuotedIdentifier.text(column.name) }
    if call.callee.hasPrefix("operator.") { return operation(call, depth) }
    if call.callee.hasPrefix(".") { return MethodWriter(self, depth).write(call) }
    if let function = Self.functionName(call.callee) { return self.function(function, call, depth) }
    switch call.name {
    case "text", "literal_column": return call.argument(0)?.text.flatMap { raw($0) }
    case "true", "True_": return "true"
    case "false", "False_": return "false"
    case "null", "Null": return "NULL"
    case "and_", "or_": return joined(call.arguments, call.name == "and_" ? " AND " : " OR ", depth)
    case "not_": return negation(call.argument(0), depth)
    case "desc", "asc", "nulls_first", "nulls_last", "nullsfirst", "nullslast", "distinct":
      return call.argument(0).flatMap { write($0, depth: depth) }
    case "cast", "Cast": return cast(call.argument(0), call.argument(1), at: call.place, depth)
    case "literal", "type_coerce", "TypeCoerce": return call.argument(0).flatMap { write($0, depth: depth) }
    case "collate": return collate(call.argument(0), call.argument(1), depth)
    case "extract": return extract(call, depth)
    case "case": return choice(call, depth)
    case "array": return list(call.argument(0)?.items ?? [], depth).map { "ARRAY[\($0)]" }
    case "next_value": return nil
    case "[]": return element(call, depth)
    case "()": return custom(call, depth)
    case "attribute": return attribute(call, depth)
    case "Sequence": return sequence(call)
    case "quoted_name", "conv", "label": return call.argument(0).flatMap { write($0, depth: depth) }
    default: return nil
    }
  }

  func column(_ value: Value) -> ColumnDraft? {
    guard let call = value.call else { return nil }
    if Constructs.isColumn(call), let found = table?.column(call) { return found }
    if let found = mapper.column(value) { return table?.column(found.key) ?? found }
    if ["column"].contains(call.name), let name = call.argument(0)?.text { return table?.column(name) }
    return nil
  }

  // MARK: Operators

  private func operation(_ call: CallObject, _ depth: Int) -> String? {
    let sign = String(call.callee.dropFirst("operator.".count))
    if call.arguments.count == 1 {
      let written = operand(call.argument(0), depth)
      switch sign {
      case "~", "not": return negation(call.argument(0), depth)
      case "-": return written.map { "-\($0)" }
      default: return nil
      }
    }
    let (left, right) = (call.argument(0) ?? .none, call.argument(1) ?? .none)
    if right.isNone, sign == "==" || sign == "!=" {
      return operand(left, depth).map { "\($0) IS \(sign == "==" ? "" : "NOT ")NULL" }
    }
    guard let a = operand(left, against: right, depth), let b = operand(right, against: left, depth) else { return nil }
    return binary(sign, a, b, left, right)
  }

  private func binary(_ sign: String, _ a: String, _ b: String, _ left: Value, _ right: Value) -> String? {
    switch sign {
    case "==": "\(a) = \(b)"
    case "!=": "\(a) <> \(b)"
    case "&": "\(a) AND \(b)"
    case "|": "\(a) OR \(b)"
    case "+": isText(left) || isText(right) ? "\(a) || \(b)" : "\(a) + \(b)"
    case "<", "<=", ">", ">=", "-", "*", "/", "%": "\(a) \(sign) \(b)"
    default: nil
    }
  }

  /// What SQLAlchemy takes for a text, which `+` concatenates.
  private func isText(_ value: Value, depth: Int = 0) -> Bool {
    if value.text != nil { return true }
    if let sql = column(value)?.type.sql {
      return sql.hasPrefix("VARCHAR") || sql == "TEXT" || sql.hasPrefix("CHAR")
    }
    guard let call = value.call, depth < 100 else { return false }
    switch Self.functionName(call.callee) ?? call.name {
    case "concat", "astext": return true
    // Their type is that of their first argument.
    case "coalesce", "max", "min", "literal", "collate":
      return call.arguments.contains { isText($0, depth: depth + 1) }
        || call.receiver.map { isText($0, depth: depth + 1) } ?? false
    case "+" where call.callee == "operator.+": return call.arguments.contains { isText($0, depth: depth + 1) }
    case "attribute": return call.argument(0)?.text == "astext"
    default: return false
    }
  }

  /// What says itself how it is negated says so; `NOT` stands before the rest.
  private func negation(_ value: Value?, _ depth: Int) -> String? {
    if let call = value?.call, call.callee.hasPrefix("."), let opposite = MethodWriter.opposites[call.name] {
      let negated = CallObject(
        "." + opposite, receiver: call.receiver, call.arguments, keywords: call.keywords, at: call.place)
      return write(.object(negated), depth: depth)
    }
    if let call = value?.call, let opposite = Self.opposites[call.callee], call.arguments.count == 2 {
      return operation(CallObject(opposite, call.arguments, at: call.place), depth)
    }
    return operand(value, depth).map { "NOT \($0)" }
  }

  private static let opposites = [
    "operator.==": "operator.!=", "operator.!=": "operator.==", "operator.<": "operator.>=",
    "operator.>=": "operator.<", "operator.>": "operator.<=", "operator.<=": "operator.>",
  ]

  /// A part of an expression, in parentheses unless it is a single thing.
  func operand(_ value: Value?, against other: Value? = nil, _ depth: Int) -> String? {
    guard let value else { return nil }
    if let label = label(value, of: other) { return SQLLiteral.text(label) }
    guard let text = write(value, depth: depth) else { return nil }
    switch value {
    case .object(let call):
      let isSingle = column(value) != nil || Self.functionName(call.callee) != nil || call.name == "cast"
      return isSingle ? text : "(\(text))"
    case .integer(let number): return number < 0 ? "(\(text))" : text
    default: return text
    }
  }

  /// A member of an enumeration beside a column of that enumeration is its label there.
  private func label(_ value: Value, of other: Value?) -> String? {
    guard case .instance(let member) = value, member.type.isEnumeration, let other, let column = column(other),
      let name = member.attributes["name"]?.text
    else { return nil }
    return column.type.enumeration?.labels.first { ($0.member ?? $0.label) == name }?.label
  }

  func joined(_ parts: [Value], _ separator: String, _ depth: Int) -> String? {
    let texts = parts.map { operand($0, depth) }
    guard !texts.isEmpty, !texts.contains(where: { $0 == nil }) else { return nil }
    return texts.compactMap(\.self).joined(separator: separator)
  }

  func list(_ items: [Value], against other: Value? = nil, _ depth: Int) -> String? {
    let texts = items.map { operand($0, against: other, depth) }
    return texts.contains { $0 == nil } ? nil : texts.compactMap(\.self).joined(separator: ", ")
  }

  // MARK: Functions

  /// The function's name when the path goes through `func`.
  static func functionName(_ path: String) -> String? {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.first == "sqlalchemy", let position = parts.firstIndex(where: { $0 == "func" || $0 == "functions" }),
      position < parts.count - 1
    else { return nil }
    return parts[(position + 1)...].joined(separator: ".")
  }

  private static let bare: Set<String> = [
    "current_timestamp", "current_date", "current_time", "localtime", "localtimestamp", "current_user", "session_user",
    "user",
  ]

  private func function(_ name: String, _ call: CallObject, _ depth: Int) -> String? {
    if Self.bare.contains(name.lowercased()), call.arguments.isEmpty { return name.uppercased() }
    guard let arguments = list(call.arguments, depth) else { return nil }
    let parts = name.split(separator: ".").map { Self.functionPart(String($0)) }
    return "\(parts.joined(separator: "."))(\(arguments))"
  }

  /// Functions such as `coalesce` are keywords that stand without quotes.
  private static func functionPart(_ name: String) -> String {
    let lowered = name.lowercased()
    return ["coalesce", "greatest", "least", "nullif", "left", "right", "substring", "trim", "char", "date", "row"]
      .contains(lowered)
      ? lowered : QuotedIdentifier.text(name)
  }

  func cast(_ value: Value?, _ type: Value?, at place: Place, _ depth: Int) -> String? {
    guard let text = value.flatMap({ write($0, depth: depth) }), let type,
      let sql = TypeReader(mapper).read(type, at: place).sql
    else { return nil }
    return "CAST(\(text) AS \(sql))"
  }

  func collate(_ value: Value?, _ collation: Value?, _ depth: Int) -> String? {
    guard let text = operand(value, depth), let name = collation?.text else { return nil }
    return "\(text) COLLATE \(QuotedIdentifier.text(name))"
  }

  private func extract(_ call: CallObject, _ depth: Int) -> String? {
    guard let field = call.argument(0)?.text, let text = call.argument(1).flatMap({ write($0, depth: depth) }) else {
      return nil
    }
    return "EXTRACT(\(field) FROM \(text))"
  }

  private func choice(_ call: CallObject, _ depth: Int) -> String? {
    var pairs = call.arguments
    if pairs.count == 1, let items = pairs[0].items, items.first?.items != nil { pairs = items }
    var result = "CASE"
    for pair in pairs {
      guard let items = pair.items, items.count == 2, let test = write(items[0], depth: depth),
        let then = write(items[1], depth: depth)
      else { return nil }
      result += " WHEN \(test) THEN \(then)"
    }
    if let other = call.keyword("else_") {
      guard let text = write(other, depth: depth) else { return nil }
      result += " ELSE \(text)"
    }
    return result + " END"
  }

  /// `column["key"]`, of JSON or an array.
  private func element(_ call: CallObject, _ depth: Int) -> String? {
    guard let base = call.receiver.flatMap({ operand($0, depth) }),
      let key = call.argument(0).flatMap({ write($0, depth: depth) })
    else { return nil }
    return "\(base) -> \(key)"
  }

  private func attribute(_ call: CallObject, _ depth: Int) -> String? {
    guard let receiver = call.receiver else { return nil }
    switch call.argument(0)?.text {
    case "astext":
      guard let inner = receiver.call, inner.callee == "[]", let base = inner.receiver.flatMap({ operand($0, depth) }),
        let key = inner.argument(0).flatMap({ write($0, depth: depth) })
      else { return nil }
      return "\(base) ->> \(key)"
    case "expression", "clauses", "__clause_element__": return write(receiver, depth: depth)
    default: return nil
    }
  }

  /// `column.op("&&")(other)`.
  private func custom(_ call: CallObject, _ depth: Int) -> String? {
    guard let method = call.receiver?.call, ["op", "bool_op"].contains(method.name),
      let sign = method.argument(0)?.text,
      let left = operand(method.receiver, depth), let right = operand(call.argument(0), depth)
    else { return nil }
    return raw("\(left) \(sign) \(right)")
  }

  func sequence(_ call: CallObject) -> String? {
    guard let name = call.argument(0)?.text ?? call.keyword("name")?.text else { return nil }
    let schema = call.keyword("schema")?.text ?? table?.metadata.schema ?? "public"
    return "nextval(\(SQLLiteral.text(QuotedIdentifier.text(ObjectName(name, schema: schema)))))"
  }
}
