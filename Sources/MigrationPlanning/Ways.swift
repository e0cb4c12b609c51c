import CatalogComparison
import PlanModel
import SchemaModel

/// Each risky change with the ways in which it can be made, at the plan's volumes. A way says what the rows, bytes,
/// indexes, foreign keys, requests and replicas of these tables make of it.
struct Ways {
  private(set) var choices: [MigrationPlan.Choice] = []
  private let old: Catalog
  private let new: Catalog
  let context: MigrationContext
  private let time: WorkTime
  let moved: Relocations

  init(from old: Catalog, to new: Catalog, context: MigrationContext, moved: Relocations) {
    self.old = old
    self.new = new
    self.context = context
    self.moved = moved
    time = WorkTime(context)
    let partitioned = CatalogDifference(from: old, to: new, depth: .everything).changes.filter {
      $0.kind == .table && $0.action == .change && Self.isPartitioned($0)
    }
    for change in partitioned + CatalogDifference(from: old, to: new).changes {
      guard let name = change.table, let table = old.tables[name], new.tables.contains(name) else { continue }
      if let ways = ways(change, table) { choices.append(MigrationPlan.Choice(change, ways: ways)) }
    }
  }

  /// What only a comparison of everything says.
  private static func isPartitioned(_ change: SchemaChange) -> Bool {
    change.details.contains { $0.property == "partitioned by" && $0.old == "none" }
  }

  private func ways(_ change: SchemaChange, _ table: Table) -> [MigrationPlan.Way]? {
    let isType = change.details.contains { $0.property == "type" }
    let isRequired = change.details.contains { $0.property == "null" && $0.new == "NOT NULL" }
    switch (change.action, change.kind) {
    case (.change, .column) where isType: return retyping(table, change.name)
    case (.change, .table) where Self.isPartitioned(change): return partitioning(table)
    case (.drop, .column) where moved.leaving(table.name).contains(change.name),
      (.add, .column) where moved.coming(to: table.name).contains(change.name):
      return moving(table, change)
    case (.change, .column) where isRequired: return requiring(table, change.name)
    case (.add, .foreignKey):
      return new.tables[table.name]?.foreignKeys.first { $0.name == change.name }.map { pointing(table, $0) }
    case (.add, .checkConstraint): return checking(table, change.name)
    case (.add, .index), (.add, .uniqueConstraint), (.add, .primaryKey): return building(table, change.name)
    default: return nil
    }
  }

  // MARK: Words of numbers

  func volume(_ table: Table) -> String {
    time.volume(of: table.name) ?? "rows of \(table.name.display) that the plan does not state"
  }

  func seconds(_ table: Table, _ work: WorkTime.Work) -> ClosedRange<Double>? {
    time.bytes(of: table.name).map { time.seconds($0, work) }
  }

  func said(_ seconds: ClosedRange<Double>?) -> String {
    seconds.map { "\(Format.duration($0.lowerBound)) to \(Format.duration($0.upperBound))" } ?? "for an unknown time"
  }

  /// Who waits, and how many of them there are when it is over.
  func waiting(_ tables: [Table], _ seconds: ClosedRange<Double>?, reads: Bool) -> String {
    let facts = context.facts
    let rate = tables.reduce(0.0) { sum, table in
      sum + (facts.writes[table.name] ?? 0) + (reads ? facts.reads[table.name] ?? 0 : 0)
    }
    let names = tables.map(\.name.display).joined(separator: " and ")
    let who = reads ? "reads and writes of \(names)" : "writes to \(names)"
    let asked = rate > 0 ? " (\(Format.rate(rate)) at peak)" : ""
    let held = seconds.map { rate * $0.upperBound } ?? 0
    return
      "\(who)\(asked) wait \(said(seconds))\(held >= 1 ? "; \(Format.counted(held, "request")) queue by then" : "")"
  }

  /// The moment that a strong lock takes once it has been waited for.
  func moment(_ mode: String, _ tables: [Table], times: Int = 1) -> String {
    let names = tables.map(\.name.display).joined(separator: " and ")
    let wait = Format.duration(Double(context.facts.lockTimeout) / 1000)
    let often = times == 1 ? "" : " \(times) times"
    return "\(mode) on \(names)\(often), waited for at most \(wait)"
  }

  private var followers: String {
    let count = context.facts.replicas
    return count == 0 ? "" : "; \(count == 1 ? "a replica replays" : "\(count) replicas replay") it"
  }

  func names(_ items: [String]) -> String {
    items.count <= 3
      ? items.joined(separator: ", ") : "\(items.prefix(3).joined(separator: ", ")) and \(items.count - 3) more"
  }

  // MARK: Changes

  private func retyping(_ table: Table, _ column: String) -> [MigrationPlan.Way] {
    let use = ColumnUse(table, column, in: old)
    let built = use.indexes.map(\.name) + use.uniques.map(\.name) + (use.primaryKey.map { [$0.name] } ?? [])
    let proven = use.foreignKeys.map(\.name) + use.incoming.map(\.key.name)
    let rewrite = seconds(table, .rewrite)
    let isSmall = (context.rows(of: table.name) ?? 1e6) <= 10_000
    let all = table.indexes.map(\.name) + table.keys.map(\.name)
    let backfill = StepFacts(context: context).filling(table.name, context.facts.paces[table.name] ?? Pace())
    let twins = built.isEmpty ? "" : ", \(names(built)) built beside"
    let keys = proven.isEmpty ? "" : ", \(names(proven)) proven again"
    let dead = context.facts.bytes[table.name].map { "up to \(Format.bytes($0)) of dead rows until VACUUM" }
    return [
      .init(
        "a second column", locks: moment("ACCESS EXCLUSIVE", [table] + pointing(at: use), times: 3),
        effort: "backfill of \(volume(table))\(backfill.seconds.map { " in \(said($0))" } ?? "")\(twins)\(keys)",
        risk: (dead ?? "each row is written once more") + followers, isRecommended: !isSmall),
      .init(
        "ALTER COLUMN TYPE", locks: waiting([table] + pointing(at: use), rewrite, reads: true), effort: "1 statement",
        risk: "\(volume(table)) written anew, \(Format.counted(all.count, "index", "indexes")) built again\(keys)"
          + followers, isRecommended: isSmall),
    ]
  }

  /// Other tables whose keys point at the column.
  private func pointing(at use: ColumnUse) -> [Table] {
    unique(use.incoming.map(\.table)).compactMap { old.tables[$0] }
  }

  private func unique(_ names: [ObjectName]) -> [ObjectName] {
    var seen: Set<ObjectName> = []
    return names.filter { seen.insert($0).inserted }
  }

  private func requiring(_ table: Table, _ column: String) -> [MigrationPlan.Way] {
    let scan = seconds(table, .scan)
    let empty = "rows without \(column) stop it"
    return [
      .init(
        "a check, proven, then SET NOT NULL", locks: moment("ACCESS EXCLUSIVE", [table], times: 3),
        effort: "4 steps; \(volume(table)) read in \(said(scan)) while they are written",
        risk: "\(empty) before the flag is set",
        isRecommended: true),
      .init(
        "SET NOT NULL", locks: waiting([table], scan, reads: true), effort: "1 statement",
        risk: "\(volume(table)) read under the lock; \(empty) at its end", isRecommended: false),
    ]
  }

  private func pointing(_ table: Table, _ key: ForeignKey) -> [MigrationPlan.Way] {
    let parent = old.tables[key.target]
    let scan = seconds(table, .scan)
    let both = [table] + (parent.map { [$0] } ?? [])
    let probes =
      context.rows(of: table.name).map { "\(Format.count($0)) look-ups in \(key.target.display)" }
      ?? "a look-up in \(key.target.display) for each row"
    return [
      .init(
        "NOT VALID, then VALIDATE", locks: moment("SHARE ROW EXCLUSIVE", both),
        effort: "2 steps; then \(probes), at least \(said(scan)), while both are written",
        risk: "rows that point nowhere stop the second step, and new ones are refused from the first on",
        isRecommended: true),
      .init(
        "at once", locks: waiting(both, scan, reads: false), effort: "1 statement",
        risk: "\(probes) under the lock", isRecommended: false),
    ]
  }

  private func checking(_ table: Table, _ name: String) -> [MigrationPlan.Way] {
    let scan = seconds(table, .scan)
    return [
      .init(
        "NOT VALID, then VALIDATE", locks: moment("ACCESS EXCLUSIVE", [table]),
        effort: "2 steps; \(volume(table)) read in \(said(scan)) while they are written",
        risk: "a row that breaks \(name) stops the second step", isRecommended: true),
      .init(
        "at once", locks: waiting([table], scan, reads: true), effort: "1 statement",
        risk: "\(volume(table)) read under the lock", isRecommended: false),
    ]
  }

  private func building(_ table: Table, _ name: String) -> [MigrationPlan.Way] {
    let build = seconds(table, .build)
    return [
      .init(
        "CONCURRENTLY", locks: "SHARE UPDATE EXCLUSIVE on \(table.name.display): VACUUM and other DDL wait",
        effort: "\(volume(table)) read twice and sorted, \(said(build)), while they are written",
        risk: "broken off it leaves \(name) invalid and kept up to date", isRecommended: true),
      .init(
        "at once", locks: waiting([table], build, reads: false), effort: "1 statement",
        risk: "\(volume(table)) read and sorted under the lock", isRecommended: false),
    ]
  }
}
