import Diagnostics
package import PlanModel
package import SchemaModel

/// What each role reaches of each table, as the plan says it.
package struct RowReaches: Sendable {
  /// Which rows a role's line in the plan means.
  private enum Scope {
    case every
    case tenant
    case own
    case nothing
  }

  /// nil unless the plan has the database keep tenants apart.
  package let tenants: KeyPaths?
  /// By the role's name: how tables reach the column of a row's owner.
  package let owners: [String: KeyPaths]
  /// Tables whose rows policies part.
  package let parted: Set<ObjectName>
  private let tenancy: Tenancy?
  private let catalog: Catalog

  package init(_ plan: Plan, _ catalog: Catalog) {
    self.catalog = catalog
    tenancy = plan.tenancy
    let apart = Set(plan.external.map(\.table.value)).union(plan.tenancy?.shared.map(\.value) ?? [])
    tenants = plan.tenancy?.isKeptByDatabase == true ? KeyPaths(ofTenantsIn: plan, catalog) : nil
    var owners: [String: KeyPaths] = [:]
    for role in plan.roles where role.setting != nil {
      guard let column = role.ownerColumn else { continue }
      owners[role.name.value] = KeyPaths(
        column.name, in: catalog, isApart: apart.contains, home: column.table.map { catalog.home($0) })
    }
    self.owners = owners
    let tables = catalog.tables.filter { $0.partitionOf == nil && $0.kind == .ordinary && !apart.contains($0.name) }
    let isTenants = tenants != nil
    parted = Set(
      tables.map(\.name).filter { name in isTenants || owners.values.contains { $0[name] != nil } })
  }

  package func reach(_ role: AccessRole, _ table: ObjectName) -> RowReach {
    guard parted.contains(table) else { return .unparted }
    switch scope(role) {
    case .every: return .every
    case .nothing: return .nothing
    case .tenant:
      guard let tenants else { return .every }
      return condition([term(tenants, table, tenancy?.setting?.value)])
    case .own:
      guard let owners = owners[role.name.value] else { return .nothing }
      return condition([term(tenants, table, tenancy?.setting?.value), term(owners, table, role.setting?.value)])
    }
  }

  private func condition(_ terms: [RowCondition.Term?]) -> RowReach {
    let known = terms.compactMap(\.self)
    return known.isEmpty ? .nothing : .rows(RowCondition(terms: known))
  }

  private func term(_ paths: KeyPaths?, _ table: ObjectName, _ setting: String?) -> RowCondition.Term? {
    guard let paths, let setting, let place = paths[table] else { return nil }
    let keys: [ForeignKey]
    let column: String
    switch place {
    case .root(let own), .own(let own): (keys, column) = ([], own)
    case .parent(let path): (keys, column) = (path.keys, path.column)
    }
    guard let holder = catalog.tables[keys.last?.target ?? table]?.columns[column] else { return nil }
    let sharesNull = tenancy?.nullMeans.map { $0.value != "none" } ?? false
    return RowCondition.Term(
      keys: keys, column: column, type: holder.type, setting: setting, isOptional: false,
      sharesNull: paths.key == tenants?.key && holder.isNullable && sharesNull)
  }

  private func scope(_ role: AccessRole) -> Scope {
    switch role.rows?.value {
    case "all": .every
    case "none": .nothing
    case "tenant": .tenant
    case .some: .own
    case nil: tenancy?.cross.contains { $0.value == role.name.value } == true ? .every : .tenant
    }
  }
}

extension KeyPaths {
  /// How tables reach their tenant; nil when the plan names no tenant column.
  package init?(ofTenantsIn plan: Plan, _ catalog: Catalog) {
    guard let tenancy = plan.tenancy, let key = tenancy.key else { return nil }
    let apart = Set(plan.external.map(\.table.value)).union(tenancy.shared.map(\.value))
    let chosen = Dictionary(
      tenancy.through.map { ($0.table.value, $0.parent.value) }, uniquingKeysWith: { _, last in last })
    self.init(key.value, in: catalog, isApart: apart.contains, chosen: chosen)
  }
}

extension Tenancy {
  /// Whether policies are to keep tenants apart: unless the plan leaves it to the application, or says no setting.
  fileprivate var isKeptByDatabase: Bool {
    setting != nil && (model.map { $0.value == "shared-schema" } ?? true)
      && (enforce.isEmpty || enforce.contains { $0.value == "database" })
  }
}

extension AccessRole {
  /// The column of `own via <column>`, and the table when it is named.
  package var ownerColumn: (table: String?, name: String)? {
    guard let rows = rows?.value, rows.hasPrefix("own via ") else { return nil }
    let path = rows.dropFirst("own via ".count)
    guard let dot = path.lastIndex(of: ".") else { return (nil, String(path)) }
    return (String(path[..<dot]), String(path[path.index(after: dot)...]))
  }
}

extension Catalog {
  /// The table of a name as people write it: in schema public unless they say another.
  fileprivate func home(_ name: String) -> ObjectName {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2 { return ObjectName(parts[1], schema: parts[0]) }
    return tables.first { $0.name.name == name }?.name ?? ObjectName(name)
  }
}
