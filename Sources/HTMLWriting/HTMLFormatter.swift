/// Writes nodes as HTML that reads well in "view source": blocks on lines of their own, running text on one line, code untouched.
package struct HTMLFormatter: Sendable {
  /// Spaces before the outermost lines.
  package var indentation: Int

  package init(indentation: Int = 0) { self.indentation = indentation }

  /// Ends in a line break unless there is nothing to write.
  package func format(_ nodes: [HTMLNode]) -> String {
    var output = ""
    write(nodes, depth: indentation, into: &output)
    return output
  }

  private static let blocks: Set<String> = [
    "article", "aside", "blockquote", "body", "caption", "details", "div", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
  ]
  private static let voids: Set<String> = ["br", "hr", "img", "input", "wbr"]

  private func write(_ nodes: [HTMLNode], depth: Int, into output: inout String) {
    let margin = String(repeating: " ", count: depth)
    var isInLine = false
    for node in nodes {
      if isBlock(node) {
        if isInLine { output += "\n" }
        isInLine = false
        writeBlock(node, depth: depth, margin: margin, into: &output)
      } else {
        if !isInLine { output += margin }
        isInLine = true
        writeInline(node, into: &output)
      }
    }
    if isInLine { output += "\n" }
  }

  private func writeBlock(_ node: HTMLNode, depth: Int, margin: String, into output: inout String) {
    switch node {
    case .element(let element):
      output += margin
      if element.name == "pre" || !element.children.contains(where: isBlock) {
        writeInline(node, into: &output)
      } else {
        writeStart(element, into: &output)
        output += "\n"
        write(element.children, depth: depth + 2, into: &output)
        output += margin
        writeEnd(element, into: &output)
      }
      output += "\n"
    case .drawing(let svg): output += svg.hasSuffix("\n") ? svg : svg + "\n"
    case .text: writeInline(node, into: &output)
    }
  }

  private func writeInline(_ node: HTMLNode, into output: inout String) {
    switch node {
    case .text(let text): HTMLText.append(text, to: &output)
    case .drawing(let svg): output += svg
    case .element(let element):
      writeStart(element, into: &output)
      guard !Self.voids.contains(element.name) else { return }
      // The first line break inside a pre element is not shown, so one that is meant is doubled.
      if element.name == "pre", startsWithBreak(element.children) { output += "\n" }
      for child in element.children { writeInline(child, into: &output) }
      writeEnd(element, into: &output)
    }
  }

  private func writeStart(_ element: HTMLElement, into output: inout String) {
    output += "<"
    output += element.name
    for attribute in element.attributes {
      output += " "
      output += attribute.name
      guard !attribute.value.isEmpty || attribute.name == "alt" else { continue }
      output += "=\""
      HTMLText.append(attribute.value, to: &output)
      output += "\""
    }
    output += ">"
  }

  private func writeEnd(_ element: HTMLElement, into output: inout String) {
    output += "</"
    output += element.name
    output += ">"
  }

  private func isBlock(_ node: HTMLNode) -> Bool {
    switch node {
    case .element(let element):
      switch element.name {
      // What most pages mostly hold, told without a look into the set.
      case "code", "a", "span": false
      case "td", "th": true
      default: Self.blocks.contains(element.name)
      }
    case .drawing: true
    case .text: false
    }
  }

  private func startsWithBreak(_ nodes: [HTMLNode]) -> Bool {
    switch nodes.first {
    case .text(let text): text.hasPrefix("\n")
    case .element(let element): startsWithBreak(element.children)
    default: false
    }
  }
}
