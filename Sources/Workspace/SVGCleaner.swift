/// Makes Graphviz's SVG fit to stand in a page: no prolog, no comments, no tool version; a title and a description for
/// those who can not see it; ids that belong to this one drawing; tooltips as `<title>`.
package struct SVGCleaner: Sendable {
  private let id: String
  private let title: String
  private let summary: String

  /// - Parameter id: an HTML id; the drawing gets it, everything in it one that begins with it.
  package init(id: String, title: String, summary: String) {
    self.id = id
    self.title = title
    self.summary = summary
  }

  package func clean(_ svg: String) -> String {
    var scanner = MarkupScanner(svg)
    var output = ""
    output.reserveCapacity(svg.utf8.count)
    var isInTitle = false
    var isInBareLink = false
    while let piece = scanner.next() {
      switch piece {
      case .ignored: continue
      case .text(let text): if !isInTitle { append(text, to: &output) }
      case .tag(let tag) where tag.name == "title": isInTitle = !tag.isClosing
      case .tag(let tag) where tag.name == "a" && tag.isClosing:
        output += isInBareLink ? "</g>" : "</a>"
        isInBareLink = false
      case .tag(let tag) where tag.name == "a":
        isInBareLink = tag["xlink:href"] == nil
        output += link(tag)
      case .tag(let tag) where tag.name == "svg" && !tag.isClosing: output += opening(tag)
      case .tag(let tag): output += tag.isClosing ? "</\(tag.name)>" : written(tag)
      }
    }
    return output + "\n"
  }

  /// Comments leave empty lines behind.
  private func append(_ text: String, to output: inout String) {
    if text.allSatisfy(\.isWhitespace) {
      if !output.isEmpty, output.utf8.last != UInt8(ascii: "\n"), text.contains("\n") { output += "\n" }
    } else {
      output += text
    }
  }

  private func opening(_ tag: MarkupScanner.Tag) -> String {
    let size = ["width", "height", "viewBox"].compactMap { name in tag[name].map { " \(name)=\"\($0)\"" } }.joined()
    // A picture's content is hidden from screen readers; a group's links are not.
    return """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(Self.escape(id))" class="diagram" role="group"\(size) \
      aria-labelledby="\(Self.escape(id))-title \(Self.escape(id))-desc">
      <title id="\(Self.escape(id))-title">\(Self.escape(title))</title>
      <desc id="\(Self.escape(id))-desc">\(Self.escape(summary))</desc>
      """
  }

  private func link(_ tag: MarkupScanner.Tag) -> String {
    let tooltip = tag["xlink:title"].map { "<title>\($0)</title>" } ?? ""
    return (tag["xlink:href"].map { "<a href=\"\($0)\">" } ?? "<g>") + tooltip
  }

  /// Without the id of the graph itself: Graphviz writes `graph0` for the first of a process and `page0,1_graph0` for
  /// those after it, and which is the first depends on the processors of the machine.
  private func written(_ tag: MarkupScanner.Tag) -> String {
    let isGraph = tag["class"] == "graph"
    let attributes = tag.attributes.filter { name, _ in !(isGraph && name == "id") }.map { name, value in
      " \(name)=\"\(name == "id" ? "\(Self.escape(id))-\(value)" : value)\""
    }
    return "<\(tag.name)\(attributes.joined())\(tag.isEmpty ? "/" : "")>"
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // What XML can not hold, and marks that turn the direction of the text around it.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": escaped += " "
      case "\u{200E}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
