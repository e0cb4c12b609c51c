import ArgumentParser
import Checks
import Compilation
import Diagnostics
import FindingReports
import Workspace

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Findings of the checks, for people and programs.",
    discussion: """
      Examples:
        dbplan check                          every plan; fails on errors
        dbplan check shop --fail-on warning
        dbplan check --schema db/structure.sql --format json --fail-on never
        dbplan check --format sarif > findings.sarif
        dbplan check --migrations db/migrations --baseline git:main

      Exit codes: 0 nothing at or over --fail-on, 1 findings, 2 an input is not valid, 3 the work could not be done.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
    case github
  }

  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error
    case warning
    case note
    case never

    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  @Argument(help: "Plans to check; all when none is named.")
  var plans: [String] = []

  @Option(help: "text, json, sarif, or github (annotations of a workflow run).")
  var format: Format = .text

  @Option(help: "The least severity that fails the run: error, warning, note or never.")
  var failOn: Threshold = .error

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Judges migrations that people wrote instead: SQL files, folders of SQL, Prisma or Alembic migrations.",
      valueName: "path"))
  var migrations: [String] = []

  @Option(
    help: ArgumentHelp(
      "What is there before the migrations: a schema source, or git:REF. Default: the migrations that come before.",
      valueName: "source"))
  var baseline: String?

  @OptionGroup var options: SharedOptions

  func validate() throws {
    if baseline != nil, migrations.isEmpty { throw ValidationError("--baseline is what --migrations start from") }
  }

  func run() async throws {
    guard migrations.isEmpty else { return try await runOnMigrations() }
    let console = Console(options)
    let session = try await working(console, failure: failure) { () async throws(WorkspaceError) in
      try await Session(options, plans: plans)
    }
    let compiled = await session.compile()
    let diagnostics = unique(session.diagnostics + compiled.flatMap(\.diagnostics))
    let isBad = diagnostics.contains { $0.severity == .error }
    let findings = compiled.flatMap { $0.value.findings }
    let report = FindingReport(plans: compiled.map(\.value), problems: diagnostics, fails: fails(findings))
    // The annotations tell the problems too.
    if format != .github { console.report(diagnostics) }
    switch format {
    case .text: console.product(report.text(console))
    case .json: console.product(report.json)
    case .sarif: console.product(report.sarif(await session.reportPaths()))
    case .github: console.product(report.annotations(await session.reportPaths()))
    }
    if isBad { throw RunExit.badInput }
    if fails(findings) { throw RunExit.findings }
  }

  /// What a program reads when nothing could be checked.
  private var failure: ((Diagnostic) -> String)? {
    switch format {
    case .text: return nil
    case .json: return FailureJSON.stopped(by:)
    case .sarif: return { FindingReport(stoppedBy: $0).sarif(ReportPaths()) }
    case .github: return { FindingReport(stoppedBy: $0).annotations(ReportPaths()) }
    }
  }

  private func runOnMigrations() async throws {
    let console = Console(options)
    let run = try await working(console, failure: failure) { () async throws(WorkspaceError) in
      try await MigrationCheckRun(migrations, baseline: baseline, plans: plans, options: options)
    }
    let report = MigrationReport(run, fails: fails(run.findings))
    if format != .github { console.report(run.diagnostics) }
    switch format {
    case .text: console.product(report.text(console))
    case .json: console.product(report.json)
    case .sarif: console.product(report.sarif(await run.reportPaths()))
    case .github: console.product(report.annotations(await run.reportPaths()))
    }
    if run.diagnostics.contains(where: { $0.severity == .error }) { throw RunExit.badInput }
    if fails(run.findings) { throw RunExit.findings }
  }

  private func fails(_ findings: [Finding]) -> Bool {
    guard let threshold = failOn.severity else { return false }
    return findings.contains { $0.waiver == nil && $0.severity >= threshold }
  }
}

/// Each once, in order.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen: Set<Element> = []
  return elements.filter { seen.insert($0).inserted }
}
