package import SchemaModel

/// What a database has counted of itself: what a plan's volumes and queries can be taken from.
package struct DatabaseStatistics: Sendable, Hashable {
  package struct Table: Sendable, Hashable {
    package var name: ObjectName
    /// As of the last VACUUM or ANALYZE; nil when there was none and nothing was counted since.
    package var rows: Int?
    /// Bytes of the table alone, of its indexes, and of all with what is stored out of line.
    package var bytes: Int
    package var indexBytes: Int
    package var totalBytes: Int
    package var sequentialScans: Int
    package var indexScans: Int
  }

  package struct Index: Sendable, Hashable {
    package var table: ObjectName
    package var name: String
    package var bytes: Int
    /// How often a query entered it since the server's counters began.
    package var scans: Int
  }

  /// A statement as `pg_stat_statements` keeps it: constants are parameters.
  package struct Query: Sendable, Hashable {
    package var sql: String
    package var calls: Int
    package var meanMilliseconds: Double
    package var rows: Int
  }

  package var tables: [Table] = []
  package var indexes: [Index] = []
  /// The statements that took most of the time, most first; nil where the extension is not there.
  package var queries: [Query]?

  package init() {}
}

extension DatabaseStatistics {
  static let tableQuery = """
    SELECT n.nspname AS schema, c.relname AS name, c.reltuples::bigint AS tuples, c.relpages AS pages,
      pg_stat_get_live_tuples(c.oid) AS live, pg_relation_size(c.oid) AS bytes, pg_indexes_size(c.oid) AS index_bytes,
      pg_total_relation_size(c.oid) AS total_bytes, pg_stat_get_numscans(c.oid) AS sequential_scans,
      (SELECT sum(pg_stat_get_numscans(i.indexrelid)) FROM pg_index i WHERE i.indrelid = c.oid) AS index_scans
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_class", "c.oid"))
    ORDER BY 1, 2
    """

  static let indexQuery = """
    SELECT n.nspname AS schema, c.relname AS name, x.relname AS index, pg_relation_size(x.oid) AS bytes,
      pg_stat_get_numscans(x.oid) AS scans
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_class", "c.oid"))
    ORDER BY 1, 2, 3
    """

  static let extensionQuery = """
    SELECT quote_ident(n.nspname) AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_stat_statements'
    """

  /// Statements that are data definition or talk of a session belong in no plan.
  static func statementQuery(_ schema: String) -> String {
    """
    SELECT s.query, sum(s.calls)::bigint AS calls, sum(s.total_exec_time) / sum(s.calls) AS mean, sum(s.rows)::bigint AS rows
    FROM \(schema).pg_stat_statements s
    WHERE s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND s.calls > 0
      AND s.query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'
    GROUP BY s.query ORDER BY sum(s.total_exec_time) DESC, s.query LIMIT 200
    """
  }

  /// Takes the figures.
  /// - Parameters:
  ///   - run: runs one statement in a session whose search path is empty.
  ///   - isRefusal: whether an error is the server's answer: the extension may be there and not be loaded.
  package static func take<Failure: Error>(
    run: (String) async throws(Failure) -> DatabaseRows, isRefusal: (Failure) -> Bool
  ) async throws(Failure) -> DatabaseStatistics {
    var statistics = DatabaseStatistics()
    statistics.tables = Row.all(try await run(tableQuery)).map(table)
    statistics.indexes = Row.all(try await run(indexQuery)).map { row in
      Index(
        table: row.objectName, name: row.text("index"), bytes: row.number("bytes") ?? 0, scans: row.number("scans") ?? 0
      )
    }
    guard let schema = Row.all(try await run(extensionQuery)).first?["schema"] else { return statistics }
    do throws(Failure) {
      statistics.queries = Row.all(try await run(statementQuery(schema))).map { row in
        Query(
          sql: row.text("query"), calls: row.number("calls") ?? 0, meanMilliseconds: Double(row.text("mean")) ?? 0,
          rows: row.number("rows") ?? 0)
      }
    } catch {
      guard isRefusal(error) else { throw error }
    }
    return statistics
  }

  /// A table that was never analysed has no rows by `reltuples`; the counters may know better.
  private static func table(_ row: Row) -> Table {
    let tuples = row.number("tuples") ?? -1
    let live = row.number("live") ?? 0
    let isUnknown = tuples < 0 || (tuples == 0 && row.number("pages") == 0)
    let isEmpty = row.number("bytes") == 0
    return Table(
      name: row.objectName, rows: isUnknown ? (live > 0 ? live : isEmpty ? 0 : nil) : tuples,
      bytes: row.number("bytes") ?? 0, indexBytes: row.number("index_bytes") ?? 0,
      totalBytes: row.number("total_bytes") ?? 0, sequentialScans: row.number("sequential_scans") ?? 0,
      indexScans: row.number("index_scans") ?? 0)
  }
}
