import Diagnostics
import JSONWriting

/// What stdout says under a JSON format when an input is not valid.
enum FailureJSON {
  static func document(_ diagnostics: [Diagnostic]) -> String {
    JSONWriter().write(["outcome": "bad-input", "diagnostics": .array(diagnostics.map(diagnostic))])
  }

  static func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    .present([
      "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message), "path": diagnostic.span.map { .string($0.path) },
      "line": diagnostic.span.map { .int($0.line) }, "column": diagnostic.span.map { .int($0.column) },
      "related": diagnostic.related.isEmpty ? nil : .array(diagnostic.related.map(related)),
      "why": diagnostic.why.map { .string($0) }, "fix": diagnostic.fix.map { .string($0) },
    ])
  }

  private static func related(_ place: RelatedPosition) -> JSONValue {
    .present([
      "message": .string(place.words), "path": place.span.map { .string($0.path) },
      "line": place.span.map { .int($0.line) }, "column": place.span.map { .int($0.column) },
    ])
  }
}
