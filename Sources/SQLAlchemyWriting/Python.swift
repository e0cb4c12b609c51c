/// An expression of Python.
indirect enum Python: Hashable {
  /// A name or another text that is Python already.
  case code(String)
  case string(String)
  case call(String, [Python])
  /// `name=value` among the arguments of a call.
  case keyword(String, Python)
  case list([Python])
  case tuple([Python])
  case dictionary([Pair])

  struct Pair: Hashable {
    var key: Python
    var value: Python
  }

  static func flag(_ name: String) -> Python { .keyword(name, .code("True")) }
  static func named(_ name: String, _ value: String) -> Python { .keyword(name, .string(value)) }
  static func strings(_ values: some Sequence<String>) -> Python { .list(values.map(Python.string)) }

  /// The text of a SQL expression, in which SQLAlchemy finds no parameters.
  static func sql(_ text: String) -> Python {
    .call(hasParameter(text) ? "sa.literal_column" : "sa.text", [.string(text)])
  }

  /// The same where a plain string is taken for the text of SQL.
  static func plainSQL(_ text: String) -> Python { hasParameter(text) ? sql(text) : .string(text) }

  /// Whether `sa.text` would read a colon as a parameter or as an escape.
  private static func hasParameter(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    for (position, scalar) in scalars.enumerated() where scalar == ":" {
      let previous = position > 0 ? scalars[position - 1] : " "
      if previous == "\\" { return true }
      guard position + 1 < scalars.count, PythonText.isNamePart(scalars[position + 1]), previous != ":" else {
        continue
      }
      if !PythonText.isNamePart(previous) { return true }
    }
    return false
  }
}

extension Python {
  private static let width = 100

  /// - Parameters:
  ///   - indentation: Of the line it begins on.
  ///   - used: How much of that line is taken, before and behind it.
  func text(indentation: Int, used: Int) -> String {
    let line = oneLine
    if indentation + used + line.utf8.count <= Self.width { return line }
    switch self {
    case .code, .string: return line
    case .keyword(let name, let value):
      return "\(name)=" + value.text(indentation: indentation, used: used + name.utf8.count + 1)
    case .call(let name, let arguments): return Self.exploded(name + "(", arguments, ")", indentation)
    case .list(let elements): return Self.exploded("[", elements, "]", indentation)
    case .tuple(let elements): return Self.exploded("(", elements, ")", indentation)
    case .dictionary(let pairs):
      return Self.exploded("{", pairs.map { .code("\($0.key.oneLine): \($0.value.oneLine)") }, "}", indentation)
    }
  }

  private static func exploded(_ open: String, _ elements: [Python], _ close: String, _ indentation: Int) -> String {
    guard !elements.isEmpty else { return open + close }
    let margin = String(repeating: " ", count: indentation + 4)
    let lines = elements.map { "\(margin)\($0.text(indentation: indentation + 4, used: 1)),\n" }
    return open + "\n" + lines.joined() + String(repeating: " ", count: indentation) + close
  }

  private var oneLine: String {
    switch self {
    case .code(let text): text
    case .string(let value): PythonText.quoted(value)
    case .call(let name, let arguments): "\(name)(\(arguments.map(\.oneLine).joined(separator: ", ")))"
    case .keyword(let name, let value): "\(name)=\(value.oneLine)"
    case .list(let elements): "[\(elements.map(\.oneLine).joined(separator: ", "))]"
    case .tuple(let elements):
      "(\(elements.map(\.oneLine).joined(separator: ", "))\(elements.count == 1 ? "," : ""))"
    case .dictionary(let pairs):
      "{\(pairs.map { "\($0.key.oneLine): \($0.value.oneLine)" }.joined(separator: ", "))}"
    }
  }
}
