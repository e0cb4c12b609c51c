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
    // By bytes: pages hold many links, and an address is ASCII.
    let path = encoded.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    guard path.suffix(3).elementsEqual(".md".utf8), !path.contains(UInt8(ascii: ":")), !path.starts(with: "//".utf8)
    else { return encoded }
    return "\(Substring(path.dropLast(3))).html\(encoded[path.endIndex...])"
  }
}

extension PageLink {
  /// The same for a link in a file that lies elsewhere: `../tables/x.html` in `diagrams/y.svg` is `tables/x.html` here.
  static func address(_ destination: String, from source: String) -> String? {
    guard let address = address(destination) else { return nil }
    let path = Substring(address.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") })
    guard let first = path.utf8.first, first != UInt8(ascii: "/"), !path.utf8.contains(UInt8(ascii: ":")) else {
      return address
    }
    var parts: [Substring] = []
    for part in source.split(separator: "/").dropLast() + path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/") + address[path.endIndex...]
  }
}

enum Identifier {
  /// Long names may break behind dots, underscores and commas, never elsewhere.
  static func breakable(_ text: String) -> [HTMLNode] {
    guard text.utf8.count > 24 else { return [.text(text)] }
    var nodes: [HTMLNode] = []
    var rest = text.utf8[...]
    while let mark = rest.firstIndex(where: {
      $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
    }) {
      let end = rest.index(after: mark)
      nodes += [.text(String(Substring(rest[..<end]))), .element("wbr")]
      rest = rest[end...]
    }
    return rest.isEmpty ? nodes : nodes + [.text(String(Substring(rest)))]
  }
}
