import Foundation
import Rehearsal
import SQLSyntax
import TestKit
import Testing

/// Each recipe on tables with rows in them: there, back, and there again, each file broken off once and run again.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct RecipeTests {
  static let cases = PlannedMigration.names(in: "Recipes")
  /// A fixed sample, or with `DBPLAN_PROVE=1` all.
  static var tried: [String] {
    ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
      ? cases : ["foreign-key", "partitioned-index", "required-column", "type-change"]
  }

  @Test func stepsAreAsExpected() throws {
    var seen: Set<String> = []
    for name in Self.cases {
      let migration = PlannedMigration(folder: "Recipes/\(name)")
      #expect(migration.problems.isEmpty, "\(name): \(migration.problems)")
      let difference = try CaseFolder().difference(migration.outline, from: "Recipes/\(name)/steps.txt")
      #expect(difference == nil, "\(difference ?? "")")
      seen.insert(name)
    }
    #expect(seen.count >= 10)
  }

  @Test func pathsLeadThereAndBack() async throws {
    var passed = 0
    try await ThrowawayServer.run { server in
      for name in Self.tried {
        do {
          try await Self.check(PlannedMigration(folder: "Recipes/\(name)"), server)
          passed += 1
        } catch {
          Issue.record("\(name): \(error)")
        }
      }
    }
    print("recipes: \(Self.tried.count) cases, \(passed) there, back and there again, each file broken off once")
  }

  private static func check(_ migration: PlannedMigration, _ server: ThrowawayServer) async throws {
    let goal = try await MigratedDatabase.make("goal", [migration.files["reached.sql"] ?? migration.new], on: server)
      .facts()
    let database = try await MigratedDatabase.make(
      "work", [migration.old, migration.files["rows.sql"] ?? ""], on: server)
    let start = try await database.facts()
    for round in 1...2 {
      try await database.run(migration.ups, isInterrupted: round == 1)
      let after = differences(try await database.facts(), goal)
      #expect(after.isEmpty, "\(migration.name) there, round \(round):\n\(after.joined(separator: "\n"))")
      try await questions(migration, "after.sql", database)
      try await database.run(migration.downs.reversed(), isInterrupted: round == 1)
      let before = differences(try await database.facts(), start)
      #expect(before.isEmpty, "\(migration.name) back, round \(round):\n\(before.joined(separator: "\n"))")
      try await questions(migration, "back.sql", database)
    }
  }

  /// Statements that say whether something is true of the rows.
  private static func questions(_ migration: PlannedMigration, _ file: String, _ database: MigratedDatabase)
    async throws
  {
    for statement in SQLScript(migration.files[file] ?? "").statements {
      let answer = try await database.value(statement.text)
      #expect(answer == "t", "\(migration.name), \(file): \(statement.text) says \(answer)")
    }
  }
}
