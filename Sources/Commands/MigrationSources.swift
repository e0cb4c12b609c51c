import Compilation
import Diagnostics
import MigrationReading
import Workspace

/// Finds and reads the migrations of the paths that were named.
struct MigrationSources: Sendable {
  let tree: SourceTree

  /// In the order of the paths; those of a folder in the order in which its tool applies them.
  func read(_ paths: [String]) async throws(WorkspaceError) -> Reading<[WrittenMigration]> {
    var found = Reading<[WrittenMigration]>([])
    for path in paths {
      let reading = try await read(path)
      found.value += reading.value
      found.diagnostics += reading.diagnostics
    }
    return found
  }

  func read(_ path: String) async throws(WorkspaceError) -> Reading<[WrittenMigration]> {
    let files = files(of: path)
    let found = try await migrations(of: files)
    guard found.value.isEmpty, !found.hasErrors else { return found }
    let nothing = Diagnostic(
      .error, code: "empty-source", "\(path) holds no migrations",
      fix: "name SQL files, a folder of them, or a folder of Prisma or Alembic migrations")
    return Reading([], diagnostics: found.diagnostics + [nothing])
  }

  private func migrations(
    of files: Reading<[SourceFile]>
  ) async throws(WorkspaceError) -> Reading<[WrittenMigration]> {
    let revisions = AlembicParsing(files.value)
    guard revisions.isEmpty else {
      let reading = try await AlembicRunner().read(revisions)
      return Reading(reading.value, diagnostics: files.diagnostics + reading.diagnostics)
    }
    let migrations = MigrationReader().read(files.value)
    return Reading(migrations.value, diagnostics: files.diagnostics + migrations.diagnostics)
  }

  private func files(of path: String) -> Reading<[SourceFile]> {
    switch tree.kind(path) {
    case .missing:
      return Reading([], diagnostics: [Diagnostic(.error, code: "unreadable-file", "there is no \(path)")])
    case .folder: return tree.folder(path, ["sql", "py", "toml"])
    case .file:
      let reading = tree.file(path)
      var files = [reading.value].compactMap(\.self)
      // What diesel says of the migration stands beside it.
      if path.hasSuffix("/up.sql"), let beside = tree.file(String(path.dropLast(6)) + "metadata.toml").value {
        files.append(beside)
      }
      return Reading(files, diagnostics: reading.diagnostics)
    }
  }

  /// The folder whose migrations a single file is one of; nil where its name does not tell.
  static func folder(of path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last else { return nil }
    let isFolderPerMigration = name == "migration.sql" || name == "up.sql"
    let folder = parts.dropLast(isFolderPerMigration ? 2 : 1)
    guard isFolderPerMigration || name.first?.isNumber == true || name.hasPrefix("V") else { return nil }
    if isFolderPerMigration, parts.count < 2 { return nil }
    return folder.isEmpty ? "." : folder.joined(separator: "/")
  }
}
