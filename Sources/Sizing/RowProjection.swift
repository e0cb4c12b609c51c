import Diagnostics
package import PlanModel

/// How many rows a table holds after some months, from its volume line.
package struct RowProjection: Sendable {
  private let volume: Volume
  private let isKept: Bool

  /// `isKept` says whether something carries the retention out; without it a retention holds nothing.
  package init(_ volume: Volume, isKept: Bool) {
    self.volume = volume
    self.isKept = isKept
  }

  /// Rows after `months`; nil when the plan states no rows.
  package func rows(afterMonths months: Double) -> Double? {
    guard let grown = grown(afterMonths: months) else { return nil }
    guard isKept, months > 0, let held, let rows = volume.rows?.value.value else { return grown }
    // A table that is full already stays as it is: months are not equally long, and people round.
    return min(grown, held >= rows * 0.9 ? max(held, rows) : held)
  }

  /// Whether growth alone passes, within `months`, what the retention leaves.
  package func outgrowsRetention(withinMonths months: Double) -> Bool {
    guard let held, let rows = volume.rows?.value.value, let grown = grown(afterMonths: months) else { return false }
    return grown > max(held, rows)
  }

  /// Rows that arrive within the retention.
  private var held: Double? {
    guard case .rows(let rate)? = volume.growth?.value, let retention = volume.retention?.value.value else {
      return nil
    }
    return rate.value * retention
  }

  private func grown(afterMonths months: Double) -> Double? {
    guard let rows = volume.rows?.value.value else { return nil }
    switch volume.growth?.value {
    case nil: return rows
    case .rows(let rate): return rows + rate.value * months * CalendarUnit.month
    case .share(let share, let period): return rows * power(1 + share.value, months * CalendarUnit.month / period)
    }
  }

  /// `base` to the power of a non-negative exponent: whole powers by squaring, the rest linearly between them.
  private func power(_ base: Double, _ exponent: Double) -> Double {
    var result = 1.0
    var whole = Int(exponent)
    var factor = base
    while whole > 0 {
      if whole & 1 == 1 { result *= factor }
      factor *= factor
      whole >>= 1
    }
    return result * (1 + (base - 1) * (exponent - exponent.rounded(.down)))
  }
}
