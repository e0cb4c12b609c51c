package import Diagnostics

/// A migration that somebody wrote, as the statements that it sends.
package struct WrittenMigration: Sendable {
  package enum Form: String, Sendable {
    case sql
    case prisma
    case alembic
  }

  package var form: Form
  /// What the statements' positions count in; of an Alembic revision the SQL that its operations send.
  package var script: SourceFile

  package init(_ form: Form, script: SourceFile) {
    self.form = form
    self.script = script
  }
}
