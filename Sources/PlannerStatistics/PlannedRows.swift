import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Rows of every table, those of partitions included.
struct PlannedRows: Sendable {
  private var rows: [ObjectName: Double] = [:]
  private(set) var assumptions: [ShapeAssumption] = []
  private let tables: NamedList<Table>
  private let volumes: [ObjectName: Volume]
  private let today: Moment

  init(
    tables: NamedList<Table>, volumes: [ObjectName: Volume], statistics: [ColumnStatistics],
    keepers: RetentionKeepers, months: Double, today: Moment
  ) {
    self.tables = tables
    self.volumes = volumes
    self.today = today
    var distinct: [ObjectName: Double] = [:]
    for column in statistics {
      guard let count = column.distinct?.value.value else { continue }
      distinct[column.column.value.table, default: 0] = max(distinct[column.column.value.table] ?? 0, count)
    }
    var partitions: [ObjectName: [Table]] = [:]
    for table in tables {
      if let parent = table.partitionOf?.parent { partitions[parent, default: []].append(table) }
    }
    for table in tables where table.partitionOf.map({ tables[$0.parent] == nil }) ?? true {
      let volume = volumes[table.name].map { RowProjection($0, isKept: keepers.keeper(of: table.name) != nil) }
      let stated = volume?.rows(afterMonths: months).flatMap { $0 > 0 ? $0 : volume?.rows(afterMonths: 12) }
      if stated == nil { assume(table, atLeast: distinct[table.name]) }
      spread(stated ?? max(ShapeDefaults.rows, distinct[table.name] ?? 0), over: table, partitions, depth: 0)
    }
  }

  subscript(table: ObjectName) -> Double { rows[table] ?? 0 }

  private mutating func assume(_ table: Table, atLeast distinct: Double?) {
    if let distinct, distinct > ShapeDefaults.rows {
      assumptions.append(
        ShapeAssumption(
          table.name, nil, .rows, "\(Int(distinct))",
          because: "the plan gives no volume; one of its columns has that many values"))
    } else {
      assumptions.append(
        ShapeAssumption(table.name, nil, .rows, "\(Int(ShapeDefaults.rows))", because: "the plan gives no volume"))
    }
  }

  private mutating func spread(
    _ count: Double, over table: Table, _ partitions: [ObjectName: [Table]], depth: Int
  ) {
    rows[table.name] = count
    guard depth < 16, let parts = partitions[table.name], !parts.isEmpty else { return }
    let span = GrowthSpan(volumes[table.name], rows: count, today: today)
    var shares = parts.map { PartitionBound($0.partitionOf?.bound ?? "").share(of: span) }
    let total = shares.reduce(0) { $0 + ($1 ?? 0) }
    if shares.contains(where: { $0 == nil }) || total <= 0 {
      let ordinary = parts.count { $0.partitionOf?.bound != "DEFAULT" }
      shares = parts.map { $0.partitionOf?.bound == "DEFAULT" && ordinary > 0 ? 0 : 1 / Double(max(1, ordinary)) }
      assumptions.append(
        ShapeAssumption(
          table.name, nil, .partitionRows, "equal parts", because: "how rows spread over partitions is not stated"))
    } else {
      shares = shares.map { ($0 ?? 0) / total }
    }
    for (part, share) in zip(parts, shares) {
      spread(volumes[part.name]?.rows?.value.value ?? count * (share ?? 0), over: part, partitions, depth: depth + 1)
    }
  }
}

/// What a partition takes, where it is a stretch of time.
struct PartitionBound {
  private(set) var from: Moment?
  private(set) var to: Moment?
  private let isDefault: Bool

  init(_ bound: String) {
    isDefault = bound == "DEFAULT"
    // Of several key columns the first counts.
    let parts = bound.split(separator: "'", omittingEmptySubsequences: false)
    guard !isDefault, bound.contains("FROM"), parts.count == 5 else { return }
    from = Moment(String(parts[1]))
    to = Moment(String(parts[3]))
  }

  var isTime: Bool { from != nil && to != nil }

  /// The part of a table's rows that it holds; nil when its bounds are no moments.
  func share(of span: GrowthSpan) -> Double? {
    if isDefault { return 0 }
    guard let from, let to else { return nil }
    return max(0, span.share(before: to) - span.share(before: from))
  }
}
