import Diagnostics
import PlanModel
import SchemaModel

/// Which of a plan's relation rules speaks about which foreign key.
struct RelationRules {
  private let rules: [ColumnReference: [RelationRule]]
  private let tenant: String?

  init(_ subject: PlanSubject) {
    rules = Dictionary(grouping: subject.plan.relations) { $0.column.value }
    tenant = subject.plan.tenancy?.key?.value
  }

  /// The rule that names a column of the key and its target, or without a target the key's own column.
  func rule(for reference: PlanSubject.Reference) -> RelationRule? {
    let own = column(of: reference)
    return reference.key.columns.flatMap { rules[ColumnReference(reference.table.name, $0)] ?? [] }.first { rule in
      rule.target.map { $0.value.table == reference.key.target } ?? (rule.column.value == own)
    }
  }

  /// The column that tells a key from others of its table: not the tenant's, which many of them begin with.
  func column(of reference: PlanSubject.Reference) -> ColumnReference {
    let columns = reference.key.columns
    return ColumnReference(reference.table.name, columns.last { $0 != tenant } ?? columns.first ?? "")
  }
}
