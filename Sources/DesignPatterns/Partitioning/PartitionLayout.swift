import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// How a table would be cut by time: when it is worth it, and the arithmetic of the interval.
struct PartitionLayout: Sendable {
  enum Reason: Sendable {
    case decided(Decision)
    /// Bytes at the horizon, from a limit on.
    case large(Double, limit: Double)
    /// Rows a month that are deleted again.
    case deletes(Double)
  }

  let table: Table
  let time: TimeColumn
  let reason: Reason
  let interval: CalendarInterval
  /// Rows that arrive in a second.
  let arrivals: Double
  let retention: Located<Duration>?
  let rowsPerPartition: Double
  let bytesPerPartition: Double
  /// Whole intervals that the retention, else the horizon, holds.
  let held: Int
  /// Where the table as it is ends and the first new partition begins.
  let boundary: CalendarDate

  /// Intervals that stand ready before their first row.
  static let ahead = 3
  /// An overdue partition waits for its whole interval: at most a twelfth of the retention.
  static let leastHeld = 12.0
  /// Deletes from here on, a month, are dear.
  static let dearDeletes = 5_000_000.0
  /// Of a server whose memory nobody states.
  static let unstatedLimit = 32.0 * 1_073_741_824

  /// nil where nothing calls for it, or a key of the table stands against it.
  init?(_ table: Table, in subject: PatternSubject) {
    guard table.partitionKey == nil, table.exclusions.isEmpty, !table.isUnlogged, table.primaryKey != nil,
      let arrivals = subject.arrivals(of: table.name), arrivals > 0,
      let time = TimeColumn.best(of: table, in: subject),
      let later = subject.rows(of: table.name, afterMonths: PatternSubject.horizon)
    else { return nil }
    let limit = Self.limit(subject)
    let bytes = subject.bytes(of: table, rows: later)
    retention = subject.volumes[table.name]?.retention
    guard let reason = Self.reason(table, time, arrivals, bytes, limit, subject) else { return nil }
    self.reason = reason
    self.table = table
    self.time = time
    self.arrivals = arrivals
    let span = retention?.value.value ?? PatternSubject.horizon * CalendarUnit.month
    let perRow = later > 0 ? bytes / later : 0
    let fitting = CalendarInterval.allCases.reversed().first {
      span / $0.seconds >= Self.leastHeld && arrivals * $0.seconds * perRow <= limit
    }
    interval = fitting ?? .day
    rowsPerPartition = arrivals * interval.seconds
    bytesPerPartition = rowsPerPartition * perRow
    held = max(1, Int((span / interval.seconds).rounded()))
    // Two weeks are left for what has to be done before.
    guard let today = subject.date ?? CalendarDate(year: 2000, month: 1, day: 1) else { return nil }
    boundary = interval.advanced(interval.start(of: today.adding(days: 14)), by: 1)
  }

  /// A quarter of the memory, as servers usually give to their own cache.
  static func limit(_ subject: PatternSubject) -> Double {
    subject.plan.deployment?.memory.map { $0.value.value / 4 } ?? unstatedLimit
  }

  private static func reason(
    _ table: Table, _ time: TimeColumn, _ arrivals: Double, _ bytes: Double, _ limit: Double, _ subject: PatternSubject
  ) -> Reason? {
    if let decision = decision(for: table, subject) { return .decided(decision) }
    // Which queries it would slow down, one feature can not tell.
    guard !subject.existing.contains(table.name) else { return nil }
    // Nor is it worth the foreign keys that would have to go, unless somebody has decided so.
    guard !(subject.references[table.name] ?? []).contains(where: \.key.isEnforced) else { return nil }
    let isReached =
      subject.volumes[table.name].map {
        RowProjection($0, isKept: false).outgrowsRetention(withinMonths: PatternSubject.horizon)
      } ?? false
    let isFull =
      subject.volumes[table.name].map { volume in
        volume.retention.map { $0.value.value * arrivals <= (volume.rows?.value.value ?? 0) * 1.1 } ?? false
      } ?? false
    guard isReached || isFull || !time.ranged.isEmpty else { return nil }
    if bytes >= limit { return .large(bytes, limit: limit) }
    let deletes = arrivals * CalendarUnit.month
    return (isReached || isFull) && deletes >= dearDeletes ? .deletes(deletes) : nil
  }

  /// A decision for partitions that names the table.
  static func decision(for table: Table, _ subject: PatternSubject) -> Decision? {
    subject.plan.decisions.first { decision in
      guard decision.chosen?.value.lowercased().contains("partition") == true else { return false }
      let words = (decision.question.value + " " + (decision.because?.value ?? "")).split {
        !($0.isLetter || $0.isNumber || $0 == "_")
      }
      return words.contains { $0 == table.name.name }
    }
  }

  /// Partitions beside the one that takes the old rows, once the retention is full.
  var count: Int { held + 1 + Self.ahead }

  /// A time between the first rows and the boundary: `FROM (...)`.
  func literal(_ date: CalendarDate) -> String {
    switch time.column.type.name {
    case "timestamptz": "'\(date) 00:00:00+00'"
    default: "'\(date)'"
    }
  }

  func bounds(of number: Int) -> (name: ObjectName, from: CalendarDate, to: CalendarDate) {
    let from = interval.advanced(boundary, by: number)
    return (
      ObjectName(
        PatternSubject.cut(table.name.name, to: 50) + "_" + interval.suffix(from), schema: table.name.schema),
      from, interval.advanced(from, by: 1)
    )
  }

  /// What the table as it is becomes.
  var oldName: ObjectName {
    ObjectName(
      PatternSubject.cut(table.name.name, to: 45) + "_before_" + interval.suffix(boundary), schema: table.name.schema)
  }
}
