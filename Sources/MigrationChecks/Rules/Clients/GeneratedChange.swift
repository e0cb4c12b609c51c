import Checks
import PlanModel
import Diagnostics
import SchemaModel

/// Identity or a generated expression of a column changes under applications that rely on it.
struct GeneratedChange: StatementRule {
  let metadata = CheckMetadata(
    code: "generated-column-change", severity: .note,
    summary: "A column no longer makes its own values, or makes them in another way.",
    why: """
      An application that leaves the column out relied on it; one that sends values is refused as soon as identity is GENERATED ALWAYS.
      """,
    fix: "Deploy an application that works with both first.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN id DROP IDENTITY;",
      baseline: "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;",
      baseline: "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);"),
    sources: ["PostgreSQL manual: ALTER TABLE, ADD GENERATED"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard statement.isOld(table) else { return nil }
      let (column, words): (String, String)
      switch change {
      case .identity(let name, let action): (column, words) = (name, "\(action) IDENTITY")
      case .dropExpression(let name): (column, words) = (name, "DROP EXPRESSION")
      default: return nil
      }
      let writers = facts.queries(on: table).filter { $0.shape?.kind == .insert }.map(\.name.value)
      return finding(
        at: statement, on: table, column,
        "\(words) changes how \(table.display).\(column) gets its values while applications run",
        evidence: writers.isEmpty ? [] : ["inserted by \(writers.prefix(4).joined(separator: ", "))"],
        fix: .sql("-- after the deploy whose application works with both:", Safe.statement(statement.sql)))
    }
  }
}
