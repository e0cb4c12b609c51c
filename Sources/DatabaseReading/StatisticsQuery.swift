package import SchemaModel

/// What a database is asked about what it has counted.
package enum StatisticsQuery {
  /// The session writes nothing, waits for nobody's lock for long, and no object of the database stands in for the
  /// system's.
  static let opening = """
    SELECT pg_catalog.set_config(s.name, s.value, false) FROM (VALUES ('search_path', ''), ('lock_timeout', '5s'),
      ('default_transaction_read_only', 'on'), ('TimeZone', 'UTC')) s(name, value)
    """

  static let tables = """
    SELECT n.nspname AS schema, c.relname AS name, c.reltuples::bigint AS tuples, c.relpages AS pages,
      pg_stat_get_live_tuples(c.oid) AS live, pg_stat_get_dead_tuples(c.oid) AS dead, pg_relation_size(c.oid) AS bytes,
      pg_indexes_size(c.oid) AS index_bytes, pg_total_relation_size(c.oid) AS total_bytes,
      pg_stat_get_tuples_inserted(c.oid) AS inserts, pg_stat_get_tuples_updated(c.oid) AS updates,
      pg_stat_get_tuples_deleted(c.oid) AS deletes, pg_stat_get_numscans(c.oid) AS sequential_scans,
      (SELECT sum(pg_stat_get_numscans(i.indexrelid)) FROM pg_index i WHERE i.indrelid = c.oid) AS index_scans,
      p.relname AS parent, pn.nspname AS parent_schema
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_class p ON c.relispartition AND p.oid = pg_partition_root(c.oid)
    LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relkind IN ('r', 'm') AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_class", "c.oid"))
    ORDER BY 1, 2
    """

  static let indexes = """
    SELECT n.nspname AS schema, c.relname AS name, x.relname AS index, pg_relation_size(x.oid) AS bytes,
      pg_stat_get_numscans(x.oid) AS scans, px.relname AS parent_index, p.relname AS parent, pn.nspname AS parent_schema
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_class px ON x.relispartition AND px.oid = pg_partition_root(x.oid)
    LEFT JOIN pg_index pi ON pi.indexrelid = px.oid LEFT JOIN pg_class p ON p.oid = pi.indrelid
    LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relkind IN ('r', 'm') AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_class", "c.oid"))
    ORDER BY 1, 2, 3
    """

  static let version = "SELECT current_setting('server_version_num') AS version"

  static let period = "\(period(of: "d.stats_reset")) FROM pg_stat_database d WHERE d.datname = current_database()"

  private static func period(of reset: String) -> String {
    "SELECT to_char(\(reset), 'YYYY-MM-DD') AS since, extract(epoch FROM now() - \(reset))::bigint AS seconds"
  }

  /// `pg_stat_statements_info` came with version 1.9 of the extension (PostgreSQL 14).
  static let `extension` = """
    SELECT quote_ident(n.nspname) AS schema,
      to_regclass(quote_ident(n.nspname) || '.pg_stat_statements_info') IS NOT NULL AS has_period
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'
    """

  static func statementPeriod(_ schema: String) -> String {
    "\(period(of: "i.stats_reset")) FROM \(schema).pg_stat_statements_info i"
  }

  /// Statements that are data definition or talk of a session belong in no plan.
  static func statements(_ schema: String) -> String {
    """
    SELECT s.query, sum(s.calls)::bigint AS calls, sum(s.total_exec_time) / sum(s.calls) AS mean,
      sum(s.rows)::bigint AS rows
    FROM \(schema).pg_stat_statements s
    WHERE s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND s.calls > 0
      AND s.query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'
    GROUP BY s.query ORDER BY sum(s.total_exec_time) DESC, s.query LIMIT 200
    """
  }
}

extension DatabaseStatistics {
  /// Takes the figures.
  /// - Parameters:
  ///   - database: as plans cite it.
  ///   - run: runs one statement in a session that nobody else uses meanwhile.
  ///   - isRefusal: whether an error is the server's answer: the extension may be there and not be loaded.
  package static func take<Failure: Error>(
    of database: String, run: (String) async throws(Failure) -> DatabaseRows, isRefusal: (Failure) -> Bool
  ) async throws(Failure) -> DatabaseStatistics {
    var statistics = DatabaseStatistics(database: database)
    _ = try await run(StatisticsQuery.opening)
    statistics.postgres = Row.all(try await run(StatisticsQuery.version)).first?.number("version").map { $0 / 10000 }
    statistics.period = period(try await run(StatisticsQuery.period))
    statistics.add(tables: Row.all(try await run(StatisticsQuery.tables)))
    statistics.add(indexes: Row.all(try await run(StatisticsQuery.indexes)))
    guard let found = Row.all(try await run(StatisticsQuery.extension)).first, let schema = found["schema"] else {
      return statistics
    }
    do throws(Failure) {
      statistics.queries = Row.all(try await run(StatisticsQuery.statements(schema))).map { row in
        Query(
          row.text("query"), calls: row.number("calls") ?? 0, meanMilliseconds: Double(row.text("mean")) ?? 0,
          rows: row.number("rows") ?? 0)
      }
      guard found.isTrue("has_period") else { return statistics }
      statistics.queryPeriod = period(try await run(StatisticsQuery.statementPeriod(schema)))
    } catch {
      guard isRefusal(error) else { throw error }
    }
    return statistics
  }

  private static func period(_ rows: DatabaseRows) -> Period? {
    guard let row = Row.all(rows).first, let since = row["since"], let seconds = row.number("seconds") else {
      return nil
    }
    return Period(since: since, seconds: seconds)
  }

  /// Partitions count for the table they are parts of, too: by itself it holds no row.
  private mutating func add(tables rows: [Row]) {
    var parents: [ObjectName: Table] = [:]
    for row in rows {
      let table = Self.table(row)
      tables.append(table)
      guard let parent = row["parent"] else { continue }
      let name = ObjectName(parent, schema: row.text("parent_schema"))
      parents[name] = parents[name].map { $0.joined(with: table) } ?? Table(name, table)
    }
    tables = (tables + parents.values).sorted { $0.name < $1.name }
  }

  /// The index of a partitioned table is the sum of those of its partitions.
  private mutating func add(indexes rows: [Row]) {
    var parents: [ObjectName: [String: Index]] = [:]
    for row in rows {
      let (bytes, scans) = (row.number("bytes") ?? 0, row.number("scans") ?? 0)
      indexes.append(Index(row.text("index"), of: row.objectName, bytes: bytes, scans: scans))
      guard let name = row["parent_index"] else { continue }
      let table = ObjectName(row.text("parent"), schema: row.text("parent_schema"))
      let known = parents[table]?[name]
      parents[table, default: [:]][name] = Index(
        name, of: table, bytes: bytes + (known?.bytes ?? 0), scans: scans + (known?.scans ?? 0))
    }
    indexes = (indexes + parents.values.flatMap(\.values)).sorted { ($0.table, $0.name) < ($1.table, $1.name) }
  }

  /// A table that was never analysed has no rows by `reltuples`; the counters may know better.
  private static func table(_ row: Row) -> Table {
    let tuples = row.number("tuples") ?? -1
    let live = row.number("live") ?? 0
    let isUnknown = tuples < 0 || (tuples == 0 && row.number("pages") == 0)
    let isEmpty = row.number("bytes") == 0
    var table = Table(row.objectName, rows: isUnknown ? (live > 0 ? live : isEmpty ? 0 : nil) : tuples)
    table.deadRows = row.number("dead") ?? 0
    table.bytes = row.number("bytes") ?? 0
    table.indexBytes = row.number("index_bytes") ?? 0
    table.totalBytes = row.number("total_bytes") ?? 0
    table.inserts = row.number("inserts") ?? 0
    table.updates = row.number("updates") ?? 0
    table.deletes = row.number("deletes") ?? 0
    table.sequentialScans = row.number("sequential_scans") ?? 0
    table.indexScans = row.number("index_scans") ?? 0
    return table
  }
}

extension DatabaseStatistics.Table {
  /// The figures of one table under the name of another.
  fileprivate init(_ name: ObjectName, _ figures: Self) {
    self = figures
    self.name = name
  }

  /// The sum of two; unknown rows of one leave those of both unknown.
  fileprivate func joined(with other: Self) -> Self {
    var sum = self
    sum.rows = rows.flatMap { rows in other.rows.map { rows + $0 } }
    sum.deadRows += other.deadRows
    sum.bytes += other.bytes
    sum.indexBytes += other.indexBytes
    sum.totalBytes += other.totalBytes
    sum.inserts += other.inserts
    sum.updates += other.updates
    sum.deletes += other.deletes
    sum.sequentialScans += other.sequentialScans
    sum.indexScans += other.indexScans
    return sum
  }
}
