/// Writes names, strings, template literals and comments as JavaScript, which is TypeScript as well.
package enum JavaScriptText {
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
        || scalar == "$"
    }
  }

  package static func quoted(_ text: String) -> String { "'\(escaped(text, quote: "'"))'" }

  /// What stands between the backticks of a template literal.
  package static func template(_ text: String) -> String {
    // A dollar sign means something before a brace only.
    escaped(text, quote: "`").split(separator: "${", omittingEmptySubsequences: false).joined(separator: "\\${")
  }

  /// A key of an object.
  package static func key(_ text: String) -> String { isName(text) ? text : quoted(text) }

  /// Lines that begin with `//`; nothing in them can end the comment early.
  package static func comment(_ text: String) -> String {
    let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}", "\u{85}"]
    return text.unicodeScalars.split(omittingEmptySubsequences: false) { breaks.contains($0) }
      .map { "// " + String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
  }

  private static func escaped(_ text: String, quote: Unicode.Scalar) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case quote: result += "\\\(scalar)"
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      // The two that end a line of JavaScript, and what no editor shows.
      case "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
