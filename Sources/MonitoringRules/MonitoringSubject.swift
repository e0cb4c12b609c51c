import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// What the limits are taken from, with the sums that several of them share.
struct MonitoringSubject {
  struct Sized {
    var table: Table
    var rows: Double
    var size: SizeEstimate
    /// The same twelve months later.
    var later: SizeEstimate
    var spans: [SourceSpan?]
  }

  let plan: Plan
  let catalog: Catalog
  let estimator: SizeEstimator
  let sizing: PoolSizing?
  let demand: ConnectionDemand
  let date: CalendarDate?
  let retentions: RetentionKeepers
  let partitions: [ObjectName: [ObjectName]]
  /// Tables of which the plan knows the rows, the largest in twelve months first.
  let tables: [Sized]

  init(
    _ plan: Plan, _ catalog: Catalog, _ estimator: SizeEstimator, hasBaseline: Bool, date: CalendarDate?
  ) {
    self.plan = plan
    self.catalog = catalog
    self.estimator = estimator
    self.date = date
    sizing = PoolSizing(plan, hasBaseline: hasBaseline)
    demand = ConnectionDemand(plan)
    partitions = Dictionary(grouping: catalog.tables.filter { $0.partitionOf != nil }) {
      $0.partitionOf?.parent ?? $0.name
    }.mapValues { $0.map(\.name) }
    let retentions = RetentionKeepers(plan: plan, catalog: catalog)
    self.retentions = retentions
    var seen: Set<ObjectName> = []
    tables = plan.volumes.reversed().compactMap { volume -> Sized? in
      guard let table = catalog.tables[volume.table.value], seen.insert(table.name).inserted else { return nil }
      let projection = RowProjection(volume, isKept: retentions.keeper(of: table.name) != nil)
      guard let rows = projection.rows(afterMonths: 0), let later = projection.rows(afterMonths: 12) else { return nil }
      let grows = later != rows
      return Sized(
        table: table, rows: rows, size: estimator.estimate(table, rows: rows),
        later: estimator.estimate(table, rows: later),
        spans: [volume.rows?.span] + (grows ? [volume.growth?.span, volume.retention?.span] : [])
          + estimator.sources(of: table))
    }.sorted { ($1.later.total, $0.table.name) < ($0.later.total, $1.table.name) }
  }

  /// How a table is called in a label.
  static func label(_ name: ObjectName) -> String { "\(name.schema.isEmpty ? "public" : name.schema).\(name.name)" }

  /// A sum over tables with the lines of those that make up a hundredth of it.
  func sum(_ bytes: (Sized) -> Double) -> (bytes: Double, spans: [SourceSpan?]) {
    let total = tables.reduce(0) { $0 + bytes($1) }
    return (total, tables.filter { bytes($0) >= total / 100 }.flatMap(\.spans))
  }
}
