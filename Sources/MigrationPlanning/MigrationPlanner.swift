import CatalogComparison
import SQLReading
package import SchemaModel

/// Plans the way from one schema to another while old and new code read and write.
///
/// Recipes say what is sent in which phase; the schema after each step follows from its statements, and whatever no recipe
/// has dealt with is the difference that the hops between the phases make up for. So the end is reached whatever a recipe does.
package struct MigrationPlanner {
  private let old: Catalog
  private let new: Catalog
  private let facts: MigrationFacts

  package init(from old: Catalog, to new: Catalog, facts: MigrationFacts = MigrationFacts()) {
    // A table that gets or loses columns has them in another order afterwards than the schema says.
    let moved = Set(
      old.tables.filter { table in new.tables[table.name].map { $0.columns.names != table.columns.names } ?? false }
        .map(\.name))
    self.old = SQLReader().writingOutStars(in: old, of: moved)
    self.new = SQLReader().writingOutStars(in: new, of: moved)
    self.facts = facts
  }

  package func plan() -> MigrationPlan {
    var plan = MigrationPlan()
    let start = MigrationPreparation(from: old, to: new, facts: facts)
    let (parts, context) = (start.parts, start.context)
    plan.likelyRenames = start.kept.likely
    plan.relocated = start.relocations.relocated
    var releases = start.releases
    let rest = start.rest + recipes(context, start.renames, start.relocations, &releases) + parts.last
    if !parts.before.isEmpty { plan.deploys.append(.init(after: 0, changes: parts.before)) }
    var placing = Placing(start: old, context: context)
    placing.add(start.first)
    if !parts.atOnce.isEmpty { plan.deploys.append(.init(after: placing.steps.count, changes: parts.atOnce)) }
    placing.add(start.clearing)
    placing.add(start.partitionings.moves.filter { $0.phase == .expand })
    // New tables may have them as defaults.
    placing.add(enums(context).filter(\.onlyAdds).flatMap(\.moves))
    place(rest, context, releases, &placing, &plan)
    plan.steps = placing.steps
    plan.catalogs = placing.catalogs
    plan.pointOfNoReturn = placing.pointOfNoReturn
    plan.gaps =
      start.relocations.gaps
      + placing.obstacles.map { MigrationPlan.Gap("the planned schema", because: "the steps end before it: \($0)") }
    EnumWayBack(context: context).extend(&plan, from: old)
    let back = WayBack(plan.steps, from: placing.state, context: context)
    for (position, waits) in back.waits { plan.steps[position].hazards += waits }
    for (position, step) in back.alone {
      (plan.steps[position].downLocks, plan.steps[position].downDuration) = (step.locks, step.duration)
    }
    if let rest = back.rest(to: old) { plan.begin(with: rest, old) }
    plan.choices = Ways(from: start.named, to: context.goal, context: context, moved: start.relocations).choices
    return plan
  }

  private func recipes(
    _ context: MigrationContext, _ renames: CatalogRenames, _ relocations: Relocations, _ releases: inout Releases
  ) -> [Move] {
    var moves: [Move] = []
    var pointing: [Move] = []
    var pointedAt: [ObjectName: [Move]] = [:]
    for recipe in enums(context) {
      if !recipe.onlyAdds { moves += recipe.moves }
      releases.add(recipe.releases)
    }
    for table in context.goal.tables {
      guard let before = context.base.tables[table.name] else { continue }
      let columns = renames.renames.filter { $0.kind == .column && $0.newTable == table.name }
      let named = Dictionary(
        columns.filter { ColumnMoves.canStandBeside($0.oldColumn, before) }.map { ($0.oldColumn, $0.newColumn) },
        uniquingKeysWith: { first, _ in first })
      var recipe = TableMoves(before, to: table, renamed: named, context)
      recipe.elsewhere = relocations.leaving(table.name).union(relocations.coming(to: table.name))
      moves += recipe.moves()
      pointing += recipe.pointing
      pointedAt[table.name] = recipe.pointedAt
      releases.first += recipe.releases.first
      releases.last += recipe.releases.last
    }
    return Self.parentsFirst(context.base).flatMap { pointedAt[$0] ?? [] } + moves + pointing
  }

  /// Tables, each behind those that it points at; of a circle the one whose name comes first.
  private static func parentsFirst(_ catalog: Catalog) -> [ObjectName] {
    var order: [ObjectName] = []
    var seen: Set<ObjectName> = []
    func visit(_ name: ObjectName) {
      guard seen.insert(name).inserted, let table = catalog.tables[name] else { return }
      for target in Set(table.foreignKeys.map(\.target)).sorted() { visit(target) }
      order.append(name)
    }
    for name in catalog.tables.names.sorted() { visit(name) }
    return order
  }

  private func enums(_ context: MigrationContext) -> [EnumMoves] {
    context.goal.enums.compactMap { type in
      guard let before = context.base.enums[type.name], before.values.map(\.label) != type.values.map(\.label) else {
        return nil
      }
      return EnumMoves(old: before, new: type, context: context)
    }
  }

  // MARK: Order

  private func place(
    _ moves: [Move], _ context: MigrationContext, _ releases: Releases, _ placing: inout Placing,
    _ plan: inout MigrationPlan
  ) {
    let targets = Targets(context: context)
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
    plan.deploys = plan.deploys.reduce(into: []) { deploys, deploy in
      if let last = deploys.last, last.after == deploy.after {
        deploys[deploys.count - 1].changes = Self.unique(last.changes + deploy.changes)
      } else if !deploy.changes.isEmpty {
        deploys.append(deploy)
      }
    }
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
