import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// How rows leave a table when they are too old.
enum RetentionChoice {
  static func choices(in subject: PatternSubject) -> [DesignChoice] {
    subject.tables.compactMap { table in
      guard let volume = subject.volumes[table.name], let retention = volume.retention,
        let layout = PartitionLayout(table, in: subject)
      else { return nil }
      return choice(layout, volume, retention, subject)
    }
  }

  private static func choice(
    _ layout: PartitionLayout, _ volume: Volume, _ retention: Located<Duration>, _ subject: PatternSubject
  ) -> DesignChoice {
    let table = layout.table
    let pays = PartitionTrade(layout, in: subject)
    let sources = [volume.growth?.span, retention.span]
    let isBetter = pays.isWorthIt
    let searches: Claim =
      pays.searches > 0
      ? "\(number: pays.searches) more index searches a second at the peaks"
      : "no declared query searches more than one partition"
    let reason: Claim =
      isBetter
      ? Claim("\(number: pays.entries) dead rows and entries a second fall away and \(searches)").from(
        sources + pays.sources)
      : Claim("\(searches) outweigh \(number: pays.entries) dead rows and entries").from(sources + pays.sources)
    return DesignChoice(
      .retention, on: [table.name], table.name.display,
      question: Claim("How does \(table: table.name) keep to \(written: retention.value.written)?").from([
        retention.span
      ]),
      ways: [deletes(layout, subject, sources), partitions(layout, subject, searches), archive(layout, subject)],
      recommended: isBetter ? 1 : 0, because: reason)
  }

  private static func deletes(
    _ layout: PartitionLayout, _ subject: PatternSubject, _ sources: [SourceSpan?]
  ) -> DesignChoice.Way {
    let monthly = layout.arrivals * CalendarUnit.month
    let entries = monthly * Double(SizeEstimator.indexes(of: layout.table).count)
    return DesignChoice.Way(
      name: "deletes in batches", level: .simplest,
      pro: Claim("keys and foreign keys of \(table: layout.table.name) stay as they are").from([layout.table.span]),
      con: Claim("\(rows: monthly) dead rows a month").from(sources),
      performance: Claim("\(rows: entries) index entries a month for vacuum").from(sources),
      migration: Claim("a procedure; nothing is rewritten").from([layout.table.span]),
      maintenance: Claim("\(rows: layout.arrivals * CalendarUnit.day) rows each night").from(sources), marks: ["delete"]
    )
  }

  private static func partitions(
    _ layout: PartitionLayout, _ subject: PatternSubject, _ searches: Claim
  ) -> DesignChoice.Way {
    let volume = subject.volumes[layout.table.name]
    let rows: Claim = volume?.rows.map { "\(rows: $0.value.value) rows stay in place" } ?? "rows stay in place"
    let whole = PartitionedTable(layout)
    let keys = (whole.changedKeys.map(\.old.name) + whole.changedIndexes.map(\.old.name))
    let con: Claim =
      keys.isEmpty
      ? "a job that must not fail"
      : "\(codes: keys) \(keys.count == 1 ? "takes" : "take") in \(code: layout.time.column.name)"
    return DesignChoice.Way(
      name: "partitions by \(layout.interval.rawValue)", level: .balanced,
      pro: Claim("\(bytes: layout.bytesPerPartition) go in an instant").from(subject.sizeSources(of: layout.table)),
      con: con.from([layout.time.column.span]), performance: searches,
      migration: Claim("\(rows); one swap under ACCESS EXCLUSIVE").from([volume?.rows?.span]),
      maintenance: Claim("\(layout.count) partitions, one made and one dropped each \(layout.interval.rawValue)").from([
        layout.retention?.span
      ]), marks: ["partition"])
  }

  private static func archive(_ layout: PartitionLayout, _ subject: PatternSubject) -> DesignChoice.Way {
    let disk = subject.plan.deployment?.disk
    let time: Claim =
      disk.map { "; read in \(duration: layout.bytesPerPartition / $0.value.value) at \(written: $0.value.written)" }
      ?? ""
    return DesignChoice.Way(
      name: "partitions, dumped before they are dropped", level: .robust,
      pro: Claim("a \(layout.interval.rawValue) of \(rows: layout.rowsPerPartition) rows can come back").from([
        subject.volumes[layout.table.name]?.growth?.span
      ]),
      con: Claim("what was to be gone after \(written: layout.retention?.value.written ?? "") is kept elsewhere").from([
        layout.retention?.span
      ]),
      performance: Claim("\(bytes: layout.bytesPerPartition) each \(layout.interval.rawValue)\(time)").from(
        subject.sizeSources(of: layout.table) + [disk?.span]),
      migration: Claim("as partitions, and a place for the dumps").from([layout.table.span]),
      maintenance: Claim("a restore to be tried for each \(layout.interval.rawValue) kept").from([layout.table.span]),
      marks: ["archive", "dump", "database of its own", "column store", "elsewhere"])
  }
}

/// What partitions save in deletes against what they add to queries that can not tell which one they want.
struct PartitionTrade: Sendable {
  /// Dead rows and index entries a second that need no vacuum.
  let entries: Double
  /// Index searches a second that come on top.
  let searches: Double
  let sources: [SourceSpan?]
  private let isDear: Bool

  init(_ layout: PartitionLayout, in subject: PatternSubject) {
    entries = layout.arrivals * Double(1 + SizeEstimator.indexes(of: layout.table).count)
    let whole = Partitioning.unpruned(layout, subject)
    searches = whole.reduce(0) { $0 + ($1.busiest?.value.value ?? 0) * Double(layout.count - 1) }
    sources = whole.flatMap { [$0.busiest?.span, $0.sql?.span] }
    let later = subject.rows(of: layout.table.name, afterMonths: PatternSubject.horizon) ?? 0
    let isLarge = subject.bytes(of: layout.table, rows: later) >= PartitionLayout.limit(subject)
    isDear = isLarge || layout.retention != nil && layout.arrivals * CalendarUnit.month >= PartitionLayout.dearDeletes
  }

  var isWorthIt: Bool { isDear && searches < entries }
}
