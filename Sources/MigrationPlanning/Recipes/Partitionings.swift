import CatalogComparison
import SchemaModel

/// The tables of a migration that become partitioned, and the schema that all others of its steps begin with.
struct Partitionings {
  private(set) var moves: [Move] = []
  private(set) var base: Catalog
  private(set) var releases = Releases()

  init(_ context: MigrationContext) {
    base = context.base
    for goal in context.goal.tables where goal.partitionKey != nil && goal.partitionOf == nil {
      guard let old = context.base.tables[goal.name], old.partitionKey == nil, old.partitionOf == nil,
        Self.obstacle(old, goal, context) == nil
      else { continue }
      let recipe = Partitioning(old, to: goal, context)
      moves += recipe.moves
      base = recipe.applied(to: base)
      releases.last.append("nobody wants \(old.name.display) back as one table")
    }
  }

  /// Why it can not be made beside the old one; nil when it can.
  private static func obstacle(_ old: Table, _ goal: Table, _ context: MigrationContext) -> String? {
    let shown = old.name.display
    guard let before = old.primaryKey, let after = goal.primaryKey else { return "\(shown) has no primary key" }
    if [before, after].contains(where: { $0.deferral != .notDeferrable }) { return "its primary key is deferrable" }
    if let added = after.columns.first(where: { !old.columns.contains($0) }) {
      return "its key has the new column \(added)"
    }
    if old.kind != .ordinary || !old.inherits.isEmpty || old.ofType != nil { return "\(shown) is no plain table" }
    if old.columns.contains(where: { column in
      goal.columns[column.name].map { $0.type != column.type } ?? after.columns.contains(column.name)
    }) {
      return "a column gets another type as well"
    }
    if context.base.tables.contains(where: { $0.inherits.contains(old.name) }) { return "\(shown) has children" }
    if (old.foreignKeys + goal.foreignKeys).contains(where: { $0.target == old.name }) {
      return "a foreign key of \(shown) points at itself"
    }
    let usesType = context.base.tables.contains { $0.columns.contains { $0.type.userType == old.name } }
    let returns = context.base.functions.contains { function in
      ([function.returns ?? ""] + function.argumentTypes).contains { IdentifierText.contains(old.name.name, in: $0) }
    }
    if usesType || returns { return "a column or function uses its row type" }
    if context.base.tables.contains(where: { child in
      child.partitionKey != nil && child.foreignKeys.contains { $0.target == old.name }
    }) {
      return "a partitioned table points at \(shown)"
    }
    return nil
  }
}
