import SQLWriting
import SchemaModel

/// Rows changed in batches by ranges of their key, each batch a transaction of its own.
struct Backfill {
  let table: Table
  /// Columns and what they become.
  let sets: [(column: String, value: String)]
  /// True of rows that are not done; a second run finds none.
  let condition: String
  let pace: Pace

  /// One statement that commits as it goes and so can not stand in a transaction.
  var sql: String { key.isEmpty ? byPlace : byKey }

  private var key: [String] { table.primaryKey?.columns ?? [] }
  private var name: String { QuotedIdentifier.text(table.name) }
  private var assignments: String {
    sets.map { "\(QuotedIdentifier.text($0.column)) = \($0.value)" }.joined(separator: ", ")
  }
  private var sleep: String { "PERFORM pg_catalog.pg_sleep(\(Double(pace.pause) / 1000));" }

  private var byKey: String {
    let loop = KeyRangeLoop(table: table.name, key: key, pace: pace)
    return loop.sql(
      """
          UPDATE \(name) SET \(assignments)
            WHERE \(loop.isWithin) AND (\(condition))
      """)
  }

  /// A table without a key is read from its start for each batch.
  private var byPlace: String {
    dollarQuoted(
      """
      #variable_conflict use_column
      DECLARE
        batch_rows bigint;
        all_rows bigint := 0;
      BEGIN
        LOOP
          UPDATE \(name) SET \(assignments)
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM \(name) WHERE \(condition) LIMIT \(pace.rows))) AND (\(condition));
          GET DIAGNOSTICS batch_rows = ROW_COUNT;
          EXIT WHEN batch_rows = 0;
          all_rows := all_rows + batch_rows;
          COMMIT;
          RAISE NOTICE '% rows', all_rows;
          \(sleep)
        END LOOP;
      END
      """)
  }

  private func dollarQuoted(_ text: String) -> String { "DO \(DollarQuote.text(text))" }

  /// How many rows are left.
  var left: StepCheck {
    StepCheck(
      "rows of \(table.name.display) that are not done", sql: "SELECT count(*) FROM \(name) WHERE \(condition)",
      expected: "0")
  }
}
