import ArgumentParser
import Diagnostics
import FindingReports
import Foundation
import JSONWriting
import PlanComparison
import PullRequests
import Workspace

struct PrCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pr", abstract: "The report of a pull request: comment, summary, remarks on changed lines, SARIF.",
    discussion: """
      Compares the plans at HEAD with those at the commit where HEAD left the base. Nothing is posted.

      Examples:
        dbplan pr --base origin/main
        dbplan pr --base origin/main --output /tmp/report

      Writes comment.md, summary.md, findings.sarif and annotations.json to Output/pr.
      In a workflow run of GitHub the summary is shown with the step, and the remarks
      appear on their lines. When no plan moved nothing is written, and an earlier report
      is removed.
      """)

  @Option(help: "The branch, tag or commit that the pull request goes to.")
  var base: String

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let console = Console(options)
    // HEAD names the other side already.
    guard !base.isEmpty, !base.contains("..") else {
      console.report([
        Self.problem("unknown-reference", "\"\(base)\" is no name of a commit", fix: "name a branch, a tag or a commit")
      ])
      throw RunExit.badInput
    }
    let compared = try await working(console) { () async throws(WorkspaceError) in
      try await ComparedProjects(options, base: "\(base)...HEAD", head: nil)
    }
    console.report(compared.diagnostics)
    let forge = ForgeEnvironment()
    guard let comparison = compared.comparison, let sides = compared.sides else {
      if compared.diagnostics.contains(where: { $0.code == "unknown-reference" }) {
        console.talk(
          "a shallow clone lacks the commit where the branch began: fetch the whole history (fetch-depth: 0)")
      }
      if forge.readsCommands { console.product(await problems(compared)) }
      throw RunExit.badInput
    }
    let run = PullRequestRun(
      options: options, base: base, comparison: comparison, sides: sides, root: compared.root,
      folder: options.output.map(Session.absolute) ?? "\(compared.outputRoot)/pr", forge: forge)
    let product = try await working(console) { () async throws(WorkspaceError) in try await run.write() }
    console.product(product)
  }

  /// What keeps the plans from being read, as remarks on its lines.
  private func problems(_ compared: ComparedProjects) async -> String {
    let prefix = try? await GitRepository(folder: compared.root).prefix()
    let locator = ReportLocator(paths: ReportPaths(prefix: prefix.flatMap(\.self) ?? ""), files: [])
    let errors = compared.diagnostics.filter { $0.severity == .error }
    return errors.prefix(ChangedLineAnnotations.limit).map { "\(WorkflowAnnotation($0, locator).command)\n" }.joined()
  }

  private static func problem(_ code: String, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.error, code: code, message, fix: fix)
  }
}

/// What a workflow run says of the forge it runs on.
struct ForgeEnvironment: Sendable {
  var links: ForgeLinks
  /// Whether what is printed becomes remarks on lines.
  var readsCommands: Bool
  /// The file whose text is shown with the step.
  var stepSummary: String?

  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
    links = ForgeLinks(server: variables["GITHUB_SERVER_URL"], repository: variables["GITHUB_REPOSITORY"])
    readsCommands = variables["GITHUB_ACTIONS"] == "true"
    stepSummary = variables["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
  }
}
