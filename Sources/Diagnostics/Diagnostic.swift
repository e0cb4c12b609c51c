/// How much a diagnostic or finding matters.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case note
  case warning
  case error

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A problem with an input: what is wrong, where, why, and how to mend it. The only way such a problem travels.
///
/// What it repeats of the input holds no password of a URL.
package struct Diagnostic: Hashable, Sendable {
  /// The kebab-case name of the rule that speaks; never reused for another rule.
  package var code: String
  package var severity: Severity
  /// One sentence without a full stop: what is wrong here.
  package var message: String
  package var span: SourceSpan?
  /// The source line the span begins on, for display.
  package var sourceLine: SourceExcerpt?
  package var why: String?
  package var fix: String?
  /// Other places that the problem is about.
  package var related: [RelatedPosition] = []

  package init(
    _ severity: Severity, code: String, _ message: String, at span: SourceSpan? = nil, line: SourceExcerpt? = nil,
    why: String? = nil, fix: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = SecretMask.covered(message)
    self.span = span
    sourceLine = line.map { SourceExcerpt(SecretMask.covered($0.text), droppedColumns: $0.droppedColumns) }
    self.why = why.map(SecretMask.covered)
    self.fix = fix.map(SecretMask.covered)
  }
}

/// Another place that a problem is about, and what is there.
package struct RelatedPosition: Hashable, Sendable {
  /// nil for a place without lines, such as a database.
  package var span: SourceSpan?
  package var words: String

  package init(span: SourceSpan?, words: String) {
    self.span = span
    self.words = words
  }
}

extension SourceFile {
  /// A diagnostic at a range of UTF-8 offsets of this file, with the line it stands on.
  package func diagnostic(
    _ severity: Severity, code: String, _ message: String, at range: Range<Int>, why: String? = nil, fix: String? = nil
  ) -> Diagnostic {
    let span = span(range)
    return Diagnostic(
      severity, code: code, message, at: span, line: excerpt(at: span), why: why, fix: fix)
  }
}

/// What a reader understood of its input, and what it has to say about the rest. Readers never fail whole.
package struct Reading<Value: Sendable>: Sendable {
  package var value: Value
  package var diagnostics: [Diagnostic]

  package init(_ value: Value, diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
