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
        dbplan site                                        every plan, one part for each schema
        dbplan site waitlist --output /tmp/docs            one plan, to /tmp/docs/site/
        dbplan site --schema db/structure.sql              the reference of a schema alone
        dbplan site --format md                            the same pages as Markdown
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
    let compiled = await session.compile()
    let outputs = await concurrentMap(compiled, jobs: session.jobs) {
      PlanOutput(compiled: $0.value, date: session.date)
    }
    let references = await session.references(for: outputs)
    let diagnostics = unique(
      session.diagnostics + compiled.flatMap(\.diagnostics) + references.flatMap(\.diagnostics)
        + templates.diagnostics(for: outputs) + nameProblems(session))
    progress.clear()
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    let reports = references.map { PlanOutput(compiled: $0.value, date: session.date).report }
    let site = Site(title: session.project?.project?.value, reports: outputs.map(\.report), references: reports)
    let writer = SiteOutputWriter(session: session, templates: templates.set, format: format, progress: progress)
    let summary = try await working(console) { () async throws(WorkspaceError) in
      try await writer.write(site, outputs)
    }
    console.product("\(session.outputRoot)/\(SiteOutputWriter.folder)/index.\(format.rawValue)\n")
    console.talk("\(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed")
  }

  /// The site has a folder among those of the plans.
  private func nameProblems(_ session: Session) -> [Diagnostic] {
    session.requests.filter { $0.name == SiteOutputWriter.folder }.map { request in
      Diagnostic(
        .error, code: "plan-file-name", "a plan can not be called \(request.name): the site has that folder",
        fix: "rename \(request.path ?? "it")")
    }
  }
}

extension Session {
  /// What schemas imply that no plan shows as they are.
  fileprivate func references(for outputs: [PlanOutput]) async -> [Reading<CompiledPlan>] {
    let compiler = PlanCompiler(tree: tree, project: project)
    return Site.schemasWithoutReference(outputs.map(\.report)).map { schema in
      compiler.compile(schema: schema, name: PlanName.of(source: schema.first?.value ?? ""), date: date)
    }
  }
}
