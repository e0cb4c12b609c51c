import Checks
import Diagnostics

/// A migration comes before one that is applied already, or an applied one was changed.
struct NonLinearHistory: MigrationRule {
  let metadata = CheckMetadata(
    code: "non-linear-history", severity: .warning,
    summary: "A migration stands before one that is applied already, or an applied one was changed.",
    why: """
      Databases that have the later one never run this one, or refuse to; those made from nothing run it in another order. A changed file \
      runs nowhere where it ran before.
      """,
    fix: "Give the new migration a number after the last one of the base, and leave applied ones as they are.",
    bad: CheckExample(.sql, "CREATE TABLE notes (id bigint PRIMARY KEY);"),
    good: CheckExample(.sql, "CREATE TABLE notes (id bigint PRIMARY KEY);"),
    sources: ["README: Migrations that people wrote"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    guard let first = migration.statements.first else { return [] }
    return migration.historyProblems.map { finding(at: first, nil, $0) }
  }
}
