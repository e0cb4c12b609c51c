package import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing

/// Rows of a table that change in a day, as the plan tells it.
///
/// Updates are those of the volume line where it states some, else what the plan's UPDATE statements and batches do; deletes
/// are those of DELETE statements and batches; inserts are the growth, else what the INSERT statements add. A statement
/// counts one row.
package struct TableChanges: Sendable {
  package var inserts = 0.0
  package var updates = 0.0
  package var deletes = 0.0
  /// Whether no update of the plan changes an indexed column: PostgreSQL then clears the old version within its page.
  package var isHeapOnly = false
  package var spans: [SourceSpan?] = []

  /// Row versions a day that wait for vacuum.
  package var dead: Double { deletes + (isHeapOnly ? 0 : updates) }
  package var all: Double { inserts + updates + deletes }

  package init(of table: Table, _ plan: Plan, _ estimator: SizeEstimator) {
    let queries = plan.queries.filter { query in
      query.shape?.relations.contains { $0.isWritten && $0.name == table.name } ?? false
    }
    let batches = plan.batches.filter { $0.table?.value == table.name }
    let volume = plan.volumes.last { $0.table.value == table.name }
    isHeapOnly = estimator.updatesAreHeapOnly(of: table, queries: queries)
    switch volume?.growth?.value {
    case .rows(let rate): inserts = max(0, rate.value) * CalendarUnit.day
    case .share(let share, let period):
      inserts = max(0, (volume?.rows?.value.value ?? 0) * share.value / period * CalendarUnit.day)
    case nil: inserts = add(queries, .insert)
    }
    if inserts > 0, let growth = volume?.growth { spans.append(growth.span) }
    if let stated = volume?.updates {
      updates = stated.value.value * CalendarUnit.day
      spans.append(stated.span)
    } else {
      updates = add(queries, .update) + add(batches) { $0.mode?.value.lowercased() == "update" }
    }
    deletes = add(queries, .delete) + add(batches, where: \.isDeletion)
  }

  private mutating func add(_ queries: [Query], _ kind: QueryShape.Kind) -> Double {
    let counted = queries.filter { $0.shape?.kind == kind && $0.rate != nil }
    spans += counted.map { $0.rate?.span }
    return counted.reduce(0) { $0 + ($1.rate?.value.value ?? 0) } * CalendarUnit.day
  }

  private mutating func add(_ batches: [Batch], where isCounted: (Batch) -> Bool) -> Double {
    let counted = batches.filter { isCounted($0) && ($0.rowsPerMonth ?? 0) > 0 }
    spans += counted.flatMap { [$0.rows?.span, $0.every?.span] }
    return counted.reduce(0) { $0 + ($1.rowsPerMonth ?? 0) } / CalendarUnit.month * CalendarUnit.day
  }
}
