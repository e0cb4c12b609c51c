import AccessControl
import Diagnostics
import PlanModel
import QueryPlanning
import SchemaModel

/// A schema with the policies that its plan has the database keep, so that the planner meets them, and a role under them.
struct PolicedCatalog: Sendable {
  private(set) var catalog: Catalog
  /// nil where the plan has no tenants in the database's keeping.
  private(set) var role: SessionRole?
  private let scope: PolicyScope

  init(_ shipped: ShippedPlan) {
    catalog = shipped.catalog
    scope = PolicyScope(catalog: shipped.catalog, plan: shipped.plan)
    guard let key = scope.tenantKey, shipped.plan.tenancy?.enforce.contains(where: { $0.value == "database" }) == true
    else { return }
    guard let name = shipped.plan.tenancy?.setting?.value else { return }
    let isUUID = shipped.catalog.tables.contains { $0.columns[key]?.type.name == "uuid" }
    let setting = isUUID ? "00000000-0000-4000-8000-000000000007" : "7"
    for table in shipped.catalog.tables where table.partitionOf == nil {
      guard let condition = PolicyExpression.ofTenant(table.name, shipped.plan, shipped.catalog) else { continue }
      var policy = Policy("tenant")
      policy.using = condition
      catalog.tables[table.name]?.policies = [policy]
      catalog.tables[table.name]?.rowSecurity.isEnabled = true
    }
    var tenant = Role("dbplan_tenant")
    tenant.memberOf = ["pg_read_all_data", "pg_write_all_data"]
    catalog.roles.append(tenant)
    role = SessionRole("dbplan_tenant", settings: [name: setting])
  }

  /// The role that a query is asked as; nil where no policy is in its way.
  func role(for query: Query) -> SessionRole? {
    let tables = Set(query.shape?.relations.map(\.name) ?? [])
    return tables.contains { name in
      catalog.tables[name].map { scope.isUnderPolicies(query, $0) } ?? false
    } ? role : nil
  }
}
