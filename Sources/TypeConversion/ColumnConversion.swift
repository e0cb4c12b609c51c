import SQLWriting
package import SchemaModel

/// How the values of a column become values of another type.
package enum ColumnConversion: Sendable, Hashable {
  /// By a cast that an assignment uses by itself.
  case assignment
  /// The statement has to say how.
  case using
  /// No value of the one is a value of the other.
  case impossible(reason: String)

  /// - Parameters:
  ///   - catalog: where the old type is declared.
  ///   - target: where the new one is.
  package static func of(
    _ old: ColumnType, to new: ColumnType, in catalog: Catalog, _ target: Catalog
  ) -> ColumnConversion {
    let before = catalog.typeBeneathDomains(old)
    let after = target.typeBeneathDomains(new)
    if before.isArray != after.isArray {
      if isText(after) { return .assignment }
      if isText(before) || after.isArray && isSame(before.element, after.element) || isText(after.element) {
        return .using
      }
      return .impossible(reason: "\(old.display) and \(new.display) are not lists of the same")
    }
    return ofElements(before.element, after.element)
  }

  private static func ofElements(_ old: ColumnType, _ new: ColumnType) -> ColumnConversion {
    if isSame(old, new) || isText(new) { return .assignment }
    if old.isUserDefined || new.isUserDefined {
      if isText(old) || old.isUserDefined && new.isUserDefined { return .using }
      return .impossible(reason: "no cast leads from \(old.display) to \(new.display)")
    }
    if let cast = CastTable.cast(old.name, new.name) { return cast.context == .explicit ? .using : .assignment }
    return isText(old) ? .using : .impossible(reason: "no cast leads from \(old.display) to \(new.display)")
  }

  /// The expression of USING.
  package static func expression(_ column: String, _ old: ColumnType, to new: ColumnType) -> String {
    if new.isArray, !old.isArray, !isText(old) { return "ARRAY[\(column)]::\(new.sql)" }
    if !old.isArray, !new.isArray, CastTable.cast(old.name, new.name) != nil, !old.isUserDefined, !new.isUserDefined {
      return "\(column)::\(new.sql)"
    }
    return "\(column)::text\(new.isArray && old.isArray ? "[]" : "")::\(new.sql)"
  }

  private static func isSame(_ one: ColumnType, _ other: ColumnType) -> Bool {
    one.name == other.name && one.schema == other.schema
  }

  /// Whether every type's text is a value of it.
  private static func isText(_ type: ColumnType) -> Bool {
    !type.isArray && (type.schema == nil || type.name == "citext")
      && ["text", "varchar", "bpchar", "name", "citext"].contains(type.name)
  }
}
