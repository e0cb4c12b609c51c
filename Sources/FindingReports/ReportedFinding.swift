package import Checks
package import Diagnostics

/// How a finding of a change's new side relates to the old side.
package enum BaselineState: String, Sendable, Hashable {
  case new
  case unchanged
  /// It was found on the old side only.
  case absent
}

/// The findings of one plan, and the texts that their positions are in.
package struct PlanFindings: Sendable {
  package var plan: String
  package var findings: [Finding]
  package var files: [SourceFile]
  /// What they are compared with the old side; nil without one.
  package var state: BaselineState?

  package init(plan: String, findings: [Finding], files: [SourceFile], state: BaselineState? = nil) {
    self.plan = plan
    self.findings = findings
    self.files = files
    self.state = state
  }
}

/// One finding, however many plans it was made in: plans that share a schema share what is wrong with it.
struct ReportedFinding {
  var finding: Finding
  var plans: [String]
  /// The waivers, when every plan waives it.
  var waivers: [AppliedWaiver]
  var state: BaselineState?
  var location: ReportLocation?

  /// Merged, in the order in which they were met first.
  static func merged(_ groups: [PlanFindings], paths: ReportPaths) -> [ReportedFinding] {
    var merged: [ReportedFinding] = []
    var positions: [Key: Int] = [:]
    for group in groups {
      let locator = ReportLocator(paths: paths, files: group.files)
      for finding in group.findings {
        let key = Key(finding: finding, isAbsent: group.state == .absent)
        if let position = positions[key] {
          merged[position].add(finding, of: group)
          continue
        }
        positions[key] = merged.count
        merged.append(
          ReportedFinding(
            finding: finding, plans: [group.plan], waivers: finding.waiver.map { [$0] } ?? [], state: group.state,
            location: finding.span.flatMap { locator.location(of: $0) }))
      }
    }
    return merged
  }

  private mutating func add(_ other: Finding, of group: PlanFindings) {
    if !plans.contains(group.plan) { plans.append(group.plan) }
    finding.severity = max(finding.severity, other.severity)
    if group.state == .new { state = .new }
    if let waiver = other.waiver, !waivers.isEmpty {
      if !waivers.contains(waiver) { waivers.append(waiver) }
    } else {
      waivers = []
    }
  }

  private struct Key: Hashable {
    var fingerprint: String
    var message: String
    var span: SourceSpan?
    var isAbsent: Bool

    init(finding: Finding, isAbsent: Bool) {
      fingerprint = finding.fingerprint
      message = finding.message
      span = finding.span
      self.isAbsent = isAbsent
    }
  }
}
