import Compilation
import Diagnostics
import DiagramWriting
import PlanDocument
import PlanModel
import PrismaWriting
import SchemaModel
import Templating
import Workspace

/// One plan of a run, ready to be written.
struct PlanOutput: Sendable {
  let name: String
  let report: PlanReport

  init(compiled: CompiledPlan, date: CalendarDate?) {
    name = compiled.plan.name
    let models = Self.models(of: compiled)
    report = PlanReport(
      PlanSubject(
        plan: compiled.plan, catalog: compiled.catalog,
        baseline: compiled.baseline.map { PlanSubject.Baseline(name: $0.name, catalog: $0.catalog) },
        findings: compiled.findings, diagrams: PlanDiagrams(), models: models,
        date: date ?? compiled.plan.asOf?.value))
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
      notExpressible: text.notExpressible.map { PlanModels.Remark($0.what, table: $0.object, span: $0.span) })
  }
}

/// Writes the plans of a run: all of them, or none.
struct PlanOutputWriter: Sendable {
  let session: Session
  let templates: TemplateSet

  func write(_ outputs: [PlanOutput]) async throws(WorkspaceError) -> OutputSummary {
    let writer = PlanDocumentWriter(templates: templates)
    let files = await concurrentMap(outputs, jobs: session.jobs) { output in
      writer.files(of: output.report).map { OutputFile($0.path, $0.text) }
    }
    var transaction = OutputTransaction(root: session.outputRoot)
    for (output, files) in zip(outputs, files) { transaction.place(files, in: output.name) }
    return try transaction.commit()
  }
}
