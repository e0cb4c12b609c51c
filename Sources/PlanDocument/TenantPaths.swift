import Diagnostics
import PlanModel
import SchemaModel

/// How each table of a plan's scope reaches its tenant.
///
/// A table without the tenant column belongs to the tenant of a parent that it must have. A parent that takes its children with it
/// (ON DELETE CASCADE) owns them; another one only when no owner leads to a tenant. Of several owners the nearest to a tenant counts.
struct TenantPaths {
  struct Path {
    var table: Table
    /// The tables on the way, the parent first.
    var path: [ObjectName]
    /// The foreign key to the parent.
    var key: ForeignKey
    /// Parents that lead to a tenant as well as the first of the path.
    var equals: [ObjectName]
  }

  /// Tables with the tenant column.
  private(set) var direct: [Table] = []
  /// Tables that reach it through NOT NULL foreign keys.
  private(set) var throughParent: [Path] = []
  private(set) var shared: [Table] = []
  private(set) var none: [Table] = []

  init(_ subject: PlanSubject, key: String) {
    let shared = Set(subject.plan.tenancy?.shared.map(\.value) ?? [])
    let tenants = Self.tenantTables(key, in: subject.catalog)
    let chosen = Dictionary(
      subject.plan.tenancy?.through.map { ($0.table.value, $0.parent.value) } ?? [],
      uniquingKeysWith: { _, last in last })
    let search = TenantSearch(key, in: subject.catalog, sharedBy: shared, chosen: chosen)
    for table in subject.scope {
      if shared.contains(table.name) {
        self.shared.append(table)
      } else if table.columns.contains(key) {
        direct.append(table)
      } else if let step = search.steps[table.name] {
        throughParent.append(
          Path(table: table, path: search.path(of: table.name), key: step.key, equals: step.equals))
      } else if subject.externalOwner(of: table.name) == nil, !tenants.contains(table.name) {
        none.append(table)
      }
    }
  }

  /// Tables that hold rows of tenants: those with the tenant column and those whose parents lead to it.
  static func tenantBound(_ subject: PlanSubject) -> Set<ObjectName> {
    guard let tenancy = subject.plan.tenancy, let key = tenancy.key?.value else { return [] }
    let shared = Set(tenancy.shared.map(\.value))
    let search = TenantSearch(key, in: subject.catalog, sharedBy: shared, chosen: [:])
    let direct = subject.catalog.tables.filter { $0.columns.contains(key) && !shared.contains($0.name) }
    return Set(direct.map(\.name)).union(search.steps.keys).union(tenantTables(key, in: subject.catalog))
  }

  /// Tables whose own key the tenant column names: the targets of foreign keys over that column alone.
  private static func tenantTables(_ key: String, in catalog: Catalog) -> Set<ObjectName> {
    Set(catalog.tables.flatMap { $0.foreignKeys.filter { $0.columns == [key] }.map(\.target) })
  }
}

/// Searches from the tables with the tenant column to their children, along foreign keys that every row has.
private struct TenantSearch {
  struct Step {
    var parent: ObjectName
    var key: ForeignKey
    var equals: [ObjectName] = []
  }

  private(set) var steps: [ObjectName: Step] = [:]
  /// How many foreign keys away from the tenant column a table is at least.
  private var depths: [ObjectName: Int] = [:]

  init(
    _ key: String, in catalog: Catalog, sharedBy shared: Set<ObjectName>, chosen: [ObjectName: ObjectName]
  ) {
    let direct = catalog.tables.filter { $0.columns.contains(key) && !shared.contains($0.name) }.map(\.name)
    let closed = shared.union(direct)
    var parents: [ObjectName: [ForeignKey]] = [:]
    for table in catalog.tables where !closed.contains(table.name) {
      parents[table.name] = table.foreignKeys.filter { foreignKey in
        foreignKey.target != table.name && foreignKey.columns.allSatisfy { table.columns[$0]?.isNullable == false }
          && (chosen[table.name].map { $0 == foreignKey.target } ?? true)
      }
    }
    measure(from: direct, parents)
    for (table, keys) in parents {
      let reachable = keys.filter { depths[$0.target] != nil }
      let owners = reachable.filter { $0.onDelete == .cascade }
      steps[table] = nearest(owners.isEmpty ? reachable : owners)
    }
    // Tables that own each other in a ring lead nowhere: there the shortest way counts.
    let rings = ringed()
    for table in rings { steps[table] = nearest((parents[table] ?? []).filter { depths[$0.target] != nil }) }
    if !ringed().isEmpty {
      for (table, keys) in parents { steps[table] = nearest(keys.filter { depths[$0.target] != nil }) }
    }
  }

  /// The tables from the parent up to the one with the tenant column.
  func path(of table: ObjectName) -> [ObjectName] {
    var path: [ObjectName] = []
    var name = table
    while let step = steps[name] {
      path.append(step.parent)
      name = step.parent
    }
    return path
  }

  private mutating func measure(from direct: [ObjectName], _ parents: [ObjectName: [ForeignKey]]) {
    var children: [ObjectName: [ObjectName]] = [:]
    for (table, keys) in parents {
      for key in keys { children[key.target, default: []].append(table) }
    }
    var frontier = direct
    for name in direct { depths[name] = 0 }
    while !frontier.isEmpty {
      var next: [ObjectName] = []
      for parent in frontier {
        for child in children[parent] ?? [] where depths[child] == nil {
          depths[child] = (depths[parent] ?? 0) + 1
          next.append(child)
        }
      }
      frontier = next
    }
  }

  /// The foreign key whose parent is nearest to the tenant column, with other parents that are as near.
  private func nearest(_ keys: [ForeignKey]) -> Step? {
    guard let least = keys.compactMap({ depths[$0.target] }).min() else { return nil }
    let near = keys.filter { depths[$0.target] == least }
    guard let first = near.first else { return nil }
    return Step(
      parent: first.target, key: first, equals: unique(near.map(\.target).filter { $0 != first.target }))
  }

  /// Tables whose ways come back to themselves.
  private func ringed() -> [ObjectName] {
    var visits: [ObjectName: ObjectName] = [:]
    var found: [ObjectName] = []
    for start in steps.keys {
      var name = start
      while visits[name] == nil, let step = steps[name] {
        visits[name] = start
        name = step.parent
      }
      guard visits[name] == start, steps[name] != nil else { continue }
      var member = name
      repeat {
        found.append(member)
        member = steps[member]?.parent ?? name
      } while member != name
    }
    return found
  }
}
