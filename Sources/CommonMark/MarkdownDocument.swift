/// A Markdown text as a tree of values: CommonMark as libcmark reads it, with the pipe tables and task items of forges.
package struct MarkdownDocument: Sendable, Hashable {
  package let blocks: [MarkdownBlock]

  package init(blocks: [MarkdownBlock]) { self.blocks = blocks }

  /// Reads a text. Every text is a document; there are no errors in Markdown.
  package init(_ text: String) { blocks = TableReader.blocks(of: text) }
}

package struct MarkdownBlock: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case paragraph([MarkdownInline])
    case heading(level: Int, [MarkdownInline])
    /// The info string is what stands behind the fence; an indented block has none.
    case code(info: String, text: String)
    case quote([MarkdownBlock])
    case list(MarkdownList)
    case table(MarkdownTable)
    case rule
    /// Raw HTML as written, comments among it.
    case html(String)
  }

  package var kind: Kind
  /// Source lines, from 1.
  package var lines: ClosedRange<Int>
  /// The byte column, from 1, at which the block begins on its first line.
  package var column: Int

  package init(_ kind: Kind, lines: ClosedRange<Int>, column: Int = 1) {
    self.kind = kind
    self.lines = lines
    self.column = column
  }
}

package struct MarkdownList: Sendable, Hashable {
  package struct Item: Sendable, Hashable {
    package var blocks: [MarkdownBlock]
    /// Whether the box of a task item is ticked; nil for other items.
    package var isDone: Bool?
    package var line: Int
    package var column: Int
  }

  /// The first number of an ordered list; nil for bullets.
  package var start: Int?
  /// Without blank lines between its items.
  package var isTight: Bool
  package var items: [Item]
}

package struct MarkdownTable: Sendable, Hashable {
  package enum Alignment: Sendable, Hashable {
    case unset
    case left
    case center
    case right
  }

  /// One for each column.
  package var alignments: [Alignment]
  package var header: [[MarkdownInline]]
  /// Each row has as many cells as the header.
  package var rows: [[[MarkdownInline]]]
}

package indirect enum MarkdownInline: Sendable, Hashable {
  case text(String)
  case code(String)
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case link(destination: String, title: String, [MarkdownInline])
  /// The children are the text that stands for the image.
  case image(source: String, title: String, [MarkdownInline])
  case softBreak
  case lineBreak
  /// Raw HTML as written.
  case html(String)

  /// What a reader sees, without any markup.
  package var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let children), .strong(let children), .link(_, _, let children), .image(_, _, let children):
      children.plainText
    case .softBreak, .lineBreak: " "
    case .html: ""
    }
  }
}

extension [MarkdownInline] {
  /// What a reader sees, without any markup.
  package var plainText: String { map(\.plainText).joined() }
}
