import Diagnostics
package import FindingReports
package import JSONWriting

/// Remarks on the lines that a change touched, as many as a forge shows of a step.
package struct ChangedLineAnnotations: Sendable {
  /// How many of each severity forges show.
  package static let limit = 10

  /// A remark that is made when its lines are among the changed ones.
  package struct Candidate: Sendable {
    package var annotation: WorkflowAnnotation
    /// Whether the change must touch the first line: what was wrong before is told only where it is rewritten.
    package var needsFirstLine: Bool

    package init(_ annotation: WorkflowAnnotation, needsFirstLine: Bool = false) {
      self.annotation = annotation
      self.needsFirstLine = needsFirstLine
    }
  }

  /// The gravest first, then by file and line.
  package private(set) var shown: [WorkflowAnnotation] = []
  /// Those that stand on changed lines and are too many.
  package private(set) var leftOut: [WorkflowAnnotation] = []

  /// - Parameter firstChangedLine: the first changed line within lines of a file, its path from the repository's top.
  package init(_ candidates: [Candidate], firstChangedLine: (ClosedRange<Int>, String) -> Int?) {
    var placed: Set<WorkflowAnnotation> = []
    for candidate in candidates {
      guard let location = candidate.annotation.location else { continue }
      let last = candidate.needsFirstLine ? location.line : max(location.line, location.lastLine)
      guard let line = firstChangedLine(location.line...last, location.path) else { continue }
      var annotation = candidate.annotation
      // Forges show a remark below its last line, so one on many lines stands at the first that changed.
      if location.lastLine > location.line {
        annotation.location = ReportLocation(path: location.path, line: line, column: 1, end: nil)
      }
      placed.insert(annotation)
    }
    var counts: [Severity: Int] = [:]
    for annotation in placed.sorted(by: Self.isBefore) {
      counts[annotation.severity, default: 0] += 1
      if counts[annotation.severity, default: 0] <= Self.limit {
        shown.append(annotation)
      } else {
        leftOut.append(annotation)
      }
    }
  }

  /// For programs that put them on the lines themselves.
  package var json: JSONValue {
    ["annotations": .array(shown.map(\.json)), "leftOut": .array(leftOut.map(\.json))]
  }

  private static func isBefore(_ left: WorkflowAnnotation, _ right: WorkflowAnnotation) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let places = (left.location, right.location)
    let paths = (places.0?.path ?? "", places.1?.path ?? "")
    if paths.0 != paths.1 { return paths.0 < paths.1 }
    let lines = (places.0?.line ?? 0, places.1?.line ?? 0)
    if lines.0 != lines.1 { return lines.0 < lines.1 }
    return (left.title, left.message) < (right.title, right.message)
  }
}
