import Compilation
import PlanDocument
import Templates
import Templating
import Workspace

/// The drawings of the plans of a run.
struct DrawnPlans: Sendable {
  private let plans: [(name: String, drawings: [PlanDrawing])]

  init(_ plans: [(name: String, drawings: [PlanDrawing])]) { self.plans = plans }

  /// The SVG texts of each plan, in the order of its drawings.
  func pictures(in session: Session) async -> Result<[[String]], WorkspaceError> {
    let graphs = plans.flatMap { plan in
      plan.drawings.map { (paths: ["\(plan.name)/\($0.path).svg"], graph: Graph($0)) }
    }
    do throws(WorkspaceError) {
      var pictures = try await DrawnGraphs(output: session.outputRoot, jobs: session.jobs).pictures(of: graphs)[...]
      return .success(
        plans.map { plan in
          defer { pictures = pictures.dropFirst(plan.drawings.count) }
          return Array(pictures.prefix(plan.drawings.count))
        })
    } catch {
      return .failure(error)
    }
  }
}

/// Writes the plans of a run: all of them, or none.
struct PlanOutputWriter: Sendable {
  let session: Session
  let templates: TemplateSet

  /// - Parameters:
  ///   - texts: The files of each plan, as `texts(of:)` makes them.
  ///   - pictures: The drawings of each plan as SVG, in their order.
  func write(
    _ outputs: [PlanOutput], texts: [[PlanFile]], pictures: [[String]]
  ) async throws(WorkspaceError) -> OutputSummary {
    let documents = zip(outputs, zip(texts, pictures)).map { output, made in
      PlanDocuments(output, texts: made.0, pictures: made.1, templates: templates)
    }
    let pages = await self.pages(of: documents)
    var transaction = OutputTransaction(root: session.outputRoot)
    for (documents, pages) in zip(documents, pages) {
      let style = OutputFile("style.css", ShippedTemplates.styleSheet)
      transaction.place(documents.files + [style] + pages.map(\.file), in: documents.name)
    }
    return try transaction.commit()
  }

  /// The documents of plans, each with what its pages are made from.
  /// - Parameters:
  ///   - texts: The files of each plan, as `texts(of:)` makes them.
  ///   - pictures: The SVG texts of all drawings, plan by plan.
  func documents(of outputs: [PlanOutput], texts: [[PlanFile]], pictures: [String]) -> [PlanDocuments] {
    var start = 0
    return zip(outputs, texts).map { output, texts in
      let own = Array(pictures[start..<start + output.drawings.count])
      start += output.drawings.count
      return PlanDocuments(output, texts: texts, pictures: own, templates: templates)
    }
  }

  /// The Markdown and data files of every plan, sheets a few at a time in each task, since plans differ in size.
  func texts(of outputs: [PlanOutput]) async -> [[PlanFile]] {
    let writer = PlanDocumentWriter(templates: templates)
    let sheets = batches(outputs.map { PlanDocumentWriter.sheetCount(of: $0.report) })
    let work =
      outputs.indices.map { (plan: $0, range: Range<Int>?.none) } + sheets.map { (plan: $0.plan, range: $0.range) }
    let written = await concurrentMap(work, jobs: session.jobs) { item in
      let report = outputs[item.plan].report
      return item.range.map { writer.sheets(of: report, $0) } ?? writer.documents(of: report)
    }
    var texts = [[PlanFile]](repeating: [], count: outputs.count)
    for (item, files) in zip(work, written) { texts[item.plan] += files }
    return texts
  }

  /// The pages of plans.
  /// - Parameter surroundings: what the site around each plan adds; none outside of a site.
  func pages(of documents: [PlanDocuments], in surroundings: [PlanPages.Surroundings] = []) async -> [[PlanPages.Page]]
  {
    let work = batches(documents.map(\.documents.count))
    let made = await concurrentMap(work, jobs: session.jobs) { item in
      let source = documents[item.plan]
      return source.documents[item.range].map {
        source.pages.page(
          of: $0, among: source.sheets, drawings: source.drawings,
          in: surroundings.isEmpty ? nil : surroundings[item.plan])
      }
    }
    var pages = [[PlanPages.Page]](repeating: [], count: documents.count)
    for (item, files) in zip(work, made) { pages[item.plan] += files }
    return pages
  }

  private func batches(_ counts: [Int]) -> [(plan: Int, range: Range<Int>)] {
    counts.enumerated().flatMap { plan, count in
      stride(from: 0, to: count, by: 16).map { (plan, $0..<min($0 + 16, count)) }
    }
  }
}

extension Graph {
  init(_ drawing: PlanDrawing) {
    self.init(dot: drawing.dot, id: drawing.id, title: drawing.title, summary: drawing.summary)
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

  init(_ output: PlanOutput, texts written: [PlanFile], pictures: [String], templates: TemplateSet) {
    name = output.name
    var files = written.map { OutputFile($0.path, $0.text) }
    var drawings: [String: String] = [:]
    for (drawing, picture) in zip(output.drawings, pictures) {
      drawings["\(drawing.path).svg"] = picture
      files.append(OutputFile("\(drawing.path).svg", picture))
      if drawing.keepsSource { files.append(OutputFile("\(drawing.path).dot", drawing.dot)) }
    }
    documents = written.filter { $0.path.hasSuffix(".md") }
    sheets = PlanPages.Sheets(written)
    pages = PlanPages(templates: templates, report: output.report)
    self.files = files
    self.drawings = drawings
  }
}
