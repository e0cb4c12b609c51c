import PlanModel

/// A span of the calendar that partitions hold.
enum CalendarInterval: String, Sendable, CaseIterable {
  case day
  case week
  case month
  case quarter
  case year

  var seconds: Double {
    switch self {
    case .day: CalendarUnit.day
    case .week: 7 * CalendarUnit.day
    case .month: CalendarUnit.month
    case .quarter: 3 * CalendarUnit.month
    case .year: CalendarUnit.year
    }
  }

  /// The first day of the span that a day lies in; weeks begin on Monday.
  func start(of date: CalendarDate) -> CalendarDate {
    switch self {
    case .day: date
    // 1970-01-05 was a Monday.
    case .week: date.adding(days: -((date.daysSince1970 - 4) % 7 + 7) % 7)
    case .month: date.with(month: date.month)
    case .quarter: date.with(month: (date.month - 1) / 3 * 3 + 1)
    case .year: date.with(month: 1)
    }
  }

  /// The first day of a span so many spans later; `date` begins one.
  func advanced(_ date: CalendarDate, by count: Int) -> CalendarDate {
    switch self {
    case .day: return date.adding(days: count)
    case .week: return date.adding(days: 7 * count)
    case .month, .quarter, .year:
      let months = date.year * 12 + date.month - 1 + count * (self == .month ? 1 : self == .quarter ? 3 : 12)
      return CalendarDate(year: months / 12, month: months % 12 + 1, day: 1) ?? date
    }
  }

  /// What a partition that begins then is called behind its table's name.
  func suffix(_ date: CalendarDate) -> String {
    let (year, month) = (String(date.year), date.month < 10 ? "0\(date.month)" : "\(date.month)")
    let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
    return switch self {
    case .day, .week: "\(year)_\(month)_\(day)"
    case .month: "\(year)_\(month)"
    case .quarter: "\(year)_q\((date.month + 2) / 3)"
    case .year: year
    }
  }

  /// `month`, `months`
  func counted(_ number: Int) -> String { number == 1 ? "1 \(rawValue)" : "\(number) \(rawValue)s" }
}

extension CalendarDate {
  /// Of the proleptic Gregorian calendar.
  var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  func adding(days: Int) -> CalendarDate { CalendarDate(daysSince1970: daysSince1970 + days) ?? self }

  /// The first day of a month of its year.
  func with(month: Int) -> CalendarDate { CalendarDate(year: year, month: month, day: 1) ?? self }
}
