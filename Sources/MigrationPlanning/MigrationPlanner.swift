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
    let plain = MigrationContext.schema(old, after: tableRenames.filter { $0.phase == .expand }.flatMap(\.up))
    let early = MigrationContext(from: plain, to: new, facts: facts)
    let partitioned = Partitionings(early)
    let base = partitioned.base
    let asked = early.continued(from: base, to: new)
    let relocations = Relocations(asked, renames)
    let goal = keeping(relocations, base, keepingLikely(base, renames, relocations, &plan), &plan)
    let context = asked.continued(from: base, to: goal)
    var releases = Releases()
    for rename in renames.renames where rename.kind == .table {
      releases.first.append("says \(rename.newTable.display) where it said \(rename.oldTable.display)")
      releases.last.append("no code says \(rename.oldTable.display) any more")
    }
    for releasing in relocations.all.map(\.releases) {
      releases.first += releasing.first
      releases.last += releasing.last
    }
    releases.last += partitioned.releases
    let first = tableRenames + partitioned.moves
    let moves =
      first + relocations.all.flatMap(\.moves) + recipes(context, renames, relocations, &releases)
    var placing = Placing(start: old, context: context)
    place(moves, first.count { $0.phase == .expand }, context, releases, &placing, &plan)
    plan.steps = placing.steps
    plan.catalogs = placing.catalogs
    plan.pointOfNoReturn = placing.pointOfNoReturn
    plan.choices = Ways(from: plain, to: goal, context: context, moved: relocations).choices
    return plan
  }

  private func recipes(
    _ context: MigrationContext, _ renames: CatalogRenames, _ relocations: Relocations, _ releases: inout Releases
  ) -> [Move] {
    var moves: [Move] = []
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
      recipe.elsewhere = relocations.leaving(table.name).union(relocations.coming(to: table.name))
      moves += recipe.moves()
      releases.first += recipe.releases.first
      releases.last += recipe.releases.last
    }
    return moves
  }

  private static func canStandBeside(_ rename: CatalogRenames.Rename, _ table: Table) -> Bool {
    guard let column = table.columns[rename.oldColumn] else { return false }
    return column.generated == nil && column.identity == nil && table.partitionKey == nil && table.partitionOf == nil
      && table.primaryKey?.columns.contains(rename.oldColumn) != true
  }

  /// What may be a rename is made beside the old one, and the old one stays until somebody has said so.
  private func keepingLikely(
    _ base: Catalog, _ renames: CatalogRenames, _ relocations: Relocations, _ plan: inout MigrationPlan
  ) -> Catalog {
    var goal = new
    let confirmed = Set(renames.renames.map(\.oldDisplay) + renames.renames.map(\.newDisplay))
      .union(relocations.names)
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

  /// What can not go where the plan says it goes stays where it is.
  private func keeping(_ relocations: Relocations, _ base: Catalog, _ wanted: Catalog, _ plan: inout MigrationPlan)
    -> Catalog
  {
    var goal = wanted
    for (old, new, because) in relocations.impossible {
      guard let table = base.tables[old.table], var column = table.columns[old.column] else { continue }
      if goal.tables.contains(old.table) {
        column.isNullable = true
        goal.tables.update(old.table) { $0.columns.append(column) }
        keepParts(of: old.column, table, in: &goal)
      } else {
        goal.tables.append(table)
      }
      plan.questions.append(
        MigrationPlan.Question(
          "\(old.display) can not go on as \(new.display): \(because). Until it can, \(old.display) stays.",
          answer: "renames: { \(old.display): none }  # its values go with it"))
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

  /// - Parameter first: how many of the moves of the first phase come before everything else.
  private func place(
    _ moves: [Move], _ first: Int, _ context: MigrationContext, _ releases: Releases, _ placing: inout Placing,
    _ plan: inout MigrationPlan
  ) {
    let targets = Targets(context: context)
    let expanding = moves.filter { $0.phase == .expand }
    placing.add(Array(expanding.prefix(first)))
    placing.add(
      Hop(phase: .expand, name: "create", summary: "Makes what nobody uses yet", target: targets.withNewObjects))
    point(.expand, targets, &placing)
    placing.add(Array(expanding.dropFirst(first)))
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
