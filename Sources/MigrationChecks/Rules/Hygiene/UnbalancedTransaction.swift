import Checks
import MigrationReading
import Diagnostics
import SchemaModel

/// BEGIN without COMMIT, COMMIT without BEGIN, and BEGIN within a transaction.
struct UnbalancedTransaction: MigrationRule {
  let metadata = CheckMetadata(
    code: "unbalanced-transaction", severity: .warning,
    summary: "The file's BEGIN and COMMIT do not fit together, or not to what the tool puts around it.",
    why: """
      Without COMMIT nothing of the file stays. BEGIN in a transaction that a tool opened does nothing, and the COMMIT of the file then ends \
      the tool's: what follows commits by itself, and the tool records success or failure of something else.
      """,
    fix: "Leave transactions to the tool, or tell it to open none.",
    bad: CheckExample(
      .sql, "BEGIN;\nALTER TABLE orders ADD COLUMN note text;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"
    ),
    good: CheckExample(
      .sql, "BEGIN;\nALTER TABLE orders ADD COLUMN note text;\nCOMMIT;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: BEGIN", "PostgreSQL manual: COMMIT"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    let isWrapped = migration.migration.wrapping.kind == .file
    var open: JudgedStatement?
    var found: [Finding] = []
    for statement in migration.statements where !statement.isGenerated {
      guard case .transaction(let step) = statement.action else { continue }
      switch step {
      case .begin:
        if isWrapped {
          found.append(said(statement, "BEGIN stands in the transaction that the tool opens", migration))
        } else if let first = open {
          found.append(said(statement, "BEGIN stands in the transaction of line \(first.span.line)", migration))
        }
        open = statement
      case .commit, .rollback:
        if open == nil {
          let words = step == .commit ? "COMMIT" : "ROLLBACK"
          found.append(
            said(
              statement, isWrapped ? "\(words) ends the transaction that the tool opened" : "\(words) has no BEGIN",
              migration))
        }
        open = nil
      case .savepoint: break
      }
    }
    if let open { found.append(said(open, "BEGIN has no COMMIT: nothing of the file stays", migration)) }
    return found
  }

  private func said(_ statement: JudgedStatement, _ message: String, _ migration: JudgedMigration) -> Finding {
    let isWrapped = migration.migration.wrapping.kind == .file
    return finding(
      at: statement, nil, message, evidence: [migration.migration.wrapping.words],
      fix: isWrapped ? .words("leave out BEGIN and COMMIT") : .sql("BEGIN;", "-- the statements", "COMMIT;"))
  }
}
