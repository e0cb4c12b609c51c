import Diagnostics

/// One of Prisma's own validator fixtures: a schema, and in comments at its end what Prisma says about it, as its
/// command line prints it in color.
struct ValidationFixture {
  /// Where Prisma points, and how gravely.
  struct Remark: Hashable {
    var severity: Severity
    var line: Int
    var column: Int
    /// What is colored on that line; nil when it goes on to the next one.
    var text: String?

    var display: String { "\(severity.rawValue) \(line):\(column) \(text.map { "`\($0)`" } ?? "…")" }
  }

  var path: String
  var schema: String
  var expected: [Remark] = []

  private static let red = "\u{1B}[1;91m"
  private static let yellow = "\u{1B}[1;93m"
  private static let blue = "\u{1B}[1;94m"
  private static let plain = "\u{1B}[0m"

  init(_ file: SourceFile) {
    path = file.path
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.firstIndex { Self.severity($0) != nil } ?? lines.endIndex
    schema = lines[..<first].joined(separator: "\n")
    var severity = Severity.error
    var number: Int?
    for line in lines[first...] {
      if let next = Self.severity(line) {
        severity = next
        number = nil
      } else if line.contains("-->") {
        number = line.replacing(Self.plain, with: "").split(separator: ":").last.flatMap { Int($0) }
      } else if let (shown, source) = Self.numbered(line), let wanted = number {
        if shown == wanted, let remark = Self.remark(severity, at: wanted, in: source) { expected.append(remark) }
        if shown > wanted, !expected.isEmpty { expected[expected.count - 1].text = nil }
      }
    }
  }

  private static func severity(_ line: Substring) -> Severity? {
    if line.hasPrefix("// \(red)error") { return .error }
    return line.hasPrefix("// \(yellow)warning") ? .warning : nil
  }

  /// The number and the text of a line of source, colors included.
  private static func numbered(_ line: Substring) -> (Int, Substring)? {
    let start = "// \(blue)"
    guard line.hasPrefix(start), let bar = line.firstRange(of: " | \(plain)") else { return nil }
    let digits = line[line.index(line.startIndex, offsetBy: start.count)..<bar.lowerBound].drop { $0 == " " }
    return Int(digits).map { ($0, line[bar.upperBound...]) }
  }

  private static func remark(_ severity: Severity, at line: Int, in source: Substring) -> Remark? {
    guard let color = source.firstRange(of: severity == .error ? red : yellow) else { return nil }
    let rest = source[color.upperBound...]
    let text = rest.firstRange(of: plain).map { rest[..<$0.lowerBound] } ?? rest
    let column = source[..<color.lowerBound].unicodeScalars.count + 1
    return Remark(severity: severity, line: line, column: column, text: trimmed(text))
  }

  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }

  /// What a reading says, in the same form.
  func remarks(of diagnostics: [Diagnostic]) -> [Remark] {
    let bytes = Array(schema.utf8)
    return diagnostics.filter { $0.severity != .note }.compactMap { diagnostic in
      guard let span = diagnostic.span else { return nil }
      let text = String(decoding: bytes[span.offset..<min(span.offset + span.length, bytes.count)], as: UTF8.self)
      let line = text.prefix { $0 != "\n" }
      return Remark(
        severity: diagnostic.severity, line: span.line, column: span.column, text: Self.trimmed(line))
    }
  }

  /// Whether both point at the same places, each as often, in any order.
  func agrees(with found: [Remark]) -> Bool {
    var left = expected
    for remark in found {
      guard let position = left.firstIndex(where: { Self.isSame(remark, as: $0) }) else { return false }
      left.remove(at: position)
    }
    return left.isEmpty
  }

  /// Where Prisma's place goes on to the next line, its end on this one is not shown.
  static func isSame(_ remark: Remark, as expected: Remark) -> Bool {
    remark.severity == expected.severity && remark.line == expected.line && remark.column == expected.column
      && (expected.text == nil || expected.text == remark.text)
  }
}
