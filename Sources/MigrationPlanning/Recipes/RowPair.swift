import SQLWriting
import SchemaModel

/// Columns that two tables with the same key hold both, kept in step whichever of the two is written.
///
/// The parent's rows are there by themselves; the child has one where any of the values is there. What one trigger writes
/// fires none of the others: a setting says so for as long as it runs.
struct RowPair {
  struct Names {
    var parent: String
    var child: String
  }

  let parent: ObjectName
  let child: ObjectName
  /// Columns under their names in both tables.
  let keys: [(parent: String, child: String)]
  let columns: [(parent: String, child: String)]
  /// Those of `columns` that the child can not do without, by their names in the parent.
  let required: [String]
  /// What the parent's columns are without a row of the child.
  let resets: [String: String]
  let names: Names
  /// Whether a row of the child is nothing without that of the parent.
  let isOwned: Bool

  private var setting: String { "dbplan.mirror" }
  private func function(_ name: String) -> String { QuotedIdentifier.text(ObjectName(name, schema: parent.schema)) }
  private func q(_ name: String) -> String { QuotedIdentifier.text(name) }
  private func q(_ name: ObjectName) -> String { QuotedIdentifier.text(name) }
  private func list(_ row: String, _ names: [String]) -> String {
    names.map { "\(row).\(q($0))" }.joined(separator: ", ")
  }

  private var parentColumns: [String] { columns.map(\.parent) }
  private var childColumns: [String] { columns.map(\.child) }
  private var onKeys: String {
    keys.map { "here.\(q($0.parent)) = there.\(q($0.child))" }.joined(separator: " AND ")
  }

  /// Whether a row of the parent has one of the child.
  private func isWorth(_ row: String) -> String {
    required.isEmpty
      ? "(" + parentColumns.map { "\(row).\(q($0)) IS NOT NULL" }.joined(separator: " OR ") + ")"
      : "(" + required.map { "\(row).\(q($0)) IS NOT NULL" }.joined(separator: " AND ") + ")"
  }

  private func differ(_ left: String, _ right: String) -> String { RowGate.differ(left, right) }

  // MARK: Triggers

  private func define(_ name: String, _ body: String) -> String {
    "CREATE OR REPLACE FUNCTION \(function(name))() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET \(setting) = 'on' AS \(DollarQuote.text(body))"
  }

  private func triggers(_ name: String, on table: ObjectName, _ events: [(ending: String, when: String)]) -> [String] {
    events.flatMap { ending, when in
      [
        """
        CREATE TRIGGER \(q(name + ending)) \(when) ON \(q(table))
          FOR EACH ROW WHEN (current_setting('\(setting)', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION \(function(name))()
        """, "ALTER TABLE \(q(table)) ENABLE ALWAYS TRIGGER \(q(name + ending))",
      ]
    }
  }

  private func drop(_ name: String, on table: ObjectName, _ endings: [String]) -> [String] {
    endings.map { "DROP TRIGGER IF EXISTS \(q(name + $0)) ON \(q(table))" }
      + ["DROP FUNCTION IF EXISTS \(function(name))()"]
  }

  /// What is written to the parent goes to the child.
  var createOnParent: [String] {
    let found = keys.map { "\(q($0.child)) = OLD.\(q($0.parent))" }.joined(separator: " AND ")
    let there = keys.map { "there.\(q($0.child)) = NEW.\(q($0.parent))" }.joined(separator: " AND ")
    let sets = columns.map { "\(q($0.child)) = EXCLUDED.\(q($0.child))" }.joined(separator: ", ")
    let emptied =
      !required.isEmpty && !isOwned
      ? "NULL;"
      : required.isEmpty
        ? "UPDATE \(q(child)) AS there SET \(columns.map { "\(q($0.child)) = NEW.\(q($0.parent))" }.joined(separator: ", ")) WHERE \(there);"
        : "DELETE FROM \(q(child)) AS there WHERE \(there);"
    let body = """
      BEGIN
        IF TG_OP = 'DELETE' THEN
          DELETE FROM \(q(child)) WHERE \(found);
          RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND NOT (\(differ(list("OLD", parentColumns), list("NEW", parentColumns)))) THEN
          RETURN NULL;
        END IF;
        BEGIN
          IF \(isWorth("NEW")) THEN
            INSERT INTO \(q(child)) AS there (\(QuotedIdentifier.list(keys.map(\.child) + childColumns)))
            VALUES (\(list("NEW", keys.map(\.parent) + parentColumns)))
            ON CONFLICT (\(QuotedIdentifier.list(keys.map(\.child)))) DO UPDATE SET \(sets)
            WHERE \(differ(list("there", childColumns), list("EXCLUDED", childColumns)));
          ELSE
            \(emptied)
          END IF;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
          NULL;
        END;
        RETURN NULL;
      END
      """
    return [define(names.parent, body)]
      + triggers(names.parent, on: parent, parentEvents)
  }

  private var parentEvents: [(ending: String, when: String)] {
    let after = [(ending: "", when: "AFTER INSERT OR UPDATE")]
    return isOwned ? after + [(ending: "_delete", when: "BEFORE DELETE")] : after
  }

  var dropOnParent: [String] { drop(names.parent, on: parent, parentEvents.map(\.ending)) }

  /// What is written to the child goes to the parent.
  var createOnChild: [String] {
    let old = keys.map { "here.\(q($0.parent)) = OLD.\(q($0.child))" }.joined(separator: " AND ")
    let new = keys.map { "here.\(q($0.parent)) = NEW.\(q($0.child))" }.joined(separator: " AND ")
    let same = keys.map { "\(q($0.child)) = NEW.\(q($0.child))" }.joined(separator: " AND ")
    let resetting = columns.map { "\(q($0.parent)) = \(resets[$0.parent] ?? "NULL")" }.joined(separator: ", ")
    let sets = columns.map { "\(q($0.parent)) = NEW.\(q($0.child))" }.joined(separator: ", ")
    let body = """
      BEGIN
        IF TG_WHEN = 'BEFORE' THEN
          -- A row that came with the parent's gives way to the one that is written.
          DELETE FROM \(q(child)) WHERE \(same);
          RETURN NEW;
        END IF;
        BEGIN
          IF TG_OP = 'DELETE' THEN
            UPDATE \(q(parent)) AS here SET \(resetting) WHERE \(old);
          ELSE
            UPDATE \(q(parent)) AS here SET \(sets)
            WHERE \(new) AND \(differ(list("here", parentColumns), list("NEW", childColumns)));
          END IF;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
          NULL;
        END;
        RETURN NULL;
      END
      """
    return [define(names.child, body)] + triggers(names.child, on: child, childEvents)
  }

  private var childEvents: [(ending: String, when: String)] {
    let after = [(ending: "", when: "AFTER INSERT OR UPDATE OR DELETE")]
    return resets.isEmpty ? after : after + [(ending: "_insert", when: "BEFORE INSERT")]
  }

  var dropOnChild: [String] { drop(names.child, on: child, childEvents.map(\.ending)) }

  /// All triggers by their names.
  var triggers: Set<String> {
    Set(["", "_delete"].map { names.parent + $0 } + ["", "_insert"].map { names.child + $0 })
  }

  // MARK: Rows that are there already

  /// What is copied need not be kept in step.
  private var silence: String { "PERFORM pg_catalog.set_config('\(setting)', 'on', true);" }

  /// Rows of the child for those of the parent.
  func push(_ pace: Pace) -> String {
    let loop = KeyRangeLoop(table: parent, key: keys.map(\.parent), pace: pace)
    let sets = columns.map { "\(q($0.child)) = EXCLUDED.\(q($0.child))" }.joined(separator: ", ")
    return loop.sql(
      """
          \(silence)
          INSERT INTO \(q(child)) (\(QuotedIdentifier.list(keys.map(\.child) + childColumns)))
          SELECT \(list("here", keys.map(\.parent) + parentColumns)) FROM \(q(parent)) AS here
            WHERE \(loop.isWithin) AND \(isWorth("here"))
              AND NOT EXISTS (
                SELECT FROM \(q(child)) AS there WHERE \(onKeys)
                  AND NOT \(differ(list("here", parentColumns), list("there", childColumns)))
              )
            FOR SHARE OF here
            ON CONFLICT (\(QuotedIdentifier.list(keys.map(\.child)))) DO UPDATE SET \(sets)
      """)
  }

  /// Values of the parent from the rows of the child.
  func pull(_ pace: Pace) -> String {
    let loop = KeyRangeLoop(table: child, key: keys.map(\.child), pace: pace)
    let sets = columns.map { "\(q($0.parent)) = there.\(q($0.child))" }.joined(separator: ", ")
    return loop.sql(
      """
          \(silence)
          UPDATE \(q(parent)) AS here SET \(sets)
            FROM (SELECT \(QuotedIdentifier.list(keys.map(\.child) + childColumns)) FROM \(q(child)) WHERE \(loop.isWithin) FOR SHARE) AS there
            WHERE \(onKeys) AND \(differ(list("here", parentColumns), list("there", childColumns)))
      """)
  }

  /// How many rows of the parent do not hold what the child holds.
  var differences: String {
    "SELECT count(*) FROM \(q(parent)) AS here LEFT JOIN \(q(child)) AS there ON \(onKeys) WHERE (\(isWorth("here")) OR there.\(q(keys[0].child)) IS NOT NULL) AND \(differ(list("here", parentColumns), list("there", childColumns)))"
  }

  /// Stops a migration while the two do not hold the same.
  /// - Parameter hint: what to do then.
  func gate(hint: String) -> String { RowGate.sql(differences, hint: hint) }
}
