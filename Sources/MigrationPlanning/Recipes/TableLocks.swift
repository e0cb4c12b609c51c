import SQLWriting
import SchemaModel

/// Locks that a step takes before it needs them, in the order in which writers take theirs.
enum TableLocks {
  /// Keeps VACUUM and changes of the table out, and nobody who reads or writes.
  static func quiet(_ table: ObjectName) -> String { statement(table, "SHARE UPDATE EXCLUSIVE") }

  /// Keeps who writes out, and nobody who reads.
  static func shared(_ table: ObjectName) -> String { statement(table, "SHARE ROW EXCLUSIVE") }

  /// One after the other: writers may take them the other way around, and are not kept waiting for long then.
  static func exclusive(_ tables: [ObjectName], _ hurry: String) -> [String] {
    let locks = tables.map { statement($0, "ACCESS EXCLUSIVE") }
    return locks.count > 1 ? [locks[0], hurry] + locks.dropFirst() : locks
  }

  /// What is said before a second lock is waited for: nothing is waited for so long that those who wait behind it notice.
  static func hurry(_ context: MigrationContext) -> String {
    "SET LOCAL lock_timeout = '\(max(50, context.facts.lockTimeout / 10))ms'"
  }

  private static func statement(_ table: ObjectName, _ mode: String) -> String {
    "LOCK TABLE \(QuotedIdentifier.text(table)) IN \(mode) MODE"
  }
}
