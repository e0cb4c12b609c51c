import Foundation
import SchemaModel

extension WritingSession {
  /// What stands in `@default(...)`, or nil.
  mutating func defaultValue(_ column: Column, _ type: PrismaType, of table: ObjectName) -> String? {
    if let source = column.field?.defaultSource { return source }
    if column.generated != nil, column.field == nil { return "dbgenerated()" }
    if column.identity != nil {
      guard type.isInteger else { return nil }
      let name = PrismaConstraintName.sequence(table: table.name, column: column.name)
      serials[ObjectName(name, schema: table.schema)] = ColumnReference(table, column.name)
      return "autoincrement()"
    }
    guard let sql = column.defaultExpression?.sql, !sql.isEmpty else { return nil }
    if type.isInteger, isSerial(sql, column, of: table) { return "autoincrement()" }
    return literal(sql, column, type) ?? "dbgenerated(\(PrismaString.quoted(sql)))"
  }

  /// Labels of the column's enum to Prisma's names.
  private func enumValues(_ type: ColumnType) -> [String: String]? {
    guard let user = type.element.userType, let found = catalog.enums[user] else { return nil }
    return Dictionary(zip(found.values.map(\.label), Self.valueNames(found)), uniquingKeysWith: { first, _ in first })
  }

  /// The default in Prisma's own words, where these say all of it.
  private func literal(_ sql: String, _ column: Column, _ type: PrismaType) -> String? {
    if type.word == "DateTime", !type.isList {
      return ["now()", "current_timestamp"].contains(sql.lowercased()) ? "now()" : nil
    }
    if type.isList, sql.uppercased().hasPrefix("ARRAY[]") {
      return SQLConstant("''" + sql.dropFirst("ARRAY[]".count))?.isOf(column.type) == true ? "[]" : nil
    }
    guard let constant = SQLConstant(sql), constant.isOf(column.type) else { return nil }
    if type.isList { return constant.isQuoted && constant.text == "{}" ? "[]" : nil }
    if let values = enumValues(column.type) { return constant.isQuoted ? values[constant.text] : nil }
    return Self.literal(constant, type)
  }

  private static func literal(_ constant: SQLConstant, _ type: PrismaType) -> String? {
    switch type.word {
    case "String": constant.isQuoted ? PrismaString.quoted(constant.text) : nil
    case "Json": constant.isQuoted && isJSON(constant.text) ? PrismaString.quoted(constant.text) : nil
    case "Boolean": ["true": "true", "false": "false", "t": "true", "f": "false"][constant.text.lowercased()]
    case "Int": number(constant.text, allowsFraction: false).flatMap { Int32($0) == nil ? nil : $0 }
    case "BigInt": number(constant.text, allowsFraction: false).flatMap { Int64($0) == nil ? nil : $0 }
    case "Float", "Decimal": number(constant.text, allowsFraction: true)
    default: nil
    }
  }

  private static func isJSON(_ text: String) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
  }

  /// The number as PostgreSQL prints it too.
  private static func number(_ text: String, allowsFraction: Bool) -> String? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || (allowsFraction && parts.count == 2) else { return nil }
    let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    return isNumber && (digits.count == 1 || digits.first != "0" || parts.count == 2) ? text : nil
  }
}

extension PrismaType {
  var isInteger: Bool { (word == "Int" || word == "BigInt") && !isList && native != "Oid" }
}
