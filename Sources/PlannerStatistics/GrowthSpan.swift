import Diagnostics
import Foundation
import PlanModel

/// When the rows of a table came, from its volume: what a column that holds the moment of insertion holds.
struct GrowthSpan {
  private enum Course {
    case even(seconds: Double)
    /// The logarithm of growth in a second: older rows are fewer.
    case compound(rate: Double, rows: Double)
  }

  private let course: Course
  private let today: Moment
  /// Whether the plan states no growth.
  let isAssumed: Bool

  /// - Parameter rows: the table's today.
  init(_ volume: Volume?, rows: Double, today: Moment) {
    self.today = today
    switch volume?.growth?.value {
    case .rows(let rate) where rate.value > 0:
      course = .even(seconds: min(rows / rate.value, 30 * CalendarUnit.year))
      isAssumed = false
    case .share(let share, let period) where share.value > 0 && period > 0:
      course = .compound(rate: log(1 + share.value) / period, rows: rows)
      isAssumed = false
    default:
      course = .even(seconds: volume?.retention?.value.value ?? 3 * CalendarUnit.year)
      isAssumed = volume?.retention == nil
    }
  }

  /// The moment before which that part of the rows came.
  func moment(at share: Double) -> Moment {
    let age =
      switch course {
      case .even(let seconds): seconds * (1 - share)
      case .compound(let rate, let rows): min(-log(max(share, 1 / max(2, rows))) / rate, 30 * CalendarUnit.year)
      }
    return Moment(secondsSince1970: today.secondsSince1970 - Int(age))
  }

  /// The part of the rows that came before a moment.
  func share(before moment: Moment) -> Double {
    let age = Double(today.secondsSince1970 - moment.secondsSince1970)
    guard age > 0 else { return 1 }
    switch course {
    case .even(let seconds): return max(0, 1 - age / max(1, seconds))
    case .compound(let rate, _): return exp(-age * rate)
    }
  }

  /// Days that it takes in.
  var days: Double {
    Double(today.secondsSince1970 - moment(at: 0).secondsSince1970) / CalendarUnit.day
  }
}
