import Diagnostics
import Testing

/// Files of one very long line: columns are counted right, and no diagnostic carries the whole of it.
@Suite struct LongLineTests {
  private let file = SourceFile(
    path: "a.sql",
    text: "first\n" + String(repeating: "é, ", count: 20_000) + "here" + String(repeating: " ü", count: 9_000))

  private var offset: Int { 6 + 20_000 * 4 }

  @Test func columnsCountScalars() {
    #expect(file.location(at: offset) == (2, 60_001))
    #expect(file.location(at: 6) == (2, 1))
    #expect(file.location(at: 6 + 4 * 1500) == (2, 4501))
    #expect(file.location(at: .max).column == 60_001 + 4 + 18_000)
  }

  @Test func theExcerptStandsAroundTheSpan() throws {
    let diagnostic = file.diagnostic(.error, code: "x", "wrong", at: offset..<offset + 4)
    let excerpt = try #require(diagnostic.sourceLine)
    #expect(excerpt.text.utf8.count < 1000)
    let lines = DiagnosticFormatter(usesColor: false).format(diagnostic).split(separator: "\n").map(String.init)
    let start = try #require(lines[1].firstRange(of: "here")?.lowerBound)
    let caret = try #require(lines[2].firstIndex(of: "^"))
    #expect(
      lines[1].distance(from: lines[1].startIndex, to: start) == lines[2].distance(from: lines[2].startIndex, to: caret)
    )
    #expect(lines[2].hasSuffix("^~~~"))
  }

  @Test func shortLinesAreShownWhole() {
    let diagnostic = file.diagnostic(.error, code: "x", "wrong", at: 1..<3)
    #expect(diagnostic.sourceLine == SourceExcerpt("first"))
  }

  @Test func namesAndPathsAreShownWithinBounds() {
    let path = SourceSpan(path: "a\u{1B}[31m.sql", offset: 0, length: 1, line: 1, column: 1)
    let shown = DiagnosticFormatter(usesColor: false).format(
      Diagnostic(.error, code: "x", String(repeating: "n", count: 1_000_000), at: path))
    #expect(shown.utf8.count < 3000)
    #expect(!shown.contains("\u{1B}"))
  }
}
