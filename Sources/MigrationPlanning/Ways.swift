import CatalogComparison
import PlanModel
import SchemaModel

/// Each risky change with the ways in which it can be made, at the plan's volumes.
struct Ways {
  private(set) var choices: [MigrationPlan.Choice] = []
  private let context: MigrationContext
  private let moved: Relocations

  init(from old: Catalog, to new: Catalog, context: MigrationContext, moved: Relocations) {
    self.context = context
    self.moved = moved
    for change in CatalogDifference(from: old, to: new).changes {
      guard let table = change.table, old.tables.contains(table), new.tables.contains(table) else { continue }
      if let ways = ways(change, table) { choices.append(MigrationPlan.Choice(change, ways: ways)) }
    }
  }

  private func ways(_ change: SchemaChange, _ table: ObjectName) -> [MigrationPlan.Way]? {
    let isType = change.details.contains { $0.property == "type" }
    let isRequired = change.details.contains { $0.property == "null" && $0.new == "NOT NULL" }
    switch (change.action, change.kind) {
    case (.change, .column) where isType: return retyping(table)
    case (.change, .table) where change.details.contains { $0.property == "partitioned by" && $0.old == "none" }:
      return partitioning(table)
    case (.drop, .column) where moved.leaving(table).contains(change.name),
      (.add, .column) where moved.coming(to: table).contains(change.name):
      return moving(table, change)
    case (.change, .column) where isRequired: return proving(table, "SET NOT NULL", .accessExclusive)
    case (.add, .foreignKey), (.add, .checkConstraint):
      return proving(table, change.name, change.kind == .foreignKey ? .writes : .accessExclusive)
    case (.add, .index), (.add, .uniqueConstraint), (.add, .primaryKey): return building(table, change.name)
    default: return nil
    }
  }

  private enum Blocked: String {
    case accessExclusive = "reads and writes"
    case writes
  }

  private func volume(_ table: ObjectName) -> String {
    WorkTime(context).volume(of: table) ?? "rows that the plan does not state"
  }

  private func time(_ table: ObjectName, _ work: WorkTime.Work) -> String {
    let time = WorkTime(context)
    guard let seconds = time.bytes(of: table).map({ time.seconds($0, work) }) else { return "unknown" }
    return "\(Format.duration(seconds.lowerBound)) to \(Format.duration(seconds.upperBound))"
  }

  private func retyping(_ table: ObjectName) -> [MigrationPlan.Way] {
    [
      .init(
        "a second column", locks: "\(table.display) three times for a moment",
        effort: "a trigger, a backfill of \(volume(table)), one exchange of names",
        risk: "twice the writes to the column until the contract phase",
        isRecommended: (context.rows(of: table) ?? 1e6) > 10_000),
      .init(
        "ALTER COLUMN TYPE", locks: "reads and writes of \(table.display) wait \(time(table, .rewrite))",
        effort: "one statement",
        risk: "\(volume(table)) are written anew, its indexes built again",
        isRecommended: (context.rows(of: table) ?? 1e6) <= 10_000),
    ]
  }

  private func proving(_ table: ObjectName, _ what: String, _ blocked: Blocked) -> [MigrationPlan.Way] {
    [
      .init(
        "NOT VALID, then VALIDATE", locks: "\(table.display) for a moment, then none that readers or writers meet",
        effort: "two steps or more",
        risk: "between the two, rows of before are unproven", isRecommended: true),
      .init(
        "at once", locks: "\(blocked.rawValue) of \(table.display) wait \(time(table, .scan))",
        effort: "one statement",
        risk: "\(volume(table)) are read under the lock", isRecommended: false),
    ]
  }

  private func building(_ table: ObjectName, _ name: String) -> [MigrationPlan.Way] {
    [
      .init(
        "CONCURRENTLY", locks: "\(table.display): none that readers or writers meet", effort: "a step by itself",
        risk: "an interrupted build leaves \(name) invalid; the next run clears it", isRecommended: true),
      .init(
        "at once", locks: "writes to \(table.display) wait \(time(table, .build))", effort: "one statement",
        risk: "\(volume(table)) are read and sorted under the lock", isRecommended: false),
    ]
  }

  private func partitioning(_ table: ObjectName) -> [MigrationPlan.Way] {
    let disk = context.facts.bytes[table].map { "\(Format.bytes($0)) more disk" } ?? "its size again on disk"
    return [
      .init(
        "a partitioned table beside it", locks: "\(table.display) twice for a moment",
        effort: "two triggers, a copy of \(volume(table)), one exchange of names; \(disk) until the contract phase",
        risk: "each write of \(table.display) is two until the contract phase", isRecommended: true),
      .init(
        "the table as it is becomes the first partition",
        locks: "\(table.display) for a moment, after a check of its rows has been proven",
        effort: "no row is copied; its keys are built again with the partition key in them",
        risk: "\(volume(table)) stay in one partition and leave only together", isRecommended: false),
      .init(
        "INSERT ... SELECT under a lock", locks: "writes to \(table.display) wait \(time(table, .rewrite))",
        effort: "one transaction", risk: "\(volume(table)) are copied while writers wait; a failure begins anew",
        isRecommended: false),
    ]
  }

  private func moving(_ table: ObjectName, _ change: SchemaChange) -> [MigrationPlan.Way]? {
    guard
      let move = moved.all.first(where: { move in
        change.action == .drop ? move.source.name == table : move.target.name == table
      })
    else { return nil }
    let (from, to) = (move.source.name, move.target.name)
    return [
      .init(
        "both kept in step by triggers", locks: "\(from.display) and \(to.display), each for a moment",
        effort: "four triggers, a copy of \(volume(from)), three phases",
        risk: "each write of \(change.name) is two until the contract phase", isRecommended: true),
      .init(
        "one transaction between two releases", locks: "writes to \(from.display) wait \(time(from, .rewrite))",
        effort: "one step", risk: "old code fails from its commit until the new release is out everywhere",
        isRecommended: false),
    ]
  }
}
