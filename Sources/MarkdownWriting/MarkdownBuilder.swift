/// Puts a document together block by block; an empty line stands between two of them.
package struct MarkdownBuilder: Sendable {
  /// A column of a table.
  package struct Column: Sendable, ExpressibleByStringLiteral {
    var title: MarkdownPhrase
    var isNumber: Bool

    package init(_ title: MarkdownPhrase, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }

    package init(stringLiteral value: String) { self.init(MarkdownPhrase(stringLiteral: value)) }

    /// One whose cells stand on the right.
    package static func number(_ title: MarkdownPhrase) -> Column { Column(title, isNumber: true) }
  }

  /// Ends in a line break unless nothing was added.
  package private(set) var text = ""

  package init() { text.reserveCapacity(8192) }

  package mutating func heading(_ level: Int, _ title: MarkdownPhrase) {
    add("\(String(repeating: "#", count: min(max(level, 1), 6))) \(title.markdown(in: .flow))")
  }

  /// A phrase that is empty adds nothing.
  package mutating func paragraph(_ phrase: MarkdownPhrase) {
    if !phrase.isEmpty { add(phrase.markdown(in: .flow)) }
  }

  package mutating func list(_ items: [MarkdownPhrase]) {
    guard !items.isEmpty else { return }
    add(items.map { "- \($0.markdown(in: .flow))" }.joined(separator: "\n"))
  }

  /// A pipe table; nothing without rows.
  package mutating func table(_ columns: [Column], _ rows: [[MarkdownPhrase]]) {
    guard !rows.isEmpty else { return }
    if !text.isEmpty { text += "\n" }
    addRow(columns.map(\.title))
    text += "|\(columns.map { $0.isNumber ? "--:" : "---" }.joined(separator: "|"))|\n"
    for row in rows { addRow(row) }
  }

  package mutating func code(_ code: String, language: String) { add(MarkdownText.fenced(code, language: language)) }

  package mutating func image(_ alternative: String, source: String) {
    add(MarkdownText.image(alternative, source: source))
  }

  /// Somebody's own Markdown, below headings of that level.
  package mutating func prose(_ prose: String, belowLevel level: Int) {
    let embedded = MarkdownProse.embedded(prose, belowLevel: level)
    if !embedded.isEmpty { add(embedded) }
  }

  /// Blocks that a page shows folded.
  package mutating func fold(_ title: StaticString, _ content: (inout MarkdownBuilder) -> Void) {
    add("<!-- fold: \(title) -->")
    content(&self)
    add("<!-- /fold -->")
  }

  private mutating func add(_ block: String) {
    if !text.isEmpty { text += "\n" }
    text += block
    text += "\n"
  }

  private mutating func addRow(_ cells: [MarkdownPhrase]) {
    for cell in cells {
      text += "| "
      text += cell.markdown(in: .tableCell)
      text += " "
    }
    text += "|\n"
  }
}
