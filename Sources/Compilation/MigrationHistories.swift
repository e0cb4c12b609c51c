import CodeReading
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
    for folder in [configured, "alembic", "migrations"].compactMap(\.self) {
      if let history = alembic(in: "\(folder)/versions") { return history }
    }
    return nil
  }

  private func alembic(in folder: String) -> MigrationHistory? {
    guard tree.kind(folder) == .folder else { return nil }
    let entries = tree.folder(folder, ["py"]).value.compactMap(AlembicRevision.init).map {
      MigrationHistory.Entry($0.id, parents: $0.parents, span: $0.span)
    }
    guard !entries.isEmpty else { return nil }
    var history = MigrationHistory(.alembic, folder: folder, entries: entries)
    let environment = folder.split(separator: "/").dropLast().joined(separator: "/") + "/env.py"
    if tree.kind(environment) == .file, let file = tree.file(environment).value {
      history.isTransactionPerMigration = AlembicRevision.isTransactionPerMigration(file)
      history.environment = file.span(0..<0)
    }
    return history
  }

  /// `script_location = %(here)s/db` of alembic.ini, relative to the project.
  private var configured: String? {
    guard tree.kind("alembic.ini") == .file, let file = tree.file("alembic.ini").value else { return nil }
    for line in file.text.split(separator: "\n") where line.hasPrefix("script_location") {
      guard let sign = line.firstIndex(of: "=") else { continue }
      let value = line[line.index(after: sign)...].split(whereSeparator: \.isWhitespace).joined()
      return value.replacing("%(here)s/", with: "").split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
    return nil
  }
}
