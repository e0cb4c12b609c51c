import Compilation
import Diagnostics
import SchemaModel
import Workspace

/// Reads the sources that need a server or an interpreter.
struct ForeignSourceReader: Sendable {
  let tree: SourceTree
  /// The project's folder.
  let root: String

  func read(_ source: Located<String>) async throws(WorkspaceError) -> Reading<ReadSchema> {
    switch SourceKind.of(source.value, in: tree) {
    case .files: Reading(ReadSchema(catalog: Catalog(), files: []))
    case .database:
      refused("a live database is not read yet", source, fix: "pg_dump --schema-only writes a .sql file that is")
    case .models:
      refused("SQLAlchemy models are not read yet", source, fix: "name a .sql file with the DDL they make")
    case .module:
      refused("Python modules are not imported yet", source, fix: "name a .sql file with the DDL they make")
    }
  }

  private func refused(_ message: String, _ source: Located<String>, fix: String) -> Reading<ReadSchema> {
    Reading(
      ReadSchema(catalog: Catalog(), files: []),
      diagnostics: [Diagnostic(.error, code: "unsupported-source", message, at: source.span, fix: fix)])
  }
}
