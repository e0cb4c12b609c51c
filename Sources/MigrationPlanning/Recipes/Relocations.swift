import CatalogComparison
import SchemaModel

/// What the plan says of columns that go on in another table.
struct Relocations {
  private(set) var all: [Relocation] = []
  /// Columns that can not go where they are said to, and why.
  private(set) var impossible: [(old: ColumnReference, new: ColumnReference, because: String)] = []

  private let base: Catalog

  /// - Parameter renames: those of tables count here, since a column is named by the table that it was in.
  init(_ context: MigrationContext, _ renames: CatalogRenames) {
    base = context.base
    var groups: [(source: ObjectName, target: ObjectName, columns: [(old: String, new: String)])] = []
    for (old, new) in context.facts.renames {
      guard var from = Self.column(old, of: context.base, renames), let to = Self.column(new, of: context.goal, nil),
        from.table != to.table
      else { continue }
      from.table = renames.renamed(from.table)
      guard from.table != to.table, context.goal.tables[from.table]?.columns.contains(from.column) != true,
        context.base.tables[to.table]?.columns.contains(to.column) != true
      else { continue }
      if let index = groups.firstIndex(where: { $0.source == from.table && $0.target == to.table }) {
        groups[index].columns.append((from.column, to.column))
      } else {
        groups.append((from.table, to.table, [(from.column, to.column)]))
      }
    }
    for group in groups {
      guard let source = context.base.tables[group.source], let target = context.goal.tables[group.target] else {
        continue
      }
      let (made, because) = Relocation.make(source, target, group.columns, context)
      if let made { all.append(made) }
      guard let because else { continue }
      for (old, new) in group.columns {
        impossible.append((ColumnReference(group.source, old), ColumnReference(group.target, new), because))
      }
    }
  }

  private static func column(_ name: String, of catalog: Catalog, _ renames: CatalogRenames?) -> ColumnReference? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let table = String(name[..<dot])
    let column = String(name[name.index(after: dot)...])
    let before = renames?.renames.first {
      $0.kind == .table && [$0.oldTable.display, $0.oldTable.qualified].contains(table)
    }
    let found =
      before?.newTable ?? catalog.tables.first { $0.name.display == table || $0.name.qualified == table }?.name
    guard let found, catalog.tables[found]?.columns.contains(column) == true else { return nil }
    return ColumnReference(found, column)
  }

  var releases: Releases {
    all.map(\.releases).reduce(into: Releases()) { $0.add($1) }
  }

  /// What can not go where the plan says it goes stays where it is.
  var gaps: [MigrationPlan.Gap] {
    impossible.map { old, new, because in
      MigrationPlan.Gap(old.display, because: "it can not go on as \(new.display): \(because); until it can, it stays")
    }
  }

  func keepingImpossible(_ wanted: Catalog) -> Catalog {
    var goal = wanted
    for (old, _, _) in impossible {
      guard let table = base.tables[old.table], var column = table.columns[old.column] else { continue }
      guard goal.tables.contains(old.table) else {
        goal.tables.append(table)
        continue
      }
      column.isNullable = true
      let use = ColumnUse(table, old.column, in: wanted)
      goal.tables.update(old.table) { target in
        target.columns.append(column)
        target.indexes += use.indexes.filter { index in !target.indexes.contains { $0.name == index.name } }
        target.foreignKeys += use.foreignKeys.filter { key in !target.foreignKeys.contains { $0.name == key.name } }
        target.checks += use.checks.filter { check in !target.checks.contains { $0.name == check.name } }
      }
    }
    return goal
  }

  /// All of them under both names.
  var names: Set<String> {
    Set(
      all.flatMap { move in
        move.columns.flatMap { ["\(move.source.name.display).\($0.old)", "\(move.target.name.display).\($0.new)"] }
      } + impossible.flatMap { [$0.old.display, $0.new.display] })
  }

  var relocated: Set<String> {
    Set(all.flatMap { move in move.columns.map { "\(move.source.name.display).\($0.old)" } })
  }

  /// Columns that leave a table, and those that come to one, by this way.
  func leaving(_ table: ObjectName) -> Set<String> {
    Set(all.filter { $0.source.name == table }.flatMap { $0.columns.map(\.old) })
  }

  func coming(to table: ObjectName) -> Set<String> {
    Set(all.filter { $0.target.name == table }.flatMap { $0.columns.map(\.new) })
  }
}
