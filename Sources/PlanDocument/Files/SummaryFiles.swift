import CapacityPlanning
import CatalogComparison
import Diagnostics
import JSONWriting
import PlanModel
import SchemaModel
import Templating

/// `summary.md` and `record.json`: the plan in a dozen lines, for people and for the programs that asked for it.
enum SummaryFiles {
  static func context(_ report: PlanReport) -> TemplateRecord {
    let subject = report.subject
    let counts = Dictionary(grouping: subject.plan.queries) { $0.shape?.isRead ?? true }
    let demand = ConnectionDemand(subject.plan)
    return [
      "title": .text(subject.plan.title?.value ?? subject.plan.name),
      "schema": .text("\(Format.counted(subject.mainTables.count, "table")), \(subject.scope.count) in scope"),
      "queries": .text("\(counts[true]?.count ?? 0) reads, \(counts[false]?.count ?? 0) writes"),
      "indexes": .text("\(IndexRationale.entries(of: subject.scope, subject).count) in scope"),
      "migration": .text(subject.difference.map { Format.counted($0.changes.count, "change") } ?? "no baseline"),
      "tests": .text("\(SchemaTestCoverage(subject).count) constraints to cover"),
      "performance": .text(
        demand.terms.isEmpty ? "no rates stated" : "\(Format.decimal(demand.total)) connections busy at peak"),
      "people": .text(people(report)),
    ]
  }

  /// What waits for somebody, without a verdict on it.
  private static func people(_ report: PlanReport) -> String {
    let waiting = FirstScreen(report).blockers
    let questions = Format.counted(report.questions.count, "open question")
    let rest = report.questions.isEmpty ? "no open question" : questions
    return waiting.isEmpty ? "nothing blocks it; \(rest)" : "\(Format.list(waiting)); \(rest)"
  }

  static func record(_ report: PlanReport) -> JSONValue {
    let subject = report.subject
    return .present([
      "event": "plan-generated", "task": .string(subject.plan.name),
      "orm": subject.plan.stack.orm.map { .string($0.value) },
      "database": "postgresql", "models": .strings(subject.scope.map { subject.models.name(of: $0.name) }),
      "relationships": .int(subject.scope.reduce(0) { $0 + $1.foreignKeys.count }),
      "indexes": .strings(subject.scope.flatMap { $0.indexes.map(\.name) }),
      "migration": .string(subject.difference == nil ? "no baseline" : "described, not written"),
      "contexts": .strings(subject.plan.files + subject.catalog.origin.files),
    ])
  }
}
