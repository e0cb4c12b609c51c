/// Types without arguments that matter, as PostgreSQL's dialect renders them.
enum PlainTypes {
  private static let integers: [String: String] = [
    "Integer": "INTEGER", "INTEGER": "INTEGER", "INT": "INTEGER", "BigInteger": "BIGINT", "BIGINT": "BIGINT",
    "SmallInteger": "SMALLINT", "SMALLINT": "SMALLINT",
  ]
  private static let numbers: [String: String] = [
    "Double": "DOUBLE PRECISION", "DOUBLE": "DOUBLE PRECISION", "DOUBLE_PRECISION": "DOUBLE PRECISION", "REAL": "REAL",
  ]
  private static let others: [String: String] = [
    "Text": "TEXT", "TEXT": "TEXT", "UnicodeText": "TEXT", "Boolean": "BOOLEAN", "BOOLEAN": "BOOLEAN", "Date": "DATE",
    "DATE": "DATE", "LargeBinary": "BYTEA", "BYTEA": "BYTEA", "PickleType": "BYTEA", "JSON": "JSON", "JSONB": "JSONB",
    "JSONPATH": "JSONPATH", "HSTORE": "HSTORE", "UUID": "UUID", "INET": "INET", "CIDR": "CIDR", "MACADDR": "MACADDR",
    "MACADDR8": "MACADDR8", "MONEY": "MONEY", "OID": "OID", "REGCLASS": "REGCLASS", "REGCONFIG": "REGCONFIG",
    "TSVECTOR": "TSVECTOR", "TSQUERY": "TSQUERY", "CITEXT": "CITEXT", "INT4RANGE": "INT4RANGE",
    "INT8RANGE": "INT8RANGE", "NUMRANGE": "NUMRANGE", "DATERANGE": "DATERANGE", "TSRANGE": "TSRANGE",
    "TSTZRANGE": "TSTZRANGE", "INT4MULTIRANGE": "INT4MULTIRANGE", "INT8MULTIRANGE": "INT8MULTIRANGE",
    "NUMMULTIRANGE": "NUMMULTIRANGE", "DATEMULTIRANGE": "DATEMULTIRANGE", "TSMULTIRANGE": "TSMULTIRANGE",
    "TSTZMULTIRANGE": "TSTZMULTIRANGE",
  ]

  static func named(_ name: String) -> TypeDraft? {
    if let sql = integers[name] { return TypeDraft(sql: sql, family: .integer) }
    if let sql = numbers[name] { return TypeDraft(sql: sql, family: .number) }
    return others[name].map { TypeDraft(sql: $0) }
  }
}

/// Types of well-known packages beside SQLAlchemy, as their documentation says.
enum OtherLibraries {
  static func type(_ call: CallObject, _ reader: TypeReader, at place: Place) -> TypeDraft? {
    switch (call.callee.firstPart, call.name) {
    case ("pgvector", "Vector"), ("pgvector", "VECTOR"), ("pgvector", "HALFVEC"), ("pgvector", "SPARSEVEC"):
      let size = (call.argument(0) ?? call.keyword("dim"))?.number.map { "(\($0))" } ?? ""
      return TypeDraft(sql: (call.name == "Vector" ? "VECTOR" : call.name) + size)
    case ("geoalchemy2", "Geometry"), ("geoalchemy2", "Geography"):
      let kind = (call.argument(0) ?? call.keyword("geometry_type"))?.text ?? "GEOMETRY"
      let system = (call.argument(1) ?? call.keyword("srid"))?.number ?? -1
      return TypeDraft(sql: "\(call.name.lowercased())(\(kind),\(system))")
    case ("sqlalchemy_utils", _): return utility(call, reader, at: place)
    case ("sqlalchemy_json", "MutableJson"), ("sqlalchemy_json", "NestedMutableJson"): return TypeDraft(sql: "JSON")
    case ("sqlalchemy_jsonfield", "JSONField"): return TypeDraft(sql: "TEXT")
    case (_, "as_mutable"), (_, "associate_with"):
      return call.argument(0).map { reader.read($0, at: place) }
    default: return nil
    }
  }

  private static func utility(_ call: CallObject, _ reader: TypeReader, at place: Place) -> TypeDraft? {
    switch call.name {
    case "UUIDType":
      let isNative = call.keyword("native")?.truth ?? true
      return TypeDraft(sql: isNative ? "UUID" : "BYTEA")
    case "EmailType": return TypeDraft(sql: "VARCHAR(255)")
    case "URLType": return TypeDraft(sql: "TEXT")
    case "JSONType": return TypeDraft(sql: "JSON")
    case "IPAddressType": return TypeDraft(sql: "VARCHAR(50)")
    case "LtreeType": return TypeDraft(sql: "LTREE")
    case "TSVectorType": return TypeDraft(sql: "TSVECTOR")
    case "ChoiceType":
      let implementation = call.keyword("impl") ?? .external("sqlalchemy.Unicode")
      return reader.read(implementation, at: place)
    default: return nil
    }
  }
}
