import Diagnostics
import PlanModel
import SchemaModel

/// What the foreign keys of a schema show about the role of its tables.
struct SchemaShape: Sendable {
  /// A table that many others point at.
  struct Hub: Sendable {
    var table: Table
    /// Tables with a foreign key to it.
    var children: Int
  }

  /// Tables that five or more others point at, the most referenced first.
  let hubs: [Hub]
  /// Tables whose primary key is made of two or more foreign keys and that carry little else.
  let joinTables: [Table]
  /// Tables that one to three others point at, that point at none and have at most five columns; and those that all
  /// tenants share and no role may fill.
  let lookups: [Table]
  /// Foreign keys of the tables that are no partitions.
  let references: [PlanSubject.Reference]

  /// - Parameter pointing: foreign keys by the table they point at.
  init(of catalog: Catalog, _ plan: Plan, _ pointing: [ObjectName: [PlanSubject.Reference]]) {
    let tables = catalog.tables.filter { $0.partitionOf == nil }
    // A partition carries the keys of its table and is no child of its own.
    let children = pointing.mapValues { Set($0.filter { $0.table.partitionOf == nil }.map(\.table.name)).count }
    hubs = tables.filter { children[$0.name] ?? 0 >= 5 }.map { Hub(table: $0, children: children[$0.name] ?? 0) }
      .sorted { ($1.children, $0.table.name) < ($0.children, $1.table.name) }
    joinTables = tables.filter(Self.isJoin)
    let shared = Set(plan.tenancy?.shared.map(\.value) ?? [])
    let filled = Self.filledByRoles(plan)
    lookups = tables.filter { table in
      shared.contains(table.name) && !filled.contains(table.name)
        || table.foreignKeys.isEmpty && table.columns.count <= 5 && (1...3).contains(children[table.name] ?? 0)
    }
    references = tables.flatMap(PlanSubject.Reference.all)
  }

  /// Look-up tables that come without rows: no seed, no stated volume. Of a change, only those that it makes.
  func unseeded(_ subject: PlanSubject) -> [Table] {
    let seeded = Set(subject.plan.seeds.map(\.table.value))
    return lookups.filter { table in
      !seeded.contains(table.name) && subject.volumes[table.name]?.rows == nil
        && subject.externalOwner(of: table.name) == nil
        && (subject.difference == nil || subject.isNew(table.name))
    }
  }

  /// Tables that a role may insert into by their name.
  private static func filledByRoles(_ plan: Plan) -> Set<ObjectName> {
    Set(plan.roles.flatMap(\.access).filter { $0.commands.contains(.insert) }.compactMap(\.table))
  }

  private static func isJoin(_ table: Table) -> Bool {
    let key = Set((table.primaryKey ?? table.keys.first)?.columns ?? [])
    let linked = table.foreignKeys.filter { !key.isDisjoint(with: $0.columns) }
    return linked.count >= 2 && key.isSubset(of: linked.flatMap(\.columns)) && table.columns.count <= key.count + 4
  }
}
