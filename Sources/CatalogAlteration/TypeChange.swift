import SQLWriting
package import SchemaModel

/// What PostgreSQL makes of a column's values when its type changes.
package enum TypeChange: Sendable, Hashable {
  /// Nothing happens to the values.
  case binaryCompatible
  /// Each value is converted by a cast that an assignment may use.
  case cast
  /// Each value is converted, and the statement has to say how.
  case using
  /// No value of the one is a value of the other.
  case impossible(reason: String)

  /// - Parameters:
  ///   - catalog: where the old type is declared.
  ///   - target: where the new one is.
  package static func of(_ old: ColumnType, to new: ColumnType, in catalog: Catalog, _ target: Catalog) -> TypeChange {
    let before = catalog.typeBeneathDomains(old)
    let after = target.typeBeneathDomains(new)
    if before.isArray != after.isArray {
      if isText(after), !after.isArray { return .cast }
      if after.isArray, before.element.name == after.element.name || isText(after.element) { return .using }
      return .impossible(reason: "\(old.display) and \(new.display) are not lists of the same")
    }
    return ofElements(
      before.element, after.element, isDomain: new.userType.map { target.domains.contains($0) } ?? false)
  }

  private static func ofElements(_ old: ColumnType, _ new: ColumnType, isDomain: Bool) -> TypeChange {
    if old.name == new.name, old.schema == new.schema {
      return !isDomain && TypeModifiers.widen(old, to: new) ? .binaryCompatible : .cast
    }
    if isText(new) {
      let isFree = ["text", "varchar"].contains(old.name) && ["text", "varchar"].contains(new.name) && !new.hasLength
      return isFree && !isDomain && !old.isUserDefined ? .binaryCompatible : .cast
    }
    if old.isUserDefined || new.isUserDefined {
      if isText(old) || old.isUserDefined && new.isUserDefined { return .using }
      return .impossible(reason: "no cast leads from \(old.display) to \(new.display)")
    }
    if free.contains([old.name, new.name]) { return .binaryCompatible }
    if assigned[old.name]?.contains(new.name) == true { return .cast }
    if isText(old) || explicit[old.name]?.contains(new.name) == true { return .using }
    return .impossible(reason: "no cast leads from \(old.display) to \(new.display)")
  }

  /// How the values of a column are converted when the cast alone does not say it.
  package static func conversion(_ column: String, _ old: ColumnType, to new: ColumnType) -> String {
    if new.isArray, !old.isArray { return "ARRAY[\(column)]::\(new.sql)" }
    if explicit[old.name]?.contains(new.name) == true, !old.isArray { return "\(column)::\(new.sql)" }
    return "\(column)::text\(new.isArray ? "[]" : "")::\(new.sql)"
  }

  private static func isText(_ type: ColumnType) -> Bool {
    !type.isArray && (type.schema == nil || type.name == "citext")
      && ["text", "varchar", "bpchar", "name", "citext"].contains(type.name)
  }

  private static let free: Set<[String]> = [["cidr", "inet"], ["bit", "varbit"]]

  /// Source: pg_cast of PostgreSQL 15 where castcontext is `i` or `a`.
  private static let assigned: [String: Set<String>] = {
    let numbers: Set<String> = ["int2", "int4", "int8", "float4", "float8", "numeric"]
    var casts: [String: Set<String>] = [:]
    for number in numbers { casts[number] = numbers }
    casts["int4"]?.formUnion(["money", "oid"])
    casts["int8"]?.formUnion(["money", "oid"])
    casts["int2"]?.insert("oid")
    casts["numeric"]?.insert("money")
    casts["money"] = ["numeric"]
    casts["oid"] = ["int4", "int8"]
    casts["date"] = ["timestamp", "timestamptz"]
    casts["timestamp"] = ["date", "time", "timestamptz"]
    casts["timestamptz"] = ["date", "time", "timetz", "timestamp"]
    casts["time"] = ["timetz", "interval"]
    casts["timetz"] = ["time"]
    casts["interval"] = ["time"]
    casts["json"] = ["jsonb"]
    casts["jsonb"] = ["json"]
    casts["cidr"] = ["inet"]
    casts["inet"] = ["cidr"]
    casts["bit"] = ["varbit"]
    casts["varbit"] = ["bit"]
    casts["macaddr"] = ["macaddr8"]
    casts["macaddr8"] = ["macaddr"]
    return casts
  }()

  /// Those where castcontext is `e`.
  private static let explicit: [String: Set<String>] = [
    "int4": ["bool", "bit"], "int8": ["bit"], "bool": ["int4"], "bit": ["int4", "int8"],
    "jsonb": ["bool", "numeric", "int2", "int4", "int8", "float4", "float8"],
  ]
}

enum TypeModifiers {
  /// Whether all values of a type with these modifiers are values of it with those, stored alike.
  static func widen(_ old: ColumnType, to new: ColumnType) -> Bool {
    if old.modifiers == new.modifiers { return true }
    let before = old.modifiers.compactMap { Int($0) }
    let after = new.modifiers.compactMap { Int($0) }
    switch old.name {
    case "varchar", "varbit": return after.isEmpty || !before.isEmpty && after[0] >= before[0]
    case "timestamp", "timestamptz", "time", "timetz", "interval":
      return before.count == old.modifiers.count && after.count == new.modifiers.count
        && (after.isEmpty || after[0] >= (before.first ?? 6))
    case "numeric":
      if after.isEmpty { return true }
      return !before.isEmpty && after[0] >= before[0]
        && (after.count > 1 ? after[1] : 0) == (before.count > 1 ? before[1] : 0)
    default: return false
    }
  }
}

extension ColumnType {
  fileprivate var hasLength: Bool { !modifiers.isEmpty }
}
