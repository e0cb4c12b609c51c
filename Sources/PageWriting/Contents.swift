import HTMLWriting
import MarkdownWriting

/// The list of what stands on a page, two levels deep.
enum Contents {
  static func list(_ headings: [DocumentRenderer.Heading]) -> [HTMLNode] {
    var items: [(heading: DocumentRenderer.Heading, children: [HTMLNode])] = []
    for heading in headings where !heading.id.isEmpty && (heading.level == 2 || heading.level == 3) {
      if heading.level == 2 || items.isEmpty {
        items.append((heading, []))
      } else {
        items[items.count - 1].children.append(.element("li", [:], [link(heading)]))
      }
    }
    guard items.count > 1 || items.first?.children.isEmpty == false else { return [] }
    return [
      .element(
        "ul", [:],
        items.map { item in
          .element(
            "li", [:], [link(item.heading)] + (item.children.isEmpty ? [] : [.element("ul", [:], item.children)]))
        })
    ]
  }

  private static func link(_ heading: DocumentRenderer.Heading) -> HTMLNode {
    .element("a", ["href": "#\(LinkDestination.encoded(heading.id) ?? "")"], [.text(heading.text)])
  }
}
