/// A document of maps and lists within each other.
package indirect enum YAMLTree: Sendable, Hashable {
  case text(String)
  /// Lines that stay lines; what a block can not hold as it is stands in quotes.
  case block(String)
  case number(Int)
  case list([YAMLTree])
  case map([Entry])

  package struct Entry: Sendable, Hashable {
    package var key: String
    package var value: YAMLTree

    package init(_ key: String, _ value: YAMLTree) {
      self.key = key
      self.value = value
    }
  }
}

extension YAMLWriter {
  /// A whole document below what has been written.
  package mutating func write(_ tree: YAMLTree) {
    for line in Self.lines(tree) { append(line) }
  }

  private static func lines(_ tree: YAMLTree) -> [String] {
    switch tree {
    case .text, .block, .number: [inline(tree)]
    case .list(let items):
      items.isEmpty
        ? ["[]"]
        : items.flatMap { item in
          lines(item).enumerated().map { ($0.offset == 0 ? "- " : $0.element.isEmpty ? "" : "  ") + $0.element }
        }
    case .map(let entries): entries.isEmpty ? ["{}"] : entries.flatMap(lines)
    }
  }

  private static func lines(_ entry: YAMLTree.Entry) -> [String] {
    let key = scalar(entry.key)
    switch entry.value {
    case .block(let text) where isBlock(text):
      return ["\(key): |"]
        + text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
    case .text, .block, .number: return ["\(key): \(inline(entry.value))"]
    case .list(let items) where items.isEmpty: return ["\(key): []"]
    case .map(let entries) where entries.isEmpty: return ["\(key): {}"]
    case .list, .map: return ["\(key):"] + lines(entry.value).map { $0.isEmpty ? "" : "  \($0)" }
    }
  }

  private static func inline(_ tree: YAMLTree) -> String {
    switch tree {
    case .text(let text), .block(let text): scalar(text)
    case .number(let number): String(number)
    case .list, .map: ""
    }
  }

  /// A block begins without a space, ends without a line break and holds nothing that is not printed.
  private static func isBlock(_ text: String) -> Bool {
    guard let first = text.first, first != " ", first != "\t", !first.isNewline, !text.hasSuffix("\n") else {
      return false
    }
    return text.unicodeScalars.allSatisfy {
      $0 == "\n"
        || $0.properties.generalCategory != .control && $0.value != 0x2028 && $0.value != 0x2029
          && $0.value != 0xFEFF
    }
  }
}
