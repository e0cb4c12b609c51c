/// Escapes text for HTML. The only place where characters become entities.
package enum HTMLText {
  /// Text that shows as itself between tags and inside quoted attribute values alike.
  ///
  /// Characters HTML does not allow are replaced by U+FFFD.
  package static func escaped(_ text: String) -> String {
    var output = ""
    append(text, to: &output)
    return output
  }

  /// Adds a text as `escaped` gives it.
  static func append(_ text: String, to output: inout String) {
    guard text.utf8.contains(where: isSpecial) else {
      output += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\t", "\n", " "..."~": output.unicodeScalars.append(scalar)
      case "\r": break
      default: output.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x26, 0x3C, 0x3E, 0x22, 0x27: true
    case 0x09, 0x0A: false
    default: byte < 0x20 || byte == 0x7F || byte == 0xC2
    }
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
