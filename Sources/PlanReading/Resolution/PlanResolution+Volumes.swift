internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// Row counts and statistics that can not be, or contradict each other.
extension PlanResolution {
  mutating func checkVolumes() {
    let rows = Dictionary(
      plan.volumes.compactMap { volume in volume.rows.map { (volume.table.value, $0.value.value) } },
      uniquingKeysWith: { first, _ in first })
    for volume in plan.volumes {
      checkAmounts(of: volume)
      checkRetention(of: volume)
      for parent in volume.per { checkRowsPerParent(parent, of: volume, rows: rows) }
      if let checked = volume.checked, let day = plan.asOf?.value, checked.value > day {
        report(
          .warning, "plan-contradiction", "checked after \(day), the day the plan's numbers were true",
          at: checked.span,
          fix: "move `as_of` to that day")
      }
    }
  }

  private mutating func checkAmounts(of volume: Volume) {
    if let rows = volume.rows { requireAtLeastZero(rows, "rows") }
    if let updates = volume.updates { requireAtLeastZero(updates, "an update rate") }
    if let width = volume.width { requirePositive(width, "a width") }
    if let retention = volume.retention { requirePositive(retention, "a retention") }
    if let growth = volume.growth {
      let amount =
        switch growth.value {
        case .rows(let rate): rate.value
        case .share(let share, _): share.value
        }
      if amount < 0 { impossible("a growth of \(growth.value.written) is below zero", at: growth.span) }
    }
  }

  /// A table that loses its rows after a while never holds more than came in during that while.
  private mutating func checkRetention(of volume: Volume) {
    guard let retention = volume.retention?.value.value, let rows = volume.rows, let growth = volume.growth else {
      return
    }
    guard case .rows(let rate) = growth.value, rate.value > 0, retention > 0 else { return }
    let most = rate.value * retention
    guard rows.value.value > most * 1.5, rows.value.value - most > 1000 else { return }
    report(
      .warning, "plan-contradiction",
      "\(rows.value.written) rows are more than \(rate.written) kept for \(volume.retention?.value.written ?? "") can be",
      at: rows.span, why: "that is about \(Int(most.rounded())) rows",
      fix: "correct `rows`, `growth` or `retention`")
  }

  private mutating func checkRowsPerParent(
    _ parent: Located<(table: ObjectName, count: Count)>, of volume: Volume, rows: [ObjectName: Double]
  ) {
    let perParent = parent.value.count
    guard perParent.value >= 0 else {
      return impossible("\(perParent.written) rows per row is below zero", at: parent.span)
    }
    guard let parents = rows[parent.value.table], let own = volume.rows, parents > 0, own.value.value > 0 else {
      return
    }
    let expected = parents * perParent.value
    guard expected > own.value.value * 2 || expected * 2 < own.value.value else { return }
    report(
      .warning, "plan-contradiction",
      "\(perParent.written) for each of \(Int(parents.rounded())) \(parent.value.table.display) is not \(own.value.written)",
      at: parent.span, why: "that would be about \(Int(min(expected, 1e18).rounded())) rows")
  }

  mutating func checkColumnStatistics() {
    for statistics in plan.columnStatistics {
      for value in statistics.values { checkShare(Located(value.share, span: value.span)) }
      statistics.nulls.map { checkShare($0) }
      if let width = statistics.width { requirePositive(width, "a width") }
      if let distinct = statistics.distinct { requirePositive(distinct, "a number of distinct values") }
      let total = statistics.values.reduce(statistics.nulls?.value.value ?? 0) { $0 + $1.share.value }
      if total > 1.000001 {
        impossible(
          "the shares of `\(statistics.column.value.display)` come to \(Int((total * 100).rounded())) %",
          at: statistics.column.span)
      }
      checkEnumValues(of: statistics)
    }
  }

  private mutating func checkEnumValues(of statistics: ColumnStatistics) {
    let reference = statistics.column.value
    let type = names.relations[reference.table]?.columns[reference.column]?.type
    guard let name = type?.userType, let enumType = catalog.enums[name] else { return }
    for value in statistics.values where !enumType.values.contains(where: { $0.label == value.value }) {
      let mapped = enumType.values.first { $0.mappedFrom == value.value }?.label
      let nearest = mapped ?? NearestName.of(value.value, among: enumType.values.map(\.label))
      error(
        "plan-unknown-value", "`\(name.display)` has no value `\(value.value.excerpt)`", at: value.span,
        fix: nearest.map { "did you mean `\($0)`?" }
          ?? "its values are \(enumType.values.map(\.label).joined(separator: ", "))")
    }
  }

  mutating func checkShare(_ share: Located<Share>) {
    guard !(0...1).contains(share.value.value) else { return }
    impossible("a share of \(share.value.written) can not be", at: share.span, fix: "write 0% to 100%")
  }

  mutating func requirePositive<Unit>(_ quantity: Located<Quantity<Unit>>, _ noun: String) {
    guard quantity.value.value <= 0 else { return }
    impossible("\(noun) of \(quantity.value.written) can not be", at: quantity.span, fix: "write more than zero")
  }

  mutating func requireAtLeastZero<Unit>(_ quantity: Located<Quantity<Unit>>, _ noun: String) {
    guard quantity.value.value < 0 else { return }
    impossible("\(noun) of \(quantity.value.written) can not be", at: quantity.span, fix: "write zero or more")
  }

  mutating func impossible(_ message: String, at span: SourceSpan?, fix: String? = nil) {
    error("plan-impossible-value", message, at: span, fix: fix)
  }
}
