import Foundation

/// Writes names, strings and comments as Python.
package enum PythonText {
  /// A string constant on one line; what does not show stands as an escape.
  package static func quoted(_ value: String) -> String {
    var body = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": body += "\\\""
      case "\\": body += "\\\\"
      case "\n": body += "\\n"
      case "\r": body += "\\r"
      case "\t": body += "\\t"
      default:
        if isVisible(scalar) { body.unicodeScalars.append(scalar) } else { body += escape(scalar) }
      }
    }
    return "\"\(body)\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let width = scalar.value < 0x100 ? 2 : scalar.value < 0x1_0000 ? 4 : 8
    let letter = width == 2 ? "x" : width == 4 ? "u" : "U"
    return "\\\(letter)\(String(repeating: "0", count: width - digits.count))\(digits)"
  }

  /// Lines that begin with `#`; nothing in them can end the comment early.
  package static func comment(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let shown = line.unicodeScalars.map { isVisible($0) || $0 == "\t" ? $0 : " " }
      return line.isEmpty ? "#" : "# " + String(String.UnicodeScalarView(shown))
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDContinue }

  /// Whether a text can stand as a name as it is. Python takes names in their compatibility form, so that others would
  /// not be the same name.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart, !keywords.contains(text)
    else { return false }
    return text.unicodeScalars.allSatisfy(isNamePart)
      && (text.utf8.allSatisfy { $0 < 0x80 }
        || Array(text.precomposedStringWithCompatibilityMapping.utf8) == Array(text.utf8))
  }

  package static let keywords: Set<String> = Set(
    """
    False None True and as assert async await break class continue def del elif else except finally for from global if
    import in is lambda nonlocal not or pass raise return try while with yield
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
