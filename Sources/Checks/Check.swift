package import Diagnostics

/// One thing worth saying about a schema or plan: its name, why it matters, and how it is found.
package protocol Check: Sendable {
  var metadata: CheckMetadata { get }

  /// Everything of this kind in the subject, in any order. A pure function of its argument.
  func findings(in subject: CheckSubject) -> [Finding]
}

/// What `explain` tells about a check.
package struct CheckMetadata: Sendable {
  /// The name everywhere: findings, plan files, waivers, output formats. Kebab-case, never reused.
  package var code: String
  /// What a finding weighs unless it says otherwise itself or the plan does.
  package var severity: Severity
  /// One sentence of at most 100 columns.
  package var summary: String
  /// What goes wrong, and how that shows.
  package var why: String
  /// What to do about it, in general; a finding says it for its own object.
  package var fix: String
  /// The smallest input that is flagged, and its mended twin.
  package var bad: CheckExample
  package var good: CheckExample
  /// Where it can be read up.
  package var sources: [String]

  package init(
    code: String, severity: Severity, summary: String, why: String, fix: String, bad: CheckExample,
    good: CheckExample, sources: [String]
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.why = why
    self.fix = fix
    self.bad = bad
    self.good = good
    self.sources = sources
  }
}

/// A complete small input.
package struct CheckExample: Sendable {
  package enum Language: String, Sendable {
    case sql
    case prisma
  }

  package var language: Language
  package var schema: String
  /// Lines of a plan file, where the check needs facts that a schema can not say.
  package var plan: String?
  /// The schema to start from, in the same language, where the check is about a change.
  package var baseline: String?
  /// SQL of the same schema, where the check is about two sources of it.
  package var beside: String?

  package init(
    _ language: Language, _ schema: String, plan: String? = nil, baseline: String? = nil, beside: String? = nil
  ) {
    self.language = language
    self.schema = schema
    self.plan = plan
    self.baseline = baseline
    self.beside = beside
  }
}
