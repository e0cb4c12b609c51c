package import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing

/// When autovacuum comes to a table by its settings, and the settings that make it come as often as the plan needs.
///
/// `autovacuum_vacuum_threshold` 50 + `_scale_factor` 0.2 × rows dead, 1000 + 0.2 × rows inserted, 50 + 0.1 × rows changed
/// for ANALYZE; since PostgreSQL 18 at most `autovacuum_vacuum_max_threshold` 100,000,000 dead (manual, Automatic
/// Vacuuming). A partitioned table takes none of these settings and is never visited itself: its partitions are.
package struct VacuumAdvice: Sendable {
  package enum Work: String, Sendable, Hashable, CaseIterable {
    case vacuum = "autovacuum_vacuum_scale_factor"
    case insertVacuum = "autovacuum_vacuum_insert_scale_factor"
    case analyze = "autovacuum_analyze_scale_factor"
    case fillFactor = "fillfactor"
  }

  /// What waits when one kind of work begins.
  package struct Trigger: Sendable, Hashable {
    package var base: Double
    package var share: Double
    package var rows: Double
    /// Seconds from one run to the next.
    package var every: Double
  }

  package struct Setting: Sendable {
    package var work: Work
    package var value: Double
    package var before: Trigger
    package var after: Trigger
    /// Bytes of the heap that dead rows hold before and after; the growth of the heap for a fill factor.
    package var bytes: (before: Double, after: Double)
  }

  /// Dead rows that wait may hold this much of a heap: what is read in vain by whoever reads the table in full.
  package static let deadBytes = 256.0 * 1024 * 1024
  /// Never more often than four times a day, and at least once a week where rows only arrive.
  private static let shortest = CalendarUnit.day / 4
  private static let longest = 30 * CalendarUnit.day
  private static let week = 7 * CalendarUnit.day
  private static let largeHeap = 1024.0 * 1024 * 1024

  package let table: ObjectName
  /// What the statements name: the table, or its partitions.
  package let targets: [ObjectName]
  package let rows: Double
  package let changes: TableChanges
  /// Rows on a page.
  package let rowsPerPage: Double
  /// Where its defaults are wrong, with what would be right.
  package let settings: [Setting]
  package let vacuum: Trigger?
  package let spans: [SourceSpan?]
  package let isPartitioned: Bool

  /// nil where the plan does not say how many rows there are or that any change.
  /// - Parameter partitions: those of the table, if it has some.
  package init?(
    _ table: Table, partitions: [ObjectName], _ plan: Plan, _ estimator: SizeEstimator, rows: Double?
  ) {
    guard let rows, rows > 0 else { return nil }
    let changes = TableChanges(of: table, plan, estimator)
    guard changes.all > 0 else { return nil }
    isPartitioned = table.partitionKey != nil
    targets = isPartitioned ? partitions : [table.name]
    self.table = table.name
    self.rows = rows
    self.changes = changes
    let perTarget = rows / Double(max(1, targets.count))
    let shape = estimator.shape(of: table, rows: perTarget)
    rowsPerPage = shape.rowsPerPage
    let options = table.storageParameters
    let limit = (plan.stack.postgres?.value ?? 15) >= 18 ? 100_000_000.0 : .infinity
    func trigger(_ work: Work, _ base: Double, _ share: Double, perDay: Double, cap: Double = .infinity) -> Trigger? {
      guard perDay > 0 else { return nil }
      let named = work.rawValue.replacing("_scale_factor", with: "_threshold")
      let base = options[named].flatMap { Double($0) } ?? base
      let share = options[work.rawValue].flatMap { Double($0) } ?? share
      let waiting = min(cap, base + share * perTarget)
      return Trigger(base: base, share: share, rows: waiting, every: waiting / perDay * CalendarUnit.day)
    }
    let dead = trigger(.vacuum, 50, 0.2, perDay: changes.dead, cap: limit)
    vacuum = dead
    var settings: [Setting] = []
    if let dead, let setting = Self.vacuum(dead, changes, perTarget, shape) { settings.append(setting) }
    if let inserted = trigger(.insertVacuum, 1000, 0.2, perDay: changes.inserts), inserted.every > Self.longest,
      dead.map({ $0.every > Self.longest }) ?? true, shape.heapBytes > Self.largeHeap
    {
      settings.append(Self.weekly(.insertVacuum, inserted, changes.inserts, perTarget))
    }
    if let analyzed = trigger(.analyze, 50, 0.1, perDay: changes.all), analyzed.every > Self.longest,
      shape.heapBytes > Self.largeHeap
    {
      settings.append(Self.weekly(.analyze, analyzed, changes.all, perTarget))
    }
    if let setting = Self.fillFactor(table, changes, perTarget, shape) { settings.append(setting) }
    self.settings = settings
    let volume = plan.volumes.last { $0.table.value == table.name }
    spans = [volume?.rows?.span] + changes.spans
  }

  /// What dead rows hold is kept below a bound, unless that took more than four runs a day.
  private static func vacuum(
    _ now: Trigger, _ changes: TableChanges, _ rows: Double, _ shape: TableShape
  ) -> Setting? {
    let bytesPerRow = shape.heapBytes / max(1, rows)
    guard now.rows * bytesPerRow > deadBytes else { return nil }
    let wanted = max(deadBytes / bytesPerRow, changes.dead * shortest / CalendarUnit.day)
    guard wanted < now.rows * 0.8 else { return nil }
    let share = rounded(max(0, wanted - now.base) / rows)
    let waiting = now.base + share * rows
    let after = Trigger(
      base: now.base, share: share, rows: waiting, every: waiting / changes.dead * CalendarUnit.day)
    return Setting(
      work: .vacuum, value: share, before: now, after: after, bytes: (now.rows * bytesPerRow, waiting * bytesPerRow))
  }

  private static func weekly(_ work: Work, _ now: Trigger, _ perDay: Double, _ rows: Double) -> Setting {
    let share = rounded(max(0, perDay * week / CalendarUnit.day - now.base) / rows)
    let waiting = now.base + share * rows
    let after = Trigger(base: now.base, share: share, rows: waiting, every: waiting / perDay * CalendarUnit.day)
    return Setting(work: work, value: share, before: now, after: after, bytes: (0, 0))
  }

  /// Room for two further versions on each page, where the new version of a row may stay on the page of the old: where
  /// no index has the changed columns, and each day one row in a hundred changes.
  private static func fillFactor(
    _ table: Table, _ changes: TableChanges, _ rows: Double, _ shape: TableShape
  ) -> Setting? {
    guard changes.isHeapOnly, table.storageParameters["fillfactor"] == nil, changes.updates > rows / 100 else {
      return nil
    }
    let factor = min(95, max(70, (100 * (1 - 2 / max(2, shape.rowsPerPage))).rounded(.down)))
    let now = Trigger(base: 0, share: 1, rows: changes.updates, every: CalendarUnit.day)
    return Setting(
      work: .fillFactor, value: factor, before: now, after: now,
      bytes: (shape.heapBytes, shape.heapBytes * 100 / factor))
  }

  /// Two significant digits, as people write settings.
  private static func rounded(_ share: Double) -> Double {
    guard share > 0.0001 else { return 0.0001 }
    var scale = 10.0
    while share * scale < 10 { scale *= 10 }
    return (share * scale).rounded() / scale
  }
}

/// How fast a plan uses up transaction ids: each transaction that changes or locks rows takes one.
package struct TransactionIDs: Sendable {
  /// `autovacuum_freeze_max_age`.
  package static let freezeAge = 200_000_000.0
  package let perSecond: Double
  package let spans: [SourceSpan?]

  package var perDay: Double { perSecond * CalendarUnit.day }

  package init(_ plan: Plan) {
    var perSecond = 0.0
    var spans: [SourceSpan?] = []
    for transaction in plan.transactions where plan.writes(transaction) {
      guard let rate = transaction.rate else { continue }
      perSecond += rate.value.value
      spans.append(rate.span)
    }
    for query in plan.queries where query.takesRows {
      guard let rate = query.rate else { continue }
      let within = plan.transactions(running: query)
      let rest = rate.value.value - within.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
      // Several runs within one transaction share its id.
      guard within.isEmpty || query.per == nil, rest > rate.value.value / 100 else { continue }
      perSecond += rest
      spans.append(rate.span)
    }
    self.perSecond = perSecond
    self.spans = spans
  }
}
