import Diagnostics
import SQLSyntax

/// The SQL that the operations of a revision send, and where each of them stands.
struct RevisionWriter {
  private(set) var diagnostics: [Diagnostic] = []
  private let file: SourceFile
  private var text = ""
  private var origins: [ScriptOrigin] = []

  init(_ file: SourceFile) { self.file = file }

  mutating func migration(_ revision: Revision) -> WrittenMigration {
    let first = revision.steps.first?.range ?? 0..<0
    send("BEGIN", from: first.lowerBound..<first.lowerBound)
    for step in revision.steps {
      switch step.kind {
      case "autocommit": send("COMMIT", from: step.range)
      case "transaction": send("BEGIN", from: step.range)
      case "said": say(step, "\(step.name ?? "this") is not followed")
      default: call(step)
      }
    }
    send("COMMIT", from: revision.steps.last?.range ?? 0..<0)
    var migration = WrittenMigration(
      .alembic, file: file, script: SourceFile(path: file.path, text: text),
      wrapping: TransactionWrapping(.none, "Alembic runs a revision in one transaction, autocommit_block() aside"))
    migration.origins = origins
    migration.suppressions = SuppressionReader.suppressions(in: file, comment: "#")
    return migration
  }

  private mutating func send(_ sql: String, from range: Range<Int>) {
    origins.append(ScriptOrigin(text.utf8.count, from: range))
    text += "\(sql);\n"
  }

  private mutating func say(_ step: Revision.Step, _ words: String) {
    diagnostics.append(
      file.diagnostic(
        .note, code: "unread-operation", words, at: step.range,
        why: "migrations are read and not run: what it sends to the database is not judged"))
  }

  private mutating func call(_ step: Revision.Step) {
    guard let name = step.name, let call = step.value else { return }
    if Self.silent.contains(name) { return }
    var operation = AlembicOperation(name, call, batch: step.batch)
    guard let statements = operation.statements() else {
      say(step, operation.problem ?? "op.\(name) with these arguments is not followed")
      return
    }
    if let problem = operation.problem { say(step, problem) }
    for sql in statements {
      // A text may hold several statements; each of them stands where the call does.
      for statement in SQLScript(sql).statements { send(statement.text, from: step.range) }
    }
  }

  /// They send rows of tables that the code makes up, or only comments.
  private static let silent: Set<String> = [
    "bulk_insert", "create_table_comment", "drop_table_comment", "get_bind", "get_context", "invoke",
  ]
}
