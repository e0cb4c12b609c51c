/// A relation's name in a string, as `regclass` and `nextval` read it: parts between dots, folded to lower case unless
/// quoted. Unlike a name in a statement an unquoted part may hold any character but white space.
package enum RegclassText {
  /// The parts of the name; nil when it is none.
  ///
  /// Source: SplitIdentifierString of PostgreSQL's varlena.c.
  package static func parts(of text: String) -> [String]? {
    var rest = trimmed(Substring(text))
    var parts: [String] = []
    while let part = takePart(&rest) {
      parts.append(part)
      rest = trimmed(rest)
      guard let separator = rest.first else { return parts }
      guard separator == "." else { return nil }
      rest = trimmed(rest.dropFirst())
    }
    return nil
  }

  private static func takePart(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else {
      let word = rest.prefix { $0 != "." && !$0.isWhitespace }
      rest = rest[word.endIndex...]
      return word.isEmpty
        ? nil : String(decoding: word.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
    var value = ""
    rest = rest.dropFirst()
    while let quote = rest.firstIndex(of: "\"") {
      value += rest[..<quote]
      rest = rest[rest.index(after: quote)...]
      guard rest.first == "\"" else { return value.isEmpty ? nil : value }
      value += "\""
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
