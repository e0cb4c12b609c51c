import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Rows that may belong to nobody.
struct NullableTenantColumn: Check {
  let metadata = CheckMetadata(
    code: "nullable-tenant-column", severity: .warning,
    summary: "The column by which a policy tells whose a row is may be null: such rows are nobody's.",
    why: """
      Null equals no setting. A row without the key is hidden from everybody whom the policy holds, also from who wrote it, and \
      neither reports nor erasure by tenant find it.
      """,
    fix: "Make the column NOT NULL, or say what null means with null_means in the plan's tenancy.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    sources: ["PostgreSQL manual: 9.2 Comparison Functions and Operators"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let tenant = subject.plan.tenancy?.key?.value
    return subject.securedTables.flatMap { table -> [Finding] in
      let handled = handled(table, subject)
      return subject.keyColumns(table.name).compactMap { name in
        guard let column = table.columns[name], column.isNullable, !handled.contains(name),
          table.primaryKey?.columns.contains(name) != true, !isChecked(name, table)
        else { return nil }
        if name == tenant, subject.plan.tenancy?.nullMeans != nil { return nil }
        let detached = table.foreignKeys.first { $0.columns == [name] && $0.onDelete == .setNull }
        return finding(
          on: table.name, name,
          "\(table.name.display).\(name) may be null, and its policies then show the row to nobody",
          evidence: [
            detached.map { "a row loses it when its row of \($0.target.display) is deleted: ON DELETE SET NULL" }
          ],
          fix: .sql("ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(SQLText.name(name)) SET NOT NULL;"),
          at: column.span ?? table.span, severity: detached == nil ? nil : .note)
      }
    }
  }

  private func isChecked(_ name: String, _ table: Table) -> Bool {
    table.checks.contains { $0.expression.sql == "\(SQLText.name(name)) IS NOT NULL" }
  }

  /// Columns whose null a policy speaks of, and those of tables where another policy passes rows by something else.
  private func handled(_ table: Table, _ subject: CheckSubject) -> Set<String> {
    let passing = subject.conditions[table.name].filter(\.policy.isPermissive)
    var found: Set<String> = []
    for policy in passing {
      for part in policy.conditions.flatMap(\.parts) {
        if case .nullTest(let inner, _) = part, case .column(let name) = inner, let column = name.last {
          found.insert(column)
        }
      }
    }
    // A way to the row without the key.
    for policy in passing where policy.covers(.select) {
      guard let condition = policy.using else { continue }
      let keys = Set(condition.conjuncts.compactMap { subject.sessionKey($0) })
      found.formUnion(subject.keyColumns(table.name).filter { !keys.contains($0) })
    }
    return found
  }
}
