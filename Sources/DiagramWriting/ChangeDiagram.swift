package import CatalogComparison
package import SchemaModel

/// What happens to each table, column and foreign key between two catalogs.
struct ChangeStates: Sendable {
  var tables: [ObjectName: EntityDiagram.State] = [:]
  var columns: [ColumnReference: EntityDiagram.State] = [:]
  /// By table and constraint name.
  var foreignKeys: [ColumnReference: EntityDiagram.State] = [:]

  init() {}

  init(_ difference: CatalogDifference) {
    for change in difference.changes {
      guard let table = change.table else { continue }
      let state: EntityDiagram.State =
        switch change.action {
        case .add: .added
        case .change: .changed
        case .drop: .dropped
        }
      switch change.kind {
      case .table: tables[table] = state
      case .column: columns[ColumnReference(table, change.name)] = state
      case .foreignKey: foreignKeys[ColumnReference(table, change.name)] = state
      default: break
      }
      if tables[table] == nil { tables[table] = .changed }
    }
    // All of a new table is new: that needs no mark on each line.
    columns = columns.filter { tables[$0.key.table] == .changed }
  }
}

extension DiagramPlanner {
  /// The tables a change touches, with what it adds, changes and drops; nil when it touches none.
  ///
  /// Tables they refer to stand beside them by name.
  package static func changes(
    _ title: String, from old: Catalog, to new: Catalog, _ difference: CatalogDifference, budget: Int = 25,
    link: @escaping Link
  ) -> EntityDiagram? {
    let states = ChangeStates(difference)
    let planner = DiagramPlanner(united(old, new, states), budget: budget)
    let touched = planner.graph.tables.indices.filter { states.tables[planner.graph.tables[$0].name] != nil }
    guard !touched.isEmpty else { return nil }
    var maker = DiagramMaker(planner, title: title, link: link, changes: states)
    let shown = touched.prefix(planner.boxLimit)
    if shown.count < touched.count { maker.note("\(touched.count - shown.count) more tables change") }
    let isLarge = shown.count > budget
    return maker.make(Array(shown), detail: isLarge ? .none : .keys, stubs: isLarge ? 0 : 12)
  }

  /// The new catalog together with the tables, columns and foreign keys that only the old one has.
  private static func united(_ old: Catalog, _ new: Catalog, _ states: ChangeStates) -> Catalog {
    var both = new
    for table in old.tables where !new.tables.contains(table.name) { both.tables.append(table) }
    for (reference, state) in states.columns.sorted(by: { $0.key < $1.key }) where state == .dropped {
      guard let column = old.tables[reference.table]?.columns[reference.column] else { continue }
      both.tables.update(reference.table) { $0.columns.append(column) }
    }
    for (reference, state) in states.foreignKeys.sorted(by: { $0.key < $1.key }) where state == .dropped {
      guard new.tables.contains(reference.table),
        let key = old.tables[reference.table]?.foreignKeys.first(where: { $0.name == reference.column })
      else { continue }
      both.tables.update(reference.table) { $0.foreignKeys.append(key) }
    }
    return both
  }
}
