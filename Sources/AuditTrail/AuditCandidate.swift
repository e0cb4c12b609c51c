import Diagnostics
package import PlanModel
package import SchemaModel

/// Whether a table's changes might be recorded as well, and why or why not; from what schema and plan show of it.
package enum AuditCandidate: Sendable, Hashable {
  package enum Because: Sendable, Hashable {
    case sensitive([String])
    case money([String])
    /// It says who may do what.
    case rights
  }

  package enum Cause: String, Sendable, Hashable, CaseIterable {
    case external
    case reference
    case appendOnly
    case derived
  }

  case proposed([Because])
  case left(Cause)
  /// Nothing speaks for it.
  case plain

  package static func of(_ table: Table, _ plan: Plan) -> AuditCandidate {
    if plan.external.contains(where: { $0.table.value == table.name }) { return .left(.external) }
    if plan.tenancy?.shared.contains(where: { $0.value == table.name }) == true, !isSensitive(table, plan) {
      return .left(.reference)
    }
    if isDerived(table, plan) { return .left(.derived) }
    if isAppendOnly(table, plan) { return .left(.appendOnly) }
    var because: [Because] = []
    let columns = plan.sensitive.filter { $0.column.value.table == table.name && $0.dataClass != nil }
    if !columns.isEmpty { because.append(.sensitive(columns.map(\.column.value.column))) }
    let money = table.columns.filter(isMoney).map(\.name)
    if !money.isEmpty { because.append(.money(money)) }
    if isAboutRights(table) { because.append(.rights) }
    return because.isEmpty ? .plain : .proposed(because)
  }

  private static func isSensitive(_ table: Table, _ plan: Plan) -> Bool {
    plan.sensitive.contains { $0.column.value.table == table.name && $0.dataClass != nil }
  }

  /// Every column but keys is computed from other tables.
  private static func isDerived(_ table: Table, _ plan: Plan) -> Bool {
    let derived = Set(plan.derived.filter { $0.column.value.table == table.name }.map(\.column.value.column))
    guard !derived.isEmpty else { return false }
    let keys = Set((table.primaryKey?.columns ?? []) + table.foreignKeys.flatMap(\.columns))
    return table.columns.allSatisfy { derived.contains($0.name) || keys.contains($0.name) }
  }

  /// Some role adds to it, and none changes it: its rows are their own record.
  private static func isAppendOnly(_ table: Table, _ plan: Plan) -> Bool {
    let commands = plan.roles.map { $0.commands(on: table.name) }
    return commands.contains { $0.contains(.insert) } && !commands.contains { $0.contains(.update) }
      && !commands.contains { $0.contains(.insert) && $0.contains(.delete) }
  }

  private static let amounts: Set<Substring> = ["amount", "price", "total", "balance", "fee", "salary", "cents", "tax"]

  private static func isMoney(_ column: Column) -> Bool {
    if column.type.name == "money" { return true }
    guard ["numeric", "int4", "int8"].contains(column.type.name), !column.type.isArray else { return false }
    return !amounts.isDisjoint(with: column.name.lowercased().split(separator: "_"))
  }

  private static let rights: Set<Substring> = [
    "role", "roles", "permission", "permissions", "member", "members", "membership", "memberships", "grants",
  ]

  private static func isAboutRights(_ table: Table) -> Bool {
    !rights.isDisjoint(with: table.name.name.lowercased().split(separator: "_"))
      || table.columns.contains { ["role", "role_id", "permission", "is_admin"].contains($0.name.lowercased()) }
  }
}
