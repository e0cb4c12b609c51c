import Diagnostics
import SchemaModel

/// The native types behind Prisma's scalar types.
struct NativeTypes {
  var isCockroach: Bool

  private struct Kind {
    var scalar: ScalarType
    var type: String
    /// The most arguments it takes, and how many it must have once one is given.
    var arguments = 0
    /// The modifier PostgreSQL fills in where none is written.
    var implied: [String] = []
  }

  private static let postgres: [String: Kind] = [
    "Text": Kind(scalar: .string, type: "text"), "VarChar": Kind(scalar: .string, type: "varchar", arguments: 1),
    "Char": Kind(scalar: .string, type: "bpchar", arguments: 1, implied: ["1"]),
    "Bit": Kind(scalar: .string, type: "bit", arguments: 1, implied: ["1"]),
    "VarBit": Kind(scalar: .string, type: "varbit", arguments: 1), "Uuid": Kind(scalar: .string, type: "uuid"),
    "Xml": Kind(scalar: .string, type: "xml"), "Inet": Kind(scalar: .string, type: "inet"),
    "Citext": Kind(scalar: .string, type: "citext"), "Integer": Kind(scalar: .int, type: "int4"),
    "SmallInt": Kind(scalar: .int, type: "int2"), "Oid": Kind(scalar: .int, type: "oid"),
    "BigInt": Kind(scalar: .bigInt, type: "int8"), "DoublePrecision": Kind(scalar: .float, type: "float8"),
    "Real": Kind(scalar: .float, type: "float4"), "Decimal": Kind(scalar: .decimal, type: "numeric", arguments: 2),
    "Money": Kind(scalar: .decimal, type: "money"),
    "Timestamp": Kind(scalar: .dateTime, type: "timestamp", arguments: 1),
    "Timestamptz": Kind(scalar: .dateTime, type: "timestamptz", arguments: 1),
    "Date": Kind(scalar: .dateTime, type: "date"), "Time": Kind(scalar: .dateTime, type: "time", arguments: 1),
    "Timetz": Kind(scalar: .dateTime, type: "timetz", arguments: 1), "Boolean": Kind(scalar: .boolean, type: "bool"),
    "Json": Kind(scalar: .json, type: "json"), "JsonB": Kind(scalar: .json, type: "jsonb"),
    "ByteA": Kind(scalar: .bytes, type: "bytea"),
  ]

  private static let cockroach: [String: Kind] = [
    "String": Kind(scalar: .string, type: "varchar", arguments: 1),
    "Char": Kind(scalar: .string, type: "bpchar", arguments: 1, implied: ["1"]),
    "CatalogSingleChar": Kind(scalar: .string, type: "\"char\""),
    "Bit": Kind(scalar: .string, type: "bit", arguments: 1, implied: ["1"]),
    "VarBit": Kind(scalar: .string, type: "varbit", arguments: 1), "Uuid": Kind(scalar: .string, type: "uuid"),
    "Inet": Kind(scalar: .string, type: "inet"), "Int2": Kind(scalar: .int, type: "int2"),
    "Int4": Kind(scalar: .int, type: "int4"), "Oid": Kind(scalar: .int, type: "oid"),
    "Int8": Kind(scalar: .bigInt, type: "int8"), "Float4": Kind(scalar: .float, type: "float4"),
    "Float8": Kind(scalar: .float, type: "float8"), "Decimal": Kind(scalar: .decimal, type: "numeric", arguments: 2),
    "Timestamp": Kind(scalar: .dateTime, type: "timestamp", arguments: 1),
    "Timestamptz": Kind(scalar: .dateTime, type: "timestamptz", arguments: 1),
    "Date": Kind(scalar: .dateTime, type: "date"), "Time": Kind(scalar: .dateTime, type: "time", arguments: 1),
    "Timetz": Kind(scalar: .dateTime, type: "timetz", arguments: 1), "Bool": Kind(scalar: .boolean, type: "bool"),
    "JsonB": Kind(scalar: .json, type: "jsonb"), "Bytes": Kind(scalar: .bytes, type: "bytea"),
  ]

  /// The type of a scalar field without a native type.
  static func standard(_ scalar: ScalarType) -> ColumnType {
    switch scalar {
    case .string: ColumnType("text")
    case .boolean: ColumnType("bool")
    case .int: ColumnType("int4")
    case .bigInt: ColumnType("int8")
    case .float: ColumnType("float8")
    case .decimal: ColumnType("numeric", modifiers: ["65", "30"])
    case .dateTime: ColumnType("timestamp", modifiers: ["3"])
    case .json: ColumnType("jsonb")
    case .bytes: ColumnType("bytea")
    }
  }

  func read(_ name: String, _ attribute: AttributeSyntax, for scalar: ScalarType, report: Report) -> NativeType? {
    let known = isCockroach ? Self.cockroach : Self.postgres
    guard let kind = known[name] else {
      report.error(
        "prisma-native-type", "there is no native type `\(name)`", at: attribute.place,
        fix: report.suggestion(for: name, among: known.keys.sorted()))
      return nil
    }
    if kind.scalar != scalar {
      report.error(
        "prisma-native-type", "native type `\(name)` belongs to \(kind.scalar.rawValue), not to \(scalar.rawValue)",
        at: attribute.place)
      return nil
    }
    guard let modifiers = modifiers(name, kind, attribute, report) else { return nil }
    let shown = modifiers.isEmpty ? name : "\(name)(\(modifiers.joined(separator: ", ")))"
    var stored = modifiers.isEmpty ? kind.implied : modifiers
    if kind.type == "numeric", stored.count == 1 { stored.append("0") }
    return NativeType(source: shown, name: name, type: ColumnType(kind.type, modifiers: stored))
  }

  private func modifiers(
    _ name: String, _ kind: Kind, _ attribute: AttributeSyntax, _ report: Report
  ) -> [String]? {
    var modifiers: [String] = []
    for argument in attribute.arguments {
      guard case .number(let text, _) = argument.value, let number = UInt32(text) else {
        if case .missing = argument.value { return nil }
        report.error(
          "prisma-native-type",
          "native type `\(name)` takes whole numbers that are not negative, not `\(report.text(argument.value.place))`",
          at: attribute.place)
        return nil
      }
      modifiers.append(String(number))
    }
    if modifiers.count > kind.arguments {
      report.error(
        "prisma-native-type",
        kind.arguments == 0
          ? "native type `\(name)` takes no arguments"
          : "native type `\(name)` takes at most \(kind.arguments) argument\(kind.arguments == 1 ? "" : "s")",
        at: attribute.place)
      return nil
    }
    if let problem = limit(name, kind.type, modifiers.compactMap { Int($0) }) {
      report.error("prisma-native-type", problem, at: attribute.place)
      return nil
    }
    return modifiers
  }

  /// What PostgreSQL would refuse about the numbers.
  private func limit(_ name: String, _ type: String, _ numbers: [Int]) -> String? {
    guard let first = numbers.first else { return nil }
    switch type {
    case "numeric":
      if first < 1 || first > 1000 { return "the precision of `\(name)` is between 1 and 1000" }
      if numbers.count > 1, numbers[1] > first { return "the scale of `\(name)` is not larger than its precision" }
    case "varchar", "bpchar", "bit", "varbit":
      if first < 1 || first > 10_485_760 && type != "bit" && type != "varbit" {
        return "the length of `\(name)` is between 1 and 10485760"
      }
    default: if first > 6 { return "the precision of `\(name)` is between 0 and 6" }
    }
    return nil
  }
}
