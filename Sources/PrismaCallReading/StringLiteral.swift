/// A string of JavaScript, escapes read.
struct StringLiteral {
  private let bytes: [UInt8]
  private(set) var position: Int
  /// Why there is no text.
  private(set) var problem = "a string without an end"

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// nil for one that does not end or holds more than text; the position is behind what was read.
  mutating func text() -> String? {
    let quote = bytes[position]
    position += 1
    var units: [UInt16] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote {
        position += 1
        return String(decoding: units, as: UTF16.self)
      }
      if quote == UInt8(ascii: "`"), byte == UInt8(ascii: "$"), bytes[position...].starts(with: "${".utf8) {
        problem = "a text that is put together"
        return nil
      }
      if byte == 0x0A, quote != UInt8(ascii: "`") { return nil }
      if byte == UInt8(ascii: "\\") {
        position += 1
        guard let escaped = escape() else { return nil }
        units += escaped
        continue
      }
      let start = position
      position += 1
      while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
      units += String(decoding: bytes[start..<position], as: UTF8.self).utf16
    }
    return nil
  }

  private mutating func escape() -> [UInt16]? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "v"): return [0x0B]
    case UInt8(ascii: "0"): return [0]
    case 0x0A: return []
    case UInt8(ascii: "x"): return digits(2).map { [UInt16($0)] }
    case UInt8(ascii: "u"):
      guard position < bytes.count, bytes[position] == UInt8(ascii: "{") else { return digits(4).map { [UInt16($0)] } }
      position += 1
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
      guard (1...6).contains(end - position), end < bytes.count, let code = digits(end - position),
        let scalar = Unicode.Scalar(code)
      else {
        problem = "an escape that is none"
        return nil
      }
      position += 1
      return Array(String(Character(scalar)).utf16)
    case 0x80...:
      position -= 1
      return []
    default: return [UInt16(byte)]
    }
  }

  private mutating func digits(_ count: Int) -> UInt32? {
    guard position + count <= bytes.count,
      let code = UInt32(String(decoding: bytes[position..<position + count], as: UTF8.self), radix: 16)
    else {
      problem = "an escape that is none"
      return nil
    }
    position += count
    return code
  }
}
