import Diagnostics
package import PlanModel

/// How many rows a table holds after some months, from its volume line.
package struct RowProjection: Sendable {
  private let volume: Volume

  package init(_ volume: Volume) { self.volume = volume }

  /// Rows after `months`; nil when the plan states no rows. Retention caps growth by rows at what arrives within it.
  package func rows(afterMonths months: Double) -> Double? {
    guard let rows = volume.rows?.value.value else { return nil }
    guard let growth = volume.growth?.value else { return rows }
    let grown: Double
    switch growth {
    case .rows(let rate): grown = rows + rate.value * months * CalendarUnit.month
    case .share(let share, let period):
      grown = rows * power(1 + share.value, months * CalendarUnit.month / period)
    }
    guard months > 0, case .rows(let rate) = growth, let retention = volume.retention?.value.value else { return grown }
    return max(min(grown, rate.value * retention), min(rows, rate.value * retention))
  }

  /// The month from which retention holds the table at a size, when it does.
  package var plateau: (month: Double, rows: Double)? {
    guard case .rows(let rate)? = volume.growth?.value, let retention = volume.retention?.value.value,
      let rows = volume.rows?.value.value, rate.value > 0
    else { return nil }
    let held = rate.value * retention
    return (max(0, (held - rows) / (rate.value * CalendarUnit.month)), held)
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
