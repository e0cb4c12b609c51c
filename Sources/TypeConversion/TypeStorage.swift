package import SchemaModel

/// Whether values keep their bytes when they are taken for another type, so that no row has to be written again.
///
/// Source: ATColumnChangeRequiresRewrite of PostgreSQL's tablecmds.c, the binary casts, and the functions that drop
/// casts to a longer length.
package struct TypeStorage: Sendable {
  private let catalog: Catalog
  private let isUTC: Bool

  /// - Parameter isUTC: whether the session's time zone is the one of stored moments.
  package init(_ catalog: Catalog, isUTC: Bool) {
    self.catalog = catalog
    self.isUTC = isUTC
  }

  package func isShared(_ old: ColumnType, _ new: ColumnType) -> Bool {
    if old == new { return true }
    var source = old
    if old.userType.flatMap({ catalog.domains[$0] }) != nil {
      source = catalog.typeBeneathDomains(old)
      source.modifiers = []
    }
    if let domain = new.userType.flatMap({ catalog.domains[$0] }) {
      return !hasConstraint(domain) && isShared(source, domain.base)
    }
    if source.isArray || new.isArray {
      return source.isArray && new.isArray && source.name == new.name && source.schema == new.schema
        && (new.modifiers.isEmpty || new.modifiers == source.modifiers)
    }
    if source.name == new.name, source.schema == new.schema { return Self.keepsLength(source, new) }
    return isCoercible(source, new)
  }

  private func hasConstraint(_ domain: DomainType) -> Bool {
    if !domain.isNullable || !domain.checks.isEmpty { return true }
    return domain.base.userType.flatMap { catalog.domains[$0] }.map(hasConstraint) ?? false
  }

  private func isCoercible(_ old: ColumnType, _ new: ColumnType) -> Bool {
    if Set([old.name, new.name]) == ["timestamp", "timestamptz"] {
      return isUTC && (new.modifiers.isEmpty || new.modifiers == ["6"])
    }
    guard new.modifiers.isEmpty else { return false }
    return CastTable.cast(old.name, new.name)?.method == .binary
      || Self.ofExtensions[old.name]?.contains(new.name) == true
  }

  /// The binary casts that the extension citext brings.
  private static let ofExtensions: [String: Set<String>] = [
    "citext": ["text", "varchar"], "text": ["citext"], "varchar": ["citext"],
  ]

  /// The same type with another length or precision.
  private static func keepsLength(_ old: ColumnType, _ new: ColumnType) -> Bool {
    if new.modifiers.isEmpty || old.modifiers == new.modifiers { return true }
    switch new.name {
    case "varchar", "varbit":
      guard let from = old.modifiers.first.flatMap({ Int($0) }), let to = new.modifiers.first.flatMap({ Int($0) })
      else { return false }
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
  private static func keepsInterval(_ old: [String], _ new: [String]) -> Bool {
    let least = { (modifiers: [String]) -> Int in
      let last = modifiers.first.flatMap { Int($0) == nil ? $0.split(separator: " ").last.map(String.init) : nil }
      return ["minute": 1, "hour": 2, "day": 3, "month": 4, "year": 5][last ?? "second"] ?? 0
    }
    let precision = { (modifiers: [String]) in modifiers.compactMap { Int($0) }.first ?? .max }
    return least(new) <= least(old)
      && (least(old) > 0 || precision(new) >= 6 || precision(new) >= precision(old))
  }

  /// Types that the same operators order.
  package static func operatorFamily(_ type: ColumnType) -> String {
    if type.isArray { return "\(type.name)[]" }
    if type.name == "oid" || CastTable.cast("oid", type.name) == Cast(context: .implicit, method: .binary) {
      return "oid"
    }
    switch type.name {
    case "varchar", "text": return "text"
    case "cidr", "inet": return "inet"
    default: return (type.schema ?? "") + "." + type.name
    }
  }
}
