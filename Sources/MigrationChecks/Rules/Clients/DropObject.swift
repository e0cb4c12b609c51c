import Checks
import Diagnostics
import SchemaModel

/// DROP of a table, view, type, function or another thing that was there before.
struct DropObject: MigrationRule {
  let metadata = CheckMetadata(
    code: "drop-object", severity: .warning,
    summary: "Something is dropped that running applications may still use.",
    why: """
      Whatever still names it fails from COMMIT on; rows of a table are gone. CASCADE takes along what depends on it, which nobody \
      listed.
      """,
    fix:
      "Drop it in the contract phase; rename a table away first, so that what still uses it shows while it can come back.",
    bad: CheckExample(.sql, "DROP TABLE notes;", baseline: "CREATE TABLE notes (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "CREATE TABLE scratch (id bigint);\nDROP TABLE scratch;",
      baseline: "CREATE TABLE notes (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 5.14 Dependency Tracking"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { findings(at: $0, in: migration, facts) }
  }

  private func findings(
    at statement: JudgedStatement, in migration: JudgedMigration, _ facts: MigrationFacts
  ) -> [Finding] {
    guard case .drop(let kind, let names, let cascades) = statement.action, Self.kinds.contains(kind) else { return [] }
    return names.compactMap { name in
      guard isThere(name, kind, statement), !isBack(name, kind, migration) else { return nil }
      let isTable = kind == "table"
      let users = isTable || kind.hasSuffix("view") ? facts.users(of: name) : []
      let away = Safe.name(String("\(name.name)_unused".prefix(63)))
      let fix: MigrationFix =
        isTable
        ? .sql(
          Safe.alter(name, "RENAME TO \(away)"), "-- when nothing has missed it for a release:",
          "DROP TABLE \(Safe.name(ObjectName(String("\(name.name)_unused".prefix(63)), schema: name.schema)));")
        : .words("drop \(kind) \(name.display) after the deploy whose application and functions name it nowhere")
      return finding(
        at: statement, on: isTable ? name : nil, isTable ? nil : name.name,
        "\(kind) \(name.display) is dropped\(cascades ? ", and by CASCADE whatever depends on it" : "")",
        evidence: users + facts.evidence(isTable ? [name] : []), fix: fix,
        severity: facts.breaks(users, else: Self.severity(kind)))
    }
  }

  private static let kinds: Set<String> = [
    "table", "view", "materialized view", "schema", "type", "domain", "sequence", "function", "procedure", "routine",
    "extension", "foreign table",
  ]

  private static func severity(_ kind: String) -> Severity {
    ["table", "schema", "type", "foreign table", "extension"].contains(kind) ? .warning : .note
  }

  /// Whether it was not there before the migration, or something of its name is there after it.
  private func isBack(_ name: ObjectName, _ kind: String, _ migration: JudgedMigration) -> Bool {
    switch kind {
    case "type": !has(migration.before, name) || has(migration.after, name)
    case "view", "materialized view": migration.after.views.contains(name)
    case "function", "procedure", "routine": migration.after.functions.contains { $0.name == name }
    case "table": migration.after.tables.contains(name)
    default: false
    }
  }

  private func has(_ catalog: Catalog, _ type: ObjectName) -> Bool {
    catalog.enums.contains(type) || catalog.compositeTypes.contains(type) || catalog.domains.contains(type)
  }

  private func isThere(_ name: ObjectName, _ kind: String, _ statement: JudgedStatement) -> Bool {
    switch kind {
    case "table": statement.isOld(name)
    case "view", "materialized view": statement.before.views.contains(name) && !statement.newTables.contains(name)
    case "type", "domain":
      statement.before.enums.contains(name) || statement.before.domains.contains(name)
        || statement.before.compositeTypes.contains(name)
    case "sequence": statement.before.sequences.contains(name)
    // Dropped to be made again in the same migration, as long as the catalog knows no other.
    default: true
    }
  }
}
