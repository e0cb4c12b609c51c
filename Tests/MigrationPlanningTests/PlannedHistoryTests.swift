import Foundation
import MigrationPlanning
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Neighbouring versions of the corpus's schemas: the planned way there and back. A fixed sample, or with `DBPLAN_PROVE=1` all.
@Suite(
  .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"),
  .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
struct PlannedHistoryTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private static let wanted = ProcessInfo.processInfo.environment["DBPLAN_PAIRS"]

  @Test func plansLeadThereAndBack() async throws {
    let root = try #require(CorpusSource.root)
    var pairs = try CorpusPairs.all(under: root)
    if let wanted = Self.wanted {
      pairs = pairs.filter { $0.name.contains(wanted) }
    } else if !Self.isProof {
      pairs = pairs.enumerated().filter { $0.offset % 250 == 11 }.map(\.element)
    }
    var counts = (tried: 0, there: 0, back: 0, unloadable: 0, steps: 0)
    let chosen = pairs
    try await ThrowawayServer.run { server in
      for pair in chosen {
        switch try await Self.judge(pair, server) {
        case .unloadable: counts.unloadable += 1
        case .there(let steps, let problems):
          counts.tried += 1
          counts.steps += steps
          if problems.isEmpty { counts.back += 1 }
          counts.there += problems.contains { $0.hasPrefix("up") } ? 0 : 1
          for problem in problems {
            Issue.record("\(pair.name): \(problem)")
            print("different: \(pair.name): \(problem.prefix(700))")
          }
        }
      }
    }
    print("| planned pairs | there | there and back | steps | can not load |\n|--:|--:|--:|--:|--:|")
    print("| \(counts.tried) | \(counts.there) | \(counts.back) | \(counts.steps) | \(counts.unloadable) |")
  }

  private enum Outcome {
    case unloadable
    case there(steps: Int, problems: [String])
  }

  private static func judge(_ pair: CatalogPair, _ server: ThrowawayServer) async throws -> Outcome {
    for database in ["work", "goal"] { try await server.dropDatabase(database) }
    try await server.dropRoles()
    func load(_ name: String, _ catalog: Catalog) async -> MigratedDatabase? {
      try? await MigratedDatabase.make(
        name, [pair.prelude, CorpusPrelude.without(pair.prelude, SQLWriter().schema(of: catalog))], on: server)
    }
    guard let goal = await load("goal", pair.new), let database = await load("work", pair.old) else {
      return .unloadable
    }
    var facts = MigrationFacts()
    facts.renames = pair.renames
    // Whatever looks like a rename is none, so that the new schema is reached.
    facts.denied = Set(
      pair.old.tables.flatMap { table in
        [table.name.display]
          + table.columns.flatMap { ["\(table.name.display).\($0.name)", "\(table.name.qualified).\($0.name)"] }
      })
    let plan = MigrationPlanner(from: pair.old, to: pair.new, facts: facts).plan()
    let files = MigrationFiles(lockTimeout: 2000).files(plan.steps)
    let (start, end) = (roleless(try await database.facts()), roleless(try await goal.facts()))
    var problems: [String] = []
    do {
      try await database.run(files.filter { $0.path.hasSuffix("up.sql") }, isInterrupted: false)
      let there = differences(roleless(try await database.facts()), end)
      if !there.isEmpty { problems.append("up: \(there.joined(separator: "\n"))") }
    } catch { return .there(steps: plan.steps.count, problems: ["up: \(error)"]) }
    guard plan.irreversible.isEmpty else { return .there(steps: plan.steps.count, problems: problems) }
    do {
      try await database.run(files.filter { $0.path.hasSuffix("down.sql") }.reversed(), isInterrupted: false)
      let back = differences(roleless(try await database.facts()), start)
      if !back.isEmpty { problems.append("down: \(back.joined(separator: "\n"))") }
    } catch { problems.append("down: \(error)") }
    return .there(steps: plan.steps.count, problems: problems)
  }

  /// Roles belong to the server, which both share.
  private static func roleless(_ facts: Set<String>) -> Set<String> { facts.filter { !$0.hasPrefix("roles[") } }
}
