import Diagnostics
package import PlanModel
package import SchemaModel
import Sizing

extension MigrationFacts {
  /// What a plan says of a migration.
  /// - Parameter old: what is there before it.
  package init(_ plan: Plan, old: Catalog) {
    self.init()
    renames = plan.renames.compactMap { rename in rename.new.map { (rename.old.value, $0.value) } }
    denied = Set(plan.renames.filter { $0.new == nil }.map(\.old.value))
    fillings = plan.backfills.compactMap { backfill in
      backfill.sql.map {
        Filling(
          backfill.column.value, sql: $0.value, batch: backfill.batch.map { max(1, Int($0.value.value)) } ?? 5000,
          pause: backfill.pause.map { Int(($0.value.value * 1000).rounded()) } ?? 100, stopIf: backfill.stopIf?.value)
      }
    }
    for backfill in plan.backfills where paces[backfill.column.value.table] == nil {
      paces[backfill.column.value.table] = (
        backfill.batch.map { max(1, Int($0.value.value)) } ?? 5000,
        backfill.pause.map { Int(($0.value.value * 1000).rounded()) } ?? 100
      )
    }
    let sizes = SizeEstimator(catalog: old, plan: plan)
    for volume in plan.volumes {
      guard let stated = volume.rows?.value.value else { continue }
      rows[volume.table.value] = stated
      if let table = old.tables[volume.table.value] {
        let size = sizes.estimate(table, rows: stated)
        bytes[table.name] = size.heap + size.toast
      }
    }
    for query in plan.queries {
      guard let shape = query.shape, let rate = query.busiest?.value.value else { continue }
      for name in Set(shape.relations.map(\.name)) {
        let isWritten = shape.relations.contains { $0.name == name && $0.isWritten }
        if isWritten { writes[name, default: 0] += rate } else { reads[name, default: 0] += rate }
      }
    }
    statements = plan.queries.compactMap { query in query.sql.map { (query.name.value, $0) } }
    lockTimeout = plan.deployment?.lockTimeout.map { Int(($0.value.value * 1000).rounded()) } ?? lockTimeout
    postgres = plan.stack.postgres?.value ?? postgres
    disk = plan.deployment?.disk?.value.value
    replicas = plan.deployment?.replicas?.value ?? 0
  }
}
