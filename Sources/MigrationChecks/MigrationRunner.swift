package import Checks
import PlanModel
import Diagnostics
import MigrationReading

/// Runs every rule over migrations and applies what their comments and the plan say about findings.
package struct MigrationRunner: Sendable {
  private let rules: [any MigrationRule]
  private let facts: MigrationFacts

  package init(rules: [any MigrationRule] = MigrationRules.all, facts: MigrationFacts) {
    self.rules = rules
    self.facts = facts
  }

  /// The findings of one migration in the order of its lines, those that a comment answers included.
  package func findings(in migration: JudgedMigration) -> [Finding] {
    var settings: [String: Severity?] = [:]
    for setting in facts.plan?.checks ?? [] { settings[setting.code.value] = .some(setting.severity) }
    var found: [Finding] = []
    for rule in rules {
      let setting = settings[rule.metadata.code]
      if case .some(.none) = setting { continue }
      var own = rule.findings(in: migration, facts)
      if case .some(.some(let severity)) = setting { for place in own.indices { own[place].severity = severity } }
      found += own
    }
    let codes = Set(rules.map { $0.metadata.code })
    found = SuppressionApplication(migration, judging: codes).applied(to: found)
    return found.sorted { left, right in
      let offsets = (left.span?.offset ?? 0, right.span?.offset ?? 0)
      if offsets.0 != offsets.1 { return offsets.0 < offsets.1 }
      if left.severity != right.severity { return left.severity > right.severity }
      return (left.code, left.object ?? "", left.message) < (right.code, right.object ?? "", right.message)
    }
  }
}
