/// The arguments of an attribute or function by parameter name, checked against the parameters it has.
struct Arguments {
  private var values: [String: Argument] = [:]
  let place: Place

  /// An unnamed argument belongs to the first parameter. `required` ones that are missing are reported.
  init(
    _ arguments: [Argument], of what: String, at place: Place, parameters: [String], required: [String] = [],
    takesUnnamed: Bool = true, report: Report
  ) {
    self.place = place
    for argument in arguments {
      guard let name = argument.name?.text ?? (takesUnnamed ? parameters.first : nil) else {
        report.error("prisma-attribute-argument", "an argument of \(what) must have a name", at: argument.place)
        continue
      }
      if !parameters.contains(name) {
        report.error(
          "prisma-attribute-argument", "\(what) has no argument `\(name)`", at: argument.place,
          fix: parameters.isEmpty ? nil : "it takes \(parameters.map { "`\($0)`" }.joined(separator: ", "))")
      } else if values[name] != nil {
        report.error("prisma-attribute-argument", "`\(name)` is given twice to \(what)", at: argument.place)
      } else {
        values[name] = argument
      }
    }
    for name in required where values[name] == nil {
      report.error("prisma-attribute-argument", "\(what) lacks its argument `\(name)`", at: place)
    }
  }

  init(
    _ attribute: AttributeSyntax, parameters: [String], required: [String] = [], sign: String = "@", report: Report
  ) {
    self.init(
      attribute.arguments, of: "`\(sign)\(attribute.name.text)`", at: attribute.place, parameters: parameters,
      required: required, report: report)
  }

  /// The name and the value.
  func place(of name: String) -> Place? { values[name]?.place }

  subscript(name: String) -> Expression? { values[name]?.value }
}

extension Report {
  /// Says that a value is not of the kind that belongs here.
  func mismatch(_ expected: String, _ value: Expression) {
    if case .missing = value { return }
    let shown = text(value.place)
    error(
      "prisma-attribute-argument", "\(expected) belongs here, not the \(value.kindName) `\(shown)`", at: value.place)
  }

  func string(_ value: Expression?) -> String? {
    guard let value else { return nil }
    if case .string(let text, _) = value { return text }
    mismatch("a text in quotes", value)
    return nil
  }

  func constant(_ value: Expression?) -> String? {
    guard let value else { return nil }
    if case .constant(let text, _) = value { return text }
    mismatch("a name without quotes", value)
    return nil
  }

  func integer(_ value: Expression?) -> Int? {
    guard let value else { return nil }
    if case .number(let text, _) = value, let number = Int(text) { return number }
    mismatch("a whole number", value)
    return nil
  }

  func boolean(_ value: Expression?) -> Bool? {
    guard let value else { return nil }
    if case .constant(let text, _) = value, text == "true" || text == "false" { return text == "true" }
    mismatch("`true` or `false`", value)
    return nil
  }
}

extension Expression {
  var kindName: String {
    switch self {
    case .string: "text"
    case .number: "number"
    case .constant: "name"
    case .call: "function"
    case .array: "list"
    case .object: "object"
    case .missing: "nothing"
    }
  }

  /// The elements of a list; a single value counts as a list of one.
  var elements: [Expression] {
    if case .array(let elements, _) = self { elements } else { [self] }
  }
}
