package import Diagnostics

/// Finds `-- dbplan-ignore CODE[, CODE]: reason` and `-- dbplan-ignore-file ...` in a migration; in Python with `#`.
package enum SuppressionReader {
  private static let word = "dbplan-ignore"

  package static func suppressions(in file: SourceFile, comment: String = "--") -> [Suppression] {
    var found: [Suppression] = []
    var start = 0
    for line in file.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let end = start + line.count
      if let suppression = suppression(in: String(decoding: line, as: UTF8.self), at: start, comment) {
        found.append(suppression)
      }
      start = end + 1
    }
    return found
  }

  private static func suppression(in line: String, at start: Int, _ comment: String) -> Suppression? {
    guard let sign = line.firstRange(of: comment) else { return nil }
    let blanks = line[..<sign.lowerBound]
    guard blanks.allSatisfy(\.isWhitespace) else { return nil }
    let content = line[sign.upperBound...].drop(while: \.isWhitespace)
    guard content.hasPrefix(word) else { return nil }
    var rest = content.dropFirst(word.count)
    let isFileWide = rest.hasPrefix("-file")
    if isFileWide { rest = rest.dropFirst("-file".count) }
    guard rest.first.map({ $0.isWhitespace || $0 == ":" }) ?? true else { return nil }
    let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let codes = (parts.first ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
    let reason = parts.count > 1 ? trimmed(parts[1]) : ""
    let lead = line.utf8.count - line[sign.lowerBound...].utf8.count
    let text = trimmed(line[sign.lowerBound...])
    return Suppression(
      codes: codes, reason: reason.isEmpty ? nil : reason, isFileWide: isFileWide,
      range: start + lead..<start + lead + text.utf8.count)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
