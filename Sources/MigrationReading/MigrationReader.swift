package import Diagnostics
import SQLReading

/// Reads what people named as migrations: SQL of every tool whose folders are known, Prisma's included.
package struct MigrationReader: Sendable {
  package init() {}

  /// The SQL migrations of one file or folder, in the order in which they are applied.
  /// - Parameter files: its files; `metadata.toml` of diesel says which migrations are no transaction.
  package func read(_ files: [SourceFile]) -> Reading<[WrittenMigration]> {
    let ordered = MigrationFolder.ordered(files)
    let metadata = Dictionary(
      files.filter { $0.path.hasSuffix("metadata.toml") }.map { (Self.folder(of: $0.path), $0.text) },
      uniquingKeysWith: { first, _ in first })
    let originals = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let migrations = ordered.value.map { script in
      let file = originals[script.path] ?? script
      let convention = MigrationFolder.convention(of: file)
      var migration = WrittenMigration(
        convention == .prisma ? .prisma : .sql, file: file, script: script,
        wrapping: ToolConvention.wrapping(of: file, by: convention, metadata[Self.folder(of: file.path)]))
      migration.suppressions = SuppressionReader.suppressions(in: file)
      return migration
    }
    return Reading(migrations, diagnostics: ordered.diagnostics)
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}

/// What each tool does around a file of statements.
enum ToolConvention {
  static func wrapping(
    of file: SourceFile, by convention: MigrationFolder.Convention, _ metadata: String?
  ) -> TransactionWrapping {
    switch convention {
    case .prisma:
      return TransactionWrapping(.query, "Prisma sends a migration as one query, whose statements are one transaction")
    case .upAndDown:
      return TransactionWrapping(
        .query, "golang-migrate sends a file as one query, whose statements are one transaction")
    case .diesel:
      let isOff = metadata.map { holds("run_in_transaction=false", in: $0, ignoring: " \t") } ?? false
      return isOff
        ? TransactionWrapping(.none, "metadata.toml says run_in_transaction = false")
        : TransactionWrapping(.file, "diesel runs a migration in one transaction unless metadata.toml says otherwise")
    case .dbmate:
      return holds("transaction:false", in: file.text, ignoring: "")
        ? TransactionWrapping(.none, "the file says transaction:false")
        : TransactionWrapping(.file, "dbmate runs a migration in one transaction unless it says transaction:false")
    case .goose:
      return holds("+goose no transaction", in: file.text, ignoring: "")
        ? TransactionWrapping(.none, "the file says NO TRANSACTION")
        : TransactionWrapping(.file, "goose runs a migration in one transaction unless it says NO TRANSACTION")
    case .flyway:
      return holds("executeintransaction=false", in: file.text, ignoring: " ")
        ? TransactionWrapping(.none, "the script says executeInTransaction=false")
        : TransactionWrapping(.file, "Flyway runs a migration in one transaction unless it is told otherwise")
    case .graphile:
      return holds("--!no-transaction", in: file.text, ignoring: " ")
        ? TransactionWrapping(.none, "the file says no-transaction")
        : TransactionWrapping(
          .file, "graphile-migrate runs a migration in one transaction unless it says no-transaction")
    case .numbered:
      return TransactionWrapping(
        .none, "read as psql runs it: each statement commits by itself outside BEGIN and COMMIT")
    }
  }

  private static func holds(_ words: String, in text: String, ignoring blanks: String) -> Bool {
    text.lowercased().filter { !blanks.contains($0) }.contains(words)
  }
}
