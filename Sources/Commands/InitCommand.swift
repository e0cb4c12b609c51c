import ArgumentParser
import Compilation
import Diagnostics
import ProjectDetection
import SchemaModel
import Workspace

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Detects the project's schema, writes dbplan.yml and a first Plans/<name>.yml.",
    discussion: """
      Looks at package.json, requirements.txt, pyproject.toml, setup.cfg, Pipfile, alembic.ini, prisma.config.*, Prisma schemas,
      SQLAlchemy models, and migrations in SQL, of TypeORM and of aerich, in this folder and the packages below it. Says what it
      found and where, and takes what the best evidence is for. No file is ever written over.

      Examples:
        dbplan init                                   then: dbplan generate
        dbplan init --schema db/structure.sql         takes this and looks no further
        dbplan init --schema prisma/schema.prisma --schema prisma/migrations
        dbplan init --project ../shop --name shop
      """)

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let console = Console(options)
    let root = Session.absolute(options.project ?? ".")
    let tree = SourceTree(SourceReader(root: root))
    let detection = ProjectDetection(tree)
    let run = InitRun(root: root, tree: tree, detection: detection, options: options)
    if let taken = run.takenFile {
      console.report([
        Diagnostic(
          .error, code: "already-there", "\(taken) is there already, and no file is written over",
          fix: taken == Project.configurationName
            ? "go on with it: dbplan generate" : "choose another name: dbplan init --name <name>")
      ])
      throw ExitCode(64)
    }
    console.report(detection.diagnostics)
    let choice = try await working(console) { () async throws(WorkspaceError) in try await run.choose() }
    guard let choice = choice.value else {
      console.product(InitReport.found(detection, chosen: nil))
      console.report(choice.diagnostics)
      throw RunExit.badInput
    }
    console.report(choice.warnings)
    let files = run.files(choice)
    try await working(console) { () async throws(WorkspaceError) in try NewFiles.make(files, in: root) }
    console.product(InitReport.found(detection, chosen: choice))
    console.product(InitReport.written(files, choice, in: options.project))
  }
}

/// What `init` took, and what is known of it.
struct InitChoice: Sendable {
  var sources: [String]
  /// nil for a source that was named.
  var candidate: Int?
  var schema: ReadSchema
  var warnings: [Diagnostic]
}

/// One run of `init`.
struct InitRun: Sendable {
  let root: String
  let tree: SourceTree
  let detection: ProjectDetection
  let options: SharedOptions

  private var projectName: String {
    detection.name?.value ?? root.split(separator: "/").last.map(String.init) ?? "project"
  }

  private var planName: String { options.name ?? PlanName.of(source: projectName.replacing(".", with: "-")) }
  private var planPath: String { "Plans/\(planName).yml" }

  /// A file that stands where one would be written.
  var takenFile: String? {
    [Project.configurationName, planPath, "Plans/\(planName)/plan.yml"].first { tree.kind($0) != .missing }
  }

  /// The named sources, else the first that can be read whole.
  func choose() async throws(WorkspaceError) -> Reading<InitChoice?> {
    guard options.schema.isEmpty else { return try await chooseNamed() }
    var problems: [Diagnostic] = []
    for (position, candidate) in detection.candidates.enumerated() {
      for sources in candidate.sources {
        let reading = try await read(sources)
        if !reading.hasErrors, !reading.value.catalog.tables.isEmpty {
          return Reading(
            InitChoice(
              sources: sources, candidate: position, schema: reading.value,
              warnings: reading.diagnostics + reading.value.disagreementDiagnostics))
        }
        problems += reading.hasErrors ? reading.diagnostics.filter { $0.severity == .error } : [Self.empty(sources)]
      }
    }
    return Reading(nil, diagnostics: problems + [nothing])
  }

  private func chooseNamed() async throws(WorkspaceError) -> Reading<InitChoice?> {
    if let url = options.schema.first(where: Self.holdsPassword) {
      return Reading(nil, diagnostics: [Self.password(url)])
    }
    let sources = NamedSources(options.schema.map { Self.fromRoot($0, root) }, from: root).paths
    let reading = try await read(sources)
    guard !reading.hasErrors else { return Reading(nil, diagnostics: reading.diagnostics) }
    return Reading(
      InitChoice(
        sources: sources,
        candidate: detection.candidates.firstIndex { !Set($0.sources.joined()).isDisjoint(with: sources) },
        schema: reading.value, warnings: reading.diagnostics + reading.value.disagreementDiagnostics))
  }

  private func read(_ sources: [String]) async throws(WorkspaceError) -> Reading<ReadSchema> {
    let located = sources.map { Located($0) }
    let prepared = try await tree.preparing(
      ForeignSources(located, in: tree), root: root, python: options.python)
    return SchemaSource(tree: prepared).read(located)
  }

  /// A source that is named from here, as the project names it.
  private static func fromRoot(_ source: String, _ root: String) -> String {
    guard !source.contains("://"), !source.hasPrefix("import:") else { return source }
    let here = Session.absolute(source)
    return here.hasPrefix(root + "/") ? String(here.dropFirst(root.count + 1)) : source
  }

  func files(_ choice: InitChoice) -> [OutputFile] {
    let candidate = choice.candidate.map { detection.candidates[$0] }
    var facts = FirstFiles.Facts(
      project: projectName, plan: planName, sources: choice.sources, catalog: choice.schema.catalog)
    facts.orm = candidate?.tool.orm
    facts.prisma = candidate?.version
    facts.statistics = choice.schema.statistics
    facts.postgres =
      detection.postgres
      ?? facts.statistics.first.flatMap { database in
        database.postgres.map { Located($0, span: SourceSpan(wholeOf: database.database)) }
      }
    facts.migrate = candidate?.migrate
    facts.day = options.date.map { "\($0.date)" }
    let first = FirstFiles(facts)
    return [OutputFile(Project.configurationName, first.project), OutputFile(planPath, first.plan)]
  }

  private static func empty(_ sources: [String]) -> Diagnostic {
    Diagnostic(.warning, code: "empty-source", "\(sources.joined(separator: " with ")) declares no table")
  }

  private var nothing: Diagnostic {
    detection.candidates.isEmpty
      ? Diagnostic(
        .error, code: "nothing-found", "no schema was found here",
        why: "looked for " + ProjectDetection.lookedFor.joined(separator: "; "),
        fix: "name it: dbplan init --schema <file, folder or postgres:// URL>")
      : Diagnostic(
        .error, code: "nothing-readable", "nothing of what was found can be read as it is",
        fix: "name what can: dbplan init --schema <file, folder or postgres:// URL>")
  }

  private static func holdsPassword(_ source: String) -> Bool {
    guard let scheme = source.firstRange(of: "://"), let at = source[scheme.upperBound...].firstIndex(of: "@") else {
      return false
    }
    return source[scheme.upperBound..<at].contains(":")
  }

  private static func password(_ url: String) -> Diagnostic {
    Diagnostic(
      .error, code: "password-in-url", "the URL holds a password, and dbplan.yml is a file that is shared",
      fix: "leave it out of the URL: libpq takes it from PGPASSWORD or ~/.pgpass")
  }
}
