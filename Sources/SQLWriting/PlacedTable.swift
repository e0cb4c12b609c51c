package import SchemaModel

/// A table as it is to be written: without what its parents give it anyway.
package struct PlacedTable {
  package enum Form {
    case ordinary
    /// `CREATE TABLE ... PARTITION OF`: keys and indexes come from the parent under automatic names.
    case partition
    /// Made like any table and attached when its keys and indexes are there, so that those keep their names.
    case attached
  }

  package private(set) var table: Table
  package private(set) var form = Form.ordinary
  /// Inherited columns with a default of their own.
  package private(set) var overrides: [Column] = []

  package static func all(in catalog: Catalog) -> [PlacedTable] {
    catalog.tables.map { table in
      let names = table.partitionOf.map { [$0.parent] } ?? table.inherits
      return PlacedTable(table, parents: names.compactMap { catalog.tables[$0] })
    }
  }

  package init(_ table: Table, parents: [Table]) {
    self.table = table
    if table.partitionOf != nil {
      placePartition(of: parents.first)
    } else if !parents.isEmpty {
      dropInherited(from: parents)
    }
  }

  private mutating func placePartition(of parent: Table?) {
    guard let parent else {
      // All of it may come from the parent, which is not known here.
      form = .partition
      table.columns = NamedList()
      (table.primaryKey, table.uniqueConstraints, table.checks) = (nil, [], [])
      (table.indexes, table.foreignKeys) = ([], [])
      return
    }
    form = table.columns.isEmpty || namesAreAutomatic(under: parent) ? .partition : .attached
    table.foreignKeys.removeAll { key in parent.foreignKeys.contains { $0.isSame(as: key) } }
    table.triggers.removeAll { trigger in
      trigger.isForEachRow && parent.triggers.contains { $0.name == trigger.name && $0.isForEachRow }
    }
    if form == .partition {
      table.columns.removeAll { column in parent.columns[column.name].map { $0.isSame(as: column) } ?? false }
      table.checks.removeAll { check in parent.checks.contains { $0.name == check.name } }
      if parent.primaryKey != nil { table.primaryKey = nil }
      table.uniqueConstraints.removeAll { key in parent.uniqueConstraints.contains { $0.isSame(as: key) } }
      table.indexes.removeAll { index in parent.indexes.contains { $0.isSame(as: index) } }
    } else {
      // A partition must have every check of its parent before it is attached.
      let known = Set(table.checks.map(\.name))
      table.checks += parent.checks.filter { $0.isInherited && !known.contains($0.name) }
    }
  }

  private mutating func dropInherited(from parents: [Table]) {
    for column in table.columns where !column.isLocal {
      guard let inherited = parents.lazy.compactMap({ $0.columns[column.name] }).first else { continue }
      table.columns[column.name] = nil
      if inherited.isSame(as: column) == false { overrides.append(column) }
    }
    table.checks.removeAll { check in
      !check.isLocal && parents.contains { $0.checks.contains { $0.isInherited && $0.name == check.name } }
    }
  }

  /// Whether PostgreSQL would give the copies of the parent's keys and indexes the names they have here.
  private func namesAreAutomatic(under parent: Table) -> Bool {
    let own = table.name.name
    if let key = table.primaryKey, parent.primaryKey != nil, key.name != "\(own)_pkey" { return false }
    for key in table.uniqueConstraints where parent.uniqueConstraints.contains(where: { $0.isSame(as: key) }) {
      if key.name != "\(own)_\(key.columns.joined(separator: "_"))_key" { return false }
    }
    for index in table.indexes where parent.indexes.contains(where: { $0.isSame(as: index) }) {
      let parts = index.elements.map { $0.columnName ?? "expr" } + index.includes
      if index.name != "\(own)_\(parts.joined(separator: "_"))_idx" { return false }
    }
    return true
  }
}

extension Column {
  package func isSame(as other: Column) -> Bool {
    type == other.type && isNullable == other.isNullable && defaultExpression == other.defaultExpression
      && identity == other.identity && generated == other.generated && collation == other.collation
  }
}

extension KeyConstraint {
  package func isSame(as other: KeyConstraint) -> Bool {
    columns == other.columns && includes == other.includes && nullsNotDistinct == other.nullsNotDistinct
  }
}

extension Index {
  package func isSame(as other: Index) -> Bool {
    method == other.method && elements == other.elements && includes == other.includes
      && predicate == other.predicate && isUnique == other.isUnique
  }
}

extension ForeignKey {
  package func isSame(as other: ForeignKey) -> Bool {
    columns == other.columns && target == other.target && targetColumns == other.targetColumns
  }
}
