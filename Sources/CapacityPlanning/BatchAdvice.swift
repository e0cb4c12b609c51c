package import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing

/// How a batch is cut into transactions, and whether it ends in time.
package struct BatchAdvice: Sendable {
  /// What keeps a transaction small.
  package enum Bound: Sendable, Hashable {
    /// Everything fits one: the disk is done within a tenth of lock_timeout.
    case whole
    /// One segment of the log, which a replica and an archive take as a whole.
    case log
    /// The time that a lock may make others wait: what is done within lock_timeout at the pace that `within` asks for,
    /// which is the only one the plan states.
    case locks
    /// Parameters that one statement can carry.
    case parameters
  }

  /// `wal_segment_size`.
  package static let logBytes = 16.0 * 1024 * 1024
  /// What Prisma puts into one statement at most: PostgreSQL counts parameters in 16 bits, and its engine keeps to half.
  private static let parameters = 32_766.0

  package let batch: Batch
  package let rows: Double
  /// Rows of a transaction.
  package let chunk: Double
  package let bound: Bound
  /// Bytes of the log that one row makes.
  package let logBytesPerRow: Double
  /// Rows a second that `within` asks for.
  package let pace: Double?
  /// Bytes read and written when no page is in memory: a page of the heap, and one of each index or child table that a row
  /// touches.
  package let pageBytes: Double
  /// Seconds that the disk needs for them.
  package let diskTime: Double?
  /// How many may run beside each other to end in time.
  package let workers: Int?
  /// Seconds from one run to the next.
  package let every: Double?
  package let spans: [SourceSpan?]
  /// `lock_timeout` in seconds.
  package let lockTime: Double?

  /// Seconds that one transaction may take at that pace.
  package var transactionTime: Double? { pace.map { min(rows, chunk) / $0 } }
  package var transactions: Double { max(1, (rows / max(1, chunk)).rounded(.up)) }
  package var logBytes: Double { rows * logBytesPerRow }
  package var isInTime: Bool? { diskTime.flatMap { time in batch.within.map { time <= $0.value.value } } }
  package var overlaps: Bool {
    batch.within.flatMap { within in every.map { within.value.value > $0 } } ?? false
  }

  /// nil without rows, without a table of the schema, and for a batch that only reads.
  package init?(
    _ batch: Batch, _ plan: Plan, _ catalog: Catalog, _ estimator: SizeEstimator, _ library: ClientLibrary?
  ) {
    guard let rows = batch.rows?.value.value, rows > 0, let name = batch.table?.value,
      let table = catalog.tables[name], let mode = Mode(batch)
    else { return nil }
    self.batch = batch
    self.rows = rows
    let cost = RowCost(mode, table, catalog, estimator)
    logBytesPerRow = cost.logBytes
    pageBytes = rows * cost.pages * 8192
    pace = batch.within.map { rows / max($0.value.value, 0.001) }
    every = batch.rowsPerMonth.flatMap { $0 > 0 ? CalendarUnit.month * rows / $0 : nil }
    let disk = plan.deployment?.disk
    diskTime = disk.map { cost.pages * rows * 8192 / max(1, $0.value.value) }
    workers = diskTime.flatMap { time in
      batch.within.map { max(1, Int((time / max(0.001, $0.value.value)).rounded(.up))) }
    }
    let lock = plan.deployment?.lockTimeout
    var bounds: [(Double, Bound)] = [(Self.logBytes / max(1, cost.logBytes), .log)]
    if mode != .insert, mode != .copy, let lock, let pace { bounds.append((pace * lock.value.value, .locks)) }
    if mode == .insert, case .prisma? = library {
      bounds.append((Self.parameters / Double(max(1, table.columns.count)), .parameters))
    }
    let least = bounds.min { $0.0 < $1.0 } ?? (rows, .whole)
    let isShort = diskTime.flatMap { time in lock.map { time <= $0.value.value / 10 } } ?? (rows <= 1000)
    if rows <= least.0 || isShort && least.1 == .locks {
      (chunk, bound) = (rows, .whole)
    } else {
      (chunk, bound) = (Self.roundedDown(least.0), least.1)
    }
    spans =
      [batch.rows?.span, batch.within?.span, disk?.span]
      + (bound == .locks ? [lock?.span] : [])
    lockTime = lock?.value.value
  }

  package enum Mode: Sendable, Hashable {
    case insert
    case copy
    case update
    case delete

    package init?(_ batch: Batch) {
      if batch.isDeletion {
        self = .delete
        return
      }
      switch batch.mode?.value.lowercased() {
      case "insert": self = .insert
      case "copy": self = .copy
      case "update", "upsert": self = .update
      default: return nil
      }
    }
  }

  /// Bytes of the log and pages of a row that a batch changes (heapam_xlog.h, nbtxlog.h; see ``DailyWrites``).
  private struct RowCost {
    var logBytes: Double
    var pages: Double

    init(_ mode: Mode, _ table: Table, _ catalog: Catalog, _ estimator: SizeEstimator) {
      let indexes = SizeEstimator.indexes(of: table)
      let row = Double(estimator.tupleBytes(of: table))
      let entries = indexes.reduce(0) {
        $0 + estimator.shape(of: $1, of: table, rows: 1000).logBytesPerRow
      }
      switch mode {
      case .insert, .copy: (logBytes, pages) = (54 + row - 23 + entries, 1 + Double(indexes.count))
      case .update: (logBytes, pages) = (65 + row - 23 + entries, 2 + Double(indexes.count))
      case .delete:
        // Entries of indexes stay until vacuum; each foreign key that points here looks for children.
        let children = catalog.tables.flatMap(\.foreignKeys).count { $0.target == table.name }
        (logBytes, pages) = (54, 1 + Double(children))
      }
    }
  }

  /// 1, 2 or 5 times a power of ten.
  private static func roundedDown(_ number: Double) -> Double {
    var step = 1.0
    while step * 10 <= number { step *= 10 }
    return [5, 2, 1].map { $0 * step }.first { $0 <= number } ?? 1
  }
}
