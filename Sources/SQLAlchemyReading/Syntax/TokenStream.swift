/// The numbers and texts of one JSON array that nests nothing.
struct TokenStream {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  /// Whether something else stood where a number or a text was asked for.
  private(set) var isBroken = false

  init(_ line: ArraySlice<UInt8>) {
    bytes = line
    position = line.startIndex
  }

  mutating func number() -> Int {
    skip()
    var isNegative = false
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: "-") {
      isNegative = true
      position += 1
    }
    var value = 0
    var digits = 0
    while position < bytes.endIndex, (0x30...0x39).contains(bytes[position]), digits < 18 {
      value = value * 10 + Int(bytes[position] - 0x30)
      digits += 1
      position += 1
    }
    if digits == 0 { isBroken = true }
    return isNegative ? -value : value
  }

  /// A number that is never more than what is left, for lists.
  mutating func count() -> Int { min(max(0, number()), bytes.endIndex - position) }

  mutating func text() -> String {
    skip()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: "\"") else {
      isBroken = true
      return ""
    }
    position += 1
    let start = position
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
      position += 1
    }
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    return escaped(from: start)
  }

  private mutating func escaped(from start: Int) -> String {
    var units = Array(String(decoding: bytes[start..<position], as: UTF8.self).utf16)
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "\\"), position < bytes.endIndex else {
        units.append(UInt16(byte))
        continue
      }
      let sign = bytes[position]
      position += 1
      switch sign {
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "u"): units.append(hexadecimal())
      default: units.append(UInt16(sign))
      }
    }
    position += 1
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func hexadecimal() -> UInt16 {
    let end = min(position + 4, bytes.endIndex)
    let digits = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end
    return UInt16(digits, radix: 16) ?? 0xFFFD
  }

  private mutating func skip() {
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: " "): position += 1
      default: return
      }
    }
  }
}
