import SQLWriting
import SchemaModel

/// Rows of a table written into another table as well, by a trigger, whoever writes them.
///
/// It runs with the rights of who made it, so that nobody else needs any on the other table, and for replicated rows, too.
struct RowMirror {
  let source: ObjectName
  let target: ObjectName
  /// Columns that both have and that are not generated.
  let columns: [String]
  /// What tells rows of the target apart.
  let key: [String]
  /// Conditions under which a row is left out of the target, as PL/pgSQL calls them.
  let leavesOut: [String]
  let name: String

  private var function: ObjectName { ObjectName(name, schema: source.schema) }
  private var truncating: String { TakenNames.cut(name, to: 54) + "_truncate" }
  /// The triggers by their names.
  var triggers: Set<String> { [name, truncating] }
  var signature: String { "\(function.qualified)()" }

  private func values(_ row: String, _ columns: [String]) -> String {
    columns.map { "\(row).\(QuotedIdentifier.text($0))" }.joined(separator: ", ")
  }

  private var createFunction: String {
    let there = QuotedIdentifier.text(target)
    let found = key.map { "\(QuotedIdentifier.text($0)) = OLD.\(QuotedIdentifier.text($0))" }.joined(separator: " AND ")
    let others = columns.filter { !key.contains($0) }.map {
      "\(QuotedIdentifier.text($0)) = EXCLUDED.\(QuotedIdentifier.text($0))"
    }
    let conflict = others.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(others.joined(separator: ", "))"
    let body = """
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          TRUNCATE \(there);
          RETURN NULL;
        END IF;
        IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (\(values("OLD", key))) IS DISTINCT FROM (\(values("NEW", key))) THEN
          DELETE FROM \(there) WHERE \(found);
        END IF;
        IF TG_OP <> 'DELETE' THEN
          BEGIN
            INSERT INTO \(there) (\(QuotedIdentifier.list(columns)))
            VALUES (\(values("NEW", columns)))
            ON CONFLICT (\(QuotedIdentifier.list(key))) \(conflict);
          EXCEPTION WHEN \(leavesOut.joined(separator: " OR ")) THEN
            IF TG_OP = 'UPDATE' THEN
              DELETE FROM \(there) WHERE \(found);
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
      "CREATE TRIGGER \(QuotedIdentifier.text(name)) AFTER INSERT OR UPDATE OR DELETE ON \(on)\n  FOR EACH ROW \(call)",
      "CREATE TRIGGER \(QuotedIdentifier.text(truncating)) AFTER TRUNCATE ON \(on)\n  FOR EACH STATEMENT \(call)",
    ]
      + [name, truncating].map { "ALTER TABLE \(on) ENABLE ALWAYS TRIGGER \(QuotedIdentifier.text($0))" }
  }

  var drop: [String] {
    [name, truncating].map {
      "DROP TRIGGER IF EXISTS \(QuotedIdentifier.text($0)) ON \(QuotedIdentifier.text(source))"
    } + ["DROP FUNCTION IF EXISTS \(QuotedIdentifier.text(function))()"]
  }

  // MARK: Rows that are there already

  /// Copies the rows that the target does not have, in batches that keep their writers out for as long as one takes.
  /// - Parameter order: the key of the source.
  func copy(by order: [String], batch: Int, pause: Int) -> String {
    let loop = KeyRangeLoop(table: source, key: order, batch: batch, pause: pause)
    let same = key.map { "there.\(QuotedIdentifier.text($0)) = here.\(QuotedIdentifier.text($0))" }
    return loop.sql(
      """
          INSERT INTO \(QuotedIdentifier.text(target)) (\(QuotedIdentifier.list(columns)))
          SELECT \(values("here", columns)) FROM \(QuotedIdentifier.text(source)) AS here
            WHERE \(loop.isWithin)
              AND NOT EXISTS (SELECT FROM \(QuotedIdentifier.text(target)) AS there WHERE \(same.joined(separator: " AND ")))
            FOR SHARE OF here
            ON CONFLICT DO NOTHING
      """)
  }

  /// How many rows are not the same in both.
  /// - Parameter order: the key of the source.
  func differences(by order: [String]) -> String {
    let same = order.map { "here.\(QuotedIdentifier.text($0)) = there.\(QuotedIdentifier.text($0))" }
    // Bit by bit, since not every type can be compared.
    return
      "SELECT count(*) FROM \(QuotedIdentifier.text(source)) AS here FULL JOIN \(QuotedIdentifier.text(target)) AS there ON \(same.joined(separator: " AND ")) WHERE ROW(\(values("here", columns)))::record OPERATOR(pg_catalog.*<>) ROW(\(values("there", columns)))::record"
  }

  /// Stops a migration while the two do not hold the same.
  func gate(by order: [String]) -> String {
    let text = """
      DECLARE
        different bigint;
      BEGIN
        \(differences(by: order).replacing("SELECT count(*) FROM", with: "SELECT count(*) INTO different FROM"));
        IF different > 0 THEN
          RAISE EXCEPTION '% rows are not the same in both tables', different
            USING HINT = 'Run the step that copies the rows again.';
        END IF;
      END
      """
    return "DO \(DollarQuote.text(text))"
  }
}
