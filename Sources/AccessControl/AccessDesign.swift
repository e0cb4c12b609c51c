import Diagnostics
package import PlanModel
package import SchemaModel

/// Who may do what to which rows, as a plan means it: roles with what they are granted, policies, and foreign keys that keep
/// a tenant's rows among themselves.
package struct AccessDesign: Sendable {
  package let reaches: RowReaches
  package let tenantKeys: [TenantKey]
  /// In the order of the catalog.
  package let tables: [TablePolicies]
  /// Indexes that these policies need and the schema does not have.
  package let indexes: [PolicyIndex]
  package let grants: [RoleGrants]
  /// Rows marked as deleted, and from whom policies hide them.
  package let deleted: DeletedRows
  /// Views that read parted tables as their owner would.
  package let ownerViews: [View]
  /// Views of tables that hide columns from some roles.
  package let maskingViews: [MaskingView]

  package init(_ plan: Plan, _ catalog: Catalog) {
    let reaches = RowReaches(plan, catalog)
    self.reaches = reaches
    let postgres = plan.stack.postgres?.value ?? 15
    if let tenants = reaches.tenants {
      var finder = TenantKeyFinder(catalog, tenants, parted: reaches.parted, postgres: postgres)
      tenantKeys = finder.keys()
    } else {
      tenantKeys = []
    }
    var maker = PolicyMaker(plan, catalog, reaches, keys: tenantKeys)
    var tables = catalog.tables.filter { reaches.parted.contains($0.name) }.map { maker.policies(of: $0) }
    let roles = Dictionary(plan.roles.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    // A role that only policies send to a table sees its own rows there, and no more than the columns on the way.
    let reads = maker.reads.filter { !(roles[$0.role]?.commands(on: $0.table).contains(.select) ?? true) }
    for position in tables.indices {
      let readers = Set(reads.filter { $0.table == tables[position].table }.map(\.role))
      for name in readers.sorted() {
        guard let role = roles[name], let table = catalog.tables[tables[position].table] else { continue }
        tables[position].made += maker.pathPolicy(of: table, role).map { [$0] } ?? []
      }
    }
    deleted = DeletedRows(plan, catalog, parted: reaches.parted)
    for position in tables.indices {
      guard let table = catalog.tables[tables[position].table] else { continue }
      tables[position].made += deleted.policies(of: table)
    }
    self.tables = tables
    let grants = GrantMaker(plan, catalog).grants(reads: reads)
    self.grants = grants
    // Before PostgreSQL 15 a view reads with the rights of its owner, whom row security does not part.
    maskingViews = postgres >= 15 ? MaskingViewMaker(plan, catalog).views(grants) : []
    indexes = PolicyIndexes.missing(plan, catalog, reaches, tables, keys: tenantKeys)
    ownerViews = postgres >= 15 ? OwnerViews.reading(reaches.parted, in: catalog) : []
  }
}
