import ArgumentParser
import Compilation
import Diagnostics
import JSONWriting
import SchemaModel
import StatementLocks
import Workspace

struct LocksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locks", abstract: "What each statement of a script locks, rewrites, scans and builds.",
    discussion: """
      Examples:
        dbplan locks migration.sql --baseline schema.sql
        dbplan locks db/next.sql --baseline prisma/schema.prisma --postgres 17 --format json

      Each statement is judged by the schema that those before it leave. A relation is named as PostgreSQL names it with
      its default search path: alone in schema public, else with its schema. Locks are those that the statement alone
      takes and holds until its transaction ends, or, of one that cannot run in a transaction, while it waits for older ones.
      Local time is taken to be UTC unless the script sets TimeZone; a change between timestamp and timestamptz hangs on it.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "A SQL script.")
  var file: String

  @Option(help: "The schema before the script: a file, a folder, or a database's URL.")
  var baseline: String

  @Option(help: "The major version of the server, 13 to 18.")
  var postgres = 15

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var options: SharedOptions

  func validate() throws {
    guard (13...18).contains(postgres) else { throw ValidationError("--postgres takes a version from 13 to 18") }
  }

  func run() async throws {
    let console = Console(options)
    let named = NamedSources([baseline], from: Session.absolute("."))
    let sources = named.paths.map { Located($0) }
    let disk = SourceTree(SourceReader(root: named.base))
    let tree = try await working(console, failure: failure) { () async throws(WorkspaceError) in
      try await disk.preparing(ForeignSources(sources, in: disk), root: named.base, python: options.python)
    }
    let schema = SchemaSource(tree: tree).read(sources)
    let script = NamedSources([file], from: Session.absolute("."))
    let reading = SourceReader(root: script.base).file(script.paths[0])
    guard let text = reading.value, !schema.hasErrors else {
      return try fail(schema.diagnostics + reading.diagnostics, console)
    }
    let statements = LockReader(postgres: postgres).read(text, onto: schema.value.catalog)
    if statements.hasErrors { return try fail(schema.diagnostics + statements.diagnostics, console) }
    console.product(format == .json ? LockReport.json(statements.value) : LockReport.text(statements.value))
    console.report(schema.diagnostics + statements.diagnostics)
  }

  private func fail(_ diagnostics: [Diagnostic], _ console: Console) throws {
    if format == .json { console.product(FailureJSON.document(diagnostics)) }
    console.report(diagnostics)
    throw RunExit.badInput
  }

  /// What a program reads when nothing could be read.
  private var failure: ((Diagnostic) -> String)? {
    guard format == .json else { return nil }
    return FailureJSON.stopped(by:)
  }
}
