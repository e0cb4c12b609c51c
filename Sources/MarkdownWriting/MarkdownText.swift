/// Writes pieces of Markdown. Everything that comes from a schema or a plan goes through one of these functions, so that it
/// shows as exactly the text it is: in a paragraph, a list item, a heading or the cell of a pipe table.
package enum MarkdownText {
  /// Where a piece will stand; code spans write a pipe differently inside a pipe table.
  package enum Place: Sendable {
    case flow
    case tableCell
  }

  /// Plain text as Markdown that shows as that text and nothing else, on one line.
  ///
  /// Runs of white space become one space, as they do on a page. Forges link `@name`, `#12`, `GH-12` and bare addresses after
  /// Markdown is read; these are broken up so that they stay text.
  package static func escaped(_ text: String) -> String {
    if ASCII.isPlainText(text) { return text }
    var escaper = MarkdownEscaper(text, breaksReferences: true)
    return escaper.escape()
  }

  /// The same for text that a person wrote as Markdown: addresses and mentions in it are meant.
  static func prose(_ text: String) -> String {
    var escaper = MarkdownEscaper(text, breaksReferences: false)
    return escaper.escape()
  }
}

/// One pass over a text; the rules look at the neighbours of a character, so that ordinary names stay readable.
private struct MarkdownEscaper {
  private let scalars: [Unicode.Scalar]
  private let breaksReferences: Bool
  private var output = String.UnicodeScalarView()

  init(_ text: String, breaksReferences: Bool) {
    self.breaksReferences = breaksReferences
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) {
        if scalars.last != " " { scalars.append(" ") }
      } else {
        scalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
      }
    }
    self.scalars = scalars
  }

  mutating func escape() -> String {
    let start = scalars.first == " " ? 1 : 0
    let marker = markerIndex(from: start)
    for (index, scalar) in scalars.enumerated() {
      if index == marker || needsBackslash(scalar, at: index) { output.append("\\") }
      output.append(scalar)
      if wouldBecomeReference(scalar, at: index) { output.append(contentsOf: "<!-- -->".unicodeScalars) }
    }
    return String(output)
  }

  /// The character that would open a list, heading, quote, rule or table when the text stands at the start of a line.
  private func markerIndex(from start: Int) -> Int? {
    guard start < scalars.count else { return nil }
    let next = scalar(at: start + 1)
    switch scalars[start] {
    case ">", "=": return start
    case "-": return next == nil || next == " " || next == "-" || next == "|" ? start : nil
    case "+", ".", ")": return next == nil || next == " " ? start : nil
    case ":": return next == "-" ? start : nil
    case "0"..."9":
      var index = start
      while let digit = scalar(at: index), ("0"..."9").contains(digit) { index += 1 }
      guard let mark = scalar(at: index), mark == "." || mark == ")" else { return nil }
      let after = scalar(at: index + 1)
      return after == nil || after == " " ? index : nil
    default: return nil
    }
  }

  private func needsBackslash(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    let next = self.scalar(at: index + 1)
    switch scalar {
    case "\\", "`", "*", "[", "]", "<", "|", "~", "$": return true
    case "_": return !isInsideWord(at: index)
    case "&": return next.map { $0 == "#" || $0.properties.isAlphabetic } ?? true
    case "!": return next == nil
    case "{": return next == nil || next == "{" || next == "%"
    case "#": return index == 0 || scalars[index - 1] == " "
    case ":": return breaksReferences && next == "/" && index > 0 && isWord(scalars[index - 1])
    case ".": return breaksReferences && followsWWW(at: index)
    default: return false
    }
  }

  /// `@name` and `#12` are linked by forges from the finished text, where a backslash no longer helps.
  private func wouldBecomeReference(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
    guard breaksReferences, let next = self.scalar(at: index + 1) else { return false }
    if scalar == "@" { return isWord(next) }
    guard ("0"..."9").contains(next) else { return false }
    return scalar == "#" || scalar == "-" && followsGH(at: index)
  }

  private func followsGH(at index: Int) -> Bool {
    guard index >= 2, "gG".unicodeScalars.contains(scalars[index - 2]), "hH".unicodeScalars.contains(scalars[index - 1])
    else { return false }
    return index == 2 || !isWord(scalars[index - 3])
  }

  /// An underscore run with letters or digits on both sides never opens or closes emphasis.
  private func isInsideWord(at index: Int) -> Bool {
    var before = index - 1
    while scalar(at: before) == "_" { before -= 1 }
    var after = index + 1
    while scalar(at: after) == "_" { after += 1 }
    guard let left = scalar(at: before), let right = scalar(at: after) else { return false }
    return isWord(left) && isWord(right)
  }

  private func followsWWW(at index: Int) -> Bool {
    guard index >= 3, scalars[(index - 3)..<index].allSatisfy({ $0 == "w" || $0 == "W" }) else { return false }
    return index == 3 || !isWord(scalars[index - 4])
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ASCII.isLetterOrDigit(UInt8(scalar.value)) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    index >= 0 && index < scalars.count ? scalars[index] : nil
  }
}
