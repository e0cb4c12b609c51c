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
      "why": diagnostic.why.map { .string($0) }, "fix": diagnostic.fix.map { .string($0) },
    ])
  }
}
