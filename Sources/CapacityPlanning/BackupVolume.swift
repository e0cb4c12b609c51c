package import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing

/// What the backups of a plan's database take, before compression: copies of the whole, and the log in between.
package struct BackupVolume: Sendable {
  /// Bytes of a whole backup, now and after months.
  package var whole: [(months: Double, bytes: Double)]
  /// Bytes of log that are archived in a month, without images of pages; 0 for a tool that writes statements.
  package var logPerMonth: Double
  /// Bytes that are kept after 36 months, and how many whole backups and days of log these are; nil where the plan does not
  /// say how often one is made and how long it stays.
  package var kept: (backups: Double, days: Double, bytes: Double)?
  /// Seconds in which the disk writes a whole backup of 36 months back; nil where nobody states the disk.
  package var restore: Double?
  /// Whether it holds rows alone, whose indexes are built again.
  package var isDump: Bool
  /// Where rows and their growth are stated.
  package var spans: [SourceSpan]

  /// nil without a backup or without volumes.
  package init?(_ plan: Plan, _ catalog: Catalog, _ estimator: SizeEstimator) {
    guard let backup = plan.backup else { return nil }
    let isRowsOnly = backup.tool?.value.lowercased().contains("dump") == true
    isDump = isRowsOnly
    let keepers = RetentionKeepers(plan: plan, catalog: catalog)
    var sums = [0.0, 0, 0]
    var log = 0.0
    spans = []
    for volume in plan.volumes {
      guard let table = catalog.tables[volume.table.value], table.partitionOf == nil, volume.rows != nil else {
        continue
      }
      let projection = RowProjection(volume, isKept: keepers.keeper(of: table.name) != nil)
      for (place, months) in Self.months.enumerated() {
        let size = projection.rows(afterMonths: months).map { estimator.estimate(table, rows: $0) }
        sums[place] += size.map { isRowsOnly ? $0.heap + $0.toast : $0.total } ?? 0
      }
      let queries = plan.queries.filter { $0.shape?.relations.contains { $0.name == table.name } ?? false }
      log += estimator.writes(of: table, volume, queries: queries)?.logBytes ?? 0
      spans += [volume.rows?.span, volume.growth?.span, volume.updates?.span].compactMap(\.self)
    }
    guard sums[0] > 0 || sums[2] > 0 else { return nil }
    whole = zip(Self.months, sums).map { (months: $0, bytes: $1) }
    logPerMonth = isDump ? 0 : log * CalendarUnit.month / CalendarUnit.day
    restore = plan.deployment?.disk.map { sums[2] / $0.value.value }
    guard let every = backup.every?.value.value, let keep = backup.keep?.value.value, every > 0 else { return }
    // The oldest moment that can be gone back to needs the backup before it, and the log from there on.
    let count = (keep / every).rounded(.up) + 1
    let days = (keep + every) / CalendarUnit.day
    kept = (count, days, count * sums[2] + (isDump ? 0 : log * days))
  }

  private static let months = [0.0, 12, 36]
}
