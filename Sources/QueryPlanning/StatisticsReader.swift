import PlannerStatistics
import PostgresClient
import Rehearsal
import SchemaModel

/// Reads what a database that holds rows has counted, as the shape that a plan would have stated.
struct StatisticsReader {
  let connection: PostgresConnection

  func shape(today: Moment) async throws(PostgresError) -> VolumeShape {
    var shape = VolumeShape(today: today)
    let tables = try await connection.query(
      """
      SELECT n.nspname, c.relname, greatest(c.reltuples, 0), c.relpages,
             CASE WHEN c.relpages > 0 THEN c.relallvisible::float8 / c.relpages ELSE 0 END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'dbplan')
       ORDER BY 1, 2
      """)
    let columns = try await columns()
    for row in tables.rows {
      let name = ObjectName(row[1] ?? "", schema: row[0] ?? "")
      var table = PlannerTable(
        name, rows: Double(row[2] ?? "") ?? 0, pages: Int(row[3] ?? "") ?? 0, visibleShare: Double(row[4] ?? "") ?? 0)
      table.columns = columns[name] ?? []
      shape.tables.append(table)
    }
    return shape
  }

  /// Arrays come as JSON, which is read more easily than PostgreSQL's own way of writing them.
  private func columns() async throws(PostgresError) -> [ObjectName: [PlannerColumn]] {
    let answer = try await connection.query(
      """
      SELECT schemaname, tablename, attname, null_frac, avg_width, n_distinct, correlation,
             array_to_json(most_common_vals::text::text[]), array_to_json(most_common_freqs),
             array_to_json(histogram_bounds::text::text[]), array_to_json(most_common_elems::text::text[]),
             array_to_json(most_common_elem_freqs)
        FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
       ORDER BY inherited
      """)
    var columns: [ObjectName: [PlannerColumn]] = [:]
    for row in answer.rows {
      var column = PlannerColumn(row[2] ?? "")
      column.nullFraction = Double(row[3] ?? "") ?? 0
      column.width = Int(row[4] ?? "") ?? 0
      column.distinct = Double(row[5] ?? "") ?? 0
      column.correlation = row[6].flatMap(Double.init)
      column.commonValues = Self.values(row[7], row[8])
      column.histogram = JSONList.texts(row[9])
      column.elements = Self.values(row[10], row[11])
      columns[ObjectName(row[1] ?? "", schema: row[0] ?? ""), default: []].append(column)
    }
    return columns
  }

  private static func values(_ values: String?, _ frequencies: String?) -> [PlannerColumn.Value] {
    zip(JSONList.texts(values), JSONList.numbers(frequencies)).map { PlannerColumn.Value($0, frequency: $1) }
      .sorted { ($1.frequency, $0.text) < ($0.frequency, $1.text) }
  }
}
