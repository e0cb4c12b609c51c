import CatalogComparison
package import SchemaModel

/// Plans the way from one schema to another while old and new code read and write.
///
/// Recipes say what is sent in which phase; the schema after each step follows from its statements, and whatever no recipe
/// has dealt with is the difference that the hops between the phases make up for. So the end is reached whatever a recipe does.
package struct MigrationPlanner {
  private let old: Catalog
  private let facts: MigrationFacts

  package init(from old: Catalog, to new: Catalog, facts: MigrationFacts = MigrationFacts()) {
    self.old = old
    self.new = new
    self.facts = facts
  }

  private let new: Catalog

  package func plan() -> MigrationPlan {
    var plan = MigrationPlan()
    let renames = CatalogRenames(facts.renames, from: old, to: new)
    let tableRenames = renames.renames.filter { $0.kind == .table }.compactMap { rename in
      old.tables[rename.oldTable].map {
        TableRename(table: $0, new: rename.newTable, postgres: facts.postgres, grants: old.grants).moves
      }
    }.flatMap { $0 }
    var base = MigrationContext.schema(old, after: tableRenames.filter { $0.phase == .expand }.flatMap(\.up))
    let goal = keepingLikely(base, renames, &plan)
    let clearing = NameClearing(base: base, context: MigrationContext(from: base, to: goal, facts: facts)).moves
    base = MigrationContext.schema(base, after: clearing.flatMap(\.up))
    let context = MigrationContext(from: base, to: goal, facts: facts)
    var releases = Releases()
    for rename in renames.renames where rename.kind == .table {
      releases.first.append("says \(rename.newTable.display) where it said \(rename.oldTable.display)")
      releases.last.append("no code says \(rename.oldTable.display) any more")
    }
    let first = tableRenames.filter { $0.phase == .expand } + clearing
    let moves = tableRenames.filter { $0.phase != .expand } + recipes(context, renames, &releases)
    var placing = Placing(start: old, context: context)
    place(first, moves, context, releases, &placing, &plan)
    plan.steps = placing.steps
    plan.catalogs = placing.catalogs
    plan.pointOfNoReturn = placing.pointOfNoReturn
    let back = WayBack(plan.steps, from: placing.state, context: context)
    for (position, waits) in back.waits { plan.steps[position].hazards += waits }
    if let rest = back.rest(to: old) { plan.begin(with: rest, old) }
    plan.choices = Ways(from: base, to: goal, context: context).choices
    return plan
  }

  private func recipes(
    _ context: MigrationContext, _ renames: CatalogRenames, _ releases: inout Releases
  ) -> [Move] {
    var moves: [Move] = []
    var pointing: [Move] = []
    for type in context.goal.enums {
      if let before = context.base.enums[type.name], before.values.map(\.label) != type.values.map(\.label) {
        moves += EnumMoves(old: before, new: type, context: context).moves
      }
    }
    for table in context.goal.tables {
      guard let before = context.base.tables[table.name] else { continue }
      let columns = renames.renames.filter { $0.kind == .column && $0.newTable == table.name }
      let named = Dictionary(
        columns.filter { Self.canStandBeside($0, before) }.map { ($0.oldColumn, $0.newColumn) },
        uniquingKeysWith: { first, _ in first })
      var recipe = TableMoves(before, to: table, renamed: named, context)
      moves += recipe.moves()
      pointing += recipe.pointing
      releases.first += recipe.releases.first
      releases.last += recipe.releases.last
    }
    return moves + pointing
  }

  private static func canStandBeside(_ rename: CatalogRenames.Rename, _ table: Table) -> Bool {
    guard let column = table.columns[rename.oldColumn] else { return false }
    return column.generated == nil && column.identity == nil && table.partitionKey == nil && table.partitionOf == nil
      && table.primaryKey?.columns.contains(rename.oldColumn) != true
  }

  /// What may be a rename is made beside the old one, and the old one stays until somebody has said so.
  private func keepingLikely(_ base: Catalog, _ renames: CatalogRenames, _ plan: inout MigrationPlan) -> Catalog {
    var goal = new
    let confirmed = Set(renames.renames.map(\.oldDisplay) + renames.renames.map(\.newDisplay))
    let likely = LikelyRenames(from: base, to: new, denied: facts.denied.union(confirmed))
    for found in likely.tables where !confirmed.contains(found.new.display) {
      if let table = base.tables[found.old] { goal.tables.append(table) }
      ask(found.old.display, found.new.display, found.because, &plan)
    }
    for found in likely.columns {
      let old = "\(found.table.display).\(found.old)"
      let new = "\(found.table.display).\(found.new)"
      guard !confirmed.contains(old), !confirmed.contains(new),
        var column = base.tables[found.table]?.columns[found.old],
        base.tables[found.table]?.primaryKey?.columns.contains(found.old) != true
      else { continue }
      column.isNullable = true
      goal.tables.update(found.table) { $0.columns.append(column) }
      keepParts(of: found.old, base.tables[found.table], in: &goal)
      ask(old, new, found.because, &plan)
    }
    return goal
  }

  private func keepParts(of column: String, _ table: Table?, in goal: inout Catalog) {
    guard let table else { return }
    let use = ColumnUse(table, column, in: new)
    goal.tables.update(table.name) { target in
      target.indexes += use.indexes.filter { index in !target.indexes.contains { $0.name == index.name } }
      target.foreignKeys += use.foreignKeys.filter { key in !target.foreignKeys.contains { $0.name == key.name } }
      target.checks += use.checks.filter { check in !target.checks.contains { $0.name == check.name } }
      target.uniqueConstraints += use.uniques.filter { key in !target.uniqueConstraints.contains { $0.name == key.name }
      }
    }
  }

  private func ask(_ old: String, _ new: String, _ because: String, _ plan: inout MigrationPlan) {
    plan.likelyRenames.append(MigrationPlan.LikelyRename(old, to: new, because: because))
    plan.questions.append(
      MigrationPlan.Question(
        "Is \(new) what \(old) was? \(because); until somebody says so, \(new) is made and \(old) stays.",
        answer: "renames: { \(old): \(new) }  # or: \(old): none"))
  }

  // MARK: Order

  private func place(
    _ first: [Move], _ moves: [Move], _ context: MigrationContext, _ releases: Releases,
    _ placing: inout Placing, _ plan: inout MigrationPlan
  ) {
    let targets = Targets(context: context)
    placing.add(first)
    placing.add(
      Hop(phase: .expand, name: "create", summary: "Makes what nobody uses yet", target: targets.withNewObjects))
    point(.expand, targets, &placing)
    placing.add(moves.filter { $0.phase == .expand })
    placing.add(Hop(phase: .expand, name: "create-views", summary: "Makes the new views", target: targets.withNewViews))
    if !releases.first.isEmpty {
      plan.deploys.append(.init(after: placing.steps.count, changes: Self.unique(releases.first)))
    }
    placing.add(moves.filter { $0.phase == .migrate })
    point(.migrate, targets, &placing)
    placing.add(
      Hop(phase: .migrate, name: "bring", summary: "Brings what is used into its new form", target: targets.inUse))
    if !releases.last.isEmpty {
      plan.deploys.append(.init(after: placing.steps.count, changes: Self.unique(releases.last)))
    }
    placing.add(moves.filter { $0.phase == .contract })
    let goal = context.goal
    placing.add(
      Hop(phase: .contract, name: "drop", summary: "Takes away what nobody uses any more", target: { _ in goal }))
    plan.deploys = plan.deploys.filter { $0.after < placing.steps.count || !$0.changes.isEmpty }
  }

  /// Keys of new tables to those in use, as soon as these have what is pointed at.
  private func point(_ phase: MigrationStep.Phase, _ targets: Targets, _ placing: inout Placing) {
    for parent in targets.parents {
      placing.add(
        Hop(
          phase: phase, name: MigrationStep.name("point", "at", parent.display),
          summary: "Lets new tables point at \(parent.display)", target: { targets.pointing(at: parent, $0) },
          isOne: true))
    }
    placing.add(
      Hop(
        phase: phase, name: "prove-keys-of-new-tables", summary: "Proves the keys of tables without rows",
        target: targets.proven, isOne: true, isForthOnly: true))
  }

  private static func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}
