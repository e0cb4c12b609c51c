import Compilation
import Diagnostics
import DiagramWriting
import PlanDocument
import PlanModel
import PrismaWriting
import SchemaModel
import Templates
import Templating
import Workspace

/// One plan of a run, ready to be written.
struct PlanOutput: Sendable {
  let name: String
  let report: PlanReport
  let drawings: [PlanDrawings.Drawing]

  init(compiled: CompiledPlan, date: CalendarDate?) {
    name = compiled.plan.name
    let models = Self.models(of: compiled)
    let scope = PlanSubject.scope(of: compiled.plan, catalog: compiled.catalog, baseline: compiled.baseline?.catalog)
    let sheets = SheetNames(scope)
    let drawings = PlanDrawings(compiled, scope: scope.map(\.name)) { sheets[$0] }
    self.drawings = drawings.drawings
    report = PlanReport(
      PlanSubject(
        plan: compiled.plan, catalog: compiled.catalog,
        baseline: compiled.baseline.map { PlanSubject.Baseline(name: $0.name, catalog: $0.catalog) },
        findings: compiled.findings, diagrams: drawings.diagrams, models: models,
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
    let graphs = outputs.flatMap { $0.drawings.map(\.graph) }
    let pictures = try await GraphvizRunner(jobs: session.jobs).layOut(graphs)
    var start = 0
    var work: [(PlanOutput, ArraySlice<String>)] = []
    for output in outputs {
      work.append((output, pictures[start..<start + output.drawings.count]))
      start += output.drawings.count
    }
    let documents = await concurrentMap(work, jobs: session.jobs) { output, pictures in
      PlanDocuments(output, pictures: Array(pictures), templates: templates)
    }
    let pages = await self.pages(of: documents)
    var transaction = OutputTransaction(root: session.outputRoot)
    for (documents, pages) in zip(documents, pages) {
      let style = OutputFile("style.css", ShippedTemplates.styleSheet)
      transaction.place(documents.files + [style] + pages, in: documents.name)
    }
    return try transaction.commit()
  }

  /// The pages of every plan. All are made in one go, a few at a time in each task, since plans differ in size.
  private func pages(of documents: [PlanDocuments]) async -> [[OutputFile]] {
    let batch = 16
    let work = documents.indices.flatMap { plan in
      stride(from: 0, to: documents[plan].documents.count, by: batch).map { (plan, $0) }
    }
    let made = await concurrentMap(work, jobs: session.jobs) { plan, first in
      let source = documents[plan]
      return source.documents[first..<min(first + batch, source.documents.count)].map {
        source.pages.page(of: $0, among: source.sheets, drawings: source.drawings)
      }
    }
    var pages = [[OutputFile]](repeating: [], count: documents.count)
    for ((plan, _), files) in zip(work, made) { pages[plan] += files }
    return pages
  }
}

/// The Markdown and data files of one plan, with what its pages are made from.
struct PlanDocuments: Sendable {
  let name: String
  let documents: [PlanFile]
  let files: [OutputFile]
  let drawings: [String: String]
  let sheets: PlanPages.Sheets
  let pages: PlanPages

  init(_ output: PlanOutput, pictures: [String], templates: TemplateSet) {
    name = output.name
    let written = PlanDocumentWriter(templates: templates).files(of: output.report)
    var files = written.map { OutputFile($0.path, $0.text) }
    var drawings: [String: String] = [:]
    for (drawing, picture) in zip(output.drawings, pictures) {
      drawings["\(drawing.path).svg"] = picture
      files.append(OutputFile("\(drawing.path).svg", picture))
      if drawing.keepsSource { files.append(OutputFile("\(drawing.path).dot", drawing.graph.dot)) }
    }
    documents = written.filter { $0.path.hasSuffix(".md") }
    sheets = PlanPages.Sheets(written)
    pages = PlanPages(templates: templates, report: output.report)
    self.files = files
    self.drawings = drawings
  }
}
