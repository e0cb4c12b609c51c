/// Texts that repeat an input, with the passwords of its URLs covered.
package enum SecretMask {
  /// Nobody writes a longer line by hand; looking through one would cost more than reading it.
  private static let longest = 65_536

  /// A star stands for each character, so that columns stay where they are.
  package static func covered(_ text: String) -> String {
    guard text.utf8.count <= longest, hasAddress(text) else { return text }
    var scalars = Array(text.unicodeScalars)
    var place = 0
    while let start = after("://", in: scalars, place..<scalars.count) {
      let end = scalars[start...].firstIndex(where: isEnd) ?? scalars.endIndex
      if let at = scalars[start..<end].lastIndex(of: "@"), let colon = scalars[start..<at].firstIndex(of: ":") {
        cover(&scalars, colon + 1..<at)
      }
      var parameter = start
      while let value = after("password=", in: scalars, parameter..<end) {
        parameter = scalars[value..<end].firstIndex(of: "&") ?? end
        cover(&scalars, value..<parameter)
      }
      place = end
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Whether `://` stands in a text; nearly none has it, and every diagnostic is asked.
  private static func hasAddress(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      rest = rest[colon...].dropFirst()
      if rest.starts(with: "//".utf8) { return true }
    }
    return false
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ["\"", "'", "`", ">"].contains(scalar)
  }

  private static func cover(_ scalars: inout [Unicode.Scalar], _ range: Range<Int>) {
    for place in range { scalars[place] = "*" }
  }

  /// Where the text after the next occurrence of some words begins.
  private static func after(_ words: String, in scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
    let words = Array(words.unicodeScalars)
    guard range.count >= words.count else { return nil }
    return (range.lowerBound...range.upperBound - words.count)
      .first { scalars[$0..<$0 + words.count].elementsEqual(words) }.map { $0 + words.count }
  }
}
