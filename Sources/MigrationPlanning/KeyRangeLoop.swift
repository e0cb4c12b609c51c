import SQLWriting
import SchemaModel

/// A statement sent once for each range of a table's key, each time in a transaction of its own.
struct KeyRangeLoop {
  let table: ObjectName
  let key: [String]
  /// Rows of one range, and the pause behind one that changed something.
  let pace: Pace

  private var name: String { QuotedIdentifier.text(table) }

  private func row(_ variable: String) -> String {
    "(" + key.indices.map { "\(variable).k\($0 + 1)" }.joined(separator: ", ") + ")"
  }

  /// True of the rows of one range; the columns of the key go by their names alone.
  var isWithin: String {
    let keys = QuotedIdentifier.list(key)
    return "(\(keys)) >= \(row("batch_from")) AND (\(keys)) <= \(row("batch_upto"))"
  }

  /// - Parameter action: what is done to the rows that `isWithin` is true of, indented as it stands in the loop.
  func sql(_ action: String) -> String {
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
            SELECT \(named) FROM \(name) WHERE (\(keys)) >= \(row("batch_from")) ORDER BY \(keys) LIMIT \(pace.rows)
          ) AS batch ORDER BY \(backwards) LIMIT 1;
      \(action);
          GET DIAGNOSTICS batch_rows = ROW_COUNT;
          all_rows := all_rows + batch_rows;
          COMMIT;
          RAISE NOTICE '% rows, up to %', all_rows, batch_upto;
          IF batch_rows > 0 THEN PERFORM pg_catalog.pg_sleep(\(Double(pace.pause) / 1000)); END IF;
          SELECT \(named) INTO batch_from FROM \(name) WHERE (\(keys)) > \(row("batch_upto")) ORDER BY \(keys) LIMIT 1;
        END LOOP;
      END
      """
    return "DO \(DollarQuote.text(text))"
  }
}
