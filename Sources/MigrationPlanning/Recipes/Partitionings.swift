import CatalogComparison
import PlanModel
import SchemaModel

/// The tables of a migration that become partitioned, and the schema that all others of its steps begin with.
struct Partitionings {
  private(set) var moves: [Move] = []
  private(set) var base: Catalog
  private(set) var releases = Releases()
  /// Tables that are made anew under a lock, and why nothing else can be done.
  private(set) var obstacles: [ObjectName: String] = [:]

  /// - Parameter moved: tables whose columns go elsewhere, or come from elsewhere.
  init(_ context: MigrationContext, moved: Set<ObjectName>) {
    base = context.base
    for goal in context.goal.tables where goal.partitionKey != nil && goal.partitionOf == nil {
      guard let old = context.base.tables[goal.name], old.partitionKey == nil, old.partitionOf == nil else { continue }
      let because = PartitioningObstacle(old: old, goal: goal, context: context).because
      if let because = moved.contains(goal.name) ? "columns of it go elsewhere" : because {
        obstacles[goal.name] = because
        continue
      }
      var recipe = Partitioning(old, to: goal, context)
      let family = Set([goal.name] + recipe.shape.partitions.map(\.name))
      let rest = CatalogDifference(from: recipe.applied(to: context.base), to: context.goal).changes
      if !rest.contains(where: { $0.table.map(family.contains) ?? false }) { recipe.phase = .migrate }
      moves += recipe.moves
      base = recipe.applied(to: base)
      releases.add(recipe.releases)
    }
  }
}

/// Why a table can not be made beside the old one; nil when it can.
struct PartitioningObstacle {
  let old: Table
  let goal: Table
  let context: MigrationContext

  private var shown: String { old.name.display }
  private var base: Catalog { context.base }

  var because: String? { ofSize ?? ofKeys ?? ofTable ?? ofReaders }

  /// What is copied within the time that a step may wait is copied at once.
  private var ofSize: String? {
    let time = WorkTime(context)
    guard let bytes = time.bytes(of: old.name) else { return nil }
    let seconds = time.seconds(bytes, .rewrite)
    guard seconds.upperBound * 1000 <= Double(context.facts.lockTimeout) / 10 else { return nil }
    return "its rows are copied in \(Format.duration(seconds.lowerBound)) to \(Format.duration(seconds.upperBound))"
  }

  private var ofKeys: String? {
    guard let before = old.primaryKey, let after = goal.primaryKey else { return "\(shown) has no primary key" }
    if [before, after].contains(where: { $0.deferral != .notDeferrable }) { return "its primary key is deferrable" }
    if let added = after.columns.first(where: { !old.columns.contains($0) }) {
      return "its key has the new column \(added)"
    }
    if let lost = before.columns.first(where: { !after.columns.contains($0) }) { return "its key loses \(lost)" }
    if (old.foreignKeys + goal.foreignKeys).contains(where: { $0.target == old.name }) {
      return "a foreign key of \(shown) points at itself"
    }
    let partitioned = base.tables.first { child in
      (child.partitionKey != nil || child.partitionOf != nil) && child.foreignKeys.contains { $0.target == old.name }
    }
    return partitioned.map { "\($0.name.display), which is partitioned, points at \(shown)" }
  }

  private var ofTable: String? {
    if old.kind != .ordinary || !old.inherits.isEmpty || old.ofType != nil { return "\(shown) is no plain table" }
    if base.tables.contains(where: { $0.inherits.contains(old.name) }) { return "\(shown) has children" }
    if let column = old.columns.first(where: { column in
      goal.columns[column.name].map { $0.type != column.type } ?? false
    }
    ) {
      return "\(column.name) gets another type as well"
    }
    if let column = goal.primaryKey?.columns.first(where: { goal.columns[$0] == nil }) { return "\(column) goes" }
    if let trigger = old.triggers.first(where: { $0.isForEachRow && ($0.oldTable != nil || $0.newTable != nil) }) {
      return "\(trigger.name) asks for the rows of a statement, which no trigger of a row of a partition can"
    }
    let parts = context.goal.tables.filter { PartitionedShape.isPart($0, of: goal.name, in: context.goal) }
    if parts.isEmpty { return "\(shown) has no partition" }
    return parts.first { base.tables.contains($0.name) }.map { "\($0.name.display) is there already" }
  }

  private var ofReaders: String? {
    let usesType = base.tables.contains { $0.columns.contains { $0.type.userType == old.name } }
    let returns = base.functions.contains { function in
      ([function.returns ?? ""] + function.argumentTypes).contains { IdentifierText.contains(old.name.name, in: $0) }
    }
    if usesType || returns { return "a column or function uses its row type" }
    // The names in such a body are read once, when it is made.
    let parsed = base.functions.first { function in
      function.language == "sql" && IdentifierText.contains(old.name.name, in: function.sql)
        && ["ATOMIC", "RETURN"].contains { IdentifierText.contains($0, in: function.sql.uppercased()) }
    }
    if let parsed { return "the body of \(parsed.name.display) holds on to it" }
    let ruled = base.tables.first { other in
      other.name != old.name && other.rules.contains { IdentifierText.contains(old.name.name, in: $0.sql) }
    }
    return ruled.map { "a rule of \($0.name.display) writes to it" }
  }
}
