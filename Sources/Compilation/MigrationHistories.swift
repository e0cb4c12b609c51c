import Diagnostics
import MigrationPlanning
import PlanModel
import SQLReading

/// The folders of migrations that a project has beside its schema.
struct MigrationHistories: Sendable {
  let tree: SourceTree

  /// - Parameter commit: the tree of the baseline, where that is a commit.
  func read(_ plan: Plan, commit: SourceTree?) -> [MigrationHistory] {
    [prisma(plan), alembic()].compactMap(\.self).map { history in
      guard let commit else { return history }
      var history = history
      let before = MigrationHistories(tree: commit)
      let earlier = history.tool == .prisma ? before.prisma(in: history.folder) : before.alembic(in: history.folder)
      history.baseline = Set(earlier?.entries.map(\.name) ?? [])
      return history
    }
  }

  /// Beside the schema, beside the folder that it is in, or the schema itself.
  private func prisma(_ plan: Plan) -> MigrationHistory? {
    let sources = (plan.sources.schema + [plan.sources.baseline].compactMap(\.self)).map(\.value)
    let folders = sources.filter { !$0.contains(":") }.flatMap { path -> [String] in
      let parts = path.split(separator: "/").map(String.init)
      return [parts, parts.dropLast(), parts.dropLast(2)].flatMap { parts in
        [parts.joined(separator: "/"), (parts + ["migrations"]).joined(separator: "/")]
      }
    }
    for folder in folders + ["prisma/migrations"] where folder.split(separator: "/").last == "migrations" {
      if let history = prisma(in: folder) { return history }
    }
    return nil
  }

  private func prisma(in folder: String) -> MigrationHistory? {
    guard tree.kind(folder) == .folder else { return nil }
    let entries = tree.names(folder).sorted().compactMap { name -> MigrationHistory.Entry? in
      let path = "\(folder)/\(name)/migration.sql"
      guard tree.kind(path) == .file, let file = tree.file(path).value else { return nil }
      return MigrationHistory.Entry(name, span: file.span(0..<0))
    }
    return entries.isEmpty ? nil : MigrationHistory(.prisma, folder: folder, entries: entries)
  }

  private func alembic() -> MigrationHistory? {
    RevisionChain.folders(in: tree).lazy.compactMap(alembic).first
  }

  private func alembic(in folder: String) -> MigrationHistory? {
    guard let chain = tree.revisions[folder], !chain.entries.isEmpty else { return nil }
    var history = MigrationHistory(.alembic, folder: folder, entries: chain.entries)
    if let file = RevisionChain.environment(of: folder, in: tree) {
      history.isTransactionPerMigration = chain.isTransactionPerMigration
      history.environment = file.span(0..<0)
    }
    return history
  }
}
