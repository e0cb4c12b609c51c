import Diagnostics
import PlanModel
import SchemaModel

/// How each table of a plan's scope reaches its tenant.
struct TenantPaths {
  /// Tables with the tenant column.
  private(set) var direct: [Table] = []
  /// Tables that reach it through NOT NULL foreign keys, with the tables on the way.
  private(set) var throughParent: [(table: Table, path: [String])] = []
  private(set) var shared: [Table] = []
  private(set) var none: [Table] = []

  init(_ subject: PlanSubject, key: String) {
    let shared = Set(subject.plan.tenancy?.shared.map(\.value) ?? [])
    let tenants = Self.tenantTables(key, in: subject.catalog)
    let reached = Self.reach(key, from: tenants, in: subject.catalog)
    for table in subject.scope {
      if shared.contains(table.name) {
        self.shared.append(table)
      } else if let path = reached[table.name] {
        if path.isEmpty { direct.append(table) } else { throughParent.append((table, path)) }
      } else if subject.externalOwner(of: table.name) == nil, !tenants.contains(table.name) {
        none.append(table)
      }
    }
  }

  /// The shortest path of tables to the tenant column; breadth first from the tables that have it.
  private static func reach(
    _ key: String, from tenants: Set<ObjectName>, in catalog: Catalog
  ) -> [ObjectName: [String]] {
    var reached: [ObjectName: [String]] = [:]
    var children: [ObjectName: [Table]] = [:]
    for table in catalog.tables {
      for foreignKey in table.foreignKeys
      where foreignKey.columns.allSatisfy({ table.columns[$0]?.isNullable == false }) {
        children[foreignKey.target, default: []].append(table)
      }
    }
    var frontier: [Table] = []
    for table in catalog.tables where table.columns.contains(key) || tenants.contains(table.name) {
      if table.columns.contains(key) { reached[table.name] = [] }
      frontier.append(table)
    }
    while !frontier.isEmpty {
      var next: [Table] = []
      for parent in frontier {
        for child in children[parent.name] ?? [] where reached[child.name] == nil {
          guard let path = reached[parent.name] else { continue }
          reached[child.name] = [parent.name.display] + path
          next.append(child)
        }
      }
      frontier = next
    }
    return reached
  }

  /// Tables whose own key the tenant column names: the targets of foreign keys over that column alone.
  private static func tenantTables(_ key: String, in catalog: Catalog) -> Set<ObjectName> {
    Set(catalog.tables.flatMap { $0.foreignKeys.filter { $0.columns == [key] }.map(\.target) })
  }
}
