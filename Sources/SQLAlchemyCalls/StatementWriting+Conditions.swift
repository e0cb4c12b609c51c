internal import QueryRewriting
internal import SQLAlchemyWriting
internal import SQLWriting
internal import SchemaModel

extension StatementWriting {
  mutating func conditions(_ conditions: [PlainQuery.Condition]) throws(Unsayable) -> [String] {
    var items: [String] = []
    for condition in conditions { items.append(try self.condition(condition)) }
    return items
  }

  private mutating func condition(_ condition: PlainQuery.Condition) throws(Unsayable) -> String {
    switch condition {
    case .compare(let field, let sign, let value): return try compared(field, sign, value)
    case .oneOf(let field, let values, let isNegated):
      var items: [String] = []
      for value in values { items.append(try self.value(value, field)) }
      return "\(try column(field)).\(isNegated ? "not_in" : "in_")([\(items.joined(separator: ", "))])"
    case .anyOf(let field, let value):
      guard case .parameter = value else { throw Unsayable("an array in the statement") }
      return "\(try column(field)).in_(\(try self.value(value, field, .several)))"
    case .contains(let field, let value, let place, let isInsensitive):
      return try contained(field, value, place, isInsensitive)
    case .any(let parts):
      var items: [String] = []
      for part in parts {
        let inner = try conditions(part)
        items.append(inner.count == 1 ? inner[0] : "and_(\(inner.joined(separator: ", ")))")
      }
      return "or_(\(items.joined(separator: ", ")))"
    }
  }

  private mutating func compared(
    _ field: PlainQuery.Field, _ sign: String, _ value: PlainQuery.Value
  ) throws(Unsayable) -> String {
    let column = try column(field)
    switch (sign, value) {
    case ("=", .null): return "\(column).is_(None)"
    case ("<>", .null): return "\(column).is_not(None)"
    case ("=", .boolean(let truth)): return truth ? column : "~\(column)"
    case (_, .boolean(let truth)): return "\(column) \(operators[sign] ?? sign) \(truth ? "true()" : "false()")"
    default: return "\(column) \(operators[sign] ?? sign) \(try self.value(value, field, .init(sign)))"
    }
  }

  private var operators: [String: String] { ["=": "==", "<>": "!="] }

  /// LIKE by the methods that let `%` and `_` of a value stand for themselves; these know no ILIKE.
  private mutating func contained(
    _ field: PlainQuery.Field, _ value: PlainQuery.Value, _ place: PlainQuery.Place, _ isInsensitive: Bool
  ) throws(Unsayable) -> String {
    let column = try column(field)
    guard isInsensitive else {
      let method = place == .anywhere ? "contains" : place == .beginning ? "startswith" : "endswith"
      return "\(column).\(method)(\(try text(value, field)), autoescape=True)"
    }
    let (before, after) = (place == .beginning ? "" : "%", place == .end ? "" : "%")
    switch value {
    case .string(let text): return "\(column).ilike(\(PythonText.quoted(before + text + after)))"
    default: return "\(column).ilike(f\"\(before){\(try text(value, field))}\(after)\")"
    }
  }

  private mutating func text(_ value: PlainQuery.Value, _ field: PlainQuery.Field) throws(Unsayable) -> String {
    switch value {
    case .string(let text): return PythonText.quoted(text)
    case .parameter: return try self.value(value, field)
    default: throw Unsayable("a computed pattern")
    }
  }

  // MARK: Values

  /// NULL in SQL, where `None` would be a value of JSON.
  mutating func set(_ value: PlainQuery.Value, _ field: PlainQuery.Field) throws(Unsayable) -> String {
    value == .null ? "null()" : try self.value(value, field)
  }

  mutating func value(
    _ value: PlainQuery.Value, _ field: PlainQuery.Field, _ part: ParameterNames.Part = .value
  ) throws(Unsayable) -> String {
    switch value {
    case .parameter(let number):
      return parameters.name(of: number, names.attribute(field.column, of: try entity(field.alias).table.name), part)
    case .string(let text):
      // A text for a column of another type is PostgreSQL's to read.
      return try isText(field) ? PythonText.quoted(text) : "literal_column(\(PythonText.quoted(SQLLiteral.text(text))))"
    case .number(let digits):
      let isExact = try base(field)?.name == "numeric" && !digits.allSatisfy { $0.isNumber || $0 == "-" }
      return isExact ? "decimal.Decimal(\(PythonText.quoted(digits)))" : digits
    case .boolean(let truth): return truth ? "True" : "False"
    case .null: return "None"
    case .now: return "func.now()"
    case .field(let other): return try column(other)
    }
  }

  private func base(_ field: PlainQuery.Field) throws(Unsayable) -> ColumnType? {
    try entity(field.alias).table.columns[field.column].map { catalog.typeBeneathDomains($0.type) }
  }

  private func isText(_ field: PlainQuery.Field) throws(Unsayable) -> Bool {
    guard let type = try base(field), !type.isArray else { return false }
    if let name = type.userType, catalog.enums.contains(name) { return true }
    return ["text", "varchar", "bpchar"].contains(type.name)
  }
}
