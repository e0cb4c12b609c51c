import ArgumentParser
import Compilation
import Diagnostics
import Workspace

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Plans to Output/<plan>/: Markdown, HTML, diagrams, models.",
    discussion: """
      Examples:
        dbplan generate                                    every plan
        dbplan generate waitlist --date 2026-03-02
        dbplan generate --schema prisma --output /tmp/plan a first plan from a schema alone
      """)

  @Argument(help: "Plans to generate; all when none is named.")
  var plans: [String] = []

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let console = Console(options)
    let session = try await working(console) { () async throws(WorkspaceError) in
      try await Session(options, plans: plans)
    }
    let templates = try RunTemplates.load(from: session.templatesFolder, console)
    let compiled = await session.compile()
    let reports = compiled.map { PlanOutput(compiled: $0.value, date: session.date) }
    let diagnostics = unique(
      session.diagnostics + compiled.flatMap(\.diagnostics) + templates.diagnostics(for: reports))
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    let summary = try await working(console) { () async throws(WorkspaceError) in
      try await PlanOutputWriter(session: session, templates: templates.set).write(reports)
    }
    for report in reports { console.product("\(session.outputRoot)/\(report.name)/plan.md\n") }
    console.talk("\(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed")
  }
}
