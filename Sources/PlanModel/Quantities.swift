/// A number as somebody wrote it, with what it means; `written` is what a plan shows.
package struct Quantity<Unit: Sendable & Hashable>: Sendable, Hashable {
  package var value: Double
  package var written: String

  package init(_ value: Double, written: String) {
    self.value = value
    self.written = written
  }
}

package enum PerSecond: Sendable {}
package enum Seconds: Sendable {}
package enum Bytes: Sendable {}
package enum BytesPerSecond: Sendable {}
package enum Objects: Sendable {}
/// A part of one: 12 % is 0.12.
package enum Fraction: Sendable {}

extension PerSecond: Hashable {}
extension Seconds: Hashable {}
extension Bytes: Hashable {}
extension BytesPerSecond: Hashable {}
extension Objects: Hashable {}
extension Fraction: Hashable {}

/// `120/s`, `6/min`, `4M/day`.
package typealias Rate = Quantity<PerSecond>
/// `50ms`, `5 min`, `2 years`; a month counts 30.4375 days, a year 365.25.
package typealias Duration = Quantity<Seconds>
/// `16 GB`; powers of 1024, as PostgreSQL's settings count.
package typealias ByteCount = Quantity<Bytes>
package typealias Throughput = Quantity<BytesPerSecond>
/// `2M` rows.
package typealias Count = Quantity<Objects>
package typealias Share = Quantity<Fraction>

/// Seconds of the calendar words that plans use.
package enum CalendarUnit {
  package static let day: Double = 86_400
  package static let month: Double = 30.4375 * 86_400
  package static let year: Double = 365.25 * 86_400
}

/// How a table grows.
package enum Growth: Sendable, Hashable {
  /// Rows added in a period: `50k/month`.
  case rows(Rate)
  /// A share of what is there, compounding: `8%/month`. `period` in seconds.
  case share(Share, period: Double)

  package var written: String {
    switch self {
    case .rows(let rate): rate.written
    case .share(let share, _): share.written
    }
  }
}

/// A day without a clock: `2026-03-02`.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var year: Int
  package var month: Int
  package var day: Int

  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard (1...Self.days(in: month, of: year)).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { part in part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  package var description: String { "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate {
  /// The day that many days after 1970-01-01 in the proleptic Gregorian calendar.
  package init?(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    self.init(year: yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), month: civilMonth, day: day)
  }
}

extension CalendarDate {
  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  package var daysSince1970: Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
