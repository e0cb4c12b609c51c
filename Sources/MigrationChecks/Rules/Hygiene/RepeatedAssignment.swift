import Checks
import Diagnostics
import SchemaModel

/// UPDATE that sets a column twice.
struct RepeatedAssignment: StatementRule {
  let metadata = CheckMetadata(
    code: "repeated-assignment", severity: .error,
    summary: "UPDATE sets the same column more than once: PostgreSQL refuses it.",
    why: "multiple assignments to same column (42601): the migration stops here.",
    fix: "Leave one of the assignments.",
    bad: CheckExample(
      .sql, "UPDATE orders SET note = 'a', note = 'b' WHERE id = 1;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    good: CheckExample(
      .sql, "UPDATE orders SET note = 'a' WHERE id = 1;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    sources: ["PostgreSQL manual: UPDATE"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .write(let write) = statement.action else { return [] }
    return write.repeated.map { column in
      finding(
        at: statement, on: write.table, column, "UPDATE sets \(column) of \(write.table.display) more than once",
        fix: .words("leave one assignment to \(column)"))
    }
  }
}
