import Foundation

/// Python's methods of texts.
enum TextMethods {
  static func call(_ name: String, on text: String, _ given: Interpreter.Arguments, at place: Place) -> Value? {
    let arguments = given.positional
    let first = arguments.first?.text
    switch name {
    case "lower", "casefold": return .string(text.lowercased())
    case "upper": return .string(text.uppercased())
    case "title": return .string(text.capitalized)
    case "capitalize": return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
    case "strip", "lstrip", "rstrip": return .string(stripped(text, name, first))
    case "replace":
      guard let first, !first.isEmpty, arguments.count == 2, let other = arguments[1].text else { return nil }
      let places = text.ranges(of: first).count
      let length = text.utf8.count + places * (other.utf8.count - first.utf8.count)
      return length <= Interpreter.longest ? .string(text.replacing(first, with: other)) : nil
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
    case "format": return formatted(text, given)
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
    let length = texts.reduce(max(0, texts.count - 1) * separator.utf8.count) { $0 + $1.utf8.count }
    guard texts.count == items.count, length <= Interpreter.longest else { return nil }
    return .string(texts.joined(separator: separator))
  }

  /// `"{}_{0}_{name}".format(a, name=b)`, without formats.
  private static func formatted(_ text: String, _ given: Interpreter.Arguments) -> Value? {
    var result = ""
    var rest = Substring(text)
    var next = 0
    while let sign = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      result += rest[..<sign]
      let following = rest.index(after: sign)
      if following < rest.endIndex, rest[following] == rest[sign] {
        result.append(rest[sign])
        rest = rest[rest.index(after: following)...]
        continue
      }
      guard rest[sign] == "{", let end = rest[following...].firstIndex(of: "}") else { return nil }
      let name = String(rest[following..<end])
      let value: Value?
      if name.isEmpty || Int(name) != nil {
        let position = Int(name) ?? next
        next += 1
        value = given.positional.indices.contains(position) ? given.positional[position] : nil
      } else {
        value = given.keywords.last { $0.name == name }?.value
      }
      guard let value, result.utf8.count <= Interpreter.longest,
        let shown = value.items == nil ? Interpreter.text(of: value) : Representation.text(of: value)
      else { return nil }
      result += shown
      rest = rest[rest.index(after: end)...]
    }
    result += rest
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
