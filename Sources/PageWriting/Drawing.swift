import HTMLWriting
import MarkdownWriting

/// Drawings stand in the page itself, so that they take part in its colors and their links work.
struct Drawing {
  /// The `svg` element alone, without the layout program's comments and ids, sized and named for the page.
  let svg: String
  /// The ids it brings, in order.
  let ids: [String]

  /// - Parameters:
  ///   - source: the address under which the page shows it; links in it are read from there.
  ///   - isTaken: whether an id already stands on the page; such an id is left out.
  /// - Returns: nil when the text is no drawing, or holds what a drawing must not: scripts, foreign content, handlers.
  init?(_ text: String, source: String, title: String, isTaken: (String) -> Bool) {
    var cleaner = DrawingCleaner(Array(text.utf8), source: source, title: title)
    guard cleaner.clean(isTaken) else { return nil }
    svg = String(decoding: cleaner.output, as: UTF8.self)
    ids = cleaner.ids
  }
}

/// One pass over the bytes: text is copied, tags are read and written again.
private struct DrawingCleaner {
  private let bytes: [UInt8]
  private let source: String
  private let title: String
  private var position = 0
  private(set) var output: [UInt8] = []
  private(set) var ids: [String] = []
  private var known: Set<String> = []

  init(_ bytes: [UInt8], source: String, title: String) {
    self.bytes = bytes
    self.source = source
    self.title = title
  }

  mutating func clean(_ isTaken: (String) -> Bool) -> Bool {
    guard skip(past: "<svg") else { return false }
    position -= 4
    output.reserveCapacity(bytes.count)
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        output += bytes[position..<end]
        position = end
      } else if bytes[position...].starts(with: "<!--".utf8) {
        guard skip(past: "-->") else { return false }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
      } else if !copyTag(isTaken) {
        return false
      }
    }
    return true
  }

  private mutating func copyTag(_ isTaken: (String) -> Bool) -> Bool {
    let isEnd = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "/")
    position += isEnd ? 2 : 1
    let name = word()
    guard Self.elements.contains(name) else { return false }
    output += (isEnd ? "</" : "<").utf8
    output += name.utf8
    if name == "svg", !isEnd { output += " role=\"group\" aria-label=\"\(HTMLText.escaped(title))\"".utf8 }
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ">"):
        output.append(bytes[position])
        position += 1
        return true
      case UInt8(ascii: "/"):
        output.append(bytes[position])
        position += 1
      case 0x09...0x0D, 0x20: position += 1
      default:
        guard let attribute = attribute(), copy(attribute, of: name, isTaken) else { return false }
      }
    }
    return false
  }

  private mutating func copy(_ attribute: HTMLAttribute, of element: String, _ isTaken: (String) -> Bool) -> Bool {
    var value = attribute.value
    switch attribute.name {
    case "id":
      guard !isAutomatic(value), !isTaken(value), known.insert(value).inserted else { return true }
      ids.append(value)
    // The page sets the height; a smaller screen shrinks both, to a part of the width that stays readable.
    case "height" where element == "svg": return true
    case "width" where element == "svg" && isLength(value): output += " style=\"--width:\(value)\"".utf8
    // What the drawing is called and what it is to readers was said above.
    case "role" where element == "svg", "aria-label" where element == "svg": return true
    case "href", "xlink:href":
      guard let address = PageLink.address(plain(value), from: source) else { return false }
      value = HTMLText.escaped(address)
    default:
      guard !attribute.name.lowercased().hasPrefix("on"), attribute.name != "style" else { return false }
    }
    output += " \(attribute.name)=\"\(value)\"".utf8
    return true
  }

  /// A name and its quoted value, as written.
  private mutating func attribute() -> HTMLAttribute? {
    let name = word()
    guard !name.isEmpty, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
    let quote = bytes[position + 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let start = position + 2
    guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
    position = end + 1
    let value = bytes[start..<end]
    guard !value.contains(UInt8(ascii: "<")), !value.contains(UInt8(ascii: "\"")) else { return nil }
    return HTMLAttribute(name: name, value: String(decoding: value, as: UTF8.self))
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"): position += 1
      default: return String(decoding: bytes[start..<position], as: UTF8.self)
      }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The entities that layout programs write into addresses; others stay, and make the address strange but not dangerous.
  private func plain(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "&")) else { return value }
    return value.replacing("&#45;", with: "-").replacing("&amp;", with: "&")
  }

  private func isLength(_ value: String) -> Bool {
    (value.hasSuffix("pt") || value.hasSuffix("px")) && value.utf8.count < 10
      && value.utf8.dropLast(2).allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
  }

  /// The names layout programs number through in every drawing.
  private func isAutomatic(_ id: String) -> Bool {
    let letters = id.prefix { !$0.isNumber }
    return letters.count < id.count && id.dropFirst(letters.count).allSatisfy(\.isNumber)
      && ["graph", "node", "edge", "clust", "a_node", "a_edge", "a_clust"].contains(letters)
  }

  private mutating func skip(past text: String) -> Bool {
    let pattern = Array(text.utf8)
    while position + pattern.count <= bytes.count {
      if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
        position += pattern.count
        return true
      }
      position += 1
    }
    return false
  }

  private static let elements: Set<String> = [
    "svg", "g", "a", "title", "desc", "text", "tspan", "path", "polygon", "polyline", "ellipse", "circle", "rect",
    "line", "defs",
    "linearGradient", "radialGradient", "stop", "marker",
  ]
}
