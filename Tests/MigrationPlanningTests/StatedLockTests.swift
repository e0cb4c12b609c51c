import MigrationPlanning
import PostgresClient
import Rehearsal
import SchemaModel
import StatementLocks
import TestKit
import Testing

/// What a step says it locks is what `pg_locks` shows before it commits: of each table the strongest mode.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct StatedLockTests {
  @Test func stepsTakeTheLocksTheyState() async throws {
    var counts = (steps: 0, locks: 0)
    try await ThrowawayServer.run { server in
      for name in RecipeTests.tried {
        let migration = PlannedMigration(folder: "Recipes/\(name)")
        let database = try await MigratedDatabase.make(
          "work", [migration.old, migration.files["rows.sql"] ?? ""], on: server)
        let connection = try await server.connect(to: database.name)
        for (step, file) in zip(migration.plan.steps, migration.ups) {
          guard let locks = try await Self.compare(step, file, connection, name) else { continue }
          counts.steps += 1
          counts.locks += locks
        }
        await connection.close()
      }
    }
    print("stated locks: \(counts.steps) steps, \(counts.locks) tables locked")
    #expect(counts.steps > 20)
  }

  /// Runs a step and holds what it locks against what it states: the number of tables, nil where it is no transaction.
  static func compare(
    _ step: MigrationStep, _ file: MigrationFiles.File, _ connection: PostgresConnection, _ name: String
  ) async throws -> Int? {
    guard step.isTransactional, !step.up.isEmpty else {
      try await connection.run(script: file.text)
      return nil
    }
    let names = try await Self.tables(connection)
    try await connection.run(script: file.text.replacing("\nCOMMIT;", with: ""))
    let taken = try await Self.locks(connection, names)
    try await connection.run(script: "COMMIT")
    let stated = Self.strongest(
      step.locks.filter { lock in names.values.contains(lock.relation.qualified) }
        .map { ($0.relation.qualified, $0.mode) })
    #expect(stated == taken, "\(name), \(step.name): states \(stated), takes \(taken)")
    return taken.count
  }

  /// Tables that are there, by their numbers.
  private static func tables(_ connection: PostgresConnection) async throws -> [String: String] {
    let sql = """
      SELECT c.oid, n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_|^information_schema$'
      """
    let rows = try await connection.query(sql).rows
    return Dictionary(rows.map { ($0[0] ?? "", $0[1] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  private static func locks(
    _ connection: PostgresConnection, _ names: [String: String]
  ) async throws -> [String: LockMode] {
    let sql = "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'"
    return strongest(
      try await connection.query(sql).rows.compactMap { row in
        guard let name = names[row[0] ?? ""], let mode = LockMode(rawValue: row[1] ?? "") else { return nil }
        return (name, mode)
      })
  }

  private static func strongest(_ locks: [(String, LockMode)]) -> [String: LockMode] {
    Dictionary(locks, uniquingKeysWith: max)
  }
}
