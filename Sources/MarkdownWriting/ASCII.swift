/// Bytes that stand for themselves in UTF-8: most names and words hold nothing else, which saves looking at characters.
enum ASCII {
  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  static func isWord(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "_") }

  /// Words of letters and digits, a space or a comma apart, with underscores only inside words: what means nothing in
  /// Markdown wherever it stands.
  static func isPlainText(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      switch byte {
      case _ where isLetterOrDigit(byte): break
      case UInt8(ascii: "_"): guard isWord(last) else { return false }
      case UInt8(ascii: ","): guard last != UInt8(ascii: "_") else { return false }
      case UInt8(ascii: " "): guard isLetterOrDigit(last) || last == UInt8(ascii: ",") else { return false }
      default: return false
      }
      last = byte
    }
    return isLetterOrDigit(last) || last == UInt8(ascii: ",")
  }
}
