import Diagnostics
import MigrationPlanning
package import PlanDocument
package import PlanModel
import PrismaWriting
import SchemaModel

/// A diagram of a plan before it is laid out.
package struct PlanDrawing: Sendable {
  /// Relative to the plan's folder, without an ending.
  package var path: String
  package var dot: String
  /// Names the drawing within a page.
  package var id: String
  package var title: String
  package var summary: String
  /// Whether the DOT text is written beside the SVG.
  package var keepsSource: Bool
}

/// One plan of a run, ready to be written.
package struct PlanOutput: Sendable {
  package let name: String
  package let report: PlanReport
  package let drawings: [PlanDrawing]

  /// - Parameter date: the day the plan counts from; nil takes the plan's own.
  package init(compiled: CompiledPlan, drawings: PlanDrawings, date: CalendarDate?) {
    name = compiled.plan.name
    self.drawings = drawings.drawings
    let migration = compiled.plannedMigration.split()
    let broken =
      compiled.baseline.flatMap { StatementsInUse(compiled.plan, from: $0.catalog, migration)?.broken() } ?? []
    report = PlanReport(
      PlanSubject(
        plan: compiled.plan, catalog: compiled.catalog,
        baseline: compiled.baseline.map { PlanSubject.Baseline(name: $0.name, catalog: $0.catalog) },
        findings: compiled.findings, statistics: compiled.statistics, advice: compiled.advice, sizes: compiled.sizes,
        seeds: compiled.seeds, histories: compiled.histories, migration: migration, brokenStatements: broken,
        diagrams: drawings.diagrams,
        models: Self.models(of: compiled),
        date: date ?? compiled.plan.asOf?.value, addresses: drawings.addresses))
  }

  /// - Parameter date: the day the plan counts from; nil takes the plan's own.
  package init(compiled: CompiledPlan, date: CalendarDate?) {
    self.init(compiled: compiled, drawings: PlanDrawings(compiled), date: date)
  }

  private static func models(of compiled: CompiledPlan) -> PlanModels {
    var options = PrismaWriter.Options()
    if let major = compiled.plan.stack.prismaMajor { options.prismaMajor = major }
    let groups = compiled.plan.groups.map { PrismaGroup($0.name.value, tables: $0.tables) }
    let text = PrismaWriter(options: options).schema(of: compiled.catalog, groups: groups)
    var names: [ObjectName: String] = [:]
    for table in compiled.catalog.tables { names[table.name] = table.model?.name }
    return PlanModels(
      text: text.text, names: names,
      notExpressible: text.notExpressible.map { PlanModels.Remark($0.kind, $0.what, table: $0.object, span: $0.span) })
  }
}
