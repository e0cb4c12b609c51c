import SQLWriting
import SchemaModel

/// Rows changed in batches by ranges of their key, each batch a transaction of its own.
struct Backfill {
  let table: Table
  /// Columns and what they become.
  let sets: [(column: String, value: String)]
  /// True of rows that are not done; a second run finds none.
  let condition: String
  let batch: Int
  /// Milliseconds between two batches.
  let pause: Int

  /// One statement that commits as it goes and so can not stand in a transaction.
  var sql: String { key.isEmpty ? byPlace : byKey }

  private var key: [String] { table.primaryKey?.columns ?? [] }
  private var name: String { QuotedIdentifier.text(table.name) }
  private var assignments: String {
    sets.map { "\(QuotedIdentifier.text($0.column)) = \($0.value)" }.joined(separator: ", ")
  }
  private var sleep: String { "PERFORM pg_catalog.pg_sleep(\(Double(pause) / 1000));" }

  private func row(_ variable: String) -> String {
    "(" + key.indices.map { "\(variable).k\($0 + 1)" }.joined(separator: ", ") + ")"
  }

  private var byKey: String {
    let keys = QuotedIdentifier.list(key)
    let named = key.enumerated().map { "\(QuotedIdentifier.text($1)) AS k\($0 + 1)" }.joined(separator: ", ")
    let backwards = key.indices.map { "k\($0 + 1) DESC" }.joined(separator: ", ")
    let text = """
      #variable_conflict use_column
      DECLARE
        batch_from record;
        batch_upto record;
        batch_rows bigint;
        all_rows bigint := 0;
      BEGIN
        SELECT \(named) INTO batch_from FROM \(name) ORDER BY \(keys) LIMIT 1;
        WHILE FOUND LOOP
          SELECT * INTO batch_upto FROM (
            SELECT \(named) FROM \(name) WHERE (\(keys)) >= \(row("batch_from")) ORDER BY \(keys) LIMIT \(batch)
          ) AS batch ORDER BY \(backwards) LIMIT 1;
          UPDATE \(name) SET \(assignments)
            WHERE (\(keys)) >= \(row("batch_from")) AND (\(keys)) <= \(row("batch_upto")) AND (\(condition));
          GET DIAGNOSTICS batch_rows = ROW_COUNT;
          all_rows := all_rows + batch_rows;
          COMMIT;
          RAISE NOTICE '% rows, up to %', all_rows, batch_upto;
          IF batch_rows > 0 THEN \(sleep) END IF;
          SELECT \(named) INTO batch_from FROM \(name) WHERE (\(keys)) > \(row("batch_upto")) ORDER BY \(keys) LIMIT 1;
        END LOOP;
      END
      """
    return dollarQuoted(text)
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
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM \(name) WHERE \(condition) LIMIT \(batch))) AND (\(condition));
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
