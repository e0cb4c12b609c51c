import Compilation
import Diagnostics
import Foundation
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Real schemas with invented volumes: there is a plan for every table, and what is missing is named.
@Suite(
  .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"),
  .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
struct RealSchemaTests {
  private static let isWhole = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  private static let shownGaps = 6

  /// What came of one schema.
  private struct Outcome: Sendable {
    var path: String
    var tables = 0
    var gaps: [PlanningGap] = []
    var failures: [String] = []
    var withIndex = 0
  }

  @Test func everyTableHasAPlan() async throws {
    let root = try #require(CorpusSource.root)
    let sources = CorpusSource.sample(of: CorpusSource.all(under: root), count: Self.isWhole ? 250 : 250)
    let outcomes = try await ThrowawayServer.run { server in
      var outcomes: [Outcome] = []
      for (number, source) in sources.enumerated() where outcomes.count < (Self.isWhole ? 40 : 2) {
        if let outcome = try await Self.outcome(of: source, root, number, server) { outcomes.append(outcome) }
      }
      return outcomes
    }
    print("| schema | tables | tables with an index in the plan | not taken by the server |\n|---|--:|--:|--:|")
    for outcome in outcomes {
      print(
        "| \(outcome.path) | \(outcome.tables) | \(outcome.withIndex) | \(outcome.gaps.count) |")
      for gap in outcome.gaps.prefix(Self.shownGaps) { print("  \(gap.subject): \(gap.reason)") }
      if outcome.gaps.count > Self.shownGaps { print("  and \(outcome.gaps.count - Self.shownGaps) more") }
      #expect(outcome.failures.isEmpty, "\(outcome.path)\n\(outcome.failures.joined(separator: "\n"))")
      let statistics = outcome.gaps.filter {
        $0.subject.hasPrefix("the statistics") || $0.subject.hasPrefix("the index")
      }
      #expect(statistics.isEmpty, "\(outcome.path)\n\(statistics)")
    }
    #expect(outcomes.count > 1)
  }

  private static func outcome(
    of source: CorpusSource, _ root: String, _ number: Int, _ server: ThrowawayServer
  ) async throws -> Outcome? {
    let reading = source.read(under: root)
    guard !reading.hasErrors, reading.value.tables.count >= 7 else { return nil }
    var outcome = Outcome(path: source.path, tables: reading.value.tables.count)
    let builder = ShapeBuilder(catalog: reading.value, plan: plan(of: reading.value, seed: UInt64(number)))
    let database = try await PlanningDatabase.make(
      "real\(number)", on: server, catalog: reading.value, builder: builder)
    outcome.gaps = database.gaps
    let session = try await database.session()
    for table in reading.value.tables {
      guard let column = table.primaryKey?.columns.first ?? table.columns.first?.name else { continue }
      do {
        let name = "\"\(table.name.schema)\".\"\(table.name.name)\""
        let plan = try await session.plan(
          "SELECT * FROM \(name) WHERE \"\(column)\" IS NOT NULL ORDER BY \"\(column)\" LIMIT 5")
        if !plan.indexes.isEmpty { outcome.withIndex += 1 }
      } catch {
        let isKnown = outcome.gaps.contains { $0.subject.contains(table.name.name) }
        if !isKnown { outcome.failures.append("\(table.name.display): \(error)") }
      }
    }
    try await database.drop()
    return outcome
  }

  private static func plan(of catalog: Catalog, seed: UInt64) -> Plan {
    var generator = SeededGenerator(seed: seed)
    var plan = Plan(name: "real")
    for table in catalog.tables where generator.below(5) > 0 {
      var volume = Volume(table: Located(table.name))
      let rows = Double(generator.below(1000) + 1) * [1, 100, 10_000, 1_000_000][generator.below(4)]
      volume.rows = Located(Count(rows, written: "\(rows)"))
      if generator.below(2) == 0 {
        volume.growth = Located(.rows(Rate(rows / 3e7, written: "")))
      } else if generator.below(2) == 0 {
        volume.growth = Located(.share(Share(0.05, written: "5 %"), period: CalendarUnit.month))
      }
      if generator.below(3) == 0 { volume.skew = Located("zipf") }
      plan.volumes.append(volume)
    }
    return plan
  }
}
