import CatalogComparison
import PlanModel
import Diagnostics
import Compilation
package import SchemaModel
import Sizing

/// Estimated bytes today, in a year and in three.
package struct SizeSeries: Sendable, Hashable {
  package static let months: [Double] = [0, 12, 36]

  package var now = 0.0
  package var in12Months = 0.0
  package var in36Months = 0.0

  package init() {}

  package var values: [Double] { [now, in12Months, in36Months] }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.now += right.now
    sum.in12Months += right.in12Months
    sum.in36Months += right.in36Months
    return sum
  }
}

/// Sizes of the tables whose rows the plan states, before and after.
package struct SizeComparison: Sendable, Hashable {
  /// One table; nil on the side where it is not there or its rows are not stated.
  package struct Entry: Sendable, Hashable {
    package var table: ObjectName
    package var before: SizeSeries?
    package var after: SizeSeries?
  }

  /// All of them together.
  package var before = SizeSeries()
  package var after = SizeSeries()
  /// The tables whose size is another one, the largest difference first.
  package var tables: [Entry] = []

  package init() {}

  init(base: CompiledPlan, head: CompiledPlan, renames: CatalogRenames?) {
    let old = Dictionary(
      Self.sizes(of: base).map { (renames?.renamed($0.key) ?? $0.key, $0.value) }, uniquingKeysWith: { $1 })
    let new = Self.sizes(of: head)
    // In one order: sums of fractions depend on it.
    before = old.sorted { $0.key < $1.key }.map(\.value).reduce(SizeSeries(), +)
    after = new.sorted { $0.key < $1.key }.map(\.value).reduce(SizeSeries(), +)
    let entries = Set(old.keys).union(new.keys).map { Entry(table: $0, before: old[$0], after: new[$0]) }
    tables = entries.filter { $0.before != $0.after }.sorted {
      ($0.difference, $1.table) > ($1.difference, $0.table)
    }
  }

  package var isEmpty: Bool { tables.isEmpty }

  private static func sizes(of plan: CompiledPlan) -> [ObjectName: SizeSeries] {
    let estimator = plan.sizes ?? SizeEstimator(catalog: plan.catalog, plan: plan.plan)
    let retentions = RetentionKeepers(plan: plan.plan, catalog: plan.catalog)
    var sizes: [ObjectName: SizeSeries] = [:]
    for volume in plan.plan.volumes {
      guard let table = plan.catalog.tables[volume.table.value] else { continue }
      let projection = RowProjection(volume, isKept: retentions.keeper(of: table.name) != nil)
      let bytes = SizeSeries.months.map { months in
        projection.rows(afterMonths: months).map { estimator.estimate(table, rows: $0).total }
      }
      guard let now = bytes[0] else { continue }
      var series = SizeSeries()
      series.now = now
      series.in12Months = bytes[1] ?? now
      series.in36Months = bytes[2] ?? now
      sizes[table.name] = series
    }
    return sizes
  }
}

extension SizeComparison.Entry {
  fileprivate var difference: Double {
    let old = before?.in36Months ?? 0
    let new = after?.in36Months ?? 0
    return max(old - new, new - old)
  }
}
