/// Values of JavaScript and TypeScript; `JavaScriptText` escapes them.
indirect enum JavaScript: Sendable, Hashable {
  case object([Member])
  case array([JavaScript])
  case string(String)
  case number(String)
  case boolean(Bool)
  case null
  /// A variable or path, made of names.
  case name([String])
  case newDate

  struct Member: Sendable, Hashable {
    var key: String
    var value: JavaScript

    init(_ key: String, _ value: JavaScript) {
      self.key = key
      self.value = value
    }
  }

  /// What no variable can be called.
  static let reserved = Set(
    """
    arguments await break case catch class const continue debugger default delete do else enum eval export extends false
    finally for function if implements import in instanceof interface let new null package private protected public
    return static super switch this throw true try typeof undefined var void while with yield
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  var text: String {
    switch self {
    case .object(let members):
      members.isEmpty ? "{}" : "{ \(members.map(Self.text).joined(separator: ", ")) }"
    case .array(let items): "[\(items.map(\.text).joined(separator: ", "))]"
    case .string(let value): Self.quoted(value)
    case .number(let digits): digits
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .name(let path): Self.path(path)
    case .newDate: "new Date()"
    }
  }

  /// `shopId` for a variable of the member's own name.
  private static func text(_ member: Member) -> String {
    let key = isName(member.key) ? member.key : quoted(member.key)
    if case .name([member.key]) = member.value, isName(member.key) { return key }
    return "\(key): \(member.value.text)"
  }

  static func path(_ names: [String]) -> String {
    names.enumerated().map { position, name in
      isName(name) ? (position == 0 ? name : ".\(name)") : "[\(quoted(name))]"
    }.joined()
  }

  static func isName(_ text: String) -> Bool { JavaScriptText.isName(text) }

  static func quoted(_ text: String) -> String { JavaScriptText.quoted(text) }
}
