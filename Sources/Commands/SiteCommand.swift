import PlanReading
import ArgumentParser
import Compilation
import Diagnostics
import PlanDocument
import PlanModel
import SiteBuilding
import Workspace

struct SiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "The publishable site to Output/site/: plans, a page per table, findings, search.",
    discussion: """
      Examples:
        dbplan site                               every plan, one part for each schema
        dbplan site waitlist --output /tmp/docs   one plan, to /tmp/docs/site/
        dbplan site --schema db/structure.sql     the reference of a schema alone
        dbplan site --format md                   the same pages as Markdown
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case md
  }

  @Argument(help: "Plans to publish; all when none is named.")
  var plans: [String] = []

  @Option(help: "html or md.")
  var format: Format = .html

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let console = Console(options)
    let session = try await working(console) { () async throws(WorkspaceError) in
      try await Session(options, plans: plans)
    }
    let templates = try RunTemplates.load(from: session.templatesFolder, console)
    let progress = TerminalProgress(isQuiet: options.quiet)
    progress.show("Reading the plans")
    let named = await session.compile()
    let compiled = named + session.references(for: named.map(\.value))
    let layout = SiteLayout(compiled.map { SiteLayout.Source($0.value) })
    let all = await concurrentMap(Array(compiled.enumerated()), jobs: session.jobs) { position, compiled in
      let drawings = PlanDrawings(compiled.value, addresses: layout.addresses(of: position))
      return PlanOutput(compiled: compiled.value, drawings: drawings, date: session.date)
    }
    let outputs = Array(all.prefix(named.count))
    let diagnostics = unique(
      session.diagnostics + compiled.flatMap(\.diagnostics) + templates.diagnostics(for: outputs))
    progress.clear()
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    let site = Site(
      title: session.project?.project?.value, layout: layout, reports: all.map(\.report), planCount: named.count)
    let writer = SiteOutputWriter(session: session, templates: templates.set, format: format, progress: progress)
    let summary = try await working(console) { () async throws(WorkspaceError) in
      try await writer.write(site, outputs)
    }
    console.product("\(session.outputRoot)/\(SiteOutputWriter.folder)/index.\(format.rawValue)\n")
    console.talk("\(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed")
  }
}

extension SiteLayout.Source {
  fileprivate init(_ compiled: CompiledPlan) {
    self.init(
      plan: compiled.plan, catalog: compiled.catalog, scopeCount: PlanDrawings.scope(of: compiled).count)
  }
}

extension Session {
  /// What schemas imply that no plan shows as they are.
  fileprivate func references(for plans: [CompiledPlan]) -> [Reading<CompiledPlan>] {
    let compiler = PlanCompiler(tree: tree, project: project)
    return SiteLayout.schemasWithoutReference(plans.map { SiteLayout.Source($0) }).map { schema in
      compiler.compile(schema: schema, name: PlanName.of(source: schema.first?.value ?? ""), date: date)
    }
  }
}
