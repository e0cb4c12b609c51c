package import MarkdownWriting
package import Diagnostics
package import FindingReports
package import PlanComparison

/// What a pull request does to the plans of a project, ready to be shown.
package struct PullRequestReport: Sendable {
  /// One of the two commits, by the name it was asked for by.
  package struct Side: Sendable, Hashable {
    package var reference: String
    package var commit: String

    package init(reference: String, commit: String) {
      self.reference = reference
      self.commit = commit
    }
  }

  /// One line of the report.
  package struct Entry: Sendable, Hashable {
    package var severity: Severity?
    /// What it is of: the code of a finding.
    package var code: String?
    package var text: MarkdownPhrase
    /// Why it matters, or what shows it.
    package var detail: MarkdownPhrase?
    package var location: ReportLocation?
    /// Whether the location is one of the old side.
    package var isOld: Bool
    /// The plans it was met in.
    package var plans: [String]

    package init(
      _ text: MarkdownPhrase, detail: MarkdownPhrase? = nil, severity: Severity? = nil, code: String? = nil,
      at location: ReportLocation? = nil, isOld: Bool = false, plans: [String] = []
    ) {
      self.text = text
      self.detail = detail
      self.severity = severity
      self.code = code
      self.location = location
      self.isOld = isOld
      self.plans = plans
    }
  }

  /// A size that moved, as people write it.
  package struct Size: Sendable, Hashable {
    /// A table; nil for all of them together.
    package var table: String?
    /// Now, in 12 and in 36 months: before and after, or one when it did not move.
    package var values: [String]
    package var plans: [String]

    package init(table: String?, values: [String], plans: [String]) {
      self.table = table
      self.values = values
      self.plans = plans
    }
  }

  /// What the project is called.
  package var title: String?
  package var base: Side
  package var head: Side
  /// The plans that moved.
  package var plans: [String]
  package var changes: [ChangeClass: [Entry]] = [:]
  /// What a person must decide from now on.
  package var decisions: [Entry] = []
  package var newFindings: [Entry] = []
  package var resolvedFindings: [Entry] = []
  package var newQuestions: [Entry] = []
  package var answeredQuestions: [Entry] = []
  package var advice: [Entry] = []
  package var sizes: [Size] = []
  /// Mermaid, with the plans it is of.
  package var diagrams: [Diagram] = []

  package struct Diagram: Sendable, Hashable {
    package var text: String
    package var plans: [String]

    package init(text: String, plans: [String]) {
      self.text = text
      self.plans = plans
    }
  }

  package init(title: String?, base: Side, head: Side, plans: [String]) {
    self.title = title
    self.base = base
    self.head = head
    self.plans = plans
  }
}
