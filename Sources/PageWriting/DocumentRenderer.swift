import CommonMark
import HTMLWriting
import MarkdownWriting

/// Turns a document into page nodes. Raw HTML never passes; of comments, `<!-- fold: Title -->` and `<!-- /fold -->` fold what stands between.
struct DocumentRenderer {
  struct Heading: Sendable {
    var level: Int
    var id: String
    var text: String
  }

  let highlighter: CodeHighlighter
  let assets: PageAssets
  private(set) var headings: [Heading] = []
  private var slugs = HeadingSlug()
  /// A document without a first-level heading still makes a page with one.
  private var levelShift = 0
  private var ids: Set<String> = []

  init(highlighter: CodeHighlighter, assets: PageAssets) {
    self.highlighter = highlighter
    self.assets = assets
  }

  mutating func render(_ blocks: [MarkdownBlock]) -> [HTMLNode] {
    reserveHeadingIDs(blocks)
    return nodes(blocks, isTight: false)
  }

  // MARK: Blocks

  private mutating func nodes(_ blocks: [MarkdownBlock], isTight: Bool) -> [HTMLNode] {
    var folds: [(title: [HTMLNode], nodes: [HTMLNode])] = [([], [])]
    for block in blocks {
      if case .html(let html) = block.kind {
        if let title = FoldMark.title(html) {
          folds.append((inlineNodes(MarkdownDocument(title).blocks), []))
        } else if FoldMark.isEnd(html), folds.count > 1 {
          let fold = folds.removeLast()
          folds[folds.count - 1].nodes.append(details(fold.title, fold.nodes))
        } else if let id = Anchor.id(html) {
          folds[folds.count - 1].nodes += anchor(id).map { [.element("p", ["class": "anchor"], [$0])] } ?? []
        }
        continue
      }
      folds[folds.count - 1].nodes += nodes(block, isTight: isTight)
    }
    while folds.count > 1 {
      let fold = folds.removeLast()
      folds[folds.count - 1].nodes.append(details(fold.title, fold.nodes))
    }
    return folds[0].nodes
  }

  private func details(_ title: [HTMLNode], _ nodes: [HTMLNode]) -> HTMLNode {
    .element("details", [:], [.element("summary", [:], title.isEmpty ? [.text("More")] : title)] + nodes)
  }

  private mutating func nodes(_ block: MarkdownBlock, isTight: Bool) -> [HTMLNode] {
    switch block.kind {
    case .paragraph(let inlines):
      if case .image(let source, _, let alternative)? = inlines.first, inlines.count == 1 {
        return [figure(source, alternative.plainText)]
      }
      let content = nodes(inlines)
      if content.allSatisfy(\.isAnchor) { return content.isEmpty ? [] : [.element("p", ["class": "anchor"], content)] }
      return isTight ? content : [.element("p", [:], content)]
    case .heading(let level, let inlines): return [heading(level, inlines)]
    case .code(let info, let text): return [code(info, text)]
    case .quote(let blocks): return [.element("blockquote", [:], nodes(blocks, isTight: false))]
    case .list(let list): return [self.list(list)]
    case .table(let table): return [self.table(table)]
    case .rule: return [.element("hr")]
    case .html: return []
    }
  }

  private mutating func heading(_ level: Int, _ inlines: [MarkdownInline]) -> HTMLNode {
    let level = level - levelShift
    let text = inlines.plainText
    let id = slugs.id(for: text)
    headings.append(Heading(level: level, id: id, text: text))
    var children = nodes(inlines)
    // A heading of punctuation alone has no id, and no link can name it.
    if level > 1, !id.isEmpty {
      children += [
        .text(" "),
        .element(
          "a",
          ["class": "anchor-link", "href": "#\(LinkDestination.encoded(id) ?? "")", "aria-label": "Link to \(text)"],
          [.text("#")]),
      ]
    }
    return .element("h\(level)", ["id": id.isEmpty ? nil : id], children)
  }

  /// Heading ids are fixed by the forges' rule, so anchors of the same name give way wherever they stand.
  private mutating func reserveHeadingIDs(_ blocks: [MarkdownBlock]) {
    var slugs = HeadingSlug()
    var highest: Int?
    var pending = Array(blocks.reversed())
    while let block = pending.popLast() {
      switch block.kind {
      case .heading(let level, let inlines):
        ids.insert(slugs.id(for: inlines.plainText))
        highest = min(highest ?? level, level)
      case .quote(let blocks): pending += blocks.reversed()
      case .list(let list): pending += list.items.flatMap(\.blocks).reversed()
      default: break
      }
    }
    levelShift = (highest ?? 1) - 1
  }

  private func code(_ info: String, _ text: String) -> HTMLNode {
    let language = info.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
    return .element(
      "pre", ["tabindex": "0"],
      [
        .element(
          "code", ["class": language.isEmpty ? nil : "language-\(language)"],
          highlighter.nodes(text, language: language))
      ])
  }

  private mutating func list(_ list: MarkdownList) -> HTMLNode {
    var items: [HTMLNode] = []
    for item in list.items {
      var children = nodes(item.blocks, isTight: list.isTight)
      if let isDone = item.isDone {
        let box = HTMLNode.element(
          "input",
          ["type": "checkbox", "disabled": "", "checked": isDone ? "" : nil, "aria-label": isDone ? "done" : "open"])
        children = [box, .text(" ")] + children
      }
      items.append(.element("li", ["class": item.isDone == nil ? nil : "task"], children))
    }
    guard let start = list.start else { return .element("ul", [:], items) }
    return .element("ol", ["start": start == 1 ? nil : String(start)], items)
  }

  private mutating func table(_ table: MarkdownTable) -> HTMLNode {
    let classes = table.alignments.map { alignment -> String? in
      switch alignment {
      case .unset, .left: nil
      case .center: "center"
      case .right: "right"
      }
    }
    // Tables of few columns are stacked on narrow screens, where each cell carries the name of its column.
    let isNarrow = table.header.count <= 3
    let box = (isNarrow ? ["table", "few"] : ["table"]) + ColumnWidth.classes(of: table)
    let labels = table.header.map { isNarrow && !$0.plainText.isEmpty ? $0.plainText : nil }
    var header: [HTMLNode] = []
    for (cell, className) in zip(table.header, classes) {
      header.append(
        cell.isEmpty
          ? .element("td") : .element("th", ["scope": "col", "class": className], nodes(cell)))
    }
    var rows: [HTMLNode] = []
    for row in table.rows {
      var cells: [HTMLNode] = []
      for (index, cell) in row.enumerated() {
        let isName = index == 0 && !cell.isEmpty
        var attributes: [HTMLAttribute] = []
        if isName { attributes.append(HTMLAttribute(name: "scope", value: "row")) }
        if let name = classes[index] { attributes.append(HTMLAttribute(name: "class", value: name)) }
        if !isName, !cell.isEmpty, let label = labels[index] {
          attributes.append(HTMLAttribute(name: "data-label", value: label))
        }
        let element = HTMLElement(name: isName ? "th" : "td", attributes: attributes, children: nodes(cell))
        cells.append(.element(element))
      }
      rows.append(.element("tr", [:], cells))
    }
    let parts: [HTMLNode] = [
      .element("thead", [:], [.element("tr", [:], header)]), .element("tbody", [:], rows),
    ]
    return .element(
      "div", ["class": box.joined(separator: " ")], [.element("table", [:], rows.isEmpty ? [parts[0]] : parts)])
  }

  private mutating func figure(_ source: String, _ alternative: String) -> HTMLNode {
    .element("figure", [:], [image(source, alternative)])
  }

  // MARK: Inlines

  private mutating func inlineNodes(_ blocks: [MarkdownBlock]) -> [HTMLNode] {
    guard case .paragraph(let inlines)? = blocks.first?.kind else { return [] }
    return nodes(inlines)
  }

  private mutating func nodes(_ inlines: [MarkdownInline]) -> [HTMLNode] {
    if inlines.count == 1 { return nodes(inlines[0]) }
    var result: [HTMLNode] = []
    for inline in inlines { result += nodes(inline) }
    return result
  }

  private mutating func nodes(_ inline: MarkdownInline) -> [HTMLNode] {
    switch inline {
    case .text(let text): return CalendarDate.nodes(text)
    case .code(let text): return [.element("code", [:], Identifier.breakable(text))]
    case .emphasis(let children): return [.element("em", [:], nodes(children))]
    case .strong(let children): return [.element("strong", [:], nodes(children))]
    case .link(let destination, _, let children):
      let content = nodes(children)
      return PageLink.address(destination).map { [.element("a", ["href": $0], content)] } ?? content
    case .image(let source, _, let children): return [image(source, children.plainText)]
    case .softBreak: return [.text("\n")]
    case .lineBreak: return [.element("br")]
    case .html(let html): return Anchor.id(html).flatMap { anchor($0) }.map { [$0] } ?? []
    }
  }

  private mutating func image(_ source: String, _ alternative: String) -> HTMLNode {
    if let text = assets.drawings[source],
      let drawing = Drawing(text, source: source, title: alternative, isTaken: ids.contains)
    {
      ids.formUnion(drawing.ids)
      return .drawing(svg: drawing.svg)
    }
    guard let address = LinkDestination.encoded(source) else { return .text(alternative) }
    return .element("img", ["src": address, "alt": alternative])
  }

  private mutating func anchor(_ id: String) -> HTMLNode? {
    ids.insert(id).inserted ? .element("span", ["id": id]) : nil
  }
}

extension HTMLNode {
  /// A place for links, which takes no room.
  fileprivate var isAnchor: Bool {
    switch self {
    case .element(let element): element.name == "span" && element.children.isEmpty
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .drawing: false
    }
  }
}
