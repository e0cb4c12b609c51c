import AuditTrail
import Foundation
import PostgresClient
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// After an hour of changes, the log carried out on the rows of the start gives the rows of the end.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ReplayTests {
  /// Transactions of one project's hour; with `DBPLAN_PROVE=1` more of them.
  private static let transactions = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1" ? 4_000 : 400

  @Test(arguments: 0..<3)
  func theLogReplaysToTheRowsOfTheEnd(_ number: Int) async throws {
    let project = try AuditedProject.all()[number]
    try await AuditedDatabase.run(project) { database in
      let tally = try await BusyHour(database: database, transactions: Self.transactions).run()
      let outcome = try await LogReplay(database).run()
      let sizes = try await database.connection.query(
        """
        SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits
          WHERE inhparent = '\(project.audit.log.qualified)'::regclass) / count(*), count(*)
        FROM \(project.audit.log.qualified)
        """)
      print(
        "\(project.name): \(project.audit.tables.count) tables, \(tally.statements) statements, \(tally.refused) refused, "
          + "\(tally.takenBack) taken back, \(tally.changes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }), "
          + "\(outcome.records) records, \(outcome.waited) waited, \(sizes.value ?? "") B each")
      #expect(outcome.problems.isEmpty, "\(outcome.problems.prefix(12).joined(separator: "\n"))")
      #expect(outcome.records > Self.transactions / 4)
      for command in ["INSERT", "UPDATE", "DELETE"] { #expect(tally.changes[command, default: 0] > 3) }
      try await Self.expectTenants(database)
    }
  }

  /// Every record of a table with tenants names one.
  private static func expectTenants(_ database: AuditedDatabase) async throws {
    for table in database.project.audit.tables {
      guard table.tenant != .none else { continue }
      let nameless = try await database.connection.query(
        """
        SELECT count(*) FROM \(database.project.audit.log.qualified) WHERE schema_name = $1 AND table_name = $2
          AND operation <> 'TRUNCATE' AND tenant IS NULL
        """, [table.name.schema, table.name.name])
      #expect(nameless.value == "0", "\(table.name.display)")
      guard case .column(let column) = table.tenant else { continue }
      let wrong = try await database.connection.query(
        """
        SELECT count(*) FROM \(database.project.audit.log.qualified) WHERE schema_name = $1 AND table_name = $2
          AND operation IN ('INSERT', 'DELETE') AND tenant IS DISTINCT FROM coalesce(new_values, old_values) ->> $3
        """, [table.name.schema, table.name.name, column])
      #expect(wrong.value == "0", "\(table.name.display)")
    }
  }

  /// What the replay would not tell if it could not fail.
  @Test(arguments: [
    ("INSERT OR UPDATE OR DELETE", "INSERT OR UPDATE"),
    ("old_image := to_jsonb(OLD);", "old_image := to_jsonb(OLD) - 'company_name';"),
    ("WHERE made.number = 1 OR is_moved", "WHERE made.number = 1 AND TG_OP <> 'TRUNCATE'"),
  ])
  func aTriggerThatLosesSomethingIsFound(_ mutation: (old: String, new: String)) async throws {
    let project = try AuditedProject(shipped: "agri-commerce")
    let parts = project.auditScript.split(separator: mutation.old)
    try #require(parts.count > 1)
    try await AuditedDatabase.run(project, audit: parts.joined(separator: mutation.new)) { database in
      _ = try await BusyHour(database: database, transactions: 200).run(sessions: 1)
      let outcome = try await LogReplay(database).run()
      #expect(!outcome.problems.isEmpty)
    }
  }
}
