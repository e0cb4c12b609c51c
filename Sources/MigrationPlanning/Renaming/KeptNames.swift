import CatalogComparison
import SchemaModel

/// A goal in which what may be renamed is made beside what is there, and that stays until somebody has said so.
struct KeptNames {
  private(set) var goal: Catalog
  private(set) var likely: [MigrationPlan.LikelyRename] = []
  private let base: Catalog
  private let new: Catalog

  init(_ found: [LikelyRenames.Found], from base: Catalog, to new: Catalog) {
    self.base = base
    self.new = new
    goal = new
    for rename in found {
      let isBeside: Bool
      switch rename.kind {
      case .table: isBeside = keepTable(rename.oldTable, rename.newTable)
      case .column: isBeside = keepColumn(rename)
      case .value: isBeside = keepValue(rename)
      }
      ask(rename, isBeside)
    }
  }

  /// Keys and views that name the one go on doing so: nothing is in the other yet.
  private mutating func keepTable(_ old: ObjectName, _ new: ObjectName) -> Bool {
    guard let table = base.tables[old] else { return true }
    goal.tables.append(table)
    for before in base.tables {
      for key in before.foreignKeys where key.target == old {
        goal.tables.update(before.name) { target in
          target.foreignKeys.removeAll {
            $0.name == key.name || $0.target == new && $0.columns == key.columns
          }
          target.foreignKeys.append(key)
        }
      }
    }
    for view in base.views where view.reads.contains(old) {
      if goal.views.contains(view.name) { goal.views.update(view.name) { $0 = view } } else { goal.views.append(view) }
    }
    let signatures = Set(goal.functions.map(\.signature))
    let called = Set(table.triggers.map(\.function))
    goal.functions += base.functions.filter { called.contains($0.name) && !signatures.contains($0.signature) }
    for sequence in base.sequences where sequence.ownedBy?.table == old && !goal.sequences.contains(sequence.name) {
      goal.sequences.append(sequence)
    }
    goal.grants += base.grants.filter { $0.object == old && !goal.grants.contains($0) }
    return true
  }

  /// Made beside the old one; what can not stand beside itself keeps its name.
  private mutating func keepColumn(_ rename: LikelyRenames.Found) -> Bool {
    guard let table = base.tables[rename.owner], var column = table.columns[rename.old],
      ColumnMoves.canStandBeside(rename.old, table), new.tables[rename.owner]?.columns[rename.new]?.generated == nil,
      new.tables[rename.owner]?.primaryKey?.columns.contains(rename.new) != true
    else {
      let back = CatalogRenames.Rename(
        kind: .column, oldTable: rename.owner, newTable: rename.owner, oldColumn: rename.new, newColumn: rename.old)
      goal = CatalogRenames(known: [back], to: base).applied(to: goal)
      return false
    }
    column.isNullable = true
    goal.tables.update(rename.owner) { $0.columns.append(column) }
    keepParts(of: rename.old, table)
    return true
  }

  private mutating func keepParts(of column: String, _ table: Table) {
    let use = ColumnUse(table, column, in: new)
    goal.tables.update(table.name) { target in
      target.indexes += use.indexes.filter { index in !target.indexes.contains { $0.name == index.name } }
      target.foreignKeys += use.foreignKeys.filter { key in !target.foreignKeys.contains { $0.name == key.name } }
      target.checks += use.checks.filter { check in !target.checks.contains { $0.name == check.name } }
      target.uniqueConstraints += use.uniques.filter { key in !target.uniqueConstraints.contains { $0.name == key.name }
      }
    }
  }

  private mutating func keepValue(_ rename: LikelyRenames.Found) -> Bool {
    guard let value = base.enums[rename.owner]?.values.first(where: { $0.label == rename.old }) else { return true }
    goal.enums.update(rename.owner) { type in
      let position = type.values.firstIndex { $0.label == rename.new } ?? type.values.count
      type.values.insert(value, at: position)
    }
    return true
  }

  private mutating func ask(_ rename: LikelyRenames.Found, _ isBeside: Bool) {
    let (old, new) = (rename.oldDisplay, rename.newDisplay)
    likely.append(MigrationPlan.LikelyRename(old, to: new, because: rename.because, isBeside: isBeside))
  }
}
