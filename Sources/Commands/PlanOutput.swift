import Compilation
import PlanDocument
import Templates
import Templating
import Workspace

/// Writes the plans of a run: all of them, or none.
struct PlanOutputWriter: Sendable {
  let session: Session
  let templates: TemplateSet

  func write(_ outputs: [PlanOutput]) async throws(WorkspaceError) -> OutputSummary {
    let graphs = outputs.flatMap { output in
      output.drawings.map { Graph(dot: $0.dot, id: $0.id, title: $0.title, summary: $0.summary) }
    }
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
      if drawing.keepsSource { files.append(OutputFile("\(drawing.path).dot", drawing.dot)) }
    }
    documents = written.filter { $0.path.hasSuffix(".md") }
    sheets = PlanPages.Sheets(written)
    pages = PlanPages(templates: templates, report: output.report)
    self.files = files
    self.drawings = drawings
  }
}
