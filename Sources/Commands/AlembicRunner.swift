import Diagnostics
import MigrationReading
import Workspace

/// Has Python parse Alembic revisions; nothing of them is run.
struct AlembicRunner: Sendable {
  func read(_ parsing: AlembicParsing) async throws(WorkspaceError) -> Reading<[WrittenMigration]> {
    let result = try await ProcessRunner().run(
      .python3, ["-I", "-S", "-c", AlembicParsing.script], input: parsing.input, timeLimit: .seconds(300))
    guard result.isSuccess else {
      let message = result.errorOutput.split(separator: "\n").suffix(1).joined()
      throw .programFailed(program: Program.python3.name, status: result.status, message: message)
    }
    return parsing.migrations(from: result.bytes)
  }
}
