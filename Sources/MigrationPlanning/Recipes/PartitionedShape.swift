import CatalogComparison
import SchemaModel

/// A table in use as it will be partitioned, in the columns that it has now: the rest of what changes comes afterwards.
struct PartitionedShape {
  let old: Table
  let goal: Table
  let table: Table
  let partitions: [Table]

  init(_ old: Table, to goal: Table, in catalog: Catalog) {
    self.old = old
    self.goal = goal
    let shape = Self.shape(old, goal)
    table = shape
    var parts: [Table] = []
    func add(_ parent: ObjectName) {
      for child in catalog.tables where child.partitionOf?.parent == parent {
        parts.append(Self.part(child, of: shape))
        add(child.name)
      }
    }
    add(goal.name)
    partitions = parts
  }

  private static func shape(_ old: Table, _ goal: Table) -> Table {
    var table = goal
    table.columns = old.columns
    for name in goal.primaryKey?.columns ?? [] { table.columns.update(name) { $0.isNullable = false } }
    table.uniqueConstraints = goal.uniqueConstraints.filter { has(old, $0.columns + $0.includes, unique: $0.columns) }
    table.indexes = goal.indexes.filter { index in
      let names = index.elements.compactMap(\.columnName) + index.includes
      let isFree = !index.isUnique || old.indexes.contains { $0.name == index.name && $0.isUnique }
      return isFree && has(old, names, unique: nil) && known(index, in: old)
    }
    table.checks = goal.checks.filter { check in old.checks.contains { $0.expression == check.expression } }
    table.exclusions = goal.exclusions.filter { item in old.exclusions.contains { $0.name == item.name } }
    table.foreignKeys = goal.foreignKeys.filter { key in
      key.isEnforced && old.foreignKeys.contains { $0.isValidated && isSame($0, key) }
    }
    table.triggers = old.triggers
    table.policies = old.policies
    table.rules = old.rules
    table.rowSecurity = old.rowSecurity
    table.comment = old.comment
    return table
  }

  private static func has(_ old: Table, _ columns: [String], unique: [String]?) -> Bool {
    columns.allSatisfy(old.columns.contains) && (unique.map(old.isUnique) ?? true)
  }

  /// Expressions and conditions are known to the old table when it has the same ones, or there are none.
  private static func known(_ index: Index, in old: Table) -> Bool {
    guard index.predicate != nil || index.columnNames == nil else { return true }
    return old.indexes.contains { $0.elements == index.elements && $0.predicate == index.predicate }
  }

  static func isSame(_ left: ForeignKey, _ right: ForeignKey) -> Bool {
    left.columns == right.columns && left.target == right.target && left.targetColumns == right.targetColumns
      && left.onDelete == right.onDelete && left.onUpdate == right.onUpdate && left.deferral == right.deferral
      && left.match == right.match && left.onDeleteColumns == right.onDeleteColumns
  }

  private static func part(_ goal: Table, of whole: Table) -> Table {
    var part = goal
    part.columns = NamedList(
      whole.columns.map { column in
        var own = goal.columns[column.name] ?? column
        own.isNullable = column.isNullable
        own.comment = goal.columns[column.name]?.comment
        return own
      })
    part.uniqueConstraints = goal.uniqueConstraints.filter { key in
      whole.uniqueConstraints.contains { $0.columns == key.columns }
    }
    part.indexes = goal.indexes.filter { index in
      whole.indexes.contains { $0.elements == index.elements && $0.predicate == index.predicate }
    }
    part.checks = goal.checks.filter { check in whole.checks.contains { $0.expression == check.expression } }
    part.foreignKeys = goal.foreignKeys.filter { key in whole.foreignKeys.contains { isSame($0, key) } }
    part.triggers = goal.triggers.filter { trigger in whole.triggers.contains { $0.name == trigger.name } }
    part.policies = []
    part.rules = []
    part.rowSecurity = RowSecurity()
    return part
  }

  /// Partitions under their final names below a table of another one, with nothing that only code in use needs.
  func beside(_ name: ObjectName, _ twins: [String: String]) -> [Table] {
    var bare = table
    bare.name = name
    bare.triggers = []
    bare.policies = []
    bare.rules = []
    bare.rowSecurity = RowSecurity()
    bare.foreignKeys = []
    bare.columns = Self.unnumbered(bare.columns)
    bare.primaryKey?.name = twins[table.primaryKey?.name ?? ""] ?? table.primaryKey?.name ?? ""
    for index in bare.uniqueConstraints.indices {
      bare.uniqueConstraints[index].name =
        twins[bare.uniqueConstraints[index].name] ?? bare.uniqueConstraints[index].name
    }
    for index in bare.indexes.indices {
      bare.indexes[index].name = twins[bare.indexes[index].name] ?? bare.indexes[index].name
    }
    return [bare]
      + partitions.map { part in
        var part = part
        part.foreignKeys = []
        part.triggers = []
        part.columns = Self.unnumbered(part.columns)
        if part.partitionOf?.parent == table.name { part.partitionOf?.parent = name }
        return part
      }
  }

  private static func unnumbered(_ columns: NamedList<Column>) -> NamedList<Column> {
    var columns = columns
    for column in columns.names { columns.update(column) { $0.identity = nil } }
    return columns
  }

  /// Columns of which several rows may have the same values from now on.
  var repeatable: [KeyConstraint] { old.keys.filter { !table.isUnique($0.columns) } }

  static func isPart(_ table: Table, of whole: ObjectName, in catalog: Catalog) -> Bool {
    guard let parent = table.partitionOf?.parent else { return false }
    return parent == whole || catalog.tables[parent].map { isPart($0, of: whole, in: catalog) } ?? false
  }
}
