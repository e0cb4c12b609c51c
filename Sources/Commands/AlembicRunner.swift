import Compilation
import Diagnostics
import MigrationPlanning
import MigrationReading
import Workspace

/// Has Python parse Alembic revisions; nothing of them is run.
struct AlembicRunner: Sendable {
  func read(_ parsing: AlembicParsing) async throws(WorkspaceError) -> Reading<[WrittenMigration]> {
    parsing.migrations(from: try await run(parsing))
  }

  /// The chains of revisions in the folders that a project keeps them in.
  func chains(in tree: SourceTree) async throws(WorkspaceError) -> [String: RevisionChain] {
    var chains: [String: RevisionChain] = [:]
    for folder in RevisionChain.folders(in: tree) {
      let parsing = AlembicParsing(RevisionChain.files(of: folder, in: tree))
      guard !parsing.isEmpty else { continue }
      let read = parsing.chain(from: try await run(parsing))
      var chain = RevisionChain()
      chain.entries = read.links.map { MigrationHistory.Entry($0.id, parents: $0.parents, span: $0.span) }
      chain.isTransactionPerMigration = read.isTransactionPerMigration
      chains[folder] = chain
    }
    return chains
  }

  private func run(_ parsing: AlembicParsing) async throws(WorkspaceError) -> [UInt8] {
    let result = try await ProcessRunner().run(
      .python3, ["-I", "-S", "-c", AlembicParsing.script], input: parsing.input, timeLimit: .seconds(300))
    guard result.isSuccess else {
      let message = result.errorOutput.split(separator: "\n").suffix(1).joined()
      throw .programFailed(program: Program.python3.name, status: result.status, message: message)
    }
    return result.bytes
  }
}
