import Diagnostics
import IndexAnalysis
import PlanModel
package import SchemaModel

/// An index that policies of a table find their rows by.
package struct PolicyIndex: Sendable {
  package var table: ObjectName
  package var index: Index
}

/// Finds tables whose policies compare a column that no index leads with.
enum PolicyIndexes {
  /// A table of fewer rows is a few pages, which are read as quickly as an index.
  private static let fewRows = 1000.0

  static func missing(
    _ plan: Plan, _ catalog: Catalog, _ reaches: RowReaches, _ tables: [TablePolicies], keys: [TenantKey]
  ) -> [PolicyIndex] {
    let names = TakenNames(catalog)
    let volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    var proposed = Set(keys.compactMap(\.uniqueIndex?.name))
    var found: [PolicyIndex] = []
    for name in tables.map(\.table) {
      guard let table = catalog.tables[name], volumes[name]?.rows.map({ $0.value.value >= fewRows }) ?? true else {
        continue
      }
      let made = keys.filter { $0.new.target == name }.compactMap(\.uniqueIndex)
      var paths = AccessPath.all(of: table) + made.map { AccessPath($0, of: name) }
      for column in columns(plan, reaches, name) where !paths.contains(where: { $0.covers([column]) }) {
        if isWaived(column, of: name, plan) { continue }
        let free = names.freeRelation(
          "\(name.name)_\(column)_idx", in: name.schema, orWith: "_policy", besides: proposed)
        proposed.insert(free)
        let index = Index(free, elements: [IndexElement(column: column)])
        paths.append(AccessPath(index, of: name))
        found.append(PolicyIndex(table: name, index: index))
      }
    }
    return found
  }

  /// Whether the plan says why the column goes without an index.
  private static func isWaived(_ column: String, of table: ObjectName, _ plan: Plan) -> Bool {
    plan.waivers.contains { waiver in
      guard waiver.check.value == "under-indexing" else { return false }
      guard let on = waiver.on?.value else { return true }
      return [table.display, table.qualified].contains { on == $0 || on == "\($0).\(column)" }
    }
  }

  /// Columns of the table itself that policies of its roles compare with a setting.
  private static func columns(_ plan: Plan, _ reaches: RowReaches, _ table: ObjectName) -> [String] {
    var found: [String] = []
    for role in plan.roles where !role.commands(on: table).filter({ $0 != .insert }).isEmpty {
      guard case .rows(let condition) = reaches.reach(role, table) else { continue }
      for term in condition.terms {
        // What comes through a parent is found by the foreign key to it.
        let columns = term.keys.first?.columns ?? [term.column]
        if columns.count == 1, !found.contains(columns[0]) { found.append(columns[0]) }
      }
    }
    return found
  }
}
