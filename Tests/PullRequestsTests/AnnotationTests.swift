import MarkdownWriting
import Diagnostics
import FindingReports
import PullRequests
import Testing

/// Remarks stand on lines that changed, and no more of them than a forge shows.
struct AnnotationTests {
  private func candidate(
    _ line: Int, to last: Int? = nil, _ severity: Severity = .warning, needsFirstLine: Bool = false
  ) -> ChangedLineAnnotations.Candidate {
    let end = last.map { ReportLocation.End(line: $0, column: 2) }
    let location = ReportLocation(path: "a.sql", line: line, column: 1, end: end)
    return ChangedLineAnnotations.Candidate(
      WorkflowAnnotation(severity, at: location, title: "t", "m\(line)"), needsFirstLine: needsFirstLine)
  }

  private func annotations(
    _ candidates: [ChangedLineAnnotations.Candidate], changed: Set<Int>
  ) -> ChangedLineAnnotations {
    ChangedLineAnnotations(candidates) { lines, path in path == "a.sql" ? lines.first { changed.contains($0) } : nil }
  }

  @Test func onlyOnChangedLines() {
    let made = annotations([candidate(3), candidate(4), candidate(9)], changed: [4])
    #expect(made.shown.map(\.location?.line) == [4])
    #expect(made.leftOut.isEmpty)
  }

  @Test func longOnesStandWhereTheyChanged() {
    let made = annotations([candidate(1, to: 9)], changed: [5, 6])
    #expect(made.shown.map(\.location) == [ReportLocation(path: "a.sql", line: 5, column: 1, end: nil)])
    // What was there before is told only when its first line is rewritten.
    #expect(annotations([candidate(1, to: 9, needsFirstLine: true)], changed: [5]).shown.isEmpty)
    #expect(annotations([candidate(1, to: 9, needsFirstLine: true)], changed: [1]).shown.count == 1)
  }

  @Test func tenOfEachSeverity() {
    let candidates = (1...25).map { candidate($0) } + (1...3).map { candidate($0, .error) }
    let made = annotations(candidates.reversed(), changed: Set(1...25))
    #expect(made.shown.count == 13 && made.leftOut.count == 15)
    #expect(made.shown.prefix(3).allSatisfy { $0.severity == .error })
    #expect(made.shown.dropFirst(3).map(\.location?.line) == Array(1...10))
  }

  @Test func oneOfSeveralPlansIsMadeOnce() {
    #expect(annotations([candidate(2), candidate(2)], changed: [2]).shown.count == 1)
  }
}
