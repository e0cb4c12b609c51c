import Diagnostics
package import SchemaModel

extension CatalogDifference {
  /// The difference of two catalogs of which somebody said what goes on under another name: that is one change, the name,
  /// beside what changed of it.
  package init(from old: Catalog, to new: Catalog, renames: CatalogRenames) {
    self.init(from: renames.applied(to: old), to: new)
    for rename in renames.renames { add(rename, new) }
  }

  private mutating func add(_ rename: CatalogRenames.Rename, _ new: Catalog) {
    guard let kind = Self.kind(of: rename, new) else { return }
    let isOwn = rename.kind != .enumValue
    let name =
      rename.kind == .table || rename.kind == .enumValue ? rename.newTable.display : rename.newColumn
    let detail = SchemaChange.Detail(
      rename.kind == .enumValue ? "value" : "name",
      from: rename.kind == .table ? rename.oldTable.display : rename.oldColumn,
      to: rename.kind == .table ? rename.newTable.display : rename.newColumn)
    let table = isOwn ? rename.newTable : nil
    if let position = changes.firstIndex(where: {
      $0.action == .change && $0.kind == kind && $0.name == name && $0.table == table
    }) {
      changes[position].details.insert(detail, at: 0)
      return
    }
    var change = SchemaChange(.change, kind, name, of: table, span: Self.span(of: rename, new))
    change.details = [detail]
    changes.append(change)
  }

  private static func span(of rename: CatalogRenames.Rename, _ new: Catalog) -> SourceSpan? {
    switch rename.kind {
    case .enumValue: new.enums[rename.newTable]?.span
    case .column: new.tables[rename.newTable]?.columns[rename.newColumn]?.span
    default: new.tables[rename.newTable]?.span
    }
  }

  private static func kind(of rename: CatalogRenames.Rename, _ new: Catalog) -> SchemaChange.ObjectKind? {
    switch rename.kind {
    case .table: return .table
    case .column: return .column
    case .enumValue: return .enumType
    case .index: return .index
    case .constraint:
      guard let table = new.tables[rename.newTable] else { return nil }
      let name = rename.newColumn
      if table.primaryKey?.name == name { return .primaryKey }
      if table.uniqueConstraints.contains(where: { $0.name == name }) { return .uniqueConstraint }
      if table.checks.contains(where: { $0.name == name }) { return .checkConstraint }
      if table.exclusions.contains(where: { $0.name == name }) { return .exclusionConstraint }
      return .foreignKey
    }
  }
}
