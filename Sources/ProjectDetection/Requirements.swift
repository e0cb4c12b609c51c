import Diagnostics

/// `requirements.txt`, and the requirement lines of other Python files.
enum Requirements {
  static func read(_ file: SourceFile, _ folder: String, _ manifests: inout Manifests) {
    for (number, line) in file.numberedLines {
      guard let requirement = Requirement(line) else { continue }
      manifests.add(
        requirement.name, requirement.version, requirement.text, file.span(ofLine: number), folder)
    }
  }
}

/// `sqlalchemy[asyncio]>=2.0; python_version > "3.9"  # why`
struct Requirement {
  var name: String
  var version: String
  var text: String

  /// Bytes of a line; a longer one is no requirement.
  private static let longest = 2000

  /// nil for a comment, an option or nothing.
  init?(_ line: some StringProtocol) {
    guard line.utf8.count <= Self.longest else { return nil }
    var text = Substring(String(line))
    if let comment = text.firstIndex(of: "#"),
      comment == text.startIndex || text[text.index(before: comment)].isWhitespace
    {
      text = text[..<comment]
    }
    text = text.prefix { $0 != ";" }
    let trimmed = text.drop { $0.isWhitespace }
    let plain = String(trimmed.reversed().drop { $0.isWhitespace }.reversed())
    let name = plain.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    guard let first = name.first, first.isLetter || first.isNumber else { return nil }
    var rest = plain.dropFirst(name.count).drop { $0.isWhitespace }
    if rest.first == "[" { rest = rest.drop { $0 != "]" }.dropFirst().drop { $0.isWhitespace } }
    // Anything else is prose, not a requirement.
    guard rest.isEmpty || "=<>~!(@".contains(rest.first ?? " ") else { return nil }
    self.name = String(name)
    self.version = String(rest)
    self.text = plain
  }
}
