import AuditTrail
import Diagnostics
import PlanModel
import PostgresClient
import SQLWriting
import SchemaModel
import TestKit

/// What an hour of work does to the recorded tables, seeded: several sessions at once, each with transactions of the plan's
/// roles and of the owner, some statements of which fail and some of which are taken back.
struct BusyHour: Sendable {
  struct Tally: Sendable {
    var statements = 0
    var changes: [String: Int] = [:]
    var refused = 0
    var takenBack = 0
  }

  let database: AuditedDatabase
  let transactions: Int

  func run(sessions: Int = 4) async throws -> Tally {
    try await withThrowingTaskGroup(of: Tally.self) { group in
      for session in 0..<sessions {
        group.addTask {
          let connection = try await database.connect()
          var work = SessionWork(database, connection, number: session)
          return try await work.run(transactions: transactions / sessions)
        }
      }
      return try await group.reduce(into: Tally()) { sum, part in
        sum.statements += part.statements
        sum.refused += part.refused
        sum.takenBack += part.takenBack
        sum.changes.merge(part.changes) { $0 + $1 }
      }
    }
  }
}

/// The work of one session.
private struct SessionWork {
  private let database: AuditedDatabase
  private let connection: PostgresConnection
  private var generator: SeededGenerator
  private var statements: StatementMaker
  private var tally = BusyHour.Tally()

  init(_ database: AuditedDatabase, _ connection: PostgresConnection, number: Int) {
    self.database = database
    self.connection = connection
    generator = SeededGenerator(seed: UInt64(1_000 + number))
    statements = StatementMaker(database, seed: UInt64(2_000 + number), numbers: 1_000 + number * 1_000_000)
  }

  mutating func run(transactions: Int) async throws -> BusyHour.Tally {
    for style in ["DateStyle = 'SQL, DMY'", "IntervalStyle = 'iso_8601'", "extra_float_digits = -5"] {
      if generator.below(2) == 0 { _ = try await connection.query("SET \(style)") }
    }
    for number in 0..<transactions {
      // Statements wait for others' rows; two that wait for each other are ended soon.
      _ = try await connection.query("BEGIN")
      _ = try await connection.query("SET LOCAL deadlock_timeout = '20ms'")
      do {
        try await work(number)
        let isKept = generator.below(6) > 0
        if !isKept { tally.takenBack += 1 }
        _ = try await connection.query(isKept ? "COMMIT" : "ROLLBACK")
      } catch let error as PostgresError {
        guard error.reason == .statement else { throw error }
        tally.refused += 1
        _ = try await connection.query("ROLLBACK")
      }
    }
    return tally
  }

  /// The tables and roles of one transaction.
  private mutating func work(_ number: Int) async throws {
    let role = role()
    _ = try await connection.query(database.settings(role, tenant: generator.below(2)))
    if let role { _ = try await connection.query("SET LOCAL ROLE \(QuotedIdentifier.text(role.name.value))") }
    for step in 0...generator.below(4) {
      guard let sql = statements.next(for: role, isTruncating: role == nil && number % 40 == 7 && step == 0) else {
        continue
      }
      let isTried = generator.below(3) > 0
      if isTried { _ = try await connection.query("SAVEPOINT step") }
      do {
        tally.statements += 1
        let result = try await connection.query(sql)
        tally.changes[String(result.command.prefix { $0 != " " }), default: 0] +=
          result.command.split(separator: " ").last.flatMap { Int($0) } ?? 1
        if isTried, generator.below(6) == 0 {
          tally.takenBack += 1
          _ = try await connection.query("ROLLBACK TO step")
        }
      } catch {
        guard error.reason == .statement, isTried, error.sqlState != "40P01" else { throw error }
        tally.refused += 1
        _ = try await connection.query("ROLLBACK TO step")
      }
    }
  }

  /// nil is the owner, whom policies do not bind.
  private mutating func role() -> AccessRole? {
    let roles = database.project.plan.roles.filter { role in
      database.project.audit.tables.contains { !Set(role.commands(on: $0.name)).subtracting([.select]).isEmpty }
    }
    let choice = generator.below(roles.count + roles.count)
    return choice < roles.count ? roles[choice] : nil
  }
}
