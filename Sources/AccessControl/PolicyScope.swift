import Diagnostics
package import PlanModel
package import SchemaModel

/// Which queries meet row-level security on which tables.
package struct PolicyScope: Sendable {
  package let tenantKey: String?
  /// Tables whose rows the database keeps to their tenants: those that reach its key.
  private let parted: Set<ObjectName>
  private let crossing: Set<String>
  private let catalog: Catalog

  package init(catalog: Catalog, plan: Plan) {
    self.catalog = catalog
    tenantKey = plan.tenancy?.key?.value
    let isKeptByDatabase = plan.tenancy?.enforce.contains { $0.value == "database" } == true
    parted = isKeptByDatabase ? KeyPaths(ofTenantsIn: plan, catalog)?.tables ?? [] : []
    crossing = Set(plan.tenancy?.cross.map(\.value) ?? [])
      .union(plan.roles.filter { $0.rows?.value == "all" }.map(\.name.value))
  }

  /// Whether row security stands between a query and a table: policies of the schema, or those the plan has the
  /// database keep for a tenant's tables, for a role that is not exempt.
  package func isUnderPolicies(_ query: Query, _ table: Table) -> Bool {
    let isTenants = parted.contains(table.name)
    guard table.rowSecurity.isEnabled || isTenants else { return false }
    guard let name = query.role?.value else { return table.rowSecurity.isForced || isTenants }
    if crossing.contains(name) { return false }
    return catalog.roles[name]?.options.contains("BYPASSRLS") != true
  }
}
