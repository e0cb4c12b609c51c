package import Diagnostics
package import SchemaModel

/// What a migration is planned with beside the two catalogs.
package struct MigrationFacts: Sendable {
  /// A value for rows that are there already: of a new column, of NULLs that have to go, or of a column in its new type.
  package struct Filling: Sendable, Hashable {
    package var column: ColumnReference
    /// An expression over the columns of the table.
    package var sql: String
    package var pace: Pace
    /// When to stop, in words.
    package var stopIf: String?

    package init(_ column: ColumnReference, sql: String, pace: Pace = Pace(), stopIf: String? = nil) {
      self.column = column
      self.sql = sql
      self.pace = pace
      self.stopIf = stopIf
    }
  }

  /// Confirmed: `table`, `table.column`, `type.value` and so on under both names.
  package var renames: [(old: String, new: String)] = []
  /// Old names of which somebody said that they are gone.
  package var denied: Set<String> = []
  package var fillings: [Filling] = []
  /// Where rows of a table are copied or a column of it is filled of which nothing else is said: as its first backfill says.
  package var paces: [ObjectName: Pace] = [:]
  /// Rows of a table where they are stated.
  package var rows: [ObjectName: Double] = [:]
  /// Bytes of a table without its indexes, of the same tables.
  package var bytes: [ObjectName: Double] = [:]
  /// Declared statements a second that read a table, and that write it, at their peak.
  package var reads: [ObjectName: Double] = [:]
  package var writes: [ObjectName: Double] = [:]
  /// What the application sends, by the names of the queries.
  package var statements: [(query: String, sql: Located<String>)] = []
  /// Milliseconds.
  package var lockTimeout = 2000
  package var postgres = 15
  /// Bytes a second that the disk reads and writes, where stated.
  package var disk: Double?
  /// Replicas that follow the server.
  package var replicas = 0

  package init() {}
}
