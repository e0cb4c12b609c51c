import Compilation
import Diagnostics
import MigrationReading
import PlanModel
import SQLReading
import SchemaModel
import Workspace

/// What is there before the migrations that are judged, and which those are.
struct MigrationStart: Sendable {
  private(set) var catalog = Catalog()
  private(set) var pending: [WrittenMigration]
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether somebody said what is there.
  private(set) var isKnown = false
  /// By path.
  private(set) var historyProblems: [String: [String]] = [:]

  init(
    baseline: String?, paths: [String], root: String, tree: SourceTree, written: [WrittenMigration],
    plan: [CompiledPlan], python: String?
  ) async throws(WorkspaceError) {
    pending = written
    isKnown = baseline != nil
    guard let baseline else {
      startFromEarlier(paths, tree)
      return
    }
    if baseline.hasPrefix("git:") {
      try await startFromCommit(String(baseline.dropFirst(4)), paths, root, plan)
    } else {
      let sources = [Located(baseline)]
      let prepared = try await tree.preparing(ForeignSources(sources, in: tree), root: root, python: python)
      let reading = SchemaSource(tree: prepared).read(sources)
      catalog = reading.value.catalog
      diagnostics += reading.diagnostics
    }
  }

  /// A file of a folder of migrations comes after those before it.
  private mutating func startFromEarlier(_ paths: [String], _ tree: SourceTree) {
    guard let first = pending.first, paths.count == 1, tree.kind(paths[0]) == .file, first.form != .alembic,
      let folder = MigrationSources.folder(of: paths[0])
    else { return }
    let files = tree.folder(folder, ["sql", "toml"]).value
    let all = MigrationReader().read(files).value
    // A folder that holds this file alone may also be named with another prefix.
    guard let place = all.firstIndex(where: { $0.file.path == first.file.path }) else { return }
    catalog = SQLReader().read(all[..<place].map(\.script)).value
  }

  /// The migrations of a commit are applied; those that it does not have are judged.
  private mutating func startFromCommit(
    _ reference: String, _ paths: [String], _ root: String, _ plan: [CompiledPlan]
  ) async throws(WorkspaceError) {
    let repository = GitRepository(folder: root)
    let commit: GitCommit
    switch try await repository.commit(reference) {
    case .success(let found): commit = found
    case .failure(let problem):
      diagnostics.append(problem.diagnostic)
      return
    }
    let files = try await repository.files(at: commit, extensions: SourceTree.sourceExtensions.union(["toml"]))
    let tree = SourceTree(files: files.value, problems: files.diagnostics)
    let sources = MigrationSources(tree: tree)
    var applied: [WrittenMigration] = []
    for path in paths where tree.kind(path) != .missing { applied += try await sources.read(path).value }
    if applied.isEmpty {
      let schema = plan.flatMap(\.plan.sources.schema)
      guard !schema.isEmpty else { return }
      catalog = SchemaSource(tree: tree).read(schema).value.catalog
      return
    }
    catalog = SQLReader().read(applied.map(\.script)).value
    let comparison = HistoryComparison(pending, applied: applied, reference: reference)
    pending = comparison.pending
    historyProblems = comparison.problems
  }
}
