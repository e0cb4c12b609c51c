import Diagnostics
package import PlanModel
package import SchemaModel

/// What carries out the retentions that a plan states: one that nothing carries out holds no table at its size.
package struct RetentionKeepers: Sendable {
  package enum Keeper: Sendable {
    /// The table is partitioned by a moment: what is older goes with its partition.
    case partitions
    /// Batches that delete as much as arrives.
    case batches([Batch])
    /// A decision for partitions that somebody has taken.
    case decision(Decision)
  }

  private var keepers: [ObjectName: Keeper] = [:]
  private var deletions: [ObjectName: [Batch]] = [:]

  package init(plan: Plan, catalog: Catalog) {
    for batch in plan.batches where batch.isDeletion {
      if let table = batch.table?.value { deletions[table, default: []].append(batch) }
    }
    let decided = plan.decisions.filter { $0.chosen?.value.lowercased().contains("partition") == true }
      .map { ($0, Set(Self.words(of: $0.question.value + " " + ($0.because?.value ?? "")))) }
    for volume in plan.volumes where volume.retention != nil {
      let name = volume.table.value
      if let table = catalog.tables[name], Self.isPartitionedByTime(table) {
        keepers[name] = .partitions
      } else if keepsPace(volume) {
        keepers[name] = .batches(deletions[name] ?? [])
      } else if let (decision, _) = decided.first(where: { $0.1.contains(name.name) }) {
        keepers[name] = .decision(decision)
      }
    }
  }

  package func keeper(of table: ObjectName) -> Keeper? { keepers[table] }

  /// The batches that delete rows of a table, whether or not they keep pace.
  package func batches(deletingFrom table: ObjectName) -> [Batch] { deletions[table] ?? [] }

  /// Rows that those batches delete in a month; nil when rows or rhythm of one are not known.
  package func deletedPerMonth(from table: ObjectName) -> Double? {
    let rows = batches(deletingFrom: table).map(\.rowsPerMonth)
    return rows.contains { $0 == nil } ? nil : rows.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// A twentieth is what people round away when they write both numbers.
  private func keepsPace(_ volume: Volume) -> Bool {
    guard case .rows(let rate)? = volume.growth?.value, let deleted = deletedPerMonth(from: volume.table.value) else {
      return false
    }
    return deleted > 0 && deleted >= rate.value * CalendarUnit.month * 0.95
  }

  private static func isPartitionedByTime(_ table: Table) -> Bool {
    guard let key = table.partitionKey, key.strategy == .range,
      let column = key.elements.first?.columnName.flatMap({ table.columns[$0] })
    else { return false }
    return ["timestamptz", "timestamp", "date"].contains(column.type.name)
  }

  private static func words(of text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}

extension Batch {
  /// Whether it takes rows away.
  package var isDeletion: Bool {
    guard let mode = mode?.value.lowercased() else { return false }
    return ["delete", "drop", "detach", "truncate", "purge"].contains { mode.hasPrefix($0) }
  }

  /// Rows it works on in a month; nil when its rows are not stated or its rhythm is not understood.
  package var rowsPerMonth: Double? {
    guard let rows, let every, let runs = Self.runsPerMonth(every.value) else { return nil }
    return rows.value.value * runs
  }

  /// `night`, `5 min`, `13/day`, `once`: how often it runs in a month of 30.4375 days.
  private static func runsPerMonth(_ every: String) -> Double? {
    let text = every.lowercased().filter { !$0.isWhitespace }
    if text == "once" { return 0 }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let number = digits.isEmpty ? 1 : Double(digits), number > 0 else { return nil }
    let rest = text.dropFirst(digits.count)
    guard let seconds = seconds(of: String(rest.drop { $0 == "/" })) else { return nil }
    return rest.hasPrefix("/") ? number * CalendarUnit.month / seconds : CalendarUnit.month / (number * seconds)
  }

  private static func seconds(of unit: String) -> Double? {
    switch unit {
    case "s", "sec", "second", "seconds": 1
    case "min", "minute", "minutes": 60
    case "h", "hour", "hours", "hourly": 3600
    case "d", "day", "days", "daily", "night", "nights", "nightly": CalendarUnit.day
    case "week", "weeks", "weekly": 7 * CalendarUnit.day
    case "month", "months", "monthly": CalendarUnit.month
    case "quarter", "quarterly": 3 * CalendarUnit.month
    case "year", "years", "yearly": CalendarUnit.year
    default: nil
    }
  }
}
