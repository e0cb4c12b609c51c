import SQLWriting
package import SchemaModel

/// A value of a type for each number: other numbers give other values where the type has enough of them.
package struct TypicalValue: Sendable {
  private let catalog: Catalog

  package init(_ catalog: Catalog) { self.catalog = catalog }

  /// As an SQL expression; nil for a type nothing is known of.
  package func sql(_ type: ColumnType, number: Int) -> String? {
    guard let text = text(catalog.typeBeneathDomains(type), number) else { return nil }
    return "\(SQLLiteral.text(text))::\(type.sql)"
  }

  private func text(_ type: ColumnType, _ number: Int) -> String? {
    if type.isArray { return "{}" }
    if let name = type.userType { return userText(name, number) }
    let day = "2026-01-0\(number % 9 + 1)"
    switch type.name {
    case "int2", "int4", "int8", "oid", "float4", "float8", "numeric", "money", "xid", "xid8": return "\(number)"
    case "text", "varchar", "bpchar", "name", "citext", "char", "\"char\"": return "\(number)"
    case "bool": return number % 2 == 0 ? "true" : "false"
    case "uuid": return "00000000-0000-7000-8000-" + String(1_000_000_000_00 + number).suffix(12).padded(to: 12)
    case "date": return day
    case "timestamp", "timestamptz": return "\(day) 10:00:00"
    case "time", "timetz": return "0\(number % 9):00:00"
    case "interval": return "\(number) days"
    case "json", "jsonb": return "{}"
    case "bytea": return "\\x0\(number % 9)"
    case "inet": return "10.0.0.\(number)"
    case "cidr": return "10.0.\(number).0/24"
    case "macaddr": return "08:00:2b:01:02:0\(number % 9)"
    case "bit": return String(repeating: "0", count: type.modifiers.first.flatMap { Int($0) } ?? 1)
    case "varbit": return "0"
    case "int4range", "int8range", "numrange": return "[\(number),\(number + 1))"
    case "daterange": return "[\(day),\(day)]"
    case "tsrange", "tstzrange": return "[\(day) 10:00:00,\(day) 11:00:00)"
    case "tsvector", "hstore", "tsquery": return ""
    case "xml": return "<a/>"
    case "point": return "(\(number),\(number))"
    case "pg_lsn": return "0/\(number)"
    default: return nil
    }
  }

  private func userText(_ name: ObjectName, _ number: Int) -> String? {
    if let values = catalog.enums[name]?.values, !values.isEmpty { return values[number % values.count].label }
    if let fields = catalog.compositeTypes[name]?.attributes.count {
      return "(" + String(repeating: ",", count: max(0, fields - 1)) + ")"
    }
    if catalog.rangeTypes[name] != nil { return "empty" }
    switch name.name {
    case "citext": return "\(number)"
    case "ltree": return "n\(number)"
    case "hstore": return ""
    default: return nil
    }
  }
}

extension StringProtocol {
  fileprivate func padded(to width: Int) -> String { String(repeating: "0", count: Swift.max(0, width - count)) + self }
}
