package import Diagnostics
package import MigrationPlanning

/// The revisions of a folder of Alembic's, by Python's own reading of them at the edge.
package struct RevisionChain: Sendable {
  package var entries: [MigrationHistory.Entry] = []
  /// Whether `env.py` makes each revision a transaction of its own.
  package var isTransactionPerMigration = false

  package init() {}

  /// The folders in which a project may keep revisions, the likeliest first.
  package static func folders(in tree: SourceTree) -> [String] {
    [configured(in: tree), "alembic", "migrations"].compactMap(\.self).map { "\($0)/versions" }
      .filter { tree.kind($0) == .folder }
  }

  /// The files that say what stands where in the chain, and how it is run.
  package static func files(of folder: String, in tree: SourceTree) -> [SourceFile] {
    tree.folder(folder, ["py"]).value + [environment(of: folder, in: tree)].compactMap(\.self)
  }

  static func environment(of folder: String, in tree: SourceTree) -> SourceFile? {
    let path = folder.split(separator: "/").dropLast().joined(separator: "/") + "/env.py"
    return tree.kind(path) == .file ? tree.file(path).value : nil
  }

  /// `script_location = %(here)s/db` of alembic.ini, relative to the project.
  private static func configured(in tree: SourceTree) -> String? {
    guard tree.kind("alembic.ini") == .file, let file = tree.file("alembic.ini").value else { return nil }
    for line in file.text.split(separator: "\n") where line.hasPrefix("script_location") {
      guard let sign = line.firstIndex(of: "=") else { continue }
      let value = line[line.index(after: sign)...].split(whereSeparator: \.isWhitespace).joined()
      return value.replacing("%(here)s/", with: "").split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
    return nil
  }
}
