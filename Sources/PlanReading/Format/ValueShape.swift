/// What a value of a plan file may look like: the half of a format that is data, from which the JSON Schema is made.
indirect enum ValueShape: Sendable {
  case text
  /// Text that is Markdown, SQL, a path, a name: still any text, said in the description.
  case described(String)
  /// Text of a certain form; a bare number too when `allowsNumber`.
  case pattern(String, examples: [String], allowsNumber: Bool)
  case integer(minimum: Int?)
  case number(minimum: Double, maximum: Double)
  case boolean
  case enumeration([String])
  case list(ValueShape)
  /// One value or a list of them.
  case oneOrMore(ValueShape)
  /// Free keys; `keys` says what they name.
  case map(keys: String, ValueShape)
  case record([KeyShape], others: ValueShape?)
  case either([ValueShape])
}

/// One key of a record.
struct KeyShape: Sendable {
  var name: String
  var summary: String
  var isRequired: Bool
  var shape: ValueShape
}
