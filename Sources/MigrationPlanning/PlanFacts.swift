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
    for backfill in plan.backfills {
      let column = backfill.column.value
      let usual = Pace()
      let pace = Pace(
        rows: backfill.batch.map { max(1, Int($0.value.value)) } ?? usual.rows,
        pause: backfill.pause.map { Int(($0.value.value * 1000).rounded()) } ?? usual.pause)
      if let sql = backfill.sql?.value {
        fillings.append(Filling(column, sql: sql, pace: pace, stopIf: backfill.stopIf?.value))
      }
      if paces[column.table] == nil { paces[column.table] = pace }
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
