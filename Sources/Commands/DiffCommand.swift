import ArgumentParser
import Compilation
import DiagramWriting
import Diagnostics
import JSONWriting
import MarkdownWriting
import PageWriting
import PlanComparison
import Templates
import Templating
import Workspace

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What changed in schema and plans between two commits, and what follows.",
    discussion: """
      Examples:
        dbplan diff main             since main, with what is not committed yet
        dbplan diff v1.4 v1.5 --format json
        dbplan diff main...feature   since feature branched off from main
        dbplan diff HEAD~1 --schema db/structure.sql --exit-code

      Both sides are read from git's objects; nothing is checked out. A change is breaking, risky, safe or words only.

      Exit codes: 0 done, 1 differences with --exit-code, 2 an input is not valid or a commit is not known, 3 the work \
      could not be done.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case md
    case html
    case json
  }

  @Argument(help: "A commit, or BASE...HEAD for what happened since the two parted.")
  var base: String?

  @Argument(help: "The other commit. Default: the working tree.")
  var head: String?

  @Option(help: "md or json to stdout, or html to a folder.")
  var format: Format = .md

  @Flag(help: "End with 1 when there are differences.")
  var exitCode = false

  @OptionGroup var options: SharedOptions

  func run() async throws {
    // Were the argument required, its absence would be told before an option that there is not.
    guard let base else { throw ValidationError("name a commit to compare with: dbplan diff main") }
    let console = Console(options)
    let templates = try RunTemplates.load(from: options.templates.map(Session.absolute), console)
    let projects = try await working(console, failure: failure) { () async throws(WorkspaceError) in
      try await ComparedProjects(options, base: base, head: head)
    }
    guard let comparison = projects.comparison else {
      if format == .json { console.product(FailureJSON.document(projects.diagnostics)) }
      console.report(projects.diagnostics)
      throw RunExit.badInput
    }
    console.report(projects.diagnostics)
    let document = ComparisonDocument(comparison)
    if templates.areOverridden {
      let problems = document.diagnostics(for: templates.set)
      console.report(problems)
      if problems.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    }
    switch format {
    case .md:
      console.product(
        document.markdown(templates.set) { _, drawing in
          MarkdownText.fenced(MermaidWriter().write(drawing.diagram), language: "mermaid")
        })
    case .json: console.product(JSONWriter().write(ComparisonJSON.document(comparison)))
    case .html:
      let writer = ComparisonPage(document: document, comparison: comparison, templates: templates.set)
      try await working(console) { () async throws(WorkspaceError) in
        try await writer.write(to: projects.outputRoot)
      }
      console.product("\(projects.outputRoot)/\(ComparisonPage.path)\n")
    }
    if exitCode, comparison.outcome == .changed { throw RunExit.findings }
  }

  /// What a program reads when nothing could be compared.
  private var failure: ((Diagnostic) -> String)? {
    guard format == .json else { return nil }
    return FailureJSON.stopped(by:)
  }
}

/// The page of a comparison: one file that needs no other.
struct ComparisonPage: Sendable {
  private static let folder = "diff"
  private static let name = "index.html"
  static let path = "\(folder)/\(name)"

  let document: ComparisonDocument
  let comparison: ProjectComparison
  let templates: TemplateSet

  func write(to output: String) async throws(WorkspaceError) {
    let graphs = document.drawings.enumerated().map { number, drawing in
      Graph(
        dot: DOTWriter().write(drawing.diagram), id: "change-\(number + 1)", title: drawing.diagram.title,
        summary: drawing.diagram.summary)
    }
    let pictures = graphs.isEmpty ? [] : try await GraphvizRunner(jobs: 1).layOut(graphs)
    let markdown = document.markdown(templates) { number, drawing in
      MarkdownText.image(drawing.diagram.summary, source: Self.address(number))
    }
    var drawings: [String: String] = [:]
    for (number, picture) in pictures.enumerated() { drawings[Self.address(number)] = picture }
    var metadata = PageMetadata(
      siteTitle: "dbplan diff", footer: "\(comparison.baseLabel) and \(comparison.headLabel) compared",
      assets: PageAssets(drawings: drawings))
    metadata.style = ShippedTemplates.styleSheet
    let page = PageBuilder(templates: templates).page(markdown: markdown, metadata: metadata)
    var transaction = OutputTransaction(root: output)
    transaction.place([OutputFile(Self.name, page)], in: Self.folder)
    try transaction.commit()
  }

  private static func address(_ number: Int) -> String { "change-\(number + 1).svg" }
}
