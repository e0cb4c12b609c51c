import SQLWriting
import SchemaModel
import Sizing

/// What is asked of the tables whose rows the plan knows; partitions count as their table.
enum TableQueries {
  /// More would be more series than anybody looks at.
  static let limit = 40

  static func all(_ subject: MonitoringSubject) -> [MonitoringQuery] {
    let known = subject.tables.prefix(limit).map { sized -> String in
      let name = sized.table.name
      let size = sized.rows > 0 ? sized.size : sized.later
      let rows = max(1, size.rows)
      let heap = number((size.heap + size.toast) / rows)
      let schema = SQLLiteral.text(name.schema.isEmpty ? "public" : name.schema)
      return "(\(schema), \(SQLLiteral.text(name.name)), \(heap), \(number(size.indexes / rows)))"
    }
    guard !known.isEmpty else { return [] }
    return [
      MonitoringQuery(
        name: "table", sql: sql(known.joined(separator: ",\n  ")), labels: ["relation"],
        metrics: [
          .init(column: "rows", kind: .gauge, help: "Rows, as the statistics count them"),
          .init(column: "scans", kind: .counter, help: "Reads of the whole table"),
          .init(column: "dead_rows", kind: .gauge, help: "Row versions that wait for vacuum"),
          .init(column: "dead_rows_allowed", kind: .gauge, help: "Dead rows at which autovacuum comes"),
          .init(column: "vacuum_age_seconds", kind: .gauge, help: "Time since the last vacuum"),
          .init(column: "analyze_age_seconds", kind: .gauge, help: "Time since the last analyze"),
          .init(column: "bytes", kind: .gauge, help: "Bytes of the table with its TOAST"),
          .init(column: "expected_bytes", kind: .gauge, help: "Bytes its rows take by the plan's layout"),
          .init(column: "index_bytes", kind: .gauge, help: "Bytes of its indexes"),
          .init(column: "expected_index_bytes", kind: .gauge, help: "Bytes its indexes take by the plan's layout"),
        ])
    ]
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((max(0, value) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func sql(_ known: String) -> String {
    """
    SELECT e.nspname || '.' || e.relname AS relation, sum(s.n_live_tup) AS rows, sum(coalesce(s.seq_scan, 0)) AS scans,
      sum(s.n_dead_tup) AS dead_rows,
      sum(coalesce(o.threshold, current_setting('autovacuum_vacuum_threshold')::float8)
        + coalesce(o.share, current_setting('autovacuum_vacuum_scale_factor')::float8) * s.n_live_tup)
        AS dead_rows_allowed,
      max(extract(epoch FROM now() - coalesce(greatest(s.last_vacuum, s.last_autovacuum), pg_postmaster_start_time())))
        AS vacuum_age_seconds,
      max(extract(epoch FROM now() - coalesce(greatest(s.last_analyze, s.last_autoanalyze), pg_postmaster_start_time())))
        AS analyze_age_seconds,
      sum(pg_table_size(s.relid)) AS bytes, sum(s.n_live_tup) * e.row_bytes AS expected_bytes,
      sum(pg_indexes_size(s.relid)) AS index_bytes, sum(s.n_live_tup) * e.entry_bytes AS expected_index_bytes
    FROM (VALUES
      \(known)
    ) AS e (nspname, relname, row_bytes, entry_bytes)
    JOIN pg_namespace n ON n.nspname = e.nspname
    JOIN pg_class r ON r.relnamespace = n.oid AND r.relname = e.relname
    JOIN pg_stat_user_tables s ON coalesce(pg_partition_root(s.relid), s.relid) = r.oid
    JOIN pg_class c ON c.oid = s.relid
    LEFT JOIN LATERAL (
      SELECT max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_threshold')::float8 AS threshold,
        max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_scale_factor')::float8 AS share
      FROM pg_options_to_table(c.reloptions)
    ) o ON true
    WHERE c.relkind = 'r'
    GROUP BY e.nspname, e.relname, e.row_bytes, e.entry_bytes
    """
  }
}
