package import Diagnostics
package import PlanModel
import SchemaModel

/// Runs every check over a subject and applies what the plan says about findings.
package struct CheckRunner: Sendable {
  package struct Result: Sendable {
    /// Every finding, waived ones included, the gravest first.
    package var findings: [Finding]
    /// Notes on waivers that have run out or meet nothing.
    package var diagnostics: [Diagnostic]

    /// Findings that no waiver covers.
    package var counting: [Finding] { findings.filter { $0.waiver == nil } }
  }

  private let checks: [any Check]

  package init(checks: [any Check] = CheckRegistry.all) { self.checks = checks }

  /// `today` decides which waivers have expired; without a day none has.
  package func run(_ subject: CheckSubject, today: CalendarDate?) -> Result {
    var severities: [String: Severity?] = [:]
    for setting in subject.plan.checks { severities[setting.code.value] = .some(setting.severity) }
    var findings: [Finding] = []
    for check in checks {
      let setting = severities[check.metadata.code]
      if case .some(.none) = setting { continue }
      var found = check.findings(in: subject)
      if case .some(.some(let severity)) = setting {
        for position in found.indices { found[position].severity = severity }
      }
      findings += found
    }
    var waivers = WaiverApplication(subject.plan.waivers, today: today)
    for position in findings.indices { waivers.apply(to: &findings[position]) }
    return Result(
      findings: findings.sorted(by: Self.isBefore), diagnostics: waivers.diagnostics { subject.isJudged($0) })
  }

  private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.code != right.code { return left.code < right.code }
    let names = (left.table?.qualified ?? "", right.table?.qualified ?? "")
    if names.0 != names.1 { return names.0 < names.1 }
    let objects = (left.object ?? "", right.object ?? "")
    return objects.0 != objects.1 ? objects.0 < objects.1 : left.message < right.message
  }
}
