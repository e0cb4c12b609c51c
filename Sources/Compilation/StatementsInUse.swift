import Diagnostics
package import MigrationPlanning
package import PlanModel
import QueryReading
package import SchemaModel

/// The statements of a plan against the schema of every step: what is still sent must still run.
package struct StatementsInUse: Sendable {
  private let plan: Plan
  /// The baseline, then the schema after each step.
  private let catalogs: [Catalog]
  private let phases: [MigrationStep.Phase]

  /// nil where the schemas between the steps are not known.
  package init?(_ plan: Plan, from baseline: Catalog, _ migration: MigrationPlan) {
    guard !migration.steps.isEmpty, migration.catalogs.count == migration.steps.count else { return nil }
    self.plan = plan
    catalogs = [baseline] + migration.catalogs
    phases = migration.steps.map(\.phase)
  }

  /// Each statement once, with the first step that breaks it, in the order of the plan.
  package func broken() -> [BrokenStatement] {
    let readers = catalogs.map { QueryReader(catalog: $0) }
    return plan.queries.compactMap { query in
      guard let sql = query.sql, let span = span(of: query) else { return nil }
      let readings = span.map { (position: $0, reading: readers[$0].read(sql, in: nil)) }
      // One that nobody dates is of the new code where the old schema does not know it.
      guard query.since != nil || !readings[0].reading.hasErrors else { return nil }
      let first = readings[0]
      let known = required(by: first.reading.value, in: first.position) ?? []
      for (position, reading) in readings {
        let problem =
          reading.diagnostics.first { $0.severity == .error }?.message
          ?? missing(from: reading.value, in: position, besides: known)
        guard let problem else { continue }
        return BrokenStatement(
          step: max(0, position - 1), query: query.name.value, problem: problem, span: sql.span ?? query.name.span)
      }
      return nil
    }
  }

  /// How many statements are looked at.
  package var count: Int { plan.queries.count { $0.sql != nil && span(of: $0) != nil } }

  /// The schemas that a statement meets, by their positions.
  package func span(of query: Query) -> ClosedRange<Int>? {
    let start: Int
    switch query.since?.value {
    case "contract": start = end(of: .migrate)
    case "expand", "migrate": start = end(of: .expand)
    default: start = 0
    }
    let last = query.until.flatMap { MigrationStep.Phase(rawValue: $0.value) }.map(end) ?? phases.count
    return start <= last ? start...last : nil
  }

  /// How many steps there are until a phase is over.
  private func end(of phase: MigrationStep.Phase) -> Int {
    let order = MigrationStep.Phase.allCases
    let rank = order.firstIndex(of: phase) ?? 0
    return phases.lastIndex { (order.firstIndex(of: $0) ?? 0) <= rank }.map { $0 + 1 } ?? 0
  }

  /// A column that every new row needs by then and that an INSERT does not name.
  private func missing(from shape: QueryShape?, in position: Int, besides known: Set<String>) -> String? {
    guard let shape, let required = required(by: shape, in: position) else { return nil }
    return required.subtracting(known).min().map { "INSERT does not name \($0), which takes no null by then" }
  }

  /// nil for what is no INSERT, and where a trigger may fill what is missing.
  private func required(by shape: QueryShape?, in position: Int) -> Set<String>? {
    guard let shape, shape.kind == .insert, !shape.columnsWritten.isEmpty,
      let name = shape.relations.first(where: \.isWritten)?.name, let table = catalogs[position].tables[name],
      !table.triggers.contains(where: { $0.timing == .before && $0.events.contains("INSERT") && $0.enabled != "D" })
    else { return nil }
    let named = Set(shape.columnsWritten.filter { $0.table == name }.map(\.column))
    let columns = table.columns.filter { column in
      let takesNoNull = !column.isNullable || table.checks.contains { Self.refusesNull($0, column.name) }
      return takesNoNull && column.defaultExpression == nil && column.identity == nil && column.generated == nil
        && !named.contains(column.name)
    }
    return Set(columns.map(\.name))
  }

  private static func refusesNull(_ check: CheckConstraint, _ column: String) -> Bool {
    let words = check.expression.sql.split { " ()\"".contains($0) }.map { $0.lowercased() }
    return words == [column.lowercased(), "is", "not", "null"]
  }
}
