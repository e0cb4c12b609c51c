import SQLWriting

/// Rows of two tables held against each other, and what stops a migration while they differ.
enum RowGate {
  /// Bit by bit, since not every type can be compared.
  static func differ(_ left: String, _ right: String) -> String {
    "ROW(\(left))::record OPERATOR(pg_catalog.*<>) ROW(\(right))::record"
  }

  /// - Parameters:
  ///   - counted: `SELECT count(*) FROM` and the rows that are not the same.
  ///   - hint: what to do then.
  static func sql(_ counted: String, hint: String) -> String {
    let text = """
      DECLARE
        different bigint;
      BEGIN
        \(counted.replacing("SELECT count(*) FROM", with: "SELECT count(*) INTO different FROM", maxReplacements: 1));
        IF different > 0 THEN
          RAISE EXCEPTION '% rows are not the same in both tables', different
            USING HINT = \(SQLLiteral.text(hint));
        END IF;
      END
      """
    return "DO \(DollarQuote.text(text))"
  }
}
