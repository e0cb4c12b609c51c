import Compilation
import PageWriting
import PlanDocument
import SiteBuilding
import Templates
import Templating
import Workspace

/// Writes a site: all of it, or nothing.
struct SiteOutputWriter: Sendable {
  static let folder = "site"

  let session: Session
  let templates: TemplateSet
  let format: SiteCommand.Format
  let progress: TerminalProgress

  func write(_ site: Site, _ outputs: [PlanOutput]) async throws(WorkspaceError) -> OutputSummary {
    progress.show("Writing \(site.pageCount) pages")
    let drawings = site.parts.flatMap(\.drawings)
    let writer = PlanOutputWriter(session: session, templates: templates)
    // Laying out graphs is work for other processes: what they leave free goes to everything that shows none.
    async let drawn = pictures(of: site, drawings, outputs)
    async let found = SearchIndex(site)
    let texts = await writer.texts(of: outputs)
    let begun = await pages(of: site)
    let pictures = try await drawn.get()
    let shown = Dictionary(zip(drawings.map(\.path), pictures), uniquingKeysWith: { first, _ in first })
    let documents = writer.documents(of: outputs, texts: texts, pictures: Array(pictures.dropFirst(drawings.count)))
    var files = drawings.map { OutputFile($0.path, picture(shown[$0.path] ?? "")) }
    files += await completed(begun, of: site, drawings: shown)
    for (plan, documents) in zip(site.plans, documents) { files += self.files(of: documents, plan) }
    switch format {
    case .md:
      for (plan, documents) in zip(site.plans, documents) {
        files += documents.documents.map { OutputFile(plan.folder + $0.path, $0.text) }
      }
    case .html:
      let surroundings = site.plans.map { self.surroundings(of: $0, in: site, drawings: shown) }
      let pages = await writer.pages(of: documents, in: surroundings)
      var index = await found
      for (plan, pages) in zip(site.plans, pages) {
        files += pages.map { OutputFile(plan.folder + $0.file.path, $0.file.text) }
        addHeadings(of: pages, plan, to: &index)
      }
      files += [
        OutputFile("style.css", ShippedTemplates.styleSheet), OutputFile("search.js", ShippedTemplates.searchScript),
        OutputFile("search-index.js", index.script),
      ]
    }
    progress.show("Putting \(files.count) files in place")
    var transaction = OutputTransaction(root: session.outputRoot)
    transaction.place(files, in: Self.folder)
    let summary = try transaction.commit()
    progress.clear()
    return summary
  }

  // MARK: Drawings

  /// Drawings of the site, then of its plans; an earlier run of either may have left them.
  private func pictures(
    of site: Site, _ drawings: [SiteDrawing], _ outputs: [PlanOutput]
  ) async -> Result<[String], WorkspaceError> {
    // Drawings for Markdown have other links, and can not be used again.
    let isReused = format == .html
    var graphs: [(paths: [String], graph: Graph)] = drawings.map { drawing in
      (
        isReused ? ["\(Self.folder)/\(drawing.path)"] + earlier(of: drawing, in: site) : [],
        Graph(dot: drawing.dot, id: drawing.id, title: drawing.title, summary: drawing.summary)
      )
    }
    for (plan, output) in zip(site.plans, outputs) {
      graphs += output.drawings.map { drawing in
        let own = "\(output.name)/\(drawing.path).svg"
        return (isReused ? ["\(Self.folder)/\(plan.folder)\(drawing.path).svg", own] : [own], Graph(drawing))
      }
    }
    do throws(WorkspaceError) {
      return .success(try await DrawnGraphs(output: session.outputRoot, jobs: session.jobs).pictures(of: graphs))
    } catch {
      return .failure(error)
    }
  }

  /// Where the plan whose facts a part carries may have left the same drawing.
  private func earlier(of drawing: SiteDrawing, in site: Site) -> [String] {
    site.plans.compactMap { plan in
      let folder = site.parts[plan.part].folder
      guard plan.isReference, drawing.path.hasPrefix(folder) else { return nil }
      return "\(plan.name)/\(drawing.path.dropFirst(folder.count))"
    }
  }

  private func picture(_ svg: String) -> String { format == .md ? DrawingLinks.toMarkdown(svg) : svg }

  // MARK: Pages

  /// A page, or what waits for its drawings.
  private enum BegunPage: Sendable {
    case file(OutputFile)
    case waiting(SitePage)
  }

  private func pages(of site: Site) async -> [BegunPage] {
    let builder = PageBuilder(templates: templates)
    // The first pages are the long ones: each in a batch of its own.
    let long = min(16, site.pageCount)
    var batches = (0..<long).map { $0..<$0 + 1 }
    batches += stride(from: long, to: site.pageCount, by: 16).map { $0..<min($0 + 16, site.pageCount) }
    let made = await concurrentMap(batches, jobs: session.jobs) { batch in
      batch.map { position -> BegunPage in
        let page = site.page(position)
        switch format {
        case .md: return .file(OutputFile("\(page.path).md", page.document))
        case .html where page.drawings.isEmpty: return .file(file(of: page, in: site, drawings: [:], builder))
        case .html: return .waiting(page)
        }
      }
    }
    return made.flatMap(\.self)
  }

  private func completed(
    _ pages: [BegunPage], of site: Site, drawings: [String: String]
  ) async -> [OutputFile] {
    let builder = PageBuilder(templates: templates)
    return await concurrentMap(pages, jobs: session.jobs) { page in
      switch page {
      case .file(let file): file
      case .waiting(let page): file(of: page, in: site, drawings: drawings, builder)
      }
    }
  }

  private func file(
    of page: SitePage, in site: Site, drawings: [String: String], _ builder: PageBuilder
  ) -> OutputFile {
    let metadata = metadata(of: page, in: site, drawings: drawings)
    return OutputFile("\(page.path).html", builder.page(markdown: page.markdown, metadata: metadata))
  }

  private func metadata(of page: SitePage, in site: Site, drawings: [String: String]) -> PageMetadata {
    let up = page.up
    func link(_ link: SitePage.Link) -> PageMetadata.Link {
      PageMetadata.Link(title: link.title, address: "\(up)\(link.path).html")
    }
    var assets: [String: String] = [:]
    for drawing in page.drawings { assets[drawing.address] = drawings[drawing.path] }
    let sections = site.navigation(of: page.part).map { section, target in
      PageFrame.Section(link(target), isCurrent: section == page.section)
    }
    return PageMetadata(
      title: page.title, siteTitle: site.title, breadcrumb: page.breadcrumb.map(link),
      previous: page.previous.map(link),
      next: page.next.map(link), stylesheet: "\(up)style.css", assets: PageAssets(drawings: assets),
      frame: PageFrame(sections: sections, root: up, fallback: link(site.allColumns(of: page.part))))
  }

  // MARK: Plans

  private func surroundings(
    of plan: SitePlan, in site: Site, drawings: [String: String]
  ) -> PlanPages.Surroundings {
    func link(_ link: SitePage.Link) -> PageMetadata.Link {
      PageMetadata.Link(title: link.title, address: "\(link.path).html")
    }
    let root = SitePage.up(from: plan.folder)
    let overview = "\(site.parts[plan.part].folder)erd.svg"
    let shared = plan.isReference ? drawings[overview].map { ["\(root)\(overview)": $0] } : nil
    return PlanPages.Surroundings(
      root: root, drawings: shared ?? [:], breadcrumb: site.breadcrumb(of: plan).map(link),
      sections: site.navigation(of: plan.part).map { section, target in
        PageFrame.Section(link(target), isCurrent: section == .plans)
      }, fallback: link(site.allColumns(of: plan.part)), siteTitle: site.title)
  }

  /// What a plan's documents point at beside each other: models and drawings. Its data files are for programs.
  private func files(of documents: PlanDocuments, _ plan: SitePlan) -> [OutputFile] {
    documents.files.filter { !$0.path.hasSuffix(".md") && !$0.path.hasSuffix(".json") && !$0.path.hasSuffix(".dot") }
      .map { OutputFile(plan.folder + $0.path, $0.path.hasSuffix(".svg") ? picture($0.text) : $0.text) }
  }

  private func addHeadings(of pages: [PlanPages.Page], _ plan: SitePlan, to index: inout SearchIndex) {
    for page in pages where page.file.path == "plan.html" {
      let headings = page.headings.filter { !$0.id.isEmpty && ($0.level == 2 || $0.level == 3) }
      index.add(headings.map { (text: $0.text, id: $0.id) }, of: plan, path: "plan")
    }
  }
}
