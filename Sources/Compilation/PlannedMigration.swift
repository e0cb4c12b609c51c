import MigrationPlanning
import PlanModel
import SchemaModel

extension CompiledPlan {
  /// The way from its baseline to its schema; without steps where there is no baseline.
  var plannedMigration: MigrationPlan {
    if let migration { return migration }
    guard let baseline else { return MigrationPlan() }
    let facts = MigrationFacts(plan, old: baseline.catalog)
    return MigrationPlanner(from: baseline.catalog, to: catalog, facts: facts).plan()
  }
}
