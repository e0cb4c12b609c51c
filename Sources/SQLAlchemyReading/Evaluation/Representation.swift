/// What Python's `str` and `repr` make of values.
enum Representation {
  /// `repr(value)`: texts in quotation marks, of sequences every item.
  static func text(of value: Value, depth: Int = 0) -> String? {
    guard depth < 8 else { return nil }
    switch value {
    case .string(let text): return quoted(text)
    case .tuple(let items):
      guard let texts = all(items, depth) else { return nil }
      return items.count == 1 ? "(\(texts[0]),)" : "(\(texts.joined(separator: ", ")))"
    case .list(let box): return all(box.items, depth).map { "[\($0.joined(separator: ", "))]" }
    case .instance: return nil
    default: return Interpreter.text(of: value)
    }
  }

  private static func all(_ items: [Value], _ depth: Int) -> [String]? {
    var texts: [String] = []
    var length = 0
    for item in items {
      guard length <= Interpreter.longest, let text = text(of: item, depth: depth + 1) else { return nil }
      length += text.utf8.count
      texts.append(text)
    }
    return texts
  }

  /// nil for texts with signs that Python would escape.
  private static func quoted(_ text: String) -> String? {
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" || $0.value == 0x7F }) else {
      return nil
    }
    if text.contains("'"), !text.contains("\"") { return "\"\(text)\"" }
    return "'\(text.replacing("'", with: "\\'"))'"
  }
}
