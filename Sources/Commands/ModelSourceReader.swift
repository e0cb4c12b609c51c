import Compilation
import Diagnostics
import SQLAlchemyReading
import SchemaModel
import Workspace

/// Reads SQLAlchemy models: Python tells their syntax, nothing of them is run.
struct ModelSourceReader: Sendable {
  let tree: SourceTree

  func read(_ source: Located<String>) async throws(WorkspaceError) -> Reading<ReadSchema> {
    let path = source.value
    let found = tree.kind(path) == .folder ? tree.folder(path, ["py"]) : file(path)
    let library = tree.folder(importRoot(of: path), ["py"])
    let parsing = PythonParsing(sources: found.value, library: library.value)
    let result = try await ProcessRunner().run(
      .python3, ["-I", "-S", "-c", PythonParsing.script], input: parsing.input, timeLimit: .seconds(300))
    guard result.isSuccess else {
      let message = result.errorOutput.split(separator: "\n").suffix(1).joined()
      throw .programFailed(program: Program.python3.name, status: result.status, message: message)
    }
    let modules = parsing.modules(from: result.bytes)
    guard modules.value.hasModels || modules.hasErrors else {
      let problem = Diagnostic(
        .error, code: "empty-source", "\(path) declares no SQLAlchemy models", at: source.span,
        fix: "name the file or package with the classes that have `__tablename__`, or tables made by `Table(...)`")
      let problems = found.hasErrors ? found.diagnostics : [problem]
      return Reading(ReadSchema(catalog: Catalog(), files: []), diagnostics: problems)
    }
    let reading = SQLAlchemyReader().read(modules)
    return Reading(
      ReadSchema(catalog: reading.value, files: modules.value.readFiles),
      diagnostics: found.diagnostics + reading.diagnostics)
  }

  /// The folder from which a module's imports start: above all folders that are packages.
  private func importRoot(of path: String) -> String {
    var folder = tree.kind(path) == .folder ? path : parent(of: path)
    while folder != ".", !folder.isEmpty, tree.names(folder).contains("__init__.py") { folder = parent(of: folder) }
    return folder.isEmpty ? "." : folder
  }

  private func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  private func file(_ path: String) -> Reading<[SourceFile]> {
    let reading = tree.file(path)
    return Reading(reading.value.map { [$0] } ?? [], diagnostics: reading.diagnostics)
  }
}
