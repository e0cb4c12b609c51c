import Foundation
import PlanModel
import SQLWriting
import SchemaModel

/// A value of a column, checked by the column's type and written as SQL.
struct SeedValue {
  private let type: ColumnType
  private let enumeration: EnumType?

  struct Problem {
    var message: String
    var fix: String?

    init(_ message: String, fix: String? = nil) {
      self.message = message
      self.fix = fix
    }
  }

  /// A domain is checked as what it is made of.
  init(_ type: ColumnType, in catalog: Catalog) {
    var type = type
    var depth = 0
    while !type.isArray, depth < 8, let name = type.userType, let domain = catalog.domains[name] {
      type = domain.base
      depth += 1
    }
    self.type = type
    enumeration = type.isArray ? nil : type.userType.flatMap { catalog.enums[$0] }
  }

  private enum Family {
    case integer(ClosedRange<Int>)
    case decimal
    case boolean
    case other
  }

  private var family: Family {
    guard !type.isArray, !type.isUserDefined else { return .other }
    switch type.name {
    case "int2": return .integer(Int(Int16.min)...Int(Int16.max))
    case "int4": return .integer(Int(Int32.min)...Int(Int32.max))
    case "int8": return .integer(Int.min...Int.max)
    case "numeric", "float4", "float8": return .decimal
    case "bool": return .boolean
    default: return .other
    }
  }

  func problem(with value: String) -> Problem? {
    if let enumeration {
      let labels = enumeration.values.map(\.label)
      return labels.contains(value)
        ? nil : Problem("it has no value \(value)", fix: "one of \(labels.joined(separator: ", "))")
    }
    switch family {
    case .integer(let range):
      guard let number = Int(value) else { return Problem("\(value) is no whole number") }
      return range.contains(number) ? nil : Problem("\(value) is out of its range")
    case .decimal: return decimalProblem(value)
    case .boolean: return Self.booleans[value.lowercased()] == nil ? Problem("\(value) is neither true nor false") : nil
    case .other: return type.isArray || type.isUserDefined ? nil : textProblem(value)
    }
  }

  private func decimalProblem(_ value: String) -> Problem? {
    if ["nan", "infinity", "-infinity"].contains(value.lowercased()) { return nil }
    guard value.wholeMatch(of: /[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/) != nil else {
      return Problem("\(value) is no number", fix: "a point before the decimals, and no other mark")
    }
    guard let precision = type.modifiers.first.flatMap({ Int($0) }), type.name == "numeric", !value.contains(/[eE]/)
    else { return nil }
    let scale = type.modifiers.dropFirst().first.flatMap { Int($0) } ?? 0
    let whole = value.drop { "+-0".contains($0) }.prefix { $0 != "." }.count
    return whole > precision - scale
      ? Problem("\(value) has more than \(precision - scale) digits before the point") : nil
  }

  private func textProblem(_ value: String) -> Problem? {
    switch type.name {
    case "varchar", "bpchar":
      guard let limit = type.modifiers.first.flatMap({ Int($0) }) ?? (type.name == "bpchar" ? 1 : nil) else {
        return nil
      }
      let length = value.unicodeScalars.count
      return length > limit ? Problem("this has \(length) characters") : nil
    case "uuid":
      let digits = value.filter { $0 != "-" && $0 != "{" && $0 != "}" }
      return digits.count == 32 && digits.allSatisfy(\.isHexDigit) ? nil : Problem("\(value) is none")
    case "date": return dateProblem(value)
    case "timestamp", "timestamptz":
      let day = value.prefix(10)
      let rest = value.dropFirst(10)
      if Self.endless.contains(value.lowercased()) { return nil }
      let isTime = rest.isEmpty || rest.wholeMatch(of: Self.clock) != nil
      return isTime ? dateProblem(String(day)) : Problem("\(value) is none", fix: "2026-02-01T10:00:00Z")
    case "json", "jsonb":
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)) != nil
      return isJSON ? nil : Problem("this is none", fix: "quote the value and write its quotes twice")
    default: return nil
    }
  }

  private func dateProblem(_ value: String) -> Problem? {
    if Self.endless.contains(value.lowercased()) || CalendarDate(value) != nil { return nil }
    // Any other order of day and month depends on a setting of the session.
    return Problem("\(value) is no day", fix: "2026-02-01")
  }

  /// A constant; what is not a number or a truth value takes the type of the column that it is put into.
  func sql(_ value: String?) -> String {
    guard let value else { return "NULL" }
    guard enumeration == nil else { return SQLLiteral.text(value) }
    switch family {
    case .integer: return Int(value).map(String.init) ?? SQLLiteral.text(value)
    case .decimal where value.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil: return value
    case .boolean: return Self.booleans[value.lowercased()].map { $0 ? "true" : "false" } ?? SQLLiteral.text(value)
    default: return SQLLiteral.text(value)
    }
  }

  /// Whether values of the type can be compared with `=`.
  var isComparable: Bool {
    type.isUserDefined || !["json", "xml", "point", "box", "polygon", "path", "circle"].contains(type.name)
  }

  private static let endless: Set<String> = ["infinity", "-infinity", "epoch"]
  private static var clock: Regex<AnyRegexOutput> {
    Regex(/[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?/)
  }
  private static let booleans: [String: Bool] = [
    "true": true, "t": true, "yes": true, "y": true, "on": true, "1": true,
    "false": false, "f": false, "no": false, "n": false, "off": false, "0": false,
  ]
}
