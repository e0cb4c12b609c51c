import HTMLWriting

/// Dates in running text, `2026-03-02`, which must not break behind a hyphen.
enum CalendarDate {
  static func nodes(_ text: String) -> [HTMLNode] {
    guard text.utf8.count >= length, text.utf8.contains(UInt8(ascii: "-")) else { return [.text(text)] }
    let bytes = Array(text.utf8)
    var nodes: [HTMLNode] = []
    var start = 0
    var position = 0
    while position + length <= bytes.count {
      guard isDate(bytes, at: position) else {
        position += 1
        continue
      }
      if start < position { nodes.append(.text(String(decoding: bytes[start..<position], as: UTF8.self))) }
      start = position + length
      nodes.append(.element("time", [:], [.text(String(decoding: bytes[position..<start], as: UTF8.self))]))
      position = start
    }
    if start < bytes.count { nodes.append(.text(String(decoding: bytes[start...], as: UTF8.self))) }
    return nodes
  }

  private static let length = 10

  private static func isDate(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start == 0 || !isPartOfWord(bytes[start - 1]),
      start + length == bytes.count || !isPartOfWord(bytes[start + length]),
      bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      number(bytes[start..<start + 4]) != nil, let month = number(bytes[start + 5..<start + 7]),
      let day = number(bytes[start + 8..<start + 10])
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(0) { value, digit in
      (0x30...0x39).contains(digit) ? value.map { $0 * 10 + Int(digit) - 0x30 } : nil
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: true
    default: false
    }
  }
}
