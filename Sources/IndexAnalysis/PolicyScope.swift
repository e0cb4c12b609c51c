import Diagnostics
package import PlanModel
package import SchemaModel

/// Which queries meet row-level security on which tables.
package struct PolicyScope: Sendable {
  package let tenantKey: String?
  /// Tables whose rows the database keeps to their tenants: those with the key, and those that hang on one of them.
  private let parted: Set<ObjectName>
  private let crossing: Set<String>
  private let catalog: Catalog

  package init(catalog: Catalog, plan: Plan) {
    self.catalog = catalog
    tenantKey = plan.tenancy?.key?.value
    let isKeptByDatabase = plan.tenancy?.enforce.contains { $0.value == "database" } == true
    parted = isKeptByDatabase ? Self.parted(catalog, plan) : []
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

  private static func parted(_ catalog: Catalog, _ plan: Plan) -> Set<ObjectName> {
    guard let key = plan.tenancy?.key?.value else { return [] }
    let apart = Set((plan.tenancy?.shared.map(\.value) ?? []) + plan.external.map(\.table.value))
    let tables = catalog.tables.filter { !apart.contains($0.name) }
    var found = Set(tables.filter { $0.columns.contains(key) }.map(\.name))
    var isGrowing = true
    while isGrowing {
      let next = tables.filter { table in
        !found.contains(table.name)
          && table.foreignKeys.contains { reference in
            found.contains(reference.target)
              && reference.columns.allSatisfy { table.columns[$0]?.isNullable == false }
          }
      }
      found.formUnion(next.map(\.name))
      isGrowing = !next.isEmpty
    }
    return found
  }
}
