import SchemaModel

extension PartFate {
  /// Tables that inherit columns or checks otherwise than statements could make them, and memberships that are to be
  /// given up and taken again.
  ///
  /// What a table had by itself it keeps so, and what it had from a parent becomes its own when it leaves that parent:
  /// only a new table has it from its parent alone.
  var misplaced: [Part] {
    new.catalog.tables.flatMap { after -> [Part] in
      guard isKept(.table(after.name)), after.partitionOf == nil, !after.inherits.isEmpty,
        let before = old.catalog.tables[after.name]
      else { return [] }
      let columns = after.columns.compactMap { column -> Locality? in
        let part = Part.column(after.name, column.name)
        guard isKept(part), let earlier = before.columns[column.name] else {
          return column.isLocal ? nil : isGiven(part, to: after) ? nil : Locality.lost
        }
        return Locality(earlier.isLocal, column.isLocal, parents(of: after) { $0.columns.contains(column.name) })
      }
      let checks = after.checks.compactMap { check -> Locality? in
        let part = Part.constraint(after.name, check.name)
        guard isKept(part), let earlier = before.checks.first(where: { $0.name == check.name }) else {
          return check.isLocal ? nil : isGiven(part, to: after) ? nil : Locality.lost
        }
        let givers = parents(of: after) { $0.checks.contains { $0.name == check.name && $0.isInherited } }
        return Locality(earlier.isLocal, check.isLocal, givers)
      }
      let items = columns + checks
      if items.contains(where: { !$0.isWanted && $0.isReached }) { return [.table(after.name)] }
      let left = Set(items.filter { $0.isWanted && !$0.isReached }.flatMap(\.givers))
      let isShared = items.contains { !$0.isWanted && !left.isDisjoint(with: $0.givers) }
      if isShared { return [.table(after.name)] }
      return left.sorted().map { .membership(after.name, $0) }
    }
  }

  private func parents(of table: Table, _ gives: (Table) -> Bool) -> [ObjectName] {
    table.inherits.filter { parent in
      isKept(.membership(table.name, parent)) && old.catalog.tables[parent].map(gives) ?? false
        && new.catalog.tables[parent].map(gives) ?? false
    }
  }

  /// Whether a parent that stays gets it too, so that the child has it from there.
  private func isGiven(_ part: Part, to table: Table) -> Bool {
    guard let other = new.follows[part], let parent = other.owner else { return false }
    return isCreated(other) && isKept(.table(parent))
  }

  /// Whether something of a table is its own: as it will be, and as it is to be.
  private struct Locality {
    let isReached: Bool
    let isWanted: Bool
    let givers: [ObjectName]

    /// What a child would have to have before it takes the parent that it is to have it from.
    static let lost = Locality(true, false, [])

    init(_ before: Bool, _ after: Bool, _ givers: [ObjectName]) {
      isReached = before || givers.isEmpty
      isWanted = after
      self.givers = givers
    }
  }
}
