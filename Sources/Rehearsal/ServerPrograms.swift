import Foundation
package import Workspace

/// The programs of one installed PostgreSQL server.
package struct ServerPrograms: Hashable, Sendable {
  /// The folder they are in.
  package let folder: String

  /// - Parameter folder: where they are; the newest installed when nil.
  package init(folder: String? = nil) throws(WorkspaceError) {
    let names = ["initdb", "pg_ctl", "postgres"]
    func isComplete(_ folder: String) -> Bool {
      names.allSatisfy { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
    }
    if let folder {
      guard isComplete(folder) else { throw .missingProgram(Program.postgres("initdb")) }
      self.folder = folder
      return
    }
    guard let newest = Program.postgres("initdb").folders.first(where: isComplete) else {
      throw .missingProgram(Program.postgres("initdb"))
    }
    self.folder = newest
  }

  package static var areInstalled: Bool { (try? ServerPrograms()) != nil }

  func path(_ name: String) -> String { "\(folder)/\(name)" }
}
