import Diagnostics
import PlanModel
import SchemaModel
import StatementLocks

/// What follows for a step from its statements and the plan's volumes.
struct StepFacts {
  let context: MigrationContext

  /// Rows a second that a backfill changes: from a busy server's to an idle one's.
  private static let fill = 10e3...100e3

  private var time: WorkTime { WorkTime(context) }

  func complete(_ step: inout MigrationStep, from catalog: Catalog, pace: Pace?) {
    let text = (step.plain ?? step.up).map { $0 + ";" }.joined(separator: "\n")
    if step.isData {
      step.locks = [StatementEffect.Lock(step.table, .rowExclusive)]
      step.duration = filling(step.table, pace)
      return
    }
    guard !step.up.isEmpty else {
      step.duration = StepDuration(.instant, because: "nothing is done on the way there")
      return
    }
    let read = LockReader(postgres: context.facts.postgres).read(SourceFile(path: "up.sql", text: text), onto: catalog)
      .value
    let known = Self.relations(catalog)
    step.locks = Set(read.flatMap(\.effect.locks)).filter { known.contains($0.relation) }.sorted()
    step.rewrites = Self.unique(read.flatMap(\.effect.rewrites)).filter(known.contains)
    step.scans = Self.unique(step.scans + read.flatMap(\.effect.scans)).filter {
      known.contains($0) && !isOfMade($0, catalog)
    }
    // An index on a table that the step itself makes has nothing to read.
    let building = read.filter { statement in
      statement.effect.locks.contains { known.contains($0.relation) && $0.mode >= .shareUpdateExclusive }
    }
    step.builds = Self.unique(building.flatMap(\.effect.builds))
    if !step.rewrites.isEmpty || !step.scans.isEmpty || !step.builds.isEmpty { step.work = .scan }
    step.duration = duration(step)
    step.hazards += waits(step, catalog)
  }

  /// Whether it is a partition of a table that the steps have made, which has no row to be read yet.
  private func isOfMade(_ table: ObjectName, _ catalog: Catalog) -> Bool {
    guard let parent = catalog.tables[table]?.partitionOf?.parent else { return false }
    return !context.base.tables.contains(parent) || isOfMade(parent, catalog)
  }

  /// The way back as a step of its own, from what there is then.
  func back(_ step: MigrationStep, from catalog: Catalog) -> MigrationStep {
    var probe = step
    probe.up = step.down
    probe.isTransactional = step.isDownTransactional ?? step.isTransactional
    probe.hazards = []
    complete(&probe, from: catalog, pace: nil)
    return probe
  }

  /// Words of statements that may read, write or sort rows.
  private static let working = [
    "SET NOT NULL", " TYPE ", " ADD ", "CREATE INDEX", "CREATE UNIQUE INDEX", "VALIDATE", "ATTACH", "DOMAIN",
    " LOGGED", " UNLOGGED", "ACCESS METHOD",
  ]

  static func mayWork(_ statements: [String]) -> Bool {
    statements.contains { sql in working.contains { sql.contains($0) } }
  }

  /// Who waits while a table is read or written under a lock that was taken before.
  private func waits(_ step: MigrationStep, _ catalog: Catalog) -> [String] {
    guard step.isTransactional else { return [] }
    let tables = Set(step.rewrites + step.scans + (step.builds.isEmpty ? [] : step.locks.map(\.relation))).sorted()
    return tables.compactMap { table in
      guard catalog.tables.contains(table), (context.rows(of: table) ?? 1) > 0,
        let mode = step.locks.filter({ $0.relation == table }).map(\.mode).max(), mode >= .share
      else { return nil }
      let blocked = mode == .accessExclusive ? "reads and writes" : "writes"
      let work = step.rewrites.contains(table) ? "its rows are written anew" : "its rows are read"
      return "\(table.display): \(blocked) wait while \(work)\(time.volume(of: table).map { " (\($0))" } ?? "")."
    }
  }

  private static func relations(_ catalog: Catalog) -> Set<ObjectName> {
    var names = Set(catalog.tables.names + catalog.views.names + catalog.sequences.names)
    for table in catalog.tables {
      let own = table.keys.map(\.name) + table.exclusions.map(\.name) + table.indexes.map(\.name)
      names.formUnion(own.map { ObjectName($0, schema: table.name.schema) })
      for column in table.columns where column.identity != nil {
        names.insert(ObjectName("\(table.name.name)_\(column.name)_seq", schema: table.name.schema))
      }
    }
    for view in catalog.views {
      names.formUnion(view.indexes.map { ObjectName($0.name, schema: view.name.schema) })
    }
    return names
  }

  private static func unique(_ names: [ObjectName]) -> [ObjectName] { Set(names).sorted() }

  private func duration(_ step: MigrationStep) -> StepDuration {
    let tables = Set(step.scans + step.rewrites + (step.builds.isEmpty ? [] : [step.table])).filter {
      context.rows(of: $0) != 0
    }
    guard !tables.isEmpty else {
      let isEmpty = !step.scans.isEmpty || !step.rewrites.isEmpty || !step.builds.isEmpty
      return StepDuration(.instant, because: isEmpty ? "there is no row yet" : "the catalog alone changes")
    }
    guard tables.allSatisfy({ context.rows(of: $0) != nil }) else {
      let unknown = tables.filter { context.rows(of: $0) == nil }.map(\.display).sorted()
      return StepDuration(.minutes, because: "the plan states no rows of \(unknown.joined(separator: ", "))")
    }
    let bytes = tables.reduce(0.0) { $0 + (time.bytes(of: $1) ?? 0) }
    let (work, word): (WorkTime.Work, String) =
      !step.rewrites.isEmpty
      ? (.rewrite, "written anew") : !step.builds.isEmpty ? (.build, "read, sorted and written") : (.scan, "read")
    return span(bytes, work, word)
  }

  private func span(_ bytes: Double, _ work: WorkTime.Work, _ word: String) -> StepDuration {
    let (rate, seconds) = (time.rate(work), time.seconds(bytes, work))
    return StepDuration(
      Self.kind(seconds.upperBound), seconds: seconds,
      because:
        "\(Format.bytes(bytes)) \(word) at \(Format.bytes(rate.lowerBound)) to \(Format.bytes(rate.upperBound)) a second"
    )
  }

  /// Of a step that writes all rows of some tables.
  func writing(_ tables: [ObjectName]) -> StepDuration {
    if let unknown = tables.first(where: { time.bytes(of: $0) == nil }) {
      return StepDuration(.minutes, because: "the plan states no rows of \(unknown.display)")
    }
    return span(tables.reduce(0.0) { $0 + (time.bytes(of: $1) ?? 0) }, .rewrite, "written anew")
  }

  func waitsWhileCopied(_ table: ObjectName) -> String {
    let volume = time.volume(of: table).map { " (\($0))" } ?? ""
    return "\(table.display): reads and writes wait while its rows are copied to a table made anew\(volume); "
      + "a row that no partition takes stops the step."
      + (context.blockingPartitionings[table].map { " It is not made beside: \($0)." } ?? "")
  }

  func filling(_ table: ObjectName, _ pace: Pace?) -> StepDuration {
    guard let rows = context.rows(of: table), let pace else {
      return StepDuration(.minutes, because: "the plan states no rows of \(table.display)")
    }
    let pauses = rows / Double(max(1, pace.rows)) * Double(pace.pause) / 1000
    let seconds = rows / Self.fill.upperBound + pauses...rows / Self.fill.lowerBound + pauses
    return StepDuration(
      Self.kind(seconds.upperBound), seconds: seconds,
      because:
        "\(Format.count(rows)) rows in batches of \(Format.count(Double(pace.rows))) with \(pace.pause) ms between them"
    )
  }

  private static func kind(_ seconds: Double) -> StepDuration.Class {
    switch seconds {
    case ..<1: .instant
    case ..<60: .seconds
    case ..<3600: .minutes
    default: .hours
    }
  }
}
