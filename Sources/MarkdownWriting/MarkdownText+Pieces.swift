extension MarkdownText {
  /// A code span that shows exactly this text, on one line. A text that is empty shows as one space.
  ///
  /// - Parameter place: inside a pipe table a pipe is written `\|`, elsewhere that backslash would show.
  package static func code(_ text: String, in place: Place = .flow) -> String {
    if isPlainCode(text) { return "`" + text + "`" }
    let line = String(String.UnicodeScalarView(text.unicodeScalars.map { isBreak($0) ? " " : $0 }))
    guard place == .tableCell, line.contains("|") else { return span(line) }
    // A backslash before the pipe would belong to the pipe, so such a text is written as two spans.
    var parts: [String] = [""]
    for character in line.unicodeScalars {
      if character == "|", parts[parts.count - 1].unicodeScalars.last == "\\" { parts.append("") }
      parts[parts.count - 1].unicodeScalars.append(character)
    }
    return parts.map { escapingPipes(span($0)) }.joined(separator: "<!-- -->")
  }

  /// A fenced code block, without a line break at its end.
  /// - Parameter language: the info string, such as `sql`.
  package static func fenced(_ text: String, language: String = "") -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    let info = String(language.unicodeScalars.filter { $0 != "`" && !isBreak($0) }.map(Character.init))
    let body = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return "\(fence)\(info)\n\(body)\(fence)"
  }

  /// A link with plain text. When the destination is not safe, the text stands alone.
  package static func link(_ text: String, to destination: String) -> String {
    link(markup: escaped(text), to: destination)
  }

  /// A link around a piece of Markdown that holds no link itself, such as a code span.
  package static func link(markup: String, to destination: String) -> String {
    guard let address = LinkDestination.encoded(destination) else { return markup }
    return "[\(markup)](\(entityFree(address)))"
  }

  /// An image with the text that stands for it; the text alone when the source is not safe.
  package static func image(_ alternative: String, source: String) -> String {
    guard let address = LinkDestination.encoded(source) else { return escaped(alternative) }
    return "![\(escaped(alternative))](\(entityFree(address)))"
  }

  /// A place that links can lead to. Forges and our pages both know this form; it is the only HTML our documents hold.
  package static func anchor(_ id: String) -> String { "<a id=\"\(anchorID(id))\"></a>" }

  /// An id as links name it: letters, digits, `.`, `_` and `-`; anything else becomes a hyphen.
  package static func anchorID(_ id: String) -> String {
    if id.utf8.allSatisfy({ ASCII.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) { return id }
    return String(
      id.map { character in
        character.isLetter || character.isNumber || character == "." || character == "_" ? character : "-"
      })
  }

  /// An ampersand in an address would otherwise be read as the begin of an entity.
  private static func entityFree(_ address: String) -> String {
    guard address.utf8.contains(UInt8(ascii: "&")) else { return address }
    return address.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
  }

  private static func span(_ text: String) -> String {
    if text.isEmpty { return "` `" }
    let runs = backtickRuns(in: text)
    let mark = String(repeating: "`", count: (1...).first { !runs.contains($0) } ?? 1)
    let isPadded = text.hasPrefix(" ") && text.hasSuffix(" ") && text.contains { $0 != " " }
    let padding = text.hasPrefix("`") || text.hasSuffix("`") || isPadded ? " " : ""
    return mark + padding + text + padding + mark
  }

  /// Whether a text needs nothing but a mark on both sides, wherever it stands. Nearly all names do.
  private static func isPlainCode(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: " ") else { return false }
    return text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "|") }
  }

  private static func escapingPipes(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func backtickRuns(in text: String) -> Set<Int> {
    Set(text.utf8.split { $0 != 0x60 }.map(\.count))
  }

  private static func longestRun(in text: String) -> Int { backtickRuns(in: text).max() ?? 0 }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { (0x0A...0x0D).contains(scalar.value) }
}
