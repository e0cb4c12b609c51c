import SchemaModel

/// What only an ORM knows, compared where both sides have an ORM.
enum ModelDifference {
  static func details(_ old: ModelField?, _ new: ModelField?) -> [SchemaChange.Detail?] {
    guard let old, let new, old != new else { return [] }
    return [
      property("field", old.name, new.name),
      optional(
        "client default", old.isClientDefault ? old.defaultSource : nil, new.isClientDefault ? new.defaultSource : nil),
      flag("updated by the client", old.isUpdatedAt, new.isUpdatedAt),
      flag("ignored by the client", old.isIgnored, new.isIgnored),
      property(
        "client attributes", old.otherAttributes.joined(separator: " "), new.otherAttributes.joined(separator: " ")),
    ]
  }

  static func details(_ old: Table.Model?, _ new: Table.Model?) -> [SchemaChange.Detail?] {
    guard let old, let new else { return [] }
    return [
      property("model", old.name, new.name), flag("ignored by the client", old.isIgnored, new.isIgnored),
    ]
  }

  static func detail(_ old: ModelRelation?, _ new: ModelRelation?) -> SchemaChange.Detail? {
    guard let old, let new else { return nil }
    return property("relation fields", text(old), text(new))
  }

  static func detail(_ old: EnumType, _ new: EnumType) -> SchemaChange.Detail? {
    guard let before = old.model, let after = new.model else { return nil }
    return property("model", "\(before)\(mappings(old))", "\(after)\(mappings(new))")
  }

  private static func text(_ relation: ModelRelation) -> String {
    relation.field + (relation.oppositeField.map { " and \($0)\(relation.isOppositeList ? "[]" : "")" } ?? "")
  }

  private static func mappings(_ type: EnumType) -> String {
    let mapped = type.values.compactMap { value in value.mappedFrom.map { "\($0) = \(value.label)" } }
    return mapped.isEmpty ? "" : " (\(mapped.joined(separator: ", ")))"
  }
}
