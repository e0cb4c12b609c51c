import SchemaModel

/// What the values of a column are made of, as far as it decides what they can tell.
enum ValueKind: String, Sendable, Hashable {
  case text
  case document
  case bytes
  case network
  case day
  case moment
  case number
  case place
  case uuid
  /// Truth values, enumerations, search vectors: nothing that somebody is recognised by.
  case other

  init(_ type: ColumnType, _ catalog: Catalog) {
    let base = catalog.typeBeneathDomains(type)
    if let name = base.userType {
      self = Self.extensions[name.name] ?? .other
      return
    }
    self = Self.kinds[base.name] ?? .other
  }

  private static let extensions: [String: ValueKind] = [
    "citext": .text, "geometry": .place, "geography": .place, "hstore": .document,
  ]
  private static let kinds: [String: ValueKind] = [
    "text": .text, "varchar": .text, "bpchar": .text, "name": .text, "citext": .text, "json": .document,
    "jsonb": .document, "xml": .document, "bytea": .bytes, "inet": .network, "cidr": .network, "date": .day,
    "timestamp": .moment, "timestamptz": .moment, "int2": .number, "int4": .number, "int8": .number,
    "float4": .number, "float8": .number, "numeric": .number, "money": .number, "point": .place, "uuid": .uuid,
  ]
}
