import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Templating

/// 7.1: what the steps follow among the migrations that the project has, and what came in between.
enum HistoryFacts {
  static func facts(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard !subject.steps.isEmpty else { return [] }
    return MigrationHistory.Tool.allCases.compactMap { tool in
      MigrationDocuments.history(tool, subject).flatMap { fact($0, subject, &page) }
    }
  }

  private static func fact(
    _ history: MigrationHistory, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord? {
    let heads = history.heads
    guard let first = heads.first else { return nil }
    let names = heads.map(\.name)
    let sources = heads.prefix(3).map { $0.span.schema }
    if heads.count > 1 {
      page.escalate(
        "heads.\(history.tool.rawValue)", "\(history.folder) has \(heads.count) heads",
        because: "\(Format.list(names)): the first revision of this plan would join them", from: sources)
    }
    let arrivals = history.arrivals
    if !arrivals.isEmpty, let baseline = subject.baseline {
      page.escalate(
        "arrivals.\(history.tool.rawValue)",
        "\(Format.counted(arrivals.count, "migration")) came to \(history.folder) after \(baseline.name)",
        because: "\(Format.list(arrivals.map(\.name))): the steps start from a schema without what they do",
        from: arrivals.prefix(3).map { $0.span.schema })
    }
    if history.isTransactionPerMigration == false, let environment = history.environment {
      page.escalate(
        "transactions.alembic", "\(environment.path) runs all revisions in one transaction",
        because:
          "what step 001 locks stays locked to the end of step \(StepWords(subject).number(subject.steps.count - 1)); "
          + "transaction_per_migration=True ends it with its revision",
        from: [.schema(environment)])
    }
    return page.say(
      "history.\(history.tool.rawValue)", .derived, from: [first.span.schema],
      "Follows \(codes: names) of \(Format.counted(history.entries.count, "migration")) in \(code: history.folder)")
  }
}
