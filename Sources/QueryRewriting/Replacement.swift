internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

/// A condition on a column itself instead of one on what is made of it.
struct Replacement {
  var text: String
  /// What differs; nil: nothing.
  var difference: String?
  /// Whether OR stands in it outside parentheses.
  var isAlternative = false
}

/// A moment or day that is compared with, and how a bound on it is written for the column.
private struct Moment {
  var column: String
  /// `date`, `timestamp` or `timestamptz`: the column's own type.
  var type: String
  /// The time zone that the column is seen in, as SQL.
  var zone: String?

  /// A bound by a day, for the column.
  func bound(_ day: String) -> String {
    zone.map { "(\(day))::timestamp AT TIME ZONE \($0)" } ?? day
  }
}

extension RewritingSession {
  /// A column of a day or moment, also `column AT TIME ZONE 'somewhere'`.
  fileprivate func moment(_ node: PostgresNode, at level: Int) -> Moment? {
    if let column = column(node, at: level), let type = baseType(column.column), let written = text.text(of: node),
      ["date", "timestamp", "timestamptz"].contains(type)
    {
      return Moment(column: written, type: type)
    }
    guard let call = node.call, call.name == "timezone", call.arguments.count == 2,
      let column = column(call.arguments[1], at: level), baseType(column.column) == "timestamptz",
      !call.arguments[0].holdsColumn, let zone = text.text(of: call.arguments[0]),
      let written = text.text(of: call.arguments[1])
    else { return nil }
    return Moment(column: written, type: "timestamptz", zone: zone)
  }

  /// A value without columns as one of a type; nil when it may be of another one.
  fileprivate func value(_ node: PostgresNode, as type: String) -> String? {
    guard let written = text.text(of: node) else { return nil }
    if node.parameter != nil || node.stringConstant != nil { return "\(written)::\(type)" }
    if let cast = node.cast {
      // `date '2024-05-01'` and `$1::date`.
      return cast.type == type ? (written.contains("::") ? written : "(\(written))") : nil
    }
    if type == "date", written.lowercased() == "current_date" { return written }
    if type == "timestamptz", ["now()", "current_timestamp"].contains(written.lowercased()) { return written }
    if let call = node.call, type == "date", call.name == "date", call.arguments.count == 1 { return written }
    return nil
  }
}

extension Replacement {
  /// `x::date = $1`, `date(x) >= $1`.
  static func day(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    var inner: PostgresNode?
    if let cast = comparison.left.cast, cast.type == "date" { inner = cast.value }
    if let call = comparison.left.call, call.name == "date", call.arguments.count == 1 { inner = call.arguments[0] }
    guard let inner, let moment = session.moment(inner, at: comparison.level), moment.type != "date",
      let day = session.value(comparison.right, as: "date")
    else { return nil }
    let start = moment.bound(day)
    let end = moment.bound("\(day) + 1")
    switch comparison.sign {
    case "=": return Replacement(text: "\(moment.column) >= \(start) AND \(moment.column) < \(end)")
    case ">=", "<": return Replacement(text: "\(moment.column) \(comparison.sign) \(start)")
    case ">": return Replacement(text: "\(moment.column) >= \(end)")
    default: return Replacement(text: "\(moment.column) < \(end)")
    }
  }

  /// `(x AT TIME ZONE zone)::date = $1` with the row's own zone: no zone is further than a day from UTC.
  static func localDay(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard comparison.sign == "=", localMoment(comparison.left, session, comparison.level) != nil,
      let call = comparison.left.cast?.value.call, let name = session.text.text(of: call.arguments[1]),
      let day = session.value(comparison.right, as: "date"), let condition = session.text.text(of: comparison.node)
    else { return nil }
    let bounds = ["\(day) - 1", "\(day) + 2"].map { "(\($0))::timestamp AT TIME ZONE 'UTC'" }
    return Replacement(text: "\(name) >= \(bounds[0]) AND \(name) < \(bounds[1]) AND \(condition)")
  }

  /// The moment of `(moment AT TIME ZONE zone)::date`, both columns of one table.
  static func localMoment(_ node: PostgresNode, _ session: RewritingSession, _ level: Int) -> NamedColumn? {
    guard let cast = node.cast, cast.type == "date", let call = cast.value.call, call.name == "timezone",
      call.arguments.count == 2, session.column(call.arguments[0], at: level) != nil,
      let moment = session.column(call.arguments[1], at: level), session.baseType(moment.column) == "timestamptz"
    else { return nil }
    return moment
  }

  /// `date_trunc('month', x) = $1`. A value that begins no month equals none.
  static func unit(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard comparison.sign == "=", let call = comparison.left.call, call.name == "date_trunc",
      call.arguments.count == 2, let unit = call.arguments[0].stringConstant, units.contains(unit),
      let moment = session.moment(call.arguments[1], at: comparison.level), moment.zone == nil,
      let value = session.value(comparison.right, as: moment.type == "timestamp" ? "timestamp" : "timestamptz")
    else { return nil }
    let range = "\(moment.column) >= \(value) AND \(moment.column) < \(value) + interval '1 \(unit)'"
    let begins = comparison.right.stringConstant.map { isBeginning($0, of: unit) } ?? false
    return Replacement(text: begins ? range : "\(range) AND \(value) = date_trunc('\(unit)', \(value))")
  }

  private static let units: Set<String> = ["minute", "hour", "day", "week", "month", "year"]

  /// Whether an ISO date is the first of a unit, as can be told from its digits.
  private static func isBeginning(_ date: String, of unit: String) -> Bool {
    guard date.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return false }
    switch unit {
    case "day", "hour", "minute": return true
    case "month": return date.hasSuffix("-01")
    case "year": return date.hasSuffix("-01-01")
    default: return false
    }
  }

  /// `extract(year FROM x) = 2024`.
  static func year(_ comparison: Comparison, _ session: RewritingSession) -> Replacement? {
    guard let call = comparison.left.call, ["extract", "date_part"].contains(call.name), call.arguments.count == 2,
      call.arguments[0].stringConstant == "year",
      let moment = session.moment(call.arguments[1], at: comparison.level),
      let years = years(comparison.right, session)
    else { return nil }
    let start = moment.bound("make_date(\(years.this), 1, 1)")
    let end = moment.bound("make_date(\(years.next), 1, 1)")
    let text: String
    switch comparison.sign {
    case "=": text = "\(moment.column) >= \(start) AND \(moment.column) < \(end)"
    case ">=", "<": text = "\(moment.column) \(comparison.sign) \(start)"
    case ">": text = "\(moment.column) >= \(end)"
    default: text = "\(moment.column) < \(end)"
    }
    return Replacement(text: text, difference: years.difference)
  }

  private static func years(
    _ node: PostgresNode, _ session: RewritingSession
  ) -> (this: String, next: String, difference: String?)? {
    if let year = node.integerConstant, (1...9998).contains(year) { return ("\(year)", "\(year + 1)", nil) }
    guard let parameter = node.parameter ?? node.cast.flatMap({ $0.type.hasPrefix("int") ? $0.value.parameter : nil })
    else { return nil }
    return ("$\(parameter)::int", "$\(parameter)::int + 1", "$\(parameter) must be a year, and a whole number")
  }
}
