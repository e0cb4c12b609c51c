import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Sizing

extension MigrationFacts {
  /// What a plan states of volumes, values and names.
  init(_ plan: Plan, _ baseline: Catalog, _ sizes: SizeEstimator) {
    self.init()
    renames = plan.renames.compactMap { rename in rename.new.map { (rename.old.value, $0.value) } }
    denied = Set(plan.renames.filter { $0.new == nil }.map(\.old.value))
    fillings = plan.backfills.compactMap { backfill in
      guard let sql = backfill.sql else { return nil }
      return Filling(
        backfill.column.value, sql: sql.value, batch: backfill.batch.map { max(1, Int($0.value.value)) } ?? 5000,
        pause: backfill.pause.map { Int(($0.value.value * 1000).rounded()) } ?? 100, stopIf: backfill.stopIf?.value)
    }
    for volume in plan.volumes {
      guard let stated = volume.rows?.value.value else { continue }
      rows[volume.table.value] = stated
      guard let table = baseline.tables[volume.table.value] else { continue }
      let size = sizes.estimate(table, rows: stated)
      bytes[volume.table.value] = size.heap + size.toast
    }
    lockTimeout = plan.deployment?.lockTimeout.map { Int(($0.value.value * 1000).rounded()) } ?? 2000
    postgres = plan.stack.postgres?.value ?? 15
    disk = plan.deployment?.disk?.value.value
    replicas = plan.deployment?.replicas?.value ?? 0
  }
}

extension CompiledPlan {
  /// The way from its baseline to its schema.
  var plannedMigration: MigrationPlan { migration ?? MigrationPlan() }
}
