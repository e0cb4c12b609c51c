import Checks
import Diagnostics

/// A comment that answers findings and gives no reason.
struct SuppressionWithoutReason: MigrationRule {
  let metadata = CheckMetadata(
    code: "suppression-without-reason", severity: .warning,
    summary: "A comment suppresses findings and does not say why.",
    why: "Whoever reads the migration next can not tell what was weighed; such a comment suppresses nothing.",
    fix: "Write the reason after a colon: -- dbplan-ignore CODE: why it is right here.",
    bad: CheckExample(
      .sql, "-- dbplan-ignore drop-column\nALTER TABLE orders DROP COLUMN note;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    good: CheckExample(
      .sql, "-- dbplan-ignore drop-column: unread since release 41\nALTER TABLE orders DROP COLUMN note;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    sources: ["README: Migrations that people wrote"])

  /// Told where comments are applied.
  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] { [] }
}

/// A comment that answers a finding nobody made.
struct UnusedSuppression: MigrationRule {
  let metadata = CheckMetadata(
    code: "unused-suppression", severity: .warning,
    summary: "A comment suppresses a finding that nobody makes.",
    why: "The statement was changed, or the code is misspelt: a finding that comes one day would be hidden by it.",
    fix: "Remove the code from the comment.",
    bad: CheckExample(
      .sql, "-- dbplan-ignore drop-column: unread\nALTER TABLE orders ADD COLUMN note text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "-- dbplan-ignore drop-column: unread since release 41\nALTER TABLE orders DROP COLUMN note;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    sources: ["README: Migrations that people wrote"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] { [] }
}
