package import AccessControl
import Diagnostics
package import PlanModel
package import SchemaModel

/// What keeps a declared query to one tenant: its own conditions, a policy, or nothing.
package struct TenantReach: Sendable {
  /// Tables of tenants that neither a condition nor a policy keeps to one.
  package private(set) var open: [QueryShape.Relation] = []
  /// Those that a policy alone keeps to one.
  package private(set) var supplied: [QueryShape.Relation] = []

  /// nil when the question does not arise: no tenants, no SQL, a role that may cross them.
  package init?(of query: Query, plan: Plan, catalog: Catalog, policies: PolicyScope) {
    guard let tenancy = plan.tenancy, let key = tenancy.key?.value, let shape = query.shape,
      [.select, .update, .delete].contains(shape.kind)
    else { return nil }
    if let role = query.role?.value {
      if tenancy.cross.contains(where: { $0.value == role }) { return nil }
      if plan.roles.first(where: { $0.name.value == role })?.rows?.value == "all" { return nil }
    }
    let kept = Self.kept(shape, key)
    for relation in shape.relations where relation.view == nil && !kept.contains(relation.name) {
      guard let table = catalog.tables[relation.name], table.columns.contains(key),
        !tenancy.shared.contains(where: { $0.value == table.name })
      else { continue }
      if policies.isUnderPolicies(query, table) {
        supplied.append(relation)
      } else if !relation.isOptional {
        open.append(relation)
      }
    }
  }

  /// Tables with a condition on the key, and all that are joined to them.
  private static func kept(_ shape: QueryShape, _ key: String) -> Set<ObjectName> {
    var kept = Set(
      shape.predicates.filter {
        $0.column.column == key && [.equality, .membership].contains($0.comparison) && !$0.isAlternative
      }.map(\.column.table))
    var open = shape.joins
    while let position = open.firstIndex(where: { kept.contains($0.left.table) != kept.contains($0.right.table) }) {
      let join = open.remove(at: position)
      kept.formUnion([join.left.table, join.right.table])
    }
    return kept
  }
}
