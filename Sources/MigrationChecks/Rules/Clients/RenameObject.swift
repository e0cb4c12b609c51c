import Checks
import Diagnostics
import SchemaModel

/// RENAME of a type, enum value, function or another thing that clients may name.
struct RenameObject: MigrationRule {
  let metadata = CheckMetadata(
    code: "rename-object", severity: .note,
    summary: "A type, enum value, function or sequence changes its name under running applications.",
    why: """
      An enum value that is renamed is refused from COMMIT on when an application still sends the old spelling, and read as one it does \
      not know. Indexes and constraints may be named by ON CONFLICT and by error handling.
      """,
    fix: "Add the new one beside the old, let the application know both, then retire the old one.",
    bad: CheckExample(
      .sql, "ALTER TYPE status RENAME VALUE 'open' TO 'new';", baseline: "CREATE TYPE status AS ENUM ('open', 'done');"),
    good: CheckExample(
      .sql, "ALTER TYPE status ADD VALUE 'new';", baseline: "CREATE TYPE status AS ENUM ('open', 'done');"),
    sources: ["PostgreSQL manual: ALTER TYPE"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { findings(at: $0, in: migration, facts) }
  }

  private func findings(
    at statement: JudgedStatement, in migration: JudgedMigration, _ facts: MigrationFacts
  ) -> [Finding] {
    switch statement.action {
    case .renameValue(let old, let type, let new):
      return [
        finding(
          at: statement, type.name, "value '\(old)' of \(type.display) is called '\(new)' from COMMIT on",
          fix: .words(
            "add the value '\(new)', deploy an application that reads both and writes '\(new)', then update rows"),
          severity: .warning)
      ]
    case .rename(let kind, let name, let old, let new) where Self.kinds[kind] != nil:
      if kind == "constraint", !statement.isOld(name) { return [] }
      // A type that takes another's place is there for clients before and after.
      if kind == "type", !has(migration.before, name) || has(migration.after, name) { return [] }
      let what = kind == "constraint" ? "constraint \(old ?? "") of \(name.display)" : "\(kind) \(name.display)"
      return [
        finding(
          at: statement, old ?? name.name, "\(what) is called \(new) from COMMIT on",
          fix: .words("see that no ON CONFLICT ON CONSTRAINT, cast, call or error handling names it"),
          severity: Self.kinds[kind])
      ]
    default: return []
    }
  }

  private func has(_ catalog: Catalog, _ type: ObjectName) -> Bool {
    catalog.enums.contains(type) || catalog.compositeTypes.contains(type)
  }

  private static let kinds: [String: Severity] = [
    "constraint": .note, "type": .warning, "domain": .warning, "function": .warning, "procedure": .warning,
    "sequence": .note, "view": .warning, "schema": .warning, "attribute": .warning,
  ]
}
