import CommonMark
import MarkdownWriting

/// A Markdown file taken apart for tests.
struct Document {
  struct Heading: Equatable {
    var level: Int
    var text: String
  }

  /// What a reader takes in as one stretch: a paragraph, a list item's paragraph or a table cell.
  struct Passage {
    enum Place { case paragraph, item, task, cell }
    var place: Place
    var inlines: [MarkdownInline]
  }

  private(set) var headings: [Heading] = []
  private(set) var passages: [Passage] = []
  /// Headings followed by another of their level or above, or by the end.
  private(set) var emptyHeadings: [String] = []
  private(set) var anchors: Set<String> = []
  private(set) var links: [String] = []
  private(set) var html: [String] = []
  private(set) var tables: [MarkdownTable] = []

  init(_ text: String) {
    let document = MarkdownDocument(text)
    walk(document.blocks, isTask: false, isItem: false)
    var last: (level: Int, text: String)?
    for block in document.blocks {
      if case .heading(let level, let inlines) = block.kind {
        if let last, level <= last.level { emptyHeadings.append(last.text) }
        last = (level, inlines.plainText)
      } else {
        last = nil
      }
    }
    if let last { emptyHeadings.append(last.text) }
    var slugs = HeadingSlug()
    anchors = Set(headings.map { slugs.id(for: $0.text) })
  }

  private mutating func walk(_ blocks: [MarkdownBlock], isTask: Bool, isItem: Bool) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let inlines):
        passages.append(Passage(place: isTask ? .task : isItem ? .item : .paragraph, inlines: inlines))
        collect(inlines)
      case .heading(let level, let inlines):
        headings.append(Heading(level: level, text: inlines.plainText))
        collect(inlines)
      case .quote(let blocks): walk(blocks, isTask: isTask, isItem: isItem)
      case .list(let list):
        for item in list.items { walk(item.blocks, isTask: item.isDone != nil, isItem: true) }
      case .table(let table):
        tables.append(table)
        for cell in table.header { collect(cell) }
        for cell in table.rows.flatMap(\.self) {
          passages.append(Passage(place: .cell, inlines: cell))
          collect(cell)
        }
      case .html(let html): self.html.append(html)
      case .code, .rule: break
      }
    }
  }

  private mutating func collect(_ inlines: [MarkdownInline]) {
    for inline in inlines {
      switch inline {
      case .link(let destination, _, let children):
        links.append(destination)
        collect(children)
      case .image(let source, _, let children):
        links.append(source)
        collect(children)
      case .emphasis(let children), .strong(let children): collect(children)
      case .html(let text): html.append(text)
      case .text, .code, .softBreak, .lineBreak: break
      }
    }
  }

  /// The text of each numbered part and each closing section, by its heading; what stands before section 1 is `first screen`.
  static func parts(of plan: String) -> [String: String] {
    var parts: [String: String] = [:]
    var current = "first screen"
    for line in plan.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("### "), line.dropFirst(4).first?.isNumber == true {
        current = String(line.dropFirst(4))
      } else if line.hasPrefix("## ") {
        current = String(line.dropFirst(3))
      }
      parts[current, default: ""] += line + "\n"
    }
    return parts
  }
}
