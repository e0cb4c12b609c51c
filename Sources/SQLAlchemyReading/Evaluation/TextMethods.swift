import Foundation

/// Python's methods of texts.
enum TextMethods {
  static func call(_ name: String, on text: String, _ arguments: [Value], at place: Place) -> Value? {
    let first = arguments.first?.text
    switch name {
    case "lower", "casefold": return .string(text.lowercased())
    case "upper": return .string(text.uppercased())
    case "title": return .string(text.capitalized)
    case "capitalize": return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
    case "strip", "lstrip", "rstrip": return .string(stripped(text, name, first))
    case "replace":
      guard let first, !first.isEmpty, arguments.count == 2, let other = arguments[1].text else { return nil }
      let result = text.replacing(first, with: other)
      return result.utf8.count <= Interpreter.longest ? .string(result) : nil
    case "split":
      guard let first, !first.isEmpty else {
        return .list(text.split(whereSeparator: \.isWhitespace).map { .string(String($0)) })
      }
      return .list(text.components(separatedBy: first).map(Value.string))
    case "join": return joined(text, arguments.first?.items)
    case "startswith": return first.map { .bool(text.hasPrefix($0)) }
    case "endswith": return first.map { .bool(text.hasSuffix($0)) }
    case "removeprefix": return first.map { .string(text.hasPrefix($0) ? String(text.dropFirst($0.count)) : text) }
    case "removesuffix": return first.map { .string(text.hasSuffix($0) ? String(text.dropLast($0.count)) : text) }
    case "isupper": return .bool(text == text.uppercased() && text != text.lowercased())
    case "islower": return .bool(text == text.lowercased() && text != text.uppercased())
    case "format": return formatted(text, arguments)
    case "encode": return .bytes(text)
    default: return nil
    }
  }

  private static func stripped(_ text: String, _ name: String, _ signs: String?) -> String {
    let isStripped: (Character) -> Bool = { sign in signs.map { $0.contains(sign) } ?? sign.isWhitespace }
    var rest = Substring(text)
    if name != "rstrip" { rest = rest.drop(while: isStripped) }
    if name != "lstrip" { while let last = rest.last, isStripped(last) { rest = rest.dropLast() } }
    return String(rest)
  }

  private static func joined(_ separator: String, _ items: [Value]?) -> Value? {
    guard let items else { return nil }
    let texts = items.compactMap { $0.text ?? Interpreter.text(of: $0) }
    guard texts.count == items.count else { return nil }
    let result = texts.joined(separator: separator)
    return result.utf8.count <= Interpreter.longest ? .string(result) : nil
  }

  /// `"{}_{}".format(a, b)`: only places without a name or format.
  private static func formatted(_ text: String, _ arguments: [Value]) -> Value? {
    let parts = text.components(separatedBy: "{}")
    guard parts.count == arguments.count + 1, !parts.contains(where: { $0.contains("{") }) else { return nil }
    var result = parts[0]
    for (argument, part) in zip(arguments, parts.dropFirst()) {
      guard let value = Interpreter.text(of: argument) else { return nil }
      result += value + part
    }
    return result.utf8.count <= Interpreter.longest ? .string(result) : nil
  }

  /// `re.sub(pattern, replacement, text)` for short patterns that can not take long.
  static func substitute(_ arguments: [Value], at place: Place) -> Value {
    let open = Value.unknown(.init(reason: "what this pattern gives is not known", place: place))
    guard arguments.count == 3, let pattern = arguments[0].text ?? rawPattern(arguments[0]),
      let replacement = arguments[1].text, let text = arguments[2].text, pattern.utf8.count <= 100,
      text.utf8.count <= 200,
      isSimple(pattern), let expression = try? NSRegularExpression(pattern: pattern)
    else { return open }
    var template = ""
    for sign in replacement {
      switch sign {
      case "\\": template += "$"
      case "$": template += "\\$"
      default: template.append(sign)
      }
    }
    let range = NSRange(location: 0, length: text.utf16.count)
    return .string(expression.stringByReplacingMatches(in: text, range: range, withTemplate: template))
  }

  private static func rawPattern(_ value: Value) -> String? {
    if case .object(let call) = value, call.callee == "re.compile" { return call.argument(0)?.text }
    return nil
  }

  /// Repeated groups may take a time that grows without measure.
  private static func isSimple(_ pattern: String) -> Bool {
    var last: Character = " "
    var repeats = 0
    for sign in pattern {
      if "*+{".contains(sign) {
        if last == ")" { return false }
        repeats += 1
      }
      last = sign
    }
    return repeats <= 4
  }
}
