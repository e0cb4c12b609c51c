import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// What the policies that a schema has already do for a role.
struct ExistingPolicies {
  /// By setting: functions without arguments whose body reads it.
  private let readers: [String: Set<String>]

  init(_ catalog: Catalog, settings: [String]) {
    var readers: [String: Set<String>] = [:]
    for setting in Set(settings) {
      let literal = "'\(setting)'"
      let functions = catalog.functions.filter { $0.argumentTypes.isEmpty && $0.sql.contains(literal) }
      readers[setting] = Set(functions.map { $0.name.name.lowercased() } + [literal])
    }
    self.readers = readers
  }

  /// Permissive policies that let a role pass, its own and those of roles it is a member of.
  static func permissive(_ table: Table, _ role: AccessRole, _ command: AccessRole.Command) -> [Policy] {
    let names = Set(["public", role.name.value] + role.memberships.map(\.name.value))
    return table.policies.filter { policy in
      policy.isPermissive && !names.isDisjoint(with: policy.roles)
        && (policy.command == .all || policy.command.rawValue.lowercased() == command.rawValue)
    }
  }

  /// Whether a policy itself keeps to the rows that meet the terms, as far as its text shows.
  func isBound(_ policy: Policy, to terms: [RowCondition.Term], _ command: AccessRole.Command) -> Bool {
    let check = policy.check ?? policy.using
    let conditions =
      switch command {
      case .select, .delete: [policy.using]
      case .insert: [check]
      case .update: [policy.using, check]
      }
    return conditions.allSatisfy { condition in
      guard let condition else { return false }
      let parts = SQLTokens(condition.sql).conjuncts
      return terms.allSatisfy { term in parts.contains { holds($0, term) } }
    }
  }

  private func holds(_ tokens: [String], _ term: RowCondition.Term) -> Bool {
    guard tokens.contains(where: { readers[term.setting]?.contains($0) == true }), !tokens.contains("or") else {
      return false
    }
    if !term.keys.isEmpty { return tokens.first == "exists" }
    return tokens.contains(term.column) && tokens.count { $0 == "=" } == 1
      && Set(tokens).isDisjoint(with: ["not", "is", "case", "coalesce", "exists"])
  }
}
