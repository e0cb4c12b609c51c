import Checks
import StatementLocks
import Diagnostics
import SQLWriting
import SchemaModel

/// ADD COLUMN whose value differs from row to row, so that every row is written anew.
struct ColumnRewrite: StatementRule {
  let metadata = CheckMetadata(
    code: "column-rewrite", severity: .warning,
    summary: "A new column makes PostgreSQL write every row and every index of its table anew.",
    why: """
      A volatile default, serial, identity, a stored generated column or a domain with a constraint needs a value for each row: the \
      table is rewritten under ACCESS EXCLUSIVE. Constant and stable defaults such as now() are kept in the catalog and cost nothing.
      """,
    fix: "Add the column without the default, set the default, fill old rows in batches, then make it NOT NULL.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: ALTER TABLE, Notes"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    let added = statement.changes.compactMap { table, change -> (ObjectName, AddedColumn)? in
      guard case .addColumn(let column) = change, statement.rewrites.contains(table) else { return nil }
      return (table, column)
    }
    // Where only some of several columns have to be filled, those are meant.
    let filled = added.filter { isFilled($0.1, $0.0, statement) }
    let changesType = statement.changes.contains { if case .setType = $0.change { true } else { false } }
    if filled.isEmpty, changesType { return [] }
    return (filled.isEmpty ? added : filled).map { table, column in
      finding(
        at: statement, on: table, column.name,
        "adding \(table.display).\(column.name) rewrites the table and its indexes under ACCESS EXCLUSIVE: reads and "
          + "writes wait",
        evidence: [reason(column, of: table, statement)].compactMap(\.self)
          + facts.evidence([table], waiting: .accessExclusive),
        fix: fix(column, of: table, statement), severity: facts.severity([table]))
    }
  }

  private func isFilled(_ column: AddedColumn, _ table: ObjectName, _ statement: JudgedStatement) -> Bool {
    column.hasDefault || column.isSerial || column.isIdentity || column.isGenerated
      || domain(of: column, table, statement) != nil
  }

  private func domain(of column: AddedColumn, _ table: ObjectName, _ statement: JudgedStatement) -> ObjectName? {
    statement.addedColumn(column.name, of: table)?.type.userType.flatMap {
      statement.after.domains.contains($0) ? $0 : nil
    }
  }

  private func reason(_ column: AddedColumn, of table: ObjectName, _ statement: JudgedStatement) -> String? {
    if column.isGenerated { return "a stored generated column is computed for every row" }
    if column.isIdentity || column.isSerial { return "every row takes a number of its sequence" }
    if let domain = domain(of: column, table, statement) {
      return "the constraint of domain \(domain.display) is proved of every row"
    }
    return statement.addedColumn(column.name, of: table)?.defaultExpression.map {
      "its default \($0.sql) gives every row a value of its own"
    }
  }

  private func fix(_ column: AddedColumn, of table: ObjectName, _ statement: JudgedStatement) -> MigrationFix {
    guard let built = statement.addedColumn(column.name, of: table) else {
      return .words("add the column nullable, fill it in batches, then set NOT NULL by way of a validated check")
    }
    if column.isGenerated {
      return .words(
        "add \(column.name) as a plain column, keep it by a trigger BEFORE INSERT OR UPDATE and fill old rows in batches"
      )
    }
    var lines = [
      Safe.alter(table, "ADD COLUMN \(Safe.name(column.name)) \(statement.after.typeBeneathDomains(built.type).sql)")
    ]
    if column.isIdentity || column.isSerial {
      let sequence = Safe.name(ObjectName(String("\(table.name)_\(column.name)_seq".prefix(63)), schema: table.schema))
      lines += [
        "CREATE SEQUENCE \(sequence) OWNED BY \(Safe.name(table)).\(Safe.name(column.name));",
        Safe.alter(table, "ALTER COLUMN \(Safe.name(column.name)) SET DEFAULT nextval('\(sequence)')"),
      ]
    } else if let value = built.defaultExpression {
      lines.append(Safe.alter(table, "ALTER COLUMN \(Safe.name(column.name)) SET DEFAULT \(value.sql)"))
    }
    lines.append("-- fill old rows in batches")
    if column.isNotNull { lines += ["-- then:"] + Safe.notNull(column.name, of: table) }
    return .sql(lines: lines)
  }
}
