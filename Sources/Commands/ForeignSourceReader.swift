import Compilation
import Diagnostics
import LiveDatabase
import PostgresClient
import SQLAlchemyImport
import SchemaModel
import Workspace

/// Reads the sources that need a server or an interpreter.
struct ForeignSourceReader: Sendable {
  let tree: SourceTree
  /// The project's folder.
  let root: String
  /// The interpreter that was named.
  let python: String?
  /// Whether the tree is what stands in the folder; a commit's modules can not be run.
  let isWorkingTree: Bool

  func read(_ source: Located<String>) async throws(WorkspaceError) -> Reading<ReadSchema> {
    switch SourceKind.of(source.value, in: tree) {
    case .files: Reading(ReadSchema(catalog: Catalog(), files: []))
    case .database: try await database(source)
    case .models: try await ModelSourceReader(tree: tree).read(source)
    case .module: try await imported(source)
    }
  }

  private func imported(_ source: Located<String>) async throws(WorkspaceError) -> Reading<ReadSchema> {
    let request = ModelImport(source)
    if let problem = request.problem { return failed(problem) }
    guard isWorkingTree else {
      return refused(
        "the modules of a commit can not be imported", source,
        fix: "check it out, or compare with a .sql file that `dbplan inspect \(source.value)` wrote there")
    }
    let interpreter = Program.python(python, project: root)
    let result = try await ProcessRunner().run(
      interpreter, request.arguments, in: root, timeLimit: .seconds(600))
    guard result.isSuccess else {
      return failed(request.failure(result.errorOutput, interpreter: python ?? interpreter.shownName(in: root)))
    }
    let reading = request.read(result.output)
    return Reading(
      ReadSchema(catalog: reading.value.catalog, files: [reading.value.file]), diagnostics: reading.diagnostics)
  }

  private func failed(_ problem: Diagnostic) -> Reading<ReadSchema> {
    Reading(ReadSchema(catalog: Catalog(), files: []), diagnostics: [problem])
  }

  /// Nothing points at the line that names the database: it may hold a password.
  private func database(_ source: Located<String>) async throws(WorkspaceError) -> Reading<ReadSchema> {
    let address: PostgresAddress
    do throws(PostgresError) {
      address = try PostgresAddress(url: source.value)
    } catch {
      return failed(Diagnostic(.error, code: "database-address", error.message))
    }
    let database = LiveDatabase(address, name: SourceKind.shown(source.value))
    do throws(PostgresError) {
      let reading = try await database.schema()
      var schema = ReadSchema(catalog: reading.value, files: [])
      let statistics = try await statistics(of: database)
      schema.statistics = [statistics.value].compactMap(\.self)
      return Reading(schema, diagnostics: reading.diagnostics + statistics.diagnostics)
    } catch {
      throw .databaseFailed(database: address.display, reason: error.description)
    }
  }

  /// A schema can be read where figures can not: a table is locked, or somebody may not see them.
  private func statistics(
    of database: LiveDatabase
  ) async throws(PostgresError) -> Reading<DatabaseStatistics?> {
    do throws(PostgresError) {
      return Reading(try await database.statistics())
    } catch {
      guard error.reason == .statement else { throw error }
      return Reading(
        nil,
        diagnostics: [
          Diagnostic(
            .warning, code: "figures-unread", "what the database has counted could not be read: \(error.description)",
            why: "rows, sizes and the use of indexes stay unknown")
        ])
    }
  }

  private func refused(_ message: String, _ source: Located<String>, fix: String) -> Reading<ReadSchema> {
    failed(Diagnostic(.error, code: "unsupported-source", message, at: source.span, fix: fix))
  }
}
