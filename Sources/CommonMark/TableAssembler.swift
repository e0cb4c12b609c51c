/// Puts tables back where their comments stand, and finds the boxes of task items.
struct TableAssembler {
  private let marker: String
  private let tables: [MarkdownTable]
  private let lines: [ArraySlice<UInt8>]

  init(marker: String, tables: [MarkdownTable], lines: [ArraySlice<UInt8>]) {
    self.marker = marker
    self.tables = tables
    self.lines = lines
  }

  mutating func assemble(_ blocks: [MarkdownBlock]) -> [MarkdownBlock] {
    var result: [MarkdownBlock] = []
    for block in blocks {
      switch block.kind {
      case .html(let literal):
        let html = literal.drop { $0 == " " }
        if isContinuation(html) {
          guard let last = result.popLast() else { continue }
          result.append(
            MarkdownBlock(last.kind, lines: last.lines.lowerBound...block.lines.upperBound, column: last.column))
        } else if let table = table(html) {
          result.append(MarkdownBlock(.table(table), lines: block.lines, column: block.column))
        } else {
          result.append(block)
        }
      case .quote(let children):
        result.append(MarkdownBlock(.quote(assemble(children)), lines: block.lines, column: block.column))
      case .list(var list):
        for index in list.items.indices { assemble(&list.items[index]) }
        result.append(MarkdownBlock(.list(list), lines: block.lines, column: block.column))
      default: result.append(block)
      }
    }
    return result
  }

  private mutating func assemble(_ item: inout MarkdownList.Item) {
    item.blocks = assemble(item.blocks)
    guard let first = item.blocks.first, case .paragraph(var inlines) = first.kind,
      case .text(let text)? = inlines.first,
      let isDone = box(at: first)
    else { return }
    item.isDone = isDone
    inlines[0] = .text(String(text.dropFirst(4)))
    item.blocks[0].kind = .paragraph(inlines)
  }

  /// The box in the source: in the tree `\[ ]` and `[ ]` look the same.
  private func box(at block: MarkdownBlock) -> Bool? {
    guard block.lines.lowerBound <= lines.count else { return nil }
    let text = lines[block.lines.lowerBound - 1].dropFirst(block.column - 1).prefix(4)
    if text.elementsEqual("[ ] ".utf8) { return false }
    return text.elementsEqual("[x] ".utf8) || text.elementsEqual("[X] ".utf8) ? true : nil
  }

  private func isContinuation(_ html: Substring) -> Bool { html.hasPrefix("<!--\(marker)-->") }

  private func table(_ html: Substring) -> MarkdownTable? {
    let prefix = "<!--\(marker) "
    guard html.hasPrefix(prefix) else { return nil }
    let number = html.dropFirst(prefix.count).prefix { $0 != "-" }
    return Int(number).flatMap { tables.indices.contains($0) ? tables[$0] : nil }
  }
}
