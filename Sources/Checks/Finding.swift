package import Diagnostics
package import SchemaModel

/// Something a check found in a schema or plan.
package struct Finding: Sendable, Hashable {
  /// The language of a fix that can be copied.
  package enum FixLanguage: String, Sendable, Hashable {
    case sql
    case prisma
    case yaml
  }

  /// The kebab-case name of the check.
  package var code: String
  package var severity: Severity
  /// The table it is about, when there is one.
  package var table: ObjectName?
  /// The object within the table: a column, index or constraint, several columns as `a, b`; or a query's name.
  package var object: String?
  /// One sentence without a full stop, names in it as they are.
  package var message: String
  /// What in this schema or plan shows it.
  package var evidence: String?
  /// What to do about it here: lines of `fixLanguage`, or a sentence when that is nil.
  package var fix: String?
  package var fixLanguage: FixLanguage?
  /// The whole query in the form that the fix proposes, where it proposes one.
  package var rewrite: String?
  package var span: SourceSpan?
  /// The other place that it is about, where there are two.
  package var related: SourceSpan?
  /// Names of the declared queries that suffer from it, besides the one it may be about.
  package var queries: [String] = []
  /// Set when the plan waives it, with the reason.
  package var waiver: AppliedWaiver?

  package init(
    _ severity: Severity, code: String, table: ObjectName? = nil, object: String? = nil, _ message: String,
    evidence: String? = nil, fix: String? = nil, at span: SourceSpan? = nil
  ) {
    self.code = code
    self.severity = severity
    self.table = table
    self.object = object
    self.message = message
    self.evidence = evidence
    self.fix = fix
    self.span = span
  }

  /// Stays the same as long as the finding is about the same thing, whatever moves around it.
  package var fingerprint: String {
    [code, table?.qualified, object].compactMap(\.self).joined(separator: "/")
  }
}

/// Why a finding does not count.
package struct AppliedWaiver: Sendable, Hashable {
  package var because: String
  package var until: String?
  package var span: SourceSpan?

  package init(because: String, until: String?, span: SourceSpan?) {
    self.because = because
    self.until = until
    self.span = span
  }
}

extension Check {
  /// A finding of this check, at its own severity unless another one is given.
  func finding(
    on table: ObjectName?, _ object: String? = nil, _ message: String, evidence: [String?] = [], fix: Fix? = nil,
    at span: SourceSpan?, severity: Severity? = nil
  ) -> Finding {
    let shown = evidence.compactMap(\.self)
    var finding = Finding(
      severity ?? metadata.severity, code: metadata.code, table: table, object: object, message,
      evidence: shown.isEmpty ? nil : shown.joined(separator: "; "), fix: fix?.text, at: span)
    finding.fixLanguage = fix?.language
    finding.rewrite = fix?.rewrite
    return finding
  }
}
