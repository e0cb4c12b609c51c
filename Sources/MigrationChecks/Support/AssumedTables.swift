import Diagnostics
import SchemaModel

/// Tables that a script changes and nobody made: they are there, and nobody said with which columns.
enum AssumedTables {
  static func added(to catalog: Catalog, for script: SourceFile) -> Catalog {
    let walk = ScriptWalk(script, onto: catalog)
    var assumed = catalog
    for step in walk.steps {
      for need in needs(of: step.action) where !isThere(need.table, in: step.before) {
        if step.temporary.contains(need.table.name) { continue }
        if !assumed.tables.contains(need.table) { assumed.tables.append(Table(need.table)) }
        assumed.tables.update(need.table) { table in
          for column in need.columns where !table.columns.contains(column) {
            table.columns.append(Column(column, ColumnType("unknown type")))
          }
        }
      }
    }
    return assumed
  }

  private static func isThere(_ name: ObjectName, in catalog: Catalog) -> Bool {
    catalog.tables.contains(name) || catalog.views.contains(name) || catalog.sequences.contains(name)
      || name.name.isEmpty
  }

  private struct Need {
    var table: ObjectName
    var columns: [String] = []
  }

  private static func needs(of action: MigrationAction) -> [Need] {
    switch action {
    case .createTable(let table):
      ([table.partitionOf].compactMap(\.self) + table.references.filter { $0 != table.name }).map { Need(table: $0) }
    case .createIndex(let index): [Need(table: index.table, columns: index.columns)]
    case .alterTable(let table, _, let changes):
      [Need(table: table, columns: changes.flatMap(columns))] + changes.flatMap(others).map { Need(table: $0) }
    case .drop(kind: "table", let names, _): names.map { Need(table: $0) }
    case .rename(kind: "table", let table, nil, _): [Need(table: table)]
    case .rename(kind: "column", let table, let column?, _): [Need(table: table, columns: [column])]
    case .setSchema(kind: "table", let table, _): [Need(table: table)]
    case .reindex(kind: "TABLE", let table, _): [Need(table: table)]
    case .createTrigger(_, let table), .policy(_, let table, _): [Need(table: table)]
    case .vacuum(let tables, _), .truncate(let tables, _): tables.map { Need(table: $0) }
    case .cluster(let table): table.map { [Need(table: $0)] } ?? []
    case .write(let write): [Need(table: write.table)]
    default: []
    }
  }

  private static func columns(_ change: TableChange) -> [String] {
    switch change {
    case .dropColumn(let name), .setType(let name), .setNotNull(let name), .dropNotNull(let name),
      .setDefault(let name),
      .dropDefault(let name), .dropExpression(let name), .identity(let name, _):
      [name]
    case .addConstraint(let constraint): constraint.columns
    default: []
    }
  }

  private static func others(_ change: TableChange) -> [ObjectName] {
    switch change {
    case .addConstraint(let constraint): [constraint.target].compactMap(\.self)
    case .addColumn(let column): column.constraints.compactMap(\.target)
    case .attach(let table, _), .detach(let table, _): [table]
    default: []
    }
  }
}
