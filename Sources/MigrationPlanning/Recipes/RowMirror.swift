import SQLWriting
import SchemaModel

/// Rows of a table written into another table as well, by a trigger, whoever writes them.
///
/// It runs with the rights of who made it, so that nobody else needs any on the other table, and for replicated rows, too.
/// It is the first of the triggers after a row: what another one changes of the row comes later in both tables.
struct RowMirror {
  let source: ObjectName
  let target: ObjectName
  /// Columns that both have and that are not generated.
  let columns: [String]
  /// What tells rows apart in both.
  let key: [String]
  /// The primary key of the source, and that of the target: some columns of `key`, or all.
  let order: [String]
  let conflict: [String]
  /// Conditions under which a row is left out of the target, as PL/pgSQL calls them.
  let leavesOut: [String]
  let name: String

  static func name(_ table: ObjectName, _ context: MigrationContext) -> String {
    context.free(TakenNames.cut("a0_mirror_\(table.name)", to: 50), in: table.schema)
  }

  private var function: ObjectName { ObjectName(name, schema: source.schema) }
  private var truncating: String { "\(name)_truncate" }
  /// The triggers by their names.
  var triggers: Set<String> { [name, truncating] }

  private func q(_ name: String) -> String { QuotedIdentifier.text(name) }
  private func list(_ row: String, _ columns: [String]) -> String {
    columns.map { "\(row).\(q($0))" }.joined(separator: ", ")
  }
  private func match(_ left: String, _ right: String) -> String {
    key.map { "\(left).\(q($0)) = \(right).\(q($0))" }.joined(separator: " AND ")
  }

  /// What is done to a row that is there; one that only has the same key in the target stays.
  private var onConflict: String {
    let others = columns.filter { !key.contains($0) }.map { "\(q($0)) = EXCLUDED.\(q($0))" }
    guard !others.isEmpty else { return "ON CONFLICT DO NOTHING" }
    let isWhole = Set(conflict) == Set(key)
    return "ON CONFLICT (\(QuotedIdentifier.list(conflict))) DO UPDATE SET \(others.joined(separator: ", "))"
      + (isWhole ? "" : " WHERE \(match("there", "EXCLUDED"))")
  }

  private var createFunction: String {
    let there = QuotedIdentifier.text(target)
    let body = """
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          TRUNCATE \(there);
          RETURN NULL;
        END IF;
        IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (\(list("OLD", key))) IS DISTINCT FROM (\(list("NEW", key))) THEN
          DELETE FROM \(there) AS there WHERE \(match("there", "OLD"));
        END IF;
        IF TG_OP <> 'DELETE' THEN
          BEGIN
            INSERT INTO \(there) AS there (\(QuotedIdentifier.list(columns)))
            VALUES (\(list("NEW", columns)))
            \(onConflict);
          EXCEPTION WHEN \(leavesOut.joined(separator: " OR ")) THEN
            IF TG_OP = 'UPDATE' THEN
              DELETE FROM \(there) AS there WHERE \(match("there", "NEW"));
            END IF;
          END;
        END IF;
        RETURN NULL;
      END
      """
    return
      "CREATE OR REPLACE FUNCTION \(QuotedIdentifier.text(function))() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS \(DollarQuote.text(body))"
  }

  var create: [String] {
    let on = QuotedIdentifier.text(source)
    let call = "EXECUTE FUNCTION \(QuotedIdentifier.text(function))()"
    return [
      createFunction,
      "CREATE TRIGGER \(q(name)) AFTER INSERT OR UPDATE OR DELETE ON \(on)\n  FOR EACH ROW \(call)",
      "CREATE TRIGGER \(q(truncating)) AFTER TRUNCATE ON \(on)\n  FOR EACH STATEMENT \(call)",
    ] + [name, truncating].map { "ALTER TABLE \(on) ENABLE ALWAYS TRIGGER \(q($0))" }
  }

  var drop: [String] {
    [name, truncating].map { "DROP TRIGGER IF EXISTS \(q($0)) ON \(QuotedIdentifier.text(source))" }
      + ["DROP FUNCTION IF EXISTS \(QuotedIdentifier.text(function))()"]
  }

  // MARK: Rows that are there already

  private var differ: String { RowGate.differ(list("here", columns), list("there", columns)) }

  /// Copies the rows that the target does not have as they are, in batches that keep their writers out for as long as one takes.
  func copy(_ pace: Pace) -> String {
    let loop = KeyRangeLoop(table: source, key: order, pace: pace)
    return loop.sql(
      """
          INSERT INTO \(QuotedIdentifier.text(target)) AS there (\(QuotedIdentifier.list(columns)))
          SELECT \(list("here", columns)) FROM \(QuotedIdentifier.text(source)) AS here
            WHERE \(loop.isWithin)
              AND NOT EXISTS (
                SELECT FROM \(QuotedIdentifier.text(target)) AS there WHERE \(match("there", "here"))
                  AND NOT \(differ)
              )
            FOR SHARE OF here
            \(onConflict)
      """)
  }

  /// How many rows are not the same in both.
  var differences: String { count("FULL") }
  /// How many rows of the source the target does not have as they are.
  var missing: String { count("LEFT") }

  private func count(_ join: String) -> String {
    "SELECT count(*) FROM \(QuotedIdentifier.text(source)) AS here \(join) JOIN \(QuotedIdentifier.text(target)) AS there ON \(match("here", "there")) WHERE \(differ)"
  }
}
