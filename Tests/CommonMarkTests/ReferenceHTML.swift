import CommonMark

/// A document as the reference program prints it, to compare what both have read.
enum ReferenceHTML {
  static func html(_ document: MarkdownDocument) -> String { blocks(document.blocks, isTight: false) }

  private static func blocks(_ blocks: [MarkdownBlock], isTight: Bool) -> String {
    blocks.map { block($0, isTight: isTight) }.joined()
  }

  private static func block(_ block: MarkdownBlock, isTight: Bool) -> String {
    switch block.kind {
    case .paragraph(let content): isTight ? inlines(content) : "<p>\(inlines(content))</p>\n"
    case .heading(let level, let content): "<h\(level)>\(inlines(content))</h\(level)>\n"
    case .code(let info, let text):
      "<pre><code\(info.isEmpty ? "" : " class=\"language-\(escaped(language(info)))\"")>\(escaped(text))</code></pre>\n"
    case .quote(let children): "<blockquote>\n\(blocks(children, isTight: false))</blockquote>\n"
    case .list(let list): self.list(list)
    case .table(let table): self.table(table)
    case .rule: "<hr />\n"
    case .html(let html): html
    }
  }

  private static func language(_ info: String) -> String {
    info.split(separator: " ").first.map(String.init) ?? ""
  }

  private static func list(_ list: MarkdownList) -> String {
    let tag = list.start == nil ? "ul" : "ol"
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    let items = list.items.map { item -> String in
      var content = ""
      for block in item.blocks {
        if !content.hasSuffix("\n"), !list.isTight || !block.isParagraph { content += "\n" }
        content += self.block(block, isTight: list.isTight)
      }
      return "<li>\(content)</li>\n"
    }
    return "<\(tag)\(start)>\n\(items.joined())</\(tag)>\n"
  }

  private static func table(_ table: MarkdownTable) -> String {
    var html = "<table>\n<thead>\n\(row(table.header, table, "th"))</thead>\n"
    if !table.rows.isEmpty {
      html += "<tbody>\n\(table.rows.map { row($0, table, "td") }.joined())</tbody>\n"
    }
    return html + "</table>\n"
  }

  private static func row(_ cells: [[MarkdownInline]], _ table: MarkdownTable, _ tag: String) -> String {
    let parts = zip(cells, table.alignments).map { cell, alignment in
      let attribute: String =
        switch alignment {
        case .unset: ""
        case .left: " align=\"left\""
        case .center: " align=\"center\""
        case .right: " align=\"right\""
        }
      return "<\(tag)\(attribute)>\(inlines(cell))</\(tag)>\n"
    }
    return "<tr>\n\(parts.joined())</tr>\n"
  }

  private static func inlines(_ inlines: [MarkdownInline]) -> String { inlines.map(inline).joined() }

  private static func inline(_ inline: MarkdownInline) -> String {
    switch inline {
    case .text(let text): escaped(text)
    case .code(let text): "<code>\(escaped(text))</code>"
    case .emphasis(let children): "<em>\(inlines(children))</em>"
    case .strong(let children): "<strong>\(inlines(children))</strong>"
    case .link(let destination, let title, let children):
      "<a href=\"\(encoded(destination))\"\(titled(title))>\(inlines(children))</a>"
    case .image(let source, let title, let children):
      "<img src=\"\(encoded(source))\" alt=\"\(escaped(alternative(children)))\"\(titled(title)) />"
    case .softBreak: "\n"
    case .lineBreak: "<br />\n"
    case .html(let html): html
    }
  }

  private static func alternative(_ children: [MarkdownInline]) -> String {
    children.map { inline in
      switch inline {
      case .html(let html): html
      case .emphasis(let children), .strong(let children), .link(_, _, let children), .image(_, _, let children):
        alternative(children)
      default: inline.plainText
      }
    }.joined()
  }

  private static func encoded(_ address: String) -> String {
    let kept = Set("-_.+!*'(),%#@?=;:/&$~".utf8)
    let digits = Array("0123456789ABCDEF")
    return address.utf8.map { byte -> String in
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic || scalar.properties.numericType != nil || kept.contains(byte) {
        return escaped(String(scalar)).replacing("'", with: "&#x27;")
      }
      return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }

  private static func titled(_ title: String) -> String { title.isEmpty ? "" : " title=\"\(escaped(title))\"" }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

extension MarkdownBlock {
  fileprivate var isParagraph: Bool {
    if case .paragraph = kind { true } else { false }
  }
}
