import Foundation
import SchemaModel

extension WritingSession {
  /// What stands in `@default(...)`, or nil.
  mutating func defaultValue(_ column: Column, _ type: PrismaType, of table: ObjectName) -> String? {
    if let source = column.field?.defaultSource { return source }
    if column.generated != nil, column.field == nil { return "dbgenerated()" }
    if column.identity != nil { return type.isInteger ? "autoincrement()" : nil }
    guard let sql = column.defaultExpression?.sql, !sql.isEmpty, sql.uppercased() != "NULL" else { return nil }
    if type.isInteger, isSerial(sql, column, of: table) { return "autoincrement()" }
    return Self.literal(sql, type, enumValues(column.type)) ?? "dbgenerated(\(PrismaString.quoted(sql)))"
  }

  /// Whether the default draws from the column's own sequence.
  private func isSerial(_ sql: String, _ column: Column, of table: ObjectName) -> Bool {
    guard sql.hasPrefix("nextval(") else { return false }
    let own = PrismaConstraintName.sequence(table: table.name, column: column.name)
    return catalog.sequences.contains {
      $0.ownedBy == ColumnReference(table, column.name) && sql.contains($0.name.name)
    } || sql.contains("'\(own)'") || sql.contains("\"\(own)\"")
  }

  /// Labels of the column's enum to Prisma's names.
  private func enumValues(_ type: ColumnType) -> [String: String]? {
    guard let user = type.element.userType, let found = catalog.enums[user] else { return nil }
    return Dictionary(zip(found.values.map(\.label), Self.valueNames(found)), uniquingKeysWith: { first, _ in first })
  }

  private static func literal(_ sql: String, _ type: PrismaType, _ values: [String: String]?) -> String? {
    let plain = withoutCasts(sql)
    if type.isList { return plain == "'{}'" || plain.uppercased() == "ARRAY[]" ? "[]" : nil }
    if let values { return quoted(plain).flatMap { values[$0] } }
    switch type.word {
    case "String": return quoted(plain).map(PrismaString.quoted)
    case "Json": return quoted(plain).flatMap { isJSON($0) ? PrismaString.quoted($0) : nil }
    case "Boolean":
      let word = (quoted(plain) ?? plain).lowercased()
      return word == "true" || word == "false" ? word : nil
    case "Int", "BigInt": return number(quoted(plain) ?? plain, allowsFraction: false)
    case "Float", "Decimal": return number(quoted(plain) ?? plain, allowsFraction: true)
    case "DateTime":
      let word = plain.lowercased()
      return word == "now()" || word == "current_timestamp" ? "now()" : nil
    default: return nil
    }
  }

  private static func isJSON(_ text: String) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
  }

  /// The expression before its casts, where these are all that follows.
  private static func withoutCasts(_ sql: String) -> String {
    var isQuoted = false
    var previous: Character?
    for index in sql.indices {
      let character = sql[index]
      if character == "'" { isQuoted.toggle() }
      if !isQuoted, character == ":", previous == ":" {
        let rest = sql[sql.index(after: index)...]
        let isType = rest.allSatisfy { $0.isLetter || $0.isNumber || "_ \".(),[]:".contains($0) }
        return isType ? String(sql[..<sql.index(before: index)]) : sql
      }
      previous = character
    }
    return sql
  }

  /// The text of a single SQL string literal, or nil.
  private static func quoted(_ sql: String) -> String? {
    guard sql.count >= 2, sql.hasPrefix("'"), sql.hasSuffix("'") else { return nil }
    var text = ""
    var pending = false
    for character in sql.dropFirst().dropLast() {
      if character == "'" {
        if pending { text.append("'") }
        pending.toggle()
      } else {
        if pending { return nil }
        text.append(character)
      }
    }
    return pending ? nil : text
  }

  private static func number(_ text: String, allowsFraction: Bool) -> String? {
    var digits = text[...]
    if digits.first == "(", digits.last == ")" { digits = digits.dropFirst().dropLast() }
    let value = String(digits)
    if digits.first == "-" { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || (allowsFraction && parts.count == 2) else { return nil }
    let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    return isNumber ? value : nil
  }
}

extension PrismaType {
  var isInteger: Bool { (word == "Int" || word == "BigInt") && !isList && native != "Oid" }
}
