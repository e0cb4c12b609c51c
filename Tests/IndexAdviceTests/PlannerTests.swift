import Diagnostics
import Foundation
import IndexAdvice
import IndexAnalysis
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// PostgreSQL's planner judges the advice for the plans that ship, at their volumes and without rows.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct PlannerTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private static let names = isProof ? ShippedPlan.names : ["league-manager", "stat-corrections"]

  @Test(arguments: names) func plannerAgrees(_ name: String) async throws {
    let shipped = ShippedPlan(name)
    try await ThrowawayServer.run { server in
      let policed = PolicedCatalog(shipped)
      let builder = ShapeBuilder(catalog: policed.catalog, plan: shipped.plan)
      let database = try await PlanningDatabase.make(on: server, catalog: policed.catalog, builder: builder)
      for gap in database.gaps { print("  not taken: \(gap.subject): \(gap.reason)") }
      let workload = try await PlannedWorkload(shipped, policed, try await database.session())
      print("\n\(name): \(workload.queries.count) queries, \(shipped.advice.count) indexes advised")
      for (query, reason) in workload.unplanned { print("  not planned: \(query): \(reason)") }
      try await judge(workload, shipped)
    }
  }

  private func judge(_ workload: PlannedWorkload, _ shipped: ShippedPlan) async throws {
    let before = try await workload.costs(with: [])
    let all = shipped.added
    let after = try await workload.costs(with: all)
    print("| index | on | bytes | used by | workload without it |\n|---|---|--:|---|--:|")
    let whole = workload.total(after.costs)
    for (number, proposal) in shipped.advice.enumerated() {
      let name = all[number].index.name
      let users = after.indexes.filter { $0.value.contains(name) }.map(\.key).sorted()
      let services = Set(proposal.services.map(\.query)).intersection(workload.queries.map(\.name))
      #expect(services.isEmpty || !services.isDisjoint(with: users), "\(proposal.table) \(proposal.path.definition)")
      var others = all
      others.remove(at: number)
      let without = workload.total(try await workload.costs(with: others).costs)
      if !services.isEmpty { #expect(without > whole, "\(proposal.table) \(proposal.path.definition) saves nothing") }
      print(
        "| \(proposal.path.definition) | \(proposal.table.display) | \(Int(proposal.bytes)) | "
          + "\(users.joined(separator: ", ")) | +\(PlannedWorkload.percent(without - whole, of: whole)) |")
    }
    print("workload: \(Int(workload.total(before.costs))) before, \(Int(whole)) with the advice")
    let further = try await workload.best(of: workload.candidates(upTo: Self.isProof ? 3 : 2), beside: all, after.costs)
    print("tried \(further.count) further indexes; the best of them:")
    for (text, gain) in further.best { print("  \(text): \(PlannedWorkload.percent(gain, of: whole))") }
    if let (text, gain) = further.best.first { #expect(gain <= whole * 0.05, "\(text) lowers the workload further") }
  }
}
