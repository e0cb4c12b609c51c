import Foundation

/// A program this one starts, and where people get it.
package struct Program: Hashable, Sendable {
  package var name: String
  package var debianPackage: String
  package var homebrewName: String
  /// Folders outside PATH that hold versions of it, as `parent/*/bin`; the highest version wins.
  var versionedFolders: [String] = []

  package init(_ name: String, debian debianPackage: String, homebrew homebrewName: String) {
    self.name = name
    self.debianPackage = debianPackage
    self.homebrewName = homebrewName
  }

  /// POSIX's own, which every system has.
  package static let shell = Program("sh", debian: "dash", homebrew: "bash")
  package static let dot = Program("dot", debian: "graphviz", homebrew: "graphviz")
  package static let sfdp = Program("sfdp", debian: "graphviz", homebrew: "graphviz")
  package static let git = Program("git", debian: "git", homebrew: "git")
  package static let python3 = Program("python3", debian: "python3", homebrew: "python")
  /// The interpreter of a project: the one that was named, else the one of its virtual environment, else that of PATH.
  /// - Parameter named: A path, or the name of a program in PATH.
  package static func python(_ named: String? = nil, project: String) -> Program {
    guard let named else {
      let own = Program("\(project)/.venv/bin/python", debian: "python3", homebrew: "python")
      return own.locate() == nil ? .python3 : own
    }
    let path =
      named.contains("/") && !named.hasPrefix("/") ? FileManager.default.currentDirectoryPath + "/" + named : named
    return Program(path, debian: "python3", homebrew: "python")
  }

  package static let psql = postgres("psql")
  package static let pgDump = postgres("pg_dump")
  package static let initdb = postgres("initdb")
  package static let pgControl = postgres("pg_ctl")

  /// A program that comes with the PostgreSQL server; Debian keeps those out of PATH.
  package static func postgres(_ name: String) -> Program {
    var program = Program(name, debian: "postgresql-15", homebrew: "postgresql@15")
    program.versionedFolders = ["/usr/lib/postgresql", "/opt/homebrew/opt"]
    return program
  }

  /// Its name without the project's folder, for a message.
  package func shownName(in project: String) -> String {
    name.hasPrefix(project + "/") ? String(name.dropFirst(project.count + 1)) : name
  }

  /// How to install it, for a message.
  package var installation: String {
    "install it with `apt-get install \(debianPackage)` (Debian) or `brew install \(homebrewName)` (Homebrew)"
  }

  /// Its absolute path: the first match in PATH, else in the folders it is known to live in. A path stands for itself.
  package func locate(path: String? = ProcessInfo.processInfo.environment["PATH"]) -> String? {
    if name.hasPrefix("/") { return isExecutable(name) ? name : nil }
    return (searchFolders(path) + versionFolders).map { "\($0)/\(name)" }.first(where: isExecutable)
  }

  /// The folders that may hold it, those of its versions first, the newest before the others.
  package var folders: [String] {
    versionFolders + searchFolders(ProcessInfo.processInfo.environment["PATH"])
  }

  private func searchFolders(_ path: String?) -> [String] {
    (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  private func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path) && !isFolder(path)
  }

  private var versionFolders: [String] {
    versionedFolders.flatMap { parent in
      let versions = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
      return versions.sorted { NaturalOrder.precedes($1, $0) }.map { "\(parent)/\($0)/bin" }
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
