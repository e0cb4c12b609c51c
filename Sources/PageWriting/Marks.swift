import HTMLWriting
import MarkdownWriting

/// The comments that fold a part of a page.
enum FoldMark {
  static func title(_ html: String) -> String? {
    guard let words = content(html), words.hasPrefix("fold:") else { return nil }
    return String(words.dropFirst("fold:".count).drop { $0 == " " })
  }

  static func isEnd(_ html: String) -> Bool { content(html) == "/fold" }

  private static func content(_ html: String) -> Substring? {
    var text = html[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    guard text.hasPrefix("<!--"), text.hasSuffix("-->"), text.count >= 7 else { return nil }
    text = text.dropFirst(4).dropLast(3)
    while text.last == " " { text.removeLast() }
    return text.drop { $0 == " " }
  }
}

/// The one HTML tag our documents hold: a place for links, as `MarkdownText.anchor` writes it.
enum Anchor {
  static func id(_ html: String) -> String? {
    let start = "<a id=\""
    guard html.hasPrefix(start), let end = html.dropFirst(start.count).firstIndex(of: "\"") else { return nil }
    let id = String(html[html.index(html.startIndex, offsetBy: start.count)..<end])
    return !id.isEmpty && id == MarkdownText.anchorID(id) ? id : nil
  }
}

enum PageLink {
  /// Where a link of the Markdown leads on pages: documents have become pages. Nil when it is not safe.
  static func address(_ destination: String) -> String? {
    guard let encoded = LinkDestination.encoded(destination) else { return nil }
    let path = encoded.prefix { $0 != "#" && $0 != "?" }
    guard !path.contains(":"), !path.hasPrefix("//"), path.hasSuffix(".md") else { return encoded }
    return path.dropLast(3) + ".html" + encoded[path.endIndex...]
  }
}

enum Identifier {
  /// Long names may break behind dots, underscores and commas, never elsewhere.
  static func breakable(_ text: String) -> [HTMLNode] {
    guard text.utf8.count > 24 else { return [.text(text)] }
    var nodes: [HTMLNode] = []
    var part = ""
    for character in text {
      part.append(character)
      if character == "_" || character == "." || character == "/" {
        nodes += [.text(part), .element("wbr")]
        part = ""
      }
    }
    return part.isEmpty ? nodes : nodes + [.text(part)]
  }
}

/// Drawings stand in the page itself, so that they take part in its colors and their links work.
enum Drawing {
  /// The `svg` element alone, sized by the page and named for those who do not see it. Nil when it holds more than a drawing may.
  static func inline(_ text: String, title: String) -> String? {
    guard let start = text.firstRange(of: "<svg"), let end = text[start.upperBound...].firstIndex(of: ">") else {
      return nil
    }
    let body = text[end...]
    let lower = text.lowercased()
    guard !["<script", "<foreignobject", "javascript:", "<!entity", "<iframe"].contains(where: { lower.contains($0) })
    else {
      return nil
    }
    var tag = "<svg role=\"group\" aria-label=\"\(HTMLText.escaped(title))\""
    for attribute in text[start.upperBound..<end].split(whereSeparator: \.isNewline).joined(separator: " ").matches(
      of: /([A-Za-z:]+)="([^"<>]*)"/)
    {
      switch attribute.1 {
      case "viewBox", "width", "xmlns", "xmlns:xlink": tag += " \(attribute.1)=\"\(attribute.2)\""
      default: break
      }
    }
    return tag + body.replacing(/<!--.*?-->\n?/.dotMatchesNewlines(), with: "")
  }
}
