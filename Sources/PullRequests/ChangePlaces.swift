import MarkdownWriting
import Checks
import Compilation
import Diagnostics
package import FindingReports
import PlanModel
package import PlanComparison

/// The two sides of a change as reports need them: where things stand on each, and what was found on each.
package struct ChangePlaces: Sendable {
  private let base: ProjectSide
  private let head: ProjectSide
  private let old: ReportLocator
  private let new: ReportLocator

  package init(base: ProjectSide, head: ProjectSide, paths: ReportPaths) {
    self.base = base
    self.head = head
    old = ReportLocator(paths: paths, files: base.plans.flatMap(\.files))
    new = ReportLocator(paths: paths, files: head.plans.flatMap(\.files))
  }

  func entry(_ change: PlanChange) -> PullRequestReport.Entry {
    let isOld = change.after == nil
    let location = change.after.flatMap(new.location) ?? change.before.flatMap(old.location)
    return PullRequestReport.Entry(
      Self.text(of: change), detail: change.reason, at: location, isOld: isOld, plans: change.plans)
  }

  func entry(_ finding: Finding, isOld: Bool) -> PullRequestReport.Entry {
    let locator = isOld ? old : new
    return PullRequestReport.Entry(
      "\(finding.message)", detail: finding.evidence.map { "\($0)" }, severity: finding.severity, code: finding.code,
      at: finding.span.flatMap(locator.location), isOld: isOld)
  }

  /// What was found on both sides, with how the two relate: a finding is the same while it is about the same thing.
  package var findings: [PlanFindings] {
    var groups: [PlanFindings] = []
    let before = Dictionary(base.plans.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for plan in head.plans {
      let earlier = Set(before[plan.name]?.compiled.findings.map(\.fingerprint) ?? [])
      let found = plan.compiled.findings
      for (state, isWanted) in [(BaselineState.new, false), (.unchanged, true)] {
        let part = found.filter { earlier.contains($0.fingerprint) == isWanted }
        groups.append(PlanFindings(plan: plan.name, findings: part, files: plan.files, state: state))
      }
    }
    let after = Dictionary(head.plans.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for plan in base.plans {
      let later = Set(after[plan.name]?.compiled.findings.map(\.fingerprint) ?? [])
      let gone = plan.compiled.findings.filter { $0.waiver == nil && !later.contains($0.fingerprint) }
      groups.append(PlanFindings(plan: plan.name, findings: gone, files: plan.files, state: .absent))
    }
    return groups
  }

  /// What the project is called, when the plans that moved agree on it.
  package func title(of comparison: ProjectComparison) -> String? {
    let moved = Set(comparison.plans.filter { $0.status != .unchanged }.map(\.name))
    let titles = Set(
      head.plans.filter { moved.contains($0.name) }.map { $0.compiled.plan.project?.value })
    return titles.count == 1 ? titles.first.flatMap(\.self) : nil
  }

  /// What is worth a remark on its line: findings that count, and changes that need care.
  package func remarks(on comparison: ProjectComparison) -> [ChangedLineAnnotations.Candidate] {
    var remarks: [ChangedLineAnnotations.Candidate] = []
    for change in comparison.changes {
      guard let span = change.after, let severity = Self.severity(of: change.changeClass) else { continue }
      let message = "\(Self.text(of: change).plain): \(change.reason.plain)."
      remarks.append(
        ChangedLineAnnotations.Candidate(
          WorkflowAnnotation(
            severity, at: new.location(of: span), title: "\(change.changeClass.rawValue) change", message)))
    }
    for group in findings where group.state != .absent {
      for finding in group.findings where finding.waiver == nil {
        remarks.append(
          ChangedLineAnnotations.Candidate(WorkflowAnnotation(finding, new), needsFirstLine: group.state == .unchanged))
      }
    }
    return remarks
  }

  private static func severity(of changeClass: ChangeClass) -> Severity? {
    switch changeClass {
    case .breaking: .error
    case .risky: .warning
    case .safe, .documentation: nil
    }
  }

  /// `Column orders.note changed, type text → varchar(40)`.
  private static func text(of change: PlanChange) -> MarkdownPhrase {
    let shown = change.details.prefix(4)
    let text = shown.reduce(change.title) { "\($0), \(self.text(of: $1))" }
    let more = change.details.count - shown.count
    return more > 0 ? "\(text), \(more) more" : text
  }

  private static func text(of detail: PlanChange.Detail) -> MarkdownPhrase {
    switch (detail.before, detail.after) {
    case (let before?, let after?): "\(detail.property) \(code: before) → \(code: after)"
    case (nil, let value?), (let value?, nil):
      value == "1"
        ? "1 \(singular(detail.property))"
        : value.utf8.allSatisfy { (0x30...0x39).contains($0) }
          ? "\(value) \(detail.property)"
          : detail.property == "definition" ? "\(code: value)" : "\(detail.property) \(code: value)"
    case (nil, nil): "\(detail.property)"
    }
  }

  private static func singular(_ noun: String) -> String {
    if noun.hasSuffix("ies") { return "\(noun.dropLast(3))y" }
    if noun.hasSuffix("xes") { return String(noun.dropLast(2)) }
    return noun.hasSuffix("s") ? String(noun.dropLast()) : noun
  }
}

extension PlanSide {
  /// Every text that positions of the plan are in.
  var files: [SourceFile] { compiled.schemaFiles + compiled.plan.sourceFiles }
}
