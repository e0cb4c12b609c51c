package import PlanModel

/// A moment in UTC, in whole seconds.
package struct Moment: Sendable, Hashable, Comparable {
  package var secondsSince1970: Int

  package init(secondsSince1970: Int) { self.secondsSince1970 = secondsSince1970 }

  /// The end of a day: what happened on it counts.
  package init(endOf date: CalendarDate) { secondsSince1970 = (Self.days(of: date) + 1) * 86_400 }

  /// `2026-03-02`, with or without a time of day behind it, which only counts to the second.
  package init?(_ text: String) {
    guard let date = CalendarDate(String(text.prefix(10))) else { return nil }
    let clock = text.dropFirst(11).prefix(8).split(separator: ":").map { Int($0) ?? 0 }
    let seconds = clock.reduce(0) { $0 * 60 + $1 } * (clock.count == 2 ? 60 : 1)
    secondsSince1970 = Self.days(of: date) * 86_400 + seconds
  }

  package var date: String {
    CalendarDate(daysSince1970: Self.floorDivide(secondsSince1970, 86_400))?.description ?? "0001-01-01"
  }

  /// `2026-03-02 08:30:00+00`, as PostgreSQL reads it.
  package var timestamp: String {
    let second = secondsSince1970 - Self.floorDivide(secondsSince1970, 86_400) * 86_400
    return "\(date) \(Self.two(second / 3600)):\(Self.two(second / 60 % 60)):\(Self.two(second % 60))+00"
  }

  package static func < (left: Self, right: Self) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    (number - ((number % divisor) + divisor) % divisor) / divisor
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  private static func days(of date: CalendarDate) -> Int {
    let year = date.month <= 2 ? date.year - 1 : date.year
    let era = floorDivide(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
