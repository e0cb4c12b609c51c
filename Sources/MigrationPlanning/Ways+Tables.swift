import CatalogComparison
import PlanModel
import SchemaModel

/// Changes of whole tables: partitions, and columns that go on in another one.
extension Ways {
  func partitioning(_ table: Table) -> [MigrationPlan.Way] {
    let shown = table.name.display
    let copy = StepFacts(context: context).filling(table.name, context.facts.paces[table.name] ?? Pace())
    let disk = context.facts.bytes[table.name].map { ", \(Format.bytes($0)) more disk until the contract phase" } ?? ""
    let because = context.blockingPartitionings[table.name]
    let keys = table.keys.filter { key in
      !(context.goal.tables[table.name]?.keys.contains { Set($0.columns) == Set(key.columns) } ?? false)
    }.map(\.name)
    let built = keys.isEmpty ? "" : "; \(names(keys)) built again with the partition key in it"
    return [
      .init(
        "a partitioned table beside it", locks: moment("ACCESS EXCLUSIVE", [table], times: 2),
        effort: "copy of \(volume(table))\(copy.seconds.map { " in \(said($0))" } ?? "")\(disk)",
        risk: because.map { "left out here: \($0)" }
          ?? "each write of \(shown) is two until the contract phase", isRecommended: because == nil),
      .init(
        "the table as it is becomes the first partition", locks: moment("ACCESS EXCLUSIVE", [table], times: 2),
        effort: "\(volume(table)) read in \(said(seconds(table, .scan)))\(built)",
        risk: "\(volume(table)) stay in one partition and leave only together", isRecommended: false),
      .init(
        "INSERT ... SELECT in one transaction", locks: waiting([table], seconds(table, .rewrite), reads: true),
        effort: "1 transaction\(disk)", risk: "\(volume(table)) copied under the lock; what fails begins anew",
        isRecommended: because != nil),
    ]
  }

  func moving(_ table: Table, _ change: SchemaChange) -> [MigrationPlan.Way]? {
    let found = moved.all.first { move in
      change.action == .drop ? move.source.name == table.name : move.target.name == table.name
    }
    guard let move = found else { return nil }
    let (from, to) = (move.source, move.target)
    let copy = StepFacts(context: context).filling(from.name, context.facts.paces[to.name] ?? Pace())
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
