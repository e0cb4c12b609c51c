/// Names in texts of SQL.
package enum IdentifierText {
  /// The text with one identifier called otherwise; what stands in quotes of a string stays.
  package static func replacing(_ old: String, with new: String, in sql: String) -> String {
    let bytes = Array(sql.utf8)
    let quoted = Array("\"\(old)\"".utf8)
    let plain = Array(old.utf8)
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let start = position
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        position = (bytes[(start + 1)...].firstIndex(of: byte) ?? bytes.count - 1) + 1
        let text = bytes[start..<position]
        output += text.elementsEqual(quoted) ? Array("\"\(new)\"".utf8)[...] : text
      } else if isWord(byte) {
        while position < bytes.count, isWord(bytes[position]) { position += 1 }
        let text = bytes[start..<position]
        output += text.elementsEqual(plain) ? Array(new.utf8)[...] : text
      } else {
        output.append(byte)
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  package static func contains(_ name: String, in text: String) -> Bool {
    text.utf8.split { !isWord($0) }.contains { $0.elementsEqual(name.utf8) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
    default: false
    }
  }
}
