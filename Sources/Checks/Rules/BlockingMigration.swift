import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel

/// Changes from the baseline whose plain form stops readers or writers of a table that has rows.
struct BlockingMigration: Check {
  let metadata = CheckMetadata(
    code: "blocking-migration", severity: .warning,
    summary: "A change from the baseline, applied in its plain form, blocks a table that has rows.",
    why: """
      The plain form holds its lock while it scans, rewrites or builds: writers, and under ACCESS EXCLUSIVE readers too, wait \
      as long as that takes, and everybody who comes later queues behind them.
      """,
    fix: """
      Build indexes with CREATE INDEX CONCURRENTLY, add constraints as NOT VALID and VALIDATE them in a step of their own, \
      fill new columns in batches before they become NOT NULL, and change types through a new column.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL);
      CREATE INDEX orders_placed ON orders (placed_at);
      """, plan: "volumes: { orders: { rows: 21M } }",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL);"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL, note text);
      """, plan: "volumes: { orders: { rows: 21M } }",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL);"),
    sources: ["PostgreSQL manual: 13.3.1 Table-Level Locks", "PostgreSQL manual: ALTER TABLE, Notes"])

  /// Tables below this many declared rows are through in milliseconds.
  private let smallTable = 1_000.0

  func findings(in subject: CheckSubject) -> [Finding] {
    guard let baseline = subject.baseline else { return [] }
    let renamed = Set(subject.plan.renames.compactMap(\.new?.value))
    return subject.changes.compactMap { change in
      guard let name = change.table, let old = baseline.tables[name], let new = subject.catalog.tables[name],
        let rows = subject.rows(of: name), rows > 0, !renamed.contains("\(name.display).\(change.name)")
      else { return nil }
      guard let effect = MigrationEffect(change, from: old, to: new, in: subject) else { return nil }
      guard effect.fails || rows >= smallTable else { return nil }
      // With a value for the rows that are there the planned steps require it once they have it.
      let isFilled = subject.plan.backfills.contains {
        $0.column.value == ColumnReference(name, change.name) && $0.sql != nil
      }
      return finding(
        on: name, change.name, effect.message, evidence: [subject.rowsText(of: name)], fix: effect.fix,
        at: change.span ?? new.span, severity: effect.fails && !isFilled ? .error : nil)
    }
  }
}
