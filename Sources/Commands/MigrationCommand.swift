import ArgumentParser
import Compilation
import Diagnostics
import PlanDocument
import PlanModel
import Workspace

struct MigrationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migration", abstract: "The steps from the baseline to the plan, as files; prints their paths.",
    discussion: """
      Examples:
        dbplan migration waitlist                    migrations/001-.../{up,down}.sql
        dbplan migration waitlist --format prisma    a folder for prisma/migrations
        dbplan migration waitlist --format alembic   revisions for alembic/versions
        dbplan migration --output /tmp/steps         every plan, elsewhere

      They are applied in the order of their names, Alembic's by their chain, and taken back in the other one.
      """)

  @Argument(help: "Plans to migrate to; all when none is named.")
  var plans: [String] = []

  @Option(help: "sql, prisma or alembic.")
  var format: MigrationFormat = .sql

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let console = Console(options)
    let session = try await working(console) { () async throws(WorkspaceError) in
      try await Session(options, plans: plans)
    }
    let compiled = await session.compile()
    let diagnostics = unique(session.diagnostics + compiled.flatMap(\.diagnostics))
    console.report(diagnostics)
    guard !diagnostics.contains(where: { $0.severity == .error }) else { throw RunExit.badInput }
    let form = format.form
    let made = await concurrentMap(compiled, jobs: session.jobs) { compiled in
      let subject = PlanOutput(compiled: compiled.value, date: session.date).report.subject
      return (name: compiled.value.plan.name, files: MigrationDocuments.files(subject, as: form))
    }
    var transaction = OutputTransaction(root: session.outputRoot)
    for plan in made {
      let files = plan.files.map { OutputFile($0.path, $0.text) }
      transaction.place(files, in: plan.name, only: form.folder)
    }
    let pending = transaction
    let summary = try await working(console) { () async throws(WorkspaceError) in try pending.commit() }
    for plan in made {
      if plan.files.isEmpty { console.talk("\(plan.name): nothing to migrate") }
      for file in plan.files { console.product("\(session.outputRoot)/\(plan.name)/\(file.path)\n") }
    }
    console.talk("\(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed")
  }
}

enum MigrationFormat: String, ExpressibleByArgument, CaseIterable {
  case sql
  case prisma
  case alembic

  var form: MigrationDocuments.Form {
    switch self {
    case .sql: .sql
    case .prisma: .prisma
    case .alembic: .alembic
    }
  }
}
