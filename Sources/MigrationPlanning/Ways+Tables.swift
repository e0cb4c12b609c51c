import CatalogComparison
import PlanModel
import SchemaModel

/// Columns that go on in another table.
extension Ways {
  func moving(_ table: Table, _ change: SchemaChange) -> [MigrationPlan.Way]? {
    let found = moved.all.first { move in
      change.action == .drop ? move.source.name == table.name : move.target.name == table.name
    }
    guard let move = found else { return nil }
    let (from, to) = (move.source, move.target)
    let copy = StepFacts(context: context).filling(from.name, context.facts.paces[to.name] ?? (5000, 100))
    return [
      .init(
        "both kept in step by triggers", locks: moment("SHARE ROW EXCLUSIVE", [from, to]),
        effort: "copy of \(volume(from))\(copy.seconds.map { " in \(said($0))" } ?? ""), 3 phases",
        risk: "a write of \(change.name) is two until the contract phase, and locks a row of both", isRecommended: true),
      .init(
        "one transaction", locks: waiting([from, to], seconds(from, .rewrite), reads: false),
        effort: "1 step; \(volume(from)) copied under the lock",
        risk: "code of before fails from its commit until all of it is replaced", isRecommended: false),
    ]
  }
}
