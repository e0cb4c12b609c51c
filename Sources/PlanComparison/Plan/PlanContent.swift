import PlanDocument
import Checks
import Compilation
import Diagnostics
import PlanModel
import SchemaModel

/// What a plan holds, by number: told of one that comes or goes as a whole.
enum PlanContent {
  static func details(of side: PlanSide) -> [(property: String, count: String)] {
    let plan = side.compiled.plan
    let findings = side.compiled.findings.filter { $0.waiver == nil }
    let counts: [(String, Int)] = [
      ("tables", PlanDrawings.scope(of: side.compiled).count), ("overlays", plan.sources.adds.count),
      ("volumes", plan.volumes.compactMap(\.asWritten).count), ("queries", plan.queries.count),
      ("transactions", plan.transactions.count),
      ("batches", plan.batches.count), ("rules", plan.rules.count), ("roles", plan.roles.count),
      ("sensitive columns", plan.sensitive.count), ("renames", plan.renames.count),
      ("decisions", plan.decisions.count), ("waivers", plan.waivers.count),
      ("errors", findings.count { $0.severity == .error }),
      ("warnings", findings.count { $0.severity == .warning }),
      ("open questions", side.report().questions.count),
    ]
    return counts.filter { $0.1 > 0 }.map { ($0.0, String($0.1)) }
  }
}
