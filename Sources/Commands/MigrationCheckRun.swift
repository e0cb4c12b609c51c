import Checks
import Compilation
import Diagnostics
import FindingReports
import MigrationChecks
import MigrationReading
import PlanModel
import SchemaModel
import Workspace

/// Migrations that people wrote, judged by what is there before them and by a project's plan.
struct MigrationCheckRun: Sendable {
  struct Judged: Sendable {
    var migration: WrittenMigration
    var findings: [Finding]
  }

  private(set) var judged: [Judged] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The folder that the paths start from.
  private let base: String

  var findings: [Finding] { judged.flatMap(\.findings) }

  init(
    _ migrations: [String], baseline: String?, plans: [String], options: SharedOptions
  ) async throws(WorkspaceError) {
    let isFile = baseline.map { !$0.hasPrefix("git:") && $0 != "none" } ?? false
    let named = NamedSources(migrations + (isFile ? [baseline ?? ""] : []), from: Session.absolute("."))
    base = named.base
    let tree = SourceTree(SourceReader(root: base))
    let sources = MigrationSources(tree: tree)
    let paths = Array(named.paths.prefix(migrations.count))
    let written = try await sources.read(paths)
    diagnostics = written.diagnostics
    let plan = try await Self.plan(options, plans)
    let start = try await MigrationStart(
      baseline: isFile ? named.paths.last : baseline == "none" ? nil : baseline, paths: paths, root: base, tree: tree,
      written: written.value, plan: plan, python: options.python)
    diagnostics += start.diagnostics
    guard !diagnostics.contains(where: { $0.severity == .error && $0.span == nil }) else { return }
    judge(start, plan)
  }

  private mutating func judge(_ start: MigrationStart, _ compiled: [CompiledPlan]) {
    let pending = start.pending
    let postgres = compiled.lazy.compactMap { $0.plan.stack.postgres?.value }.first ?? 15
    let judge = MigrationJudge(postgres: postgres, knowsBaseline: start.isKnown)
    let reading = judge.judge(pending, onto: start.catalog, runsTogether: start.isKnown)
    diagnostics += reading.diagnostics
    let plan = Self.nearest(compiled, to: reading.value)
    let runner = MigrationRunner(facts: MigrationFacts(plan: plan, postgres: postgres))
    judged = reading.value.map { migration in
      var migration = migration
      migration.historyProblems = start.historyProblems[migration.migration.file.path] ?? []
      return Judged(migration: migration.migration, findings: runner.findings(in: migration))
    }
  }

  /// The plans of the project here, where there is one.
  private static func plan(
    _ options: SharedOptions, _ plans: [String]
  ) async throws(WorkspaceError) -> [CompiledPlan] {
    let session = try await Session(options, plans: plans)
    return await session.compile().map(\.value)
  }

  /// The plan that knows most of the tables that the migrations are about.
  private static func nearest(_ plans: [CompiledPlan], to migrations: [JudgedMigration]) -> Plan? {
    let tables = Set(migrations.last.map { $0.after.tables.names + $0.before.tables.names } ?? [])
    let ranked = plans.map { plan in (plan.plan, plan.plan.volumes.count { tables.contains($0.table.value) }) }
    return ranked.max { $0.1 < $1.1 }?.0
  }

  /// How reports name the files: from the top of their repository.
  func reportPaths() async -> ReportPaths {
    let prefix = try? await GitRepository(folder: base).prefix()
    return ReportPaths(prefix: prefix.flatMap(\.self) ?? "")
  }
}
