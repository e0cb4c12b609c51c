/// Text as Prisma's language writes it.
enum PrismaString {
  /// In quotes, with what quotes can not hold escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A comment, one sign to a line; nothing for no text.
  static func comment(_ text: String?, sign: String, indent: String = "") -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return lines(text).map { line in line.isEmpty ? indent + sign : "\(indent)\(sign) \(line)" }
  }

  /// What the language makes of a text between the signs of a comment: breaks of one kind, nothing at the ends of lines.
  static func asRead(_ text: String) -> String {
    lines(text).map { line in
      var line = line[...]
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// A carriage return and a line feed together are one break.
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { ["\n", "\r", "\r\n"].contains($0) }.map(String.init)
  }
}

/// Names as SQL reads them back.
enum SQLWord {
  /// In quotes unless it is plain lower case.
  static func identifier(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { $0 == UInt8(ascii: "_") || isSmall($0) } ?? false
      && name.utf8.allSatisfy { isSmall($0) || $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) }
    if isPlain { return name }
    return "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
