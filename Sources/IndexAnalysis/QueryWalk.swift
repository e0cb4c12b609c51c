package import PlanModel
package import SchemaModel

/// The way one query takes: the table it begins at, then the tables its joins reach, each with the index it uses.
package struct QueryWalk: Sendable {
  package struct Step: Sendable {
    package var table: ObjectName
    /// nil when nothing helps to find the rows.
    package var fit: IndexFit?
  }

  package var steps: [Step] = []
  /// The unique key that ON CONFLICT asks.
  package var conflict: AccessPath?

  package var entry: Step? { steps.first }
}

/// Chooses the indexes of queries from the conditions they state, the keys of a schema and the rows a plan declares.
package struct IndexChooser: Sendable {
  package let facts: RowFacts
  private let tables: [ObjectName: Table]
  private let paths: [ObjectName: [AccessPath]]

  /// `ignored` are indexes that are to be dropped, by table.
  package init(catalog: Catalog, plan: Plan, ignoring ignored: [ObjectName: Set<String>] = [:]) {
    facts = RowFacts(catalog: catalog, plan: plan)
    tables = Dictionary(catalog.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var paths: [ObjectName: [AccessPath]] = [:]
    for table in catalog.tables { paths[table.name] = AccessPath.all(of: table) }
    for view in catalog.views where view.isMaterialized { paths[view.name] = AccessPath.all(of: view) }
    for (table, names) in ignored { paths[table]?.removeAll { names.contains($0.name) } }
    self.paths = paths
  }

  package func walk(_ shape: QueryShape) -> QueryWalk {
    let names = Set(shape.relations.filter(isRead).map(\.name))
    var open = Search(shape, names, self)
    var walk = QueryWalk()
    while let step = open.next() { walk.steps.append(step) }
    walk.conflict = conflict(shape)
    return walk
  }

  /// Plain views are looked through and read nothing themselves.
  private func isRead(_ relation: QueryShape.Relation) -> Bool { paths[relation.name] != nil }

  private func conflict(_ shape: QueryShape) -> AccessPath? {
    let columns = Set(shape.conflictColumns.map(\.column))
    guard let target = shape.relations.first(where: \.isWritten)?.name else { return nil }
    return paths[target]?.first { path in
      if let name = shape.conflictConstraint { return path.name == name }
      return path.isUnique && !columns.isEmpty && path.columns.count == path.elements.count
        && Set(path.columns) == columns
        && (path.predicate == nil || SQLTokens.areEqual(path.predicate?.sql, shape.conflictCondition))
    }
  }

  /// The path of `table` that leaves the fewest rows, when some of its columns have a value.
  fileprivate func best(
    _ table: ObjectName, _ filter: TableFilter, available: Set<String>, isEntry: Bool, limit: Int?
  ) -> IndexFit? {
    var best: IndexFit?
    for path in paths[table] ?? [] {
      let fit = IndexFit(
        path, filter, available: available, isEntry: isEntry, limit: limit, table: tables[table], facts: facts)
      guard let fit, best.map({ fit.isBetter(than: $0) }) ?? true else { continue }
      best = fit
    }
    return best
  }
}

/// Goes outward from the table whose own conditions leave the fewest rows.
private struct Search {
  private let shape: QueryShape
  private let chooser: IndexChooser
  private var filters: [ObjectName: TableFilter] = [:]
  private var open: [ObjectName] = []
  private var reached: Set<ObjectName> = []
  private let optional: Set<ObjectName>

  init(_ shape: QueryShape, _ names: Set<ObjectName>, _ chooser: IndexChooser) {
    self.shape = shape
    self.chooser = chooser
    var seen: Set<ObjectName> = []
    for relation in shape.relations where names.contains(relation.name) && seen.insert(relation.name).inserted {
      // What an INSERT only fills is not searched.
      let filter = TableFilter(shape, on: relation.name)
      let isFilled = relation.isWritten && shape.kind == .insert
      if isFilled, !filter.isFiltering, filter.joins.isEmpty { continue }
      filters[relation.name] = filter
      open.append(relation.name)
    }
    let needed = Set(shape.relations.filter { !$0.isOptional }.map(\.name))
    optional = needed.isEmpty ? [] : Set(open).subtracting(needed)
  }

  mutating func next() -> QueryWalk.Step? {
    guard !open.isEmpty else { return nil }
    let step = reached.isEmpty ? entry() : reachable()
    open.removeAll { $0 == step.table }
    reached.insert(step.table)
    return step
  }

  private func entry() -> QueryWalk.Step {
    let candidates = open.filter { !optional.contains($0) }
    var best: QueryWalk.Step?
    for table in candidates.isEmpty ? open : candidates {
      guard let filter = filters[table], let fit = fit(table, filter, isEntry: true) else { continue }
      if let known = best?.fit, !fit.isBetter(than: known) { continue }
      best = .init(table: table, fit: fit)
    }
    if let best { return best }
    // Nothing is indexed for it: the table that is filtered, else the first.
    let filtered = candidates.first { filters[$0]?.isFiltering == true }
    let table = filtered ?? candidates.first ?? open[0]
    return .init(table: table, fit: nil)
  }

  private func reachable() -> QueryWalk.Step {
    var best: QueryWalk.Step?
    var isBestJoined = false
    for table in open {
      guard let filter = filters[table] else { continue }
      let isJoined = filter.joins.contains { reached.contains($0.other.table) }
      guard isJoined || !isBestJoined else { continue }
      let step = QueryWalk.Step(table: table, fit: fit(table, filter, isEntry: false))
      let isBetter =
        switch (step.fit, best?.fit) {
        case (let fit?, let known?): fit.isBetter(than: known)
        case (_?, nil): true
        default: best == nil
        }
      guard isBetter || isJoined && !isBestJoined else { continue }
      best = step
      isBestJoined = isJoined
    }
    return best ?? .init(table: open[0], fit: nil)
  }

  private func fit(_ table: ObjectName, _ filter: TableFilter, isEntry: Bool) -> IndexFit? {
    var available = Set(filter.equal).union(filter.derived)
    if isEntry {
      let own = chooser.best(table, filter, available: available, isEntry: true, limit: shape.limit)
      if own != nil || filter.computed.isEmpty { return own }
    } else {
      available.formUnion(filter.joins.filter { reached.contains($0.other.table) }.map(\.column))
    }
    return chooser.best(
      table, filter, available: available.union(filter.computed), isEntry: isEntry, limit: shape.limit)
  }
}
