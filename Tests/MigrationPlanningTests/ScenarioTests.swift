import Foundation
import MigrationPlanning
import PostgresClient
import Rehearsal
import SQLSyntax
import TestKit
import Testing

/// Applications read and write while a migration runs: the old one until the first release, then the new one, and both
/// while one replaces the other.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"), .serialized) struct ScenarioTests {
  static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  static let names = PlannedMigration.names(in: "Scenarios")

  @Test func applicationsNoticeNothing() async throws {
    var lines: [String] = []
    for name in Self.isProof ? Self.names : ["column-renamed", "unique"] {
      let migration = PlannedMigration(folder: "Scenarios/\(name)")
      #expect(migration.problems.isEmpty, "\(name): \(migration.problems)")
      try await ThrowawayServer.run { server in
        do {
          lines.append(try await Self.run(migration, server))
        } catch {
          Issue.record("\(name): \(error)")
        }
      }
    }
    print(lines.joined(separator: "\n"))
    print("scenarios: \(lines.count) of \(Self.names.count) ran to their end")
    #expect(Self.names.count >= 10)
  }

  private static func run(_ migration: PlannedMigration, _ server: ThrowawayServer) async throws -> String {
    let goal = try await MigratedDatabase.make("goal", [migration.new], on: server).facts()
    let database = try await MigratedDatabase.make(
      "work", [migration.old, migration.files["rows.sql"] ?? ""], on: server)
    let ups = migration.ups
    let release = migration.plan.deploys.first?.after ?? ups.count
    let last = migration.plan.deploys.count > 1 ? migration.plan.deploys[1].after : ups.count
    let old = try await Application(
      migration.files["old-app.sql"] ?? "", database, limit: migration.facts.lockTimeout, first: 0)
    let new = try await Application(
      migration.files["new-app.sql"] ?? "", database, limit: migration.facts.lockTimeout, first: 500_000)
    let before = Task { await old.work() }
    try await database.run(Array(ups[..<release]), isInterrupted: false)
    // Old and new code run side by side before the next phase begins.
    let after = Task { await new.work() }
    try await Task.sleep(for: .milliseconds(150))
    await old.stop()
    _ = await before.value
    try await database.run(Array(ups[release..<last]), isInterrupted: false)
    try await database.run(Array(ups[last...]), isInterrupted: false)
    try await Task.sleep(for: .milliseconds(50))
    await new.stop()
    _ = await after.value
    for (who, application) in [("old", old), ("new", new)] {
      let problems = await application.problems
      #expect(
        problems.isEmpty, "\(migration.name), the \(who) application: \(problems.prefix(3).joined(separator: "\n"))")
      #expect(await application.count > 0, "\(migration.name): the \(who) application has done nothing")
    }
    let left = differences(try await database.facts(), goal)
    #expect(left.isEmpty, "\(migration.name):\n\(left.joined(separator: "\n"))")
    for statement in SQLScript(migration.files["after.sql"] ?? "").statements {
      let answer = try await database.value(statement.text)
      #expect(answer == "t", "\(migration.name): \(statement.text) says \(answer)")
    }
    let longest = max(await old.longest, await new.longest)
    return
      "\(migration.name): \(ups.count) steps, \(await old.count) statements of the old and \(await new.count) of the new application, the longest \(longest) ms"
  }
}

/// Sends its statements again and again, `{n}` a number that it uses once.
actor Application {
  private let connection: PostgresConnection
  private let statements: [String]
  private var number: Int
  private var isStopped = false
  private(set) var count = 0
  private(set) var problems: [String] = []
  /// Milliseconds.
  private(set) var longest = 0

  init(_ script: String, _ database: MigratedDatabase, limit: Int, first: Int) async throws {
    statements = SQLScript(script).statements.map(\.text)
    connection = try await database.server.connect(to: database.name)
    // Who waits for a lock longer than the steps may is refused. Beside hundreds of other tests every transaction is slow,
    // so that only what would not end at all counts there.
    try await connection.run(script: "SET lock_timeout = '\(ScenarioTests.isProof ? limit : limit * 30)ms'")
    number = first
  }

  func stop() { isStopped = true }

  func work() async {
    while !isStopped {
      number += 1
      for statement in statements {
        let start = ContinuousClock.now
        do {
          _ = try await connection.run(script: statement.replacing("{n}", with: "\(number)"))
        } catch {
          problems.append("\(statement.replacing("{n}", with: "\(number)")): \(error)")
        }
        let taken = start.duration(to: .now)
        let milliseconds = Int(taken.components.seconds * 1000 + taken.components.attoseconds / 1_000_000_000_000_000)
        longest = max(longest, milliseconds)
        count += 1
      }
      try? await Task.sleep(for: .milliseconds(2))
    }
  }
}
