import CommonMark

/// How much room the columns of a table want, for the style sheet: what is short does not break, what is long gets
/// room to break in. A table that is then too wide scrolls in its box.
enum ColumnWidth {
  /// The style sheet knows this many columns.
  private static let limit = 12
  /// What never breaks, and what does not where the table has room, in characters.
  private static let short = 12
  private static let medium = 20
  private static let long = 60
  /// What stands beside another on a large screen, and what a cell takes beside its characters.
  private static let line = 110
  private static let gap = 3

  /// `short-2`, `long-5`: by number, from 1, so that cells stay plain.
  static func classes(of table: MarkdownTable) -> [String] {
    guard !table.rows.isEmpty else { return [] }
    let lengths = (0..<table.header.count).map { column in
      table.rows.map { column < $0.count ? $0[column].length : 0 }.max() ?? 0
    }
    let hasRoom = lengths.reduce(0) { $0 + min($1, medium) + gap } <= line
    return lengths.prefix(limit).enumerated().compactMap { column, length in
      if length <= (hasRoom ? medium : short) { return "short-\(column + 1)" }
      return length > long ? "long-\(column + 1)" : nil
    }
  }
}

extension [MarkdownInline] {
  /// About how wide the text is.
  fileprivate var length: Int {
    reduce(0) { length, inline in
      switch inline {
      case .text(let text), .code(let text): length + text.unicodeScalars.count
      case .emphasis(let children), .strong(let children), .link(_, _, let children), .image(_, _, let children):
        length + children.length
      case .softBreak, .lineBreak: length + 1
      case .html: length
      }
    }
  }
}
