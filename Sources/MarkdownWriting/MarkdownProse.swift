import CommonMark

/// A person's own Markdown, made fit to stand inside a document: read, and written again by the rules of this room. Raw HTML shows as
/// text, comments are dropped, links lead to safe places, and headings go below those of the document around.
package enum MarkdownProse {
  /// - Parameter level: the deepest heading level of the document around; a first-level heading becomes the next one.
  /// - Returns: Markdown blocks without a line break at the end; empty for blank prose.
  package static func embedded(_ prose: String, belowLevel level: Int = 4) -> String {
    let writer = ProseWriter(level: level)
    return writer.lines(of: MarkdownDocument(prose).blocks, isTight: false).joined(separator: "\n")
  }
}

private struct ProseWriter {
  let level: Int

  func lines(of blocks: [MarkdownBlock], isTight: Bool) -> [String] {
    var result: [String] = []
    var previousMark: String?
    for block in blocks {
      let (lines, mark) = lines(of: block, after: previousMark)
      guard !lines.isEmpty else { continue }
      if !result.isEmpty, !isTight { result.append("") }
      result += lines
      previousMark = mark
    }
    return result
  }

  private func lines(of block: MarkdownBlock, after previousMark: String?) -> ([String], mark: String?) {
    switch block.kind {
    case .paragraph(let inlines): return (split(inline(inlines, in: .flow)), nil)
    case .heading(let depth, let inlines):
      let marks = String(repeating: "#", count: min(6, level + depth))
      return (["\(marks) \(split(inline(inlines, in: .flow)).joined(separator: " "))"], nil)
    case .code(let info, let text):
      return (split(MarkdownText.fenced(text, language: info)), nil)
    case .quote(let blocks): return (lines(of: blocks, isTight: false).map { $0.isEmpty ? ">" : "> \($0)" }, nil)
    case .list(let list): return self.list(list, after: previousMark)
    case .table(let table): return (self.table(table), nil)
    case .rule: return (["***"], nil)
    case .html(let html):
      let words = Self.withoutComments(html).split { $0.isWhitespace }
      return (words.isEmpty ? [] : [MarkdownText.escaped(words.joined(separator: " "))], nil)
    }
  }

  /// Two lists one after the other stay two only with different marks.
  private func list(_ list: MarkdownList, after previousMark: String?) -> ([String], mark: String?) {
    let marks = list.start == nil ? ["-", "*"] : [".", ")"]
    let mark = previousMark == marks[0] ? marks[1] : marks[0]
    var result: [String] = []
    for (index, item) in list.items.enumerated() {
      var lead = list.start.map { "\($0 + index)\(mark) " } ?? "\(mark) "
      let indent = String(repeating: " ", count: lead.utf8.count)
      if let isDone = item.isDone { lead += isDone ? "[x] " : "[ ] " }
      var lines = lines(of: item.blocks, isTight: list.isTight)
      if lines.isEmpty { lines = [""] }
      if !result.isEmpty, !list.isTight { result.append("") }
      for (number, line) in lines.enumerated() {
        result.append(number == 0 ? lead + line : line.isEmpty ? "" : indent + line)
      }
    }
    return (result, mark)
  }

  private func table(_ table: MarkdownTable) -> [String] {
    let rule = table.alignments.map { alignment in
      switch alignment {
      case .unset: "---"
      case .left: ":--"
      case .center: ":-:"
      case .right: "--:"
      }
    }
    return [row(table.header), "|\(rule.joined(separator: "|"))|"] + table.rows.map(row)
  }

  private func row(_ cells: [[MarkdownInline]]) -> String {
    "| \(cells.map { inline($0, in: .tableCell) }.joined(separator: " | ")) |"
  }

  private func inline(_ inlines: [MarkdownInline], in place: MarkdownText.Place) -> String {
    var output = ""
    for inline in inlines {
      switch inline {
      case .text(let text): output += MarkdownText.prose(text)
      case .code(let text): output += MarkdownText.code(text, in: place)
      case .emphasis(let children): output += "*\(self.inline(children, in: place))*"
      case .strong(let children): output += "**\(self.inline(children, in: place))**"
      case .link(let destination, _, let children):
        output += MarkdownText.link(markup: self.inline(children, in: place), to: destination)
      case .image(let source, _, let children): output += MarkdownText.image(children.plainText, source: source)
      case .softBreak: output += place == .flow ? "\n" : " "
      case .lineBreak: output += place == .flow ? "\\\n" : " "
      case .html(let html): output += MarkdownText.escaped(Self.withoutComments(html))
      }
    }
    return output
  }

  private func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func withoutComments(_ html: String) -> String {
    var rest = Substring(html)
    var result = ""
    while let start = rest.firstRange(of: "<!--") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "-->") else { return result }
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}
