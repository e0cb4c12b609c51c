import Diagnostics
import PlanModel
import SchemaModel

extension CheckSubject {
  func isUnderPolicies(_ query: Query, _ table: Table) -> Bool {
    PolicyReach(plan: plan, catalog: catalog).covers(query, table)
  }
}

struct PolicyReach {
  let plan: Plan
  let catalog: Catalog

  /// Whether row security stands between a query and a table: policies of the schema, or those the plan has the
  /// database keep for a tenant's tables, for a role that is not exempt.
  func covers(_ query: Query, _ table: Table) -> Bool {
    let isTenants =
      plan.tenancy?.enforce.contains { $0.value == "database" } == true
      && plan.tenancy?.key.map { table.columns.contains($0.value) } == true
      && plan.tenancy?.shared.contains { $0.value == table.name } != true
    guard table.rowSecurity.isEnabled || isTenants else { return false }
    guard let name = query.role?.value else { return table.rowSecurity.isForced || isTenants }
    if plan.tenancy?.cross.contains(where: { $0.value == name }) == true { return false }
    if plan.roles.first(where: { $0.name.value == name })?.rows?.value == "all" { return false }
    return catalog.roles[name]?.options.contains("BYPASSRLS") != true
  }
}
