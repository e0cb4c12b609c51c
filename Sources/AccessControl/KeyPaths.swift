package import SchemaModel

/// How each table reaches a column that says whose a row is: a tenant's key, or the column of a row's owner.
///
/// A table without the column belongs to whom a parent that it must have belongs to. A parent that takes its children with it
/// (ON DELETE CASCADE) owns them; another one only when no owner leads to the column. Of several owners the nearest to the
/// column counts.
package struct KeyPaths: Sendable {
  /// Where a row's key stands.
  package enum Place: Sendable {
    /// The rows are what the key names: its value is this column of theirs.
    case root(column: String)
    /// A column of the table itself.
    case own(column: String)
    case parent(Path)
  }

  package struct Path: Sendable {
    /// The foreign keys on the way, the table's own first.
    package var keys: [ForeignKey]
    /// Parents that lead to the key as well as the first of the path.
    package var equals: [ObjectName]
    /// The column with the key in the last table.
    package var column: String

    /// The tables on the way, the parent first.
    package var tables: [ObjectName] { keys.map(\.target) }
  }

  /// The column that holds the key.
  package let key: String
  private var places: [ObjectName: Place] = [:]

  /// - Parameters:
  ///   - isApart: tables that the key does not part, whatever their columns are called.
  ///   - chosen: parents that the plan names; such a parent may be missing, and then the row is nobody's.
  ///   - home: the only table whose column is meant; nil for every table that has it.
  package init(
    _ key: String, in catalog: Catalog, isApart: (ObjectName) -> Bool, chosen: [ObjectName: ObjectName] = [:],
    home: ObjectName? = nil
  ) {
    self.key = key
    let tables = catalog.tables.filter { $0.partitionOf == nil && !isApart($0.name) }
    let direct = tables.filter { $0.columns.contains(key) && (home == nil || $0.name == home) }
    for table in direct { places[table.name] = .own(column: key) }
    for table in direct {
      for foreignKey in table.foreignKeys where foreignKey.columns == [key] && !isApart(foreignKey.target) {
        guard let column = foreignKey.targetColumns.first, foreignKey.target != table.name else { continue }
        places[foreignKey.target] = .root(column: column)
      }
    }
    let starts = tables.map(\.name).filter { places[$0] != nil }
    let steps = PathSearch(tables, from: starts, chosen: chosen).steps
    for name in steps.keys {
      var keys: [ForeignKey] = []
      var last = name
      while let step = steps[last] {
        keys.append(step.key)
        last = step.key.target
      }
      places[name] = place(at: keys, equals: steps[name]?.equals ?? [])
    }
  }

  /// A foreign key to what the key names holds the key itself, by another name.
  private func place(at keys: [ForeignKey], equals: [ObjectName]) -> Place? {
    guard let last = keys.last else { return nil }
    guard case .root(let column)? = places[last.target] else {
      return .parent(Path(keys: keys, equals: equals, column: key))
    }
    guard let position = last.targetColumns.firstIndex(of: column) else { return nil }
    let holder = last.columns[position]
    return keys.count == 1
      ? .own(column: holder) : .parent(Path(keys: keys.dropLast(), equals: equals, column: holder))
  }

  /// nil for a table that does not reach the key.
  package subscript(table: ObjectName) -> Place? { places[table] }

  /// Whether the table's rows are what the key names.
  package func isRoot(_ table: ObjectName) -> Bool {
    if case .root? = places[table] { true } else { false }
  }

  /// The tables that reach it.
  package var tables: Set<ObjectName> { Set(places.keys) }
}

/// Searches from the tables with the key, and from what it names, to their children, along foreign keys that every row has.
private struct PathSearch {
  struct Step {
    var key: ForeignKey
    var equals: [ObjectName] = []
  }

  private(set) var steps: [ObjectName: Step] = [:]
  /// How many foreign keys away from the key a table is at least.
  private var depths: [ObjectName: Int] = [:]

  init(_ tables: [Table], from starts: [ObjectName], chosen: [ObjectName: ObjectName]) {
    let closed = Set(starts)
    var parents: [ObjectName: [ForeignKey]] = [:]
    for table in tables where !closed.contains(table.name) {
      let wanted = chosen[table.name]
      parents[table.name] = table.foreignKeys.filter { foreignKey in
        foreignKey.target != table.name && (wanted.map { $0 == foreignKey.target } ?? true)
          && (wanted != nil || foreignKey.columns.allSatisfy { table.columns[$0]?.isNullable == false })
      }
    }
    measure(from: starts, parents)
    for (table, keys) in parents {
      let reachable = keys.filter { depths[$0.target] != nil }
      let owners = reachable.filter { $0.onDelete == .cascade }
      steps[table] = nearest(owners.isEmpty ? reachable : owners)
    }
    // Tables that own each other in a ring lead nowhere: there the shortest way counts.
    for table in ringed() { steps[table] = nearest((parents[table] ?? []).filter { depths[$0.target] != nil }) }
    if !ringed().isEmpty {
      for (table, keys) in parents { steps[table] = nearest(keys.filter { depths[$0.target] != nil }) }
    }
  }

  private mutating func measure(from starts: [ObjectName], _ parents: [ObjectName: [ForeignKey]]) {
    var children: [ObjectName: [ObjectName]] = [:]
    for (table, keys) in parents {
      for key in keys { children[key.target, default: []].append(table) }
    }
    var frontier = starts
    for name in starts { depths[name] = 0 }
    while !frontier.isEmpty {
      var next: [ObjectName] = []
      for parent in frontier {
        for child in children[parent] ?? [] where depths[child] == nil {
          depths[child] = (depths[parent] ?? 0) + 1
          next.append(child)
        }
      }
      frontier = next
    }
  }

  /// The foreign key whose parent is nearest to the key, with other parents that are as near.
  private func nearest(_ keys: [ForeignKey]) -> Step? {
    guard let least = keys.compactMap({ depths[$0.target] }).min() else { return nil }
    let near = keys.filter { depths[$0.target] == least }
    guard let first = near.first else { return nil }
    var equals: [ObjectName] = []
    for key in near where key.target != first.target && !equals.contains(key.target) { equals.append(key.target) }
    return Step(key: first, equals: equals)
  }

  /// Tables whose ways come back to themselves.
  private func ringed() -> [ObjectName] {
    var visits: [ObjectName: ObjectName] = [:]
    var found: [ObjectName] = []
    for start in steps.keys {
      var name = start
      while visits[name] == nil, let step = steps[name] {
        visits[name] = start
        name = step.key.target
      }
      guard visits[name] == start, steps[name] != nil else { continue }
      var member = name
      repeat {
        found.append(member)
        member = steps[member]?.key.target ?? name
      } while member != name
    }
    return found
  }
}
