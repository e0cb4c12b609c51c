/// What a database has counted of itself: what a plan's volumes and queries can be taken from.
package struct DatabaseStatistics: Sendable, Hashable {
  package struct Table: Sendable, Hashable {
    package var name: ObjectName
    /// As of the last VACUUM or ANALYZE; nil when there was none and nothing was counted since.
    package var rows: Int?
    /// Rows that were updated or deleted and take their room still.
    package var deadRows = 0
    /// Bytes of the table alone, of its indexes, and of all with what is stored out of line.
    package var bytes = 0
    package var indexBytes = 0
    package var totalBytes = 0
    /// Rows inserted, updated and deleted since the counters began.
    package var inserts = 0
    package var updates = 0
    package var deletes = 0
    package var sequentialScans = 0
    package var indexScans = 0

    package init(_ name: ObjectName, rows: Int?) {
      self.name = name
      self.rows = rows
    }
  }

  package struct Index: Sendable, Hashable {
    package var table: ObjectName
    package var name: String
    package var bytes: Int
    /// How often a query entered it since the counters began.
    package var scans: Int

    package init(_ name: String, of table: ObjectName, bytes: Int, scans: Int) {
      self.name = name
      self.table = table
      self.bytes = bytes
      self.scans = scans
    }
  }

  /// A statement as `pg_stat_statements` keeps it: constants are parameters.
  package struct Query: Sendable, Hashable {
    package var sql: String
    package var calls: Int
    package var meanMilliseconds: Double
    package var rows: Int

    package init(_ sql: String, calls: Int, meanMilliseconds: Double, rows: Int) {
      self.sql = sql
      self.calls = calls
      self.meanMilliseconds = meanMilliseconds
      self.rows = rows
    }
  }

  /// When counters began, and how many seconds before they were read that was.
  package struct Period: Sendable, Hashable {
    /// The day in UTC, as `YYYY-MM-DD`.
    package var since: String
    package var seconds: Int

    package init(since: String, seconds: Int) {
      self.since = since
      self.seconds = seconds
    }

    package var days: Int { seconds / 86_400 }
  }

  /// The database as plans cite it.
  package var database: String
  /// The server's major version.
  package var postgres: Int?
  package var tables: [Table] = []
  package var indexes: [Index] = []
  /// Of tables and indexes; nil where the counters were never reset: nobody knows then when they began.
  package var period: Period?
  /// The statements that took most of the time, most first; nil where nobody keeps them.
  package var queries: [Query]?
  package var queryPeriod: Period?

  package init(database: String) { self.database = database }
}
