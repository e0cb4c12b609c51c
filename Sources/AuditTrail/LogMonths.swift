import PlanModel
import SQLWriting
import SchemaModel

/// Partitions of the log: one for each month, made ahead, and dropped when the log need not be kept so long.
enum LogMonths {
  /// Months that stand ready before their first record.
  static let ahead = 3

  static func keeper(_ design: AuditDesign) -> String {
    QuotedIdentifier.text(ObjectName("keep_months", schema: design.schema))
  }

  static func maker(_ design: AuditDesign) -> String {
    QuotedIdentifier.text(ObjectName("make_months", schema: design.schema))
  }

  static func statements(_ design: AuditDesign) -> [String] {
    let start = design.start.map { "date \(SQLLiteral.text("\($0)"))" } ?? "current_date"
    return [making(design), keeping(design), "SELECT \(maker(design))(\(start), \(ahead))"]
  }

  /// `24 months`, or days where months do not come out even.
  static func interval(_ keep: Duration) -> String {
    let months = keep.value / CalendarUnit.month
    if months >= 1, abs(months.rounded() - months) < 0.001 { return "\(Int(months.rounded())) months" }
    return "\(Int((keep.value / CalendarUnit.day).rounded(.up))) days"
  }

  /// Records that came before their month was made are in the default partition; they go where they belong.
  private static func making(_ design: AuditDesign) -> String {
    let log = QuotedIdentifier.text(design.log)
    let rest = QuotedIdentifier.text(ObjectName("changes_default", schema: design.schema))
    let waiting = QuotedIdentifier.text(ObjectName("changes_waiting", schema: design.schema))
    let owner = QuotedIdentifier.text(design.owner)
    return """
      CREATE OR REPLACE FUNCTION \(maker(design))(first_day date, months integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
      AS $$
      DECLARE
        missing date[];
        month date;
        is_waiting boolean;
      BEGIN
        PERFORM pg_advisory_xact_lock(\(SQLLiteral.text(log))::regclass::oid::bigint);
        SELECT array_agg(wanted ORDER BY wanted) INTO missing FROM (
          SELECT (date_trunc('month', first_day::timestamp) + ahead * interval '1 month')::date AS wanted
          FROM generate_series(0, months) AS ahead
          UNION SELECT date_trunc('month', recorded_at)::date FROM \(rest)
        ) AS all_months
        WHERE to_regclass(format('%I.%I', \(SQLLiteral.text(design.schema)), to_char(wanted, '"changes_"YYYY_MM'))) IS NULL;
        IF missing IS NULL THEN
          RETURN 0;
        END IF;
        is_waiting := EXISTS (SELECT FROM \(rest));
        IF is_waiting THEN
          ALTER TABLE \(log) DETACH PARTITION \(rest);
          ALTER TABLE \(rest) RENAME TO changes_waiting;
        END IF;
        FOREACH month IN ARRAY missing LOOP
          EXECUTE format('CREATE TABLE %I.%I PARTITION OF \(log) FOR VALUES FROM (%L) TO (%L)',
            \(SQLLiteral.text(design.schema)), to_char(month, '"changes_"YYYY_MM'),
            month::timestamptz, (month + interval '1 month')::timestamptz);
          EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I.%I FROM \(owner)',
            \(SQLLiteral.text(design.schema)), to_char(month, '"changes_"YYYY_MM'));
        END LOOP;
        IF is_waiting THEN
          CREATE TABLE \(rest) PARTITION OF \(log) DEFAULT;
          REVOKE UPDATE, DELETE, TRUNCATE ON \(rest) FROM \(owner);
          INSERT INTO \(log) SELECT * FROM \(waiting);
          DROP TABLE \(waiting);
        END IF;
        RETURN cardinality(missing);
      END
      $$
      """
  }

  private static func keeping(_ design: AuditDesign) -> String {
    let log = QuotedIdentifier.text(design.log)
    let dropping = design.keep.map { keep in
      """
        FOR old_month IN
          SELECT part.oid::regclass AS name FROM pg_inherits
          JOIN pg_class AS part ON part.oid = inhrelid
          WHERE inhparent = \(SQLLiteral.text(log))::regclass AND part.relname ~ '^changes_[0-9]{4}_[0-9]{2}$'
            AND to_date(right(part.relname, 7), 'YYYY_MM') + interval '1 month'
              <= current_date - interval \(SQLLiteral.text(interval(keep)))
        LOOP
          EXECUTE format('DROP TABLE %s', old_month.name);
          dropped := dropped + 1;
        END LOOP;
      """
    }
    return """
      CREATE OR REPLACE FUNCTION \(keeper(design))() RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
      AS $$
      DECLARE
        old_month record;
        dropped integer := 0;
      BEGIN
        PERFORM \(maker(design))(current_date, \(ahead));
      \(dropping ?? "  -- The plan does not say how long the log is kept.")
        RETURN dropped;
      END
      $$
      """
  }
}
