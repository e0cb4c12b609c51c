import ArgumentParser
import Compilation
import Diagnostics
import PlanModel
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
    let early = unique(session.diagnostics + compiled.flatMap(\.diagnostics))
    guard !early.contains(where: { $0.severity == .error }) else {
      console.report(early)
      throw RunExit.badInput
    }
    let drawings = await concurrentMap(compiled, jobs: session.jobs) { PlanDrawings($0.value) }
    let drawn = DrawnPlans(zip(compiled, drawings).map { (name: $0.value.plan.name, drawings: $1.drawings) })
    // Laying out graphs is work for other processes: what they leave free goes to the texts.
    async let pictures = drawn.pictures(in: session)
    let reports = await concurrentMap(Array(zip(compiled, drawings)), jobs: session.jobs) { compiled, drawings in
      PlanOutput(compiled: compiled.value, drawings: drawings, date: session.date)
    }
    let diagnostics = unique(early + templates.diagnostics(for: reports))
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    let writer = PlanOutputWriter(session: session, templates: templates.set)
    async let findings = session.findingFiles(of: compiled.map(\.value))
    let texts = await writer.texts(of: reports)
    let made = await pictures
    let sarif = await findings
    let summary = try await working(console) { () async throws(WorkspaceError) in
      try await writer.write(reports, texts: zip(texts, sarif).map { $0 + [$1] }, pictures: try made.get())
    }
    for report in reports { console.product("\(session.outputRoot)/\(report.name)/plan.md\n") }
    console.talk("\(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed")
  }
}
