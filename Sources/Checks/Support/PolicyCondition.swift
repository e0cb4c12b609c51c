import AccessControl
import PlanModel
import PolicyReading
import SchemaModel

/// The condition that a table's policy would need.
enum PolicyCondition {
  /// The comparison that stands somewhere in a policy, with the setting read so that nothing but the key passes.
  static func within(_ read: ReadPolicy, of table: Table) -> String? {
    for part in read.conditions.flatMap(\.parts) {
      guard let column = key(part), let setting = SettingReads.find(part).first?.setting, setting.contains("."),
        let type = table.columns[column]?.type
      else { continue }
      let isText = ["text", "varchar", "bpchar"].contains(type.name) && !type.isArray
      let value = PolicyExpression.value(ofSetting: setting, as: isText ? nil : type.short)
      return "\(SQLText.name(column)) = \(value)"
    }
    return nil
  }

  private static func key(_ term: ConditionTerm) -> String? {
    guard case .operation(let name, let sides) = term, ["=", "<>"].contains(name) else { return nil }
    for side in sides { if case .column(let path) = side.withoutCasts { return path.last } }
    return nil
  }

  /// That of the plan's tenancy, else what another policy of the table says of one of these columns.
  static func meant(for table: Table, _ keys: [String], _ subject: CheckSubject) -> String? {
    if let condition = PolicyExpression.ofTenant(table.name, subject.plan, subject.catalog) { return condition.sql }
    for read in subject.conditions[table.name] where read.policy.isPermissive {
      for (term, expression) in [(read.using, read.policy.using), (read.check, read.policy.check)] {
        guard let term, let expression, let column = subject.sessionKey(term), keys.contains(column),
          !term.calls.contains(where: { $0.name == "coalesce" })
        else { continue }
        return expression.sql
      }
    }
    return nil
  }
}
