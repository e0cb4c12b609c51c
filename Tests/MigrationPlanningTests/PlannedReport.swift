import Foundation
import MigrationPlanning
import Rehearsal
import TestKit
import Testing

/// Judges the plans between pairs of catalogs and prints what came of them.
enum PlannedReport {
  static func measure(_ pairs: [CatalogPair], _ title: String) async throws {
    var outcomes: [(pair: CatalogPair, outcome: PlannedOutcome)] = []
    try await ThrowawayServer.run { server in
      let judge = PlannedJudge(server: server)
      for pair in pairs {
        let outcome = try await judge.judge(pair)
        outcomes.append((pair, outcome))
        for problem in outcome.problems {
          Issue.record("\(pair.name): \(problem.prefix(700))")
          print("different: \(pair.name): \(problem.prefix(1500))")
        }
        if let refused = outcome.rowsRefused { print("without rows: \(pair.name): \(refused.prefix(700))") }
        for index in outcome.plan.irreversible {
          let step = outcome.plan.steps[index]
          print("no way back: \(pair.name): \(step.name): \(step.irreversible ?? "")")
        }
        for work in outcome.held {
          print(
            "held\(work.isSaid ? "" : ", not said"): \(pair.name): \(work.isUp ? "up" : "down"): \(work.form): \(work.step): \(work.table)"
          )
        }
        fflush(nil)
      }
    }
    summary(outcomes.map(\.outcome), title)
    held(outcomes.flatMap(\.outcome.held))
  }

  private static func summary(_ outcomes: [PlannedOutcome], _ title: String) {
    let judged = outcomes.filter { $0.kind == .judged }
    let passed = judged.filter(\.problems.isEmpty)
    let oneWay = passed.filter { !$0.plan.irreversible.isEmpty }
    print(
      """
      | \(title) | tried | passed | without rows | no way back | steps | tables counted | nothing to do | can not load |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|
      | planned | \(judged.count) | \(passed.count) | \(passed.count { $0.rowsRefused != nil }) | \(oneWay.count) \
      | \(judged.reduce(0) { $0 + $1.plan.steps.count }) | \(judged.reduce(0) { $0 + $1.counted }) \
      | \(outcomes.count { $0.kind == .unchanged }) | \(outcomes.count { $0.kind == .unloadable }) |
      """)
  }

  private static func held(_ held: [HeldWork]) {
    print("| work while writers of a table in use wait | up | said | down | said |\n|---|--:|--:|--:|--:|")
    for (form, works) in Dictionary(grouping: held, by: \.form).sorted(by: {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }) {
      let up = works.filter(\.isUp)
      print(
        "| \(form) | \(up.count) | \(up.count(where: \.isSaid)) | \(works.count - up.count) "
          + "| \(works.count { $0.isSaid && !$0.isUp }) |")
    }
  }
}
