import CCommonMark

/// libcmark, behind values: pointers live and die in this file.
enum Parser {
  /// Nesting that nobody writes by hand is shown as its text from this depth on, so that no later walk can run out of stack.
  private static let depthLimit = 64

  /// The tree libcmark makes of a text, which must begin with no byte order mark.
  static func blocks(of bytes: [UInt8]) -> [MarkdownBlock] {
    withRoot(of: bytes) { root in blocks(in: root, .whole, depth: 0) } ?? []
  }

  /// The same tree without what stands in its paragraphs and headings.
  static func outline(of bytes: [UInt8]) -> [MarkdownBlock] {
    withRoot(of: bytes) { root in blocks(in: root, .outline, depth: 0) } ?? []
  }

  private enum Extent {
    case whole
    case outline
  }

  /// Whether a line by itself opens anything but a paragraph: such a line ends a table.
  static func opensBlock(_ line: [UInt8]) -> Bool {
    withRoot(of: line) { root in
      guard let first = cmark_node_first_child(root) else { return false }
      return cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH
    } ?? false
  }

  private static func withRoot<Result>(of bytes: [UInt8], _ body: (OpaquePointer) -> Result) -> Result? {
    let root = bytes.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.bindMemory(to: CChar.self).baseAddress, buffer.count, CMARK_OPT_VALIDATE_UTF8)
    }
    guard let root else { return nil }
    defer { cmark_node_free(root) }
    return body(root)
  }

  private static func blocks(in parent: OpaquePointer, _ extent: Extent, depth: Int) -> [MarkdownBlock] {
    var result: [MarkdownBlock] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      result.append(block(node, extent, depth: depth))
      next = cmark_node_next(node)
    }
    return result
  }

  private static func block(_ node: OpaquePointer, _ extent: Extent, depth: Int) -> MarkdownBlock {
    let first = Int(cmark_node_get_start_line(node))
    return MarkdownBlock(
      kind(of: node, extent, depth: depth), lines: first...max(first, Int(cmark_node_get_end_line(node))),
      column: Int(cmark_node_get_start_column(node)))
  }

  private static func kind(of node: OpaquePointer, _ extent: Extent, depth: Int) -> MarkdownBlock.Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING where extent == .outline:
      return .heading(level: Int(cmark_node_get_heading_level(node)), [])
    case CMARK_NODE_PARAGRAPH where extent == .outline: return .paragraph([])
    case CMARK_NODE_HEADING:
      return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(in: node, depth: 0))
    case CMARK_NODE_CODE_BLOCK:
      return .code(info: string(cmark_node_get_fence_info(node)), text: string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK: return .html(string(cmark_node_get_literal(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_BLOCK_QUOTE where depth < depthLimit: return .quote(blocks(in: node, extent, depth: depth + 1))
    case CMARK_NODE_LIST where depth < depthLimit: return .list(list(node, extent, depth: depth + 1))
    case CMARK_NODE_PARAGRAPH: return .paragraph(inlines(in: node, depth: 0))
    default: return .paragraph([.text(text(below: node))])
    }
  }

  private static func list(_ node: OpaquePointer, _ extent: Extent, depth: Int) -> MarkdownList {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    var list = MarkdownList(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0, items: [])
    var next = cmark_node_first_child(node)
    while let item = next {
      list.items.append(
        MarkdownList.Item(
          blocks: blocks(in: item, extent, depth: depth), isDone: nil, line: Int(cmark_node_get_start_line(item)),
          column: Int(cmark_node_get_start_column(item))))
      next = cmark_node_next(item)
    }
    return list
  }

  private static func inlines(in parent: OpaquePointer, depth: Int) -> [MarkdownInline] {
    guard depth < depthLimit else { return [.text(text(below: parent))] }
    var result: [MarkdownInline] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      let inline = inline(node, depth: depth + 1)
      if case .text(let more) = inline, case .text(let text)? = result.last {
        result[result.count - 1] = .text(text + more)
      } else {
        result.append(inline)
      }
      next = cmark_node_next(node)
    }
    return result
  }

  private static func inline(_ node: OpaquePointer, depth: Int) -> MarkdownInline {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CODE: .code(string(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: .emphasis(inlines(in: node, depth: depth))
    case CMARK_NODE_STRONG: .strong(inlines(in: node, depth: depth))
    case CMARK_NODE_LINK:
      .link(
        destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)),
        inlines(in: node, depth: depth))
    case CMARK_NODE_IMAGE:
      .image(
        source: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)),
        inlines(in: node, depth: depth))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_HTML_INLINE: .html(string(cmark_node_get_literal(node)))
    default: .text(string(cmark_node_get_literal(node)))
    }
  }

  /// All text below a node, without recursion.
  private static func text(below node: OpaquePointer) -> String {
    guard let iterator = cmark_iter_new(node) else { return "" }
    defer { cmark_iter_free(iterator) }
    var result = ""
    while true {
      switch cmark_iter_next(iterator) {
      case CMARK_EVENT_DONE: return result
      case CMARK_EVENT_ENTER:
        guard let current = cmark_iter_get_node(iterator) else { continue }
        result += string(cmark_node_get_literal(current))
      default: continue
      }
    }
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
