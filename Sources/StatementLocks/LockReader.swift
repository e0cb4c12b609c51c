package import Diagnostics
package import SchemaModel

/// A statement of a script, and what it does when it runs after those before it.
package struct ReadStatement: Sendable {
  package var sql: String
  /// Bytes of the file.
  package var range: Range<Int>
  package var effect: StatementEffect

  package init(_ sql: String, at range: Range<Int>, _ effect: StatementEffect) {
    self.sql = sql
    self.range = range
    self.effect = effect
  }
}

/// Says what each statement of a script locks, rewrites, scans and builds, by the catalog that it meets.
package struct LockReader: Sendable {
  /// The major version of the server that runs the script.
  package let postgres: Int

  package init(postgres: Int = 15) { self.postgres = postgres }

  /// - Parameter catalog: what is there before the first statement.
  package func read(_ file: SourceFile, onto catalog: Catalog) -> Reading<[ReadStatement]> {
    Reading([], diagnostics: [])
  }
}
