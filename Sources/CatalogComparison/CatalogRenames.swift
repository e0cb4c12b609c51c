package import SchemaModel

/// New names for tables, columns, values of enums, constraints and indexes that somebody said are the old ones: what is
/// left of a difference is what changed.
package struct CatalogRenames: Sendable {
  /// One thing under both its names.
  package struct Rename: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case table
      case column
      case enumValue
      case constraint
      case index
    }

    package var kind: Kind
    /// The table as it was called, or that of the column, constraint or index; the enum of a value.
    package var oldTable: ObjectName
    package var newTable: ObjectName
    /// The column, value, constraint or index; empty for tables.
    package var oldColumn = ""
    package var newColumn = ""

    package init(
      kind: Kind, oldTable: ObjectName, newTable: ObjectName, oldColumn: String = "", newColumn: String = ""
    ) {
      self.kind = kind
      self.oldTable = oldTable
      self.newTable = newTable
      self.oldColumn = oldColumn
      self.newColumn = newColumn
    }

    package var oldDisplay: String { kind == .table ? oldTable.display : "\(oldTable.display).\(oldColumn)" }
    package var newDisplay: String { kind == .table ? newTable.display : "\(newTable.display).\(newColumn)" }
  }

  /// Tables first, in their order.
  package private(set) var renames: [Rename] = []
  private let new: Catalog

  /// Keeps what is true of the two: the old name stands in the old catalog alone, the new one in the new.
  /// - Parameter names: `table` or `table.column` on both sides.
  package init(_ names: [(old: String, new: String)], from old: Catalog, to new: Catalog) {
    self.new = new
    guard !names.isEmpty else { return }
    let before = Self.tables(of: old)
    let after = Self.tables(of: new)
    var moved: [ObjectName: ObjectName] = [:]
    for (oldName, newName) in names {
      guard let table = before[oldName], let target = after[newName], !new.tables.contains(table),
        !old.tables.contains(target), moved[table] == nil, !moved.values.contains(target)
      else { continue }
      moved[table] = target
      renames.append(Rename(kind: .table, oldTable: table, newTable: target))
    }
    for (oldName, newName) in names {
      guard let from = Self.column(oldName, among: before), let to = Self.column(newName, among: after),
        (moved[from.table] ?? from.table) == to.table, let table = old.tables[from.table],
        let target = new.tables[to.table], table.columns.contains(from.column), !table.columns.contains(to.column),
        target.columns.contains(to.column), !target.columns.contains(from.column)
      else { continue }
      renames.append(
        Rename(
          kind: .column, oldTable: from.table, newTable: to.table, oldColumn: from.column, newColumn: to.column))
    }
    let parts = RenamedParts(old: old, new: new, moved: moved)
    for (oldName, newName) in names {
      if let rename = parts.rename(oldName, to: newName), !renames.contains(rename) { renames.append(rename) }
    }
  }

  /// Those of which somebody knows already that they are true.
  package init(known renames: [Rename], to new: Catalog) {
    self.renames = renames
    self.new = new
  }

  /// The way back: what is called anew is called as before.
  package func reversed(from new: Catalog, to old: Catalog) -> CatalogRenames {
    var result = CatalogRenames([], from: new, to: old)
    result.renames = renames.map { rename in
      Rename(
        kind: rename.kind, oldTable: rename.newTable, newTable: rename.oldTable, oldColumn: rename.newColumn,
        newColumn: rename.oldColumn)
    }
    return result
  }

  package var isEmpty: Bool { renames.isEmpty }

  /// The old catalog under the new names.
  package func applied(to old: Catalog) -> Catalog {
    var catalog = old
    var words: [ObjectName: [(old: String, new: String)]] = [:]
    for rename in renames {
      switch rename.kind {
      case .table:
        CatalogRenaming.rename(rename.oldTable, to: rename.newTable, in: &catalog)
        words[rename.newTable, default: []].append((rename.oldTable.name, rename.newTable.name))
      case .column:
        CatalogRenaming.rename(rename.oldColumn, to: rename.newColumn, of: rename.newTable, in: &catalog)
        words[rename.newTable, default: []].append((rename.oldColumn, rename.newColumn))
      case .enumValue:
        CatalogRenaming.renameValue(rename.oldColumn, to: rename.newColumn, of: rename.newTable, in: &catalog)
      case .constraint, .index:
        catalog.tables.update(rename.newTable) { table in
          RenameFollowers.rename(&table) { $0 == rename.oldColumn ? rename.newColumn : $0 }
        }
        catalog.views.update(rename.newTable) { view in
          for index in view.indexes.indices where view.indexes[index].name == rename.oldColumn {
            view.indexes[index].name = rename.newColumn
          }
        }
      }
    }
    let followers = RenameFollowers(target: new)
    for (table, words) in words.sorted(by: { $0.key < $1.key }) { followers.rename(words, on: table, in: &catalog) }
    return catalog
  }

  /// The new name of a table.
  package func renamed(_ table: ObjectName) -> ObjectName {
    renames.first { $0.kind == .table && $0.oldTable == table }?.newTable ?? table
  }

  /// A text that names old tables, and columns after their tables, with the new names.
  package func renamed(_ text: String) -> String {
    renames.reduce(text) { text, rename in
      switch rename.kind {
      case .table: IdentifierText.replacing(rename.oldTable.name, with: rename.newTable.name, in: text)
      case .column:
        IdentifierText.contains(rename.newTable.name, in: text)
          ? IdentifierText.replacing(rename.oldColumn, with: rename.newColumn, in: text) : text
      default: text
      }
    }
  }

  private static func tables(of catalog: Catalog) -> [String: ObjectName] {
    var names: [String: ObjectName] = [:]
    for table in catalog.tables {
      names[table.name.qualified] = table.name
      names[table.name.display] = table.name
    }
    return names
  }

  private static func column(_ name: String, among tables: [String: ObjectName]) -> ColumnReference? {
    guard let dot = name.lastIndex(of: "."), let table = tables[String(name[..<dot])] else { return nil }
    return ColumnReference(table, String(name[name.index(after: dot)...]))
  }
}
