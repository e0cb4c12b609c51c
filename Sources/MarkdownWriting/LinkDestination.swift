/// Where links may lead: pages and files beside this one, web pages, mail. Nothing that runs.
package enum LinkDestination {
  /// Whether a destination is relative, `http`, `https` or `mailto`.
  package static func isSafe(_ destination: String) -> Bool {
    guard destination.utf8.contains(UInt8(ascii: ":")) else { return true }
    let head = destination.unicodeScalars.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let colon = head.firstIndex(of: ":") else { return true }
    // Browsers drop white space and control characters from a scheme, so only an exact one counts.
    return ["http", "https", "mailto"].contains(String(head[..<colon]).lowercased())
  }

  /// The destination with everything percent-encoded that is not plain in an address, or nil when it is not safe.
  package static func encoded(_ destination: String) -> String? {
    guard isSafe(destination) else { return nil }
    // Most are plain.
    if destination.utf8.allSatisfy(isPlain) { return destination }
    let bytes = Array(destination.utf8)
    var output = ""
    output.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if isPlain(byte) || (byte == UInt8(ascii: "%") && isEscape(bytes, at: index)) {
        output.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        output += "%"
        for digit in [byte >> 4, byte & 15] { output.unicodeScalars.append(digits[Int(digit)]) }
      }
    }
    return output
  }

  private static let digits = Array("0123456789ABCDEF".unicodeScalars)

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    // Letters, digits, and - . _ ~ / ? # = & + @ : ! $ * , ;
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F, 0x3F, 0x23, 0x3D, 0x26, 0x2B, 0x40, 0x3A,
      0x21, 0x24, 0x2A, 0x2C, 0x3B:
      true
    default: false
    }
  }

  private static func isEscape(_ bytes: [UInt8], at index: Int) -> Bool {
    index + 2 < bytes.count && isHex(bytes[index + 1]) && isHex(bytes[index + 2])
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
