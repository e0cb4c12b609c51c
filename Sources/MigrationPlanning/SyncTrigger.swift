import SQLWriting
import SchemaModel

/// Two columns of a table kept in step while old code writes the one and new code the other.
///
/// It fires for replicated rows and sessions in replica mode as well, last of the triggers before a row, and changes nothing
/// that is in step already.
struct SyncTrigger {
  let table: ObjectName
  /// Under the name that the code of before uses, and the other.
  let first: String
  let second: String
  /// What a value of the first column is in the second one and the other way about; `%` is the value.
  let forth: String
  let back: String
  /// Whether a value that does not fit is left out of the first column, which takes NULL then.
  var isFirstOptional = false
  let name: String

  init(
    table: ObjectName, first: String, second: String, forth: String = "%", back: String = "%", named name: String
  ) {
    self.table = table
    self.first = first
    self.second = second
    self.forth = forth
    self.back = back
    self.name = name
  }

  var function: ObjectName { ObjectName(name, schema: table.schema) }

  static func name(_ table: ObjectName, _ column: String, free: (String) -> String) -> String {
    free(TakenNames.cut("zz_keep_\(table.name)_\(column)", to: 55))
  }

  private func value(_ row: String, _ column: String) -> String { "\(row).\(QuotedIdentifier.text(column))" }
  // In parentheses, since PL/pgSQL reads a condition up to the first THEN outside of any.
  private func inSecond(_ row: String) -> String { "(\(forth.replacing("%", with: value(row, first))))" }
  private func inFirst(_ row: String) -> String { "(\(back.replacing("%", with: value(row, second))))" }

  private func setFirst(_ indent: String) -> String {
    let plain = "\(value("NEW", first)) := \(inFirst("NEW"));"
    guard isFirstOptional else { return "\(indent)\(plain)" }
    return """
      \(indent)BEGIN
      \(indent)  \(plain)
      \(indent)EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
      \(indent)  \(value("NEW", first)) := NULL;
      \(indent)END;
      """
  }

  var createFunction: String {
    let body = """
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF \(value("NEW", second)) IS NOT NULL THEN
      \(setFirst("      "))
          ELSE
            \(value("NEW", second)) := \(inSecond("NEW"));
          END IF;
        ELSIF \(value("NEW", second)) IS DISTINCT FROM \(value("OLD", second)) THEN
          IF \(value("NEW", second)) IS DISTINCT FROM \(inSecond("NEW")) THEN
      \(setFirst("      "))
          END IF;
        ELSIF \(value("NEW", first)) IS DISTINCT FROM \(value("OLD", first)) THEN
          \(value("NEW", second)) := \(inSecond("NEW"));
        END IF;
        RETURN NEW;
      END
      """
    return
      "CREATE OR REPLACE FUNCTION \(QuotedIdentifier.text(function))() RETURNS trigger LANGUAGE plpgsql AS \(DollarQuote.text(body))"
  }

  var create: [String] {
    let on = QuotedIdentifier.text(table)
    return [
      createFunction,
      """
      CREATE TRIGGER \(QuotedIdentifier.text(name)) BEFORE INSERT OR UPDATE ON \(on)
        FOR EACH ROW EXECUTE FUNCTION \(QuotedIdentifier.text(function))()
      """, "ALTER TABLE \(on) ENABLE ALWAYS TRIGGER \(QuotedIdentifier.text(name))",
    ]
  }

  var drop: [String] {
    [
      "DROP TRIGGER IF EXISTS \(QuotedIdentifier.text(name)) ON \(QuotedIdentifier.text(table))",
      "DROP FUNCTION IF EXISTS \(QuotedIdentifier.text(function))()",
    ]
  }

  /// Rows of which the second column is not what the first one makes of it.
  var isBehind: String {
    "\(QuotedIdentifier.text(second)) IS DISTINCT FROM (\(forth.replacing("%", with: QuotedIdentifier.text(first))))"
  }

  var filling: String { forth.replacing("%", with: QuotedIdentifier.text(first)) }
}
