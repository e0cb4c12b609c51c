/// Tells whether two texts of SQL are the same but for white space and comments.
package enum SQLSpacing {
  package static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || collapsed(left) == collapsed(right)
  }

  /// The text with white space only where it parts two words or operators; what stands in quotes stays as it is.
  ///
  /// The bodies of functions in dollar quotes are SQL themselves and are treated as such.
  private static func collapsed(_ text: String) -> [UInt8] {
    var scanner = Scanner(bytes: Array(text.utf8))
    while scanner.step() {}
    return scanner.output
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0
    var output: [UInt8] = []
    private var hasSpace = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func step() -> Bool {
      guard position < bytes.count else { return false }
      let byte = bytes[position]
      switch byte {
      case 0x09...0x0D, 0x20:
        position += 1
        hasSpace = true
      case UInt8(ascii: "-") where isNext(UInt8(ascii: "-")):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        hasSpace = true
      case UInt8(ascii: "/") where isNext(UInt8(ascii: "*")): skipComment()
      case UInt8(ascii: "'"), UInt8(ascii: "\""): copyQuoted(byte)
      default:
        append(byte)
        position += 1
      }
      return true
    }

    private func isNext(_ byte: UInt8) -> Bool { position + 1 < bytes.count && bytes[position + 1] == byte }

    /// Block comments nest.
    private mutating func skipComment() {
      var depth = 0
      repeat {
        if bytes[position] == UInt8(ascii: "/"), isNext(UInt8(ascii: "*")) {
          depth += 1
          position += 2
        } else if bytes[position] == UInt8(ascii: "*"), isNext(UInt8(ascii: "/")) {
          depth -= 1
          position += 2
        } else {
          position += 1
        }
      } while depth > 0 && position < bytes.count
      hasSpace = true
    }

    private mutating func copyQuoted(_ quote: UInt8) {
      append(quote)
      position += 1
      while position < bytes.count {
        output.append(bytes[position])
        position += 1
        if output.last == quote { return }
      }
    }

    private mutating func append(_ byte: UInt8) {
      if hasSpace, let last = output.last, !Self.isFence(last), !Self.isFence(byte) { output.append(0x20) }
      hasSpace = false
      output.append(byte)
    }

    /// What needs no space beside it.
    private static func isFence(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "["),
        UInt8(ascii: "]"):
        true
      default: false
      }
    }
  }
}
