import Diagnostics
import Testing

/// A file that is wrong throughout is told with an end.
@Suite struct ManyDiagnosticsTests {
  private let formatter = DiagnosticFormatter(usesColor: false)

  private func problem(_ path: String, _ code: String, _ line: Int) -> Diagnostic {
    Diagnostic(
      .error, code: code, "wrong", at: SourceSpan(path: path, offset: line, length: 1, line: line, column: 1))
  }

  @Test func ofOneKindInOneFileTheFirstAreShownAndTheRestIsCounted() {
    var problems = (1...5000).map { problem("a.sql", "x", $0) }
    problems.append(problem("a.sql", "y", 1))
    problems.append(problem("b.sql", "x", 1))
    let lines = formatter.format(problems).split(separator: "\n").map(String.init)
    #expect(lines.count == 103)
    #expect(lines[99] == "a.sql:100:1: error: wrong [x]")
    #expect(lines[100] == "a.sql:1:1: error: wrong [y]")
    #expect(lines[101] == "b.sql:1:1: error: wrong [x]")
    #expect(lines[102].hasPrefix("a.sql: error: 4900 more of this kind are not shown"))
    #expect(lines[102].hasSuffix("[x]"))
  }

  @Test func aHundredAreAllShown() {
    let lines = formatter.format((1...100).map { problem("a.sql", "x", $0) }).split(separator: "\n")
    #expect(lines.count == 100)
  }

  @Test func aMessageIsOneLine() {
    let shown = formatter.format(Diagnostic(.error, code: "x", "at or near \"'a\nCREATE TABLE b\""))
    #expect(shown == "error: at or near \"'a ... [x]\n")
  }
}
