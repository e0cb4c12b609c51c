import CPostgresQuery
import SQLSyntax
import SchemaModel

/// Whether values keep their bytes when they are taken for another type.
///
/// Source: ATColumnChangeRequiresRewrite of PostgreSQL's tablecmds.c, pg_cast's binary coercions, and the functions that
/// drop casts to a longer length.
struct TypeChange {
  let state: CatalogState
  let isUTC: Bool

  /// - Parameter steps: the types that the value is cast to, one after the other.
  func rewrites(_ old: ColumnType, through steps: [ColumnType]) -> Bool {
    var type = old
    for next in steps {
      if !isFree(type, next) { return true }
      // What a cast gives has the length of the cast alone.
      type = next
    }
    return false
  }

  private func isFree(_ old: ColumnType, _ new: ColumnType) -> Bool {
    if old == new { return true }
    var source = old
    if old.userType.flatMap({ state.catalog.domains[$0] }) != nil {
      source = state.catalog.typeBeneathDomains(old)
      source.modifiers = []
    }
    if let domain = new.userType.flatMap({ state.catalog.domains[$0] }) {
      if hasConstraint(domain) { return false }
      return isFree(source, domain.base)
    }
    if source.isArray || new.isArray {
      return source.isArray && new.isArray && source.name == new.name && source.schema == new.schema
        && (new.modifiers.isEmpty || new.modifiers == source.modifiers)
    }
    if source.name == new.name, source.schema == new.schema { return keepsLength(source, new) }
    return isCoercible(source, new)
  }

  private func hasConstraint(_ domain: DomainType) -> Bool {
    if !domain.isNullable || !domain.checks.isEmpty { return true }
    return domain.base.userType.flatMap { state.catalog.domains[$0] }.map(hasConstraint) ?? false
  }

  private func isCoercible(_ old: ColumnType, _ new: ColumnType) -> Bool {
    if Set([old.name, new.name]) == ["timestamp", "timestamptz"] {
      return isUTC && (new.modifiers.isEmpty || new.modifiers == ["6"])
    }
    guard new.modifiers.isEmpty else { return false }
    return Self.coercions[old.name]?.contains(new.name) == true
  }

  private static let identifiers: Set<String> = [
    "oid", "regclass", "regtype", "regproc", "regprocedure", "regoper", "regoperator", "regconfig", "regdictionary",
    "regrole", "regnamespace", "regcollation",
  ]

  /// Types whose values are also values of others, bit by bit (pg_cast.castmethod = 'b').
  private static let coercions: [String: Set<String>] = {
    var result: [String: Set<String>] = [
      "varchar": ["text", "bpchar", "citext"], "text": ["varchar", "bpchar", "citext"],
      "citext": ["text", "varchar"], "cidr": ["inet"], "bit": ["varbit"], "varbit": ["bit"],
      "xml": ["text", "varchar", "bpchar"], "int4": identifiers, "oid": identifiers.union(["int4"]),
    ]
    for name in identifiers where name != "oid" { result[name] = ["oid", "int4"] }
    return result
  }()

  /// The same type with another length or precision.
  private func keepsLength(_ old: ColumnType, _ new: ColumnType) -> Bool {
    if new.modifiers.isEmpty || old.modifiers == new.modifiers { return true }
    switch new.name {
    case "varchar", "varbit":
      guard let from = old.modifiers.first.flatMap({ Int($0) }), let to = new.modifiers.first.flatMap({ Int($0) })
      else {
        return false
      }
      return to >= from
    case "numeric":
      let from = old.modifiers.compactMap { Int($0) }
      let to = new.modifiers.compactMap { Int($0) }
      guard let fromPrecision = from.first, let toPrecision = to.first else { return false }
      return (from.dropFirst().first ?? 0) == (to.dropFirst().first ?? 0) && toPrecision >= fromPrecision
    case "timestamp", "timestamptz", "time", "timetz":
      guard let to = new.modifiers.first.flatMap({ Int($0) }) else { return false }
      return to >= 6 || old.modifiers.first.flatMap { Int($0) }.map { to >= $0 } ?? false
    case "interval": return keepsInterval(old.modifiers, new.modifiers)
    default: return false
    }
  }

  /// Only the least field that is kept counts, and the precision where that is the second.
  private func keepsInterval(_ old: [String], _ new: [String]) -> Bool {
    let least = { (modifiers: [String]) -> Int in
      let last = modifiers.first.flatMap { Int($0) == nil ? $0.split(separator: " ").last.map(String.init) : nil }
      return ["minute": 1, "hour": 2, "day": 3, "month": 4, "year": 5][last ?? "second"] ?? 0
    }
    let precision = { (modifiers: [String]) in modifiers.compactMap { Int($0) }.first ?? .max }
    return least(new) <= least(old)
      && (least(old) > 0 || precision(new) >= 6 || precision(new) >= precision(old))
  }

  /// Types that the same operators order.
  static func operatorFamily(_ type: ColumnType) -> String {
    if type.isArray { return "\(type.name)[]" }
    if identifiers.contains(type.name) { return "oid" }
    switch type.name {
    case "varchar", "text": return "text"
    case "cidr", "inet": return "inet"
    default: return (type.schema ?? "") + "." + type.name
    }
  }

  /// The casts that a USING expression puts the column through; nil when it does anything else with it.
  func steps(_ expression: PostgresNode, of column: String, in judge: StatementJudge) -> [ColumnType]? {
    if expression.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = expression.pointee.column_ref?.pointee {
      return PostgresList(reference.fields, reference.n_fields).last?.string == column ? [] : nil
    }
    guard expression.kind == PG_QUERY__NODE__NODE_TYPE_CAST, let cast = expression.pointee.type_cast?.pointee,
      let inner = cast.arg, let type = cast.type_name.flatMap({ TypeReading.type($0.pointee, in: state) }),
      let before = steps(PostgresNode(inner), of: column, in: judge)
    else { return nil }
    return before + [type]
  }
}

/// A type as a statement writes it.
enum TypeReading {
  static func type(_ name: PgQuery__TypeName, in state: CatalogState) -> ColumnType? {
    let path = PostgresList(name.names, name.n_names).strings
    guard let last = path.last else { return nil }
    let modifiers = PostgresList(name.typmods, name.n_typmods).compactMap { node -> String? in
      node.pointee.a_const.map { "\($0.pointee.ival?.pointee.ival ?? 0)" }
    }
    let dimensions = name.n_array_bounds
    if path.count == 1 || path[0] == "pg_catalog", ColumnType.catalogNames.contains(last) {
      let full = last == "numeric" && modifiers.count == 1 ? modifiers + ["0"] : modifiers
      return ColumnType(last, modifiers: full, arrayDimensions: dimensions)
    }
    let candidates = path.count > 1 ? [path[path.count - 2]] : state.searchPath
    let schema = candidates.first { schema in
      let name = ObjectName(last, schema: schema)
      return state.catalog.domains.contains(name) || state.catalog.enums.contains(name)
    }
    return ColumnType(last, schema: schema ?? candidates.first, modifiers: modifiers, arrayDimensions: dimensions)
  }
}
