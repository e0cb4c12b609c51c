/// Writes JSON text. Same value, same bytes.
package struct JSONWriter: Sendable {
  package enum Layout: Sendable, Hashable {
    /// Two spaces a level, one member a line, a line break at the end.
    case pretty
    /// One line, no spaces.
    case compact
  }

  package var layout: Layout

  package init(_ layout: Layout = .pretty) { self.layout = layout }

  package func write(_ value: JSONValue) -> String {
    var output = Output(isPretty: layout == .pretty)
    output.append(value, depth: 0)
    if layout == .pretty { output.bytes.append(UInt8(ascii: "\n")) }
    return String(decoding: output.bytes, as: UTF8.self)
  }
}

private struct Output {
  let isPretty: Bool
  var bytes: [UInt8] = []

  mutating func append(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .int(let number): append(String(number))
    case .double(let number): append(Self.text(of: number))
    case .string(let text): appendQuoted(text)
    case .array(let elements):
      appendGroup(elements, open: "[", close: "]", depth: depth) { $0.append($1, depth: depth + 1) }
    case .object(let members):
      appendGroup(members, open: "{", close: "}", depth: depth) {
        $0.appendQuoted($1.name)
        $0.append($0.isPretty ? ": " : ":")
        $0.append($1.value, depth: depth + 1)
      }
    }
  }

  private mutating func appendGroup<Element>(
    _ elements: [Element], open: String, close: String, depth: Int, each: (inout Self, Element) -> Void
  ) {
    append(open)
    for (position, element) in elements.enumerated() {
      if position > 0 { append(",") }
      breakLine(depth: depth + 1)
      each(&self, element)
    }
    if !elements.isEmpty { breakLine(depth: depth) }
    append(close)
  }

  private mutating func breakLine(depth: Int) {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func appendQuoted(_ text: String) {
    append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      // Control characters must be escaped; U+2028 and U+2029 end a line where JSON is pasted into a script.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": append(Self.escape(scalar))
      default: UTF8.encode(scalar).map { bytes.append(contentsOf: $0) }
      }
    }
    append("\"")
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The shortest text that reads back as the same number; whole numbers without a fraction.
  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(.towardZero), abs(number) < 9_007_199_254_740_992 { return String(Int(number)) }
    return number.description
  }
}
