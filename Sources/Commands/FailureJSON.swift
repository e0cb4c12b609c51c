import Diagnostics
import JSONWriting

/// What stdout says under a JSON format when an input is not valid, or the work could not be done.
enum FailureJSON {
  static let couldNotWork = "could-not-work"

  static func document(_ diagnostics: [Diagnostic]) -> String { document("bad-input", diagnostics) }

  static func stopped(by problem: Diagnostic) -> String { document(couldNotWork, [problem]) }

  private static func document(_ outcome: String, _ diagnostics: [Diagnostic]) -> String {
    JSONWriter().write(["outcome": .string(outcome), "diagnostics": .array(diagnostics.map(diagnostic))])
  }

  static func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    .present([
      "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message), "path": diagnostic.span.map { .string($0.path) },
      "line": diagnostic.span?.jsonLine, "column": diagnostic.span?.jsonColumn,
      "related": diagnostic.related.isEmpty ? nil : .array(diagnostic.related.map(related)),
      "why": diagnostic.why.map { .string($0) }, "fix": diagnostic.fix.map { .string($0) },
    ])
  }

  private static func related(_ place: RelatedPosition) -> JSONValue {
    .present([
      "message": .string(place.words), "path": place.span.map { .string($0.path) },
      "line": place.span?.jsonLine, "column": place.span?.jsonColumn,
    ])
  }
}

extension SourceSpan {
  /// nil in a source without lines.
  var jsonLine: JSONValue? { hasLine ? .int(line) : nil }
  var jsonColumn: JSONValue? { hasLine ? .int(column) : nil }
}
