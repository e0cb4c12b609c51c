import SQLWriting
import SchemaModel

/// A column's type: what stands in the column and what its attribute holds.
struct MappedType: Hashable {
  var type: Python
  /// The Python type of a value.
  var value: String
  /// Whether the value can be of any type, so that the annotation says nothing about NULL.
  var isAny: Bool { value == "Any" }

  init(_ type: Python, _ value: String) {
    self.type = type
    self.value = value
  }
}

extension ModelSession {
  mutating func mapped(_ type: ColumnType, collation: ObjectName? = nil) -> MappedType {
    if type.isArray {
      let element = mapped(type.element, collation: collation)
      var arguments = [element.type]
      if type.arrayDimensions > 1 { arguments.append(.keyword("dimensions", .code("\(type.arrayDimensions)"))) }
      let value = (0..<type.arrayDimensions).reduce(element.value) { value, _ in "list[\(value)]" }
      return MappedType(.call("postgresql.ARRAY", arguments), value)
    }
    if let user = type.userType, let name = names.types[user] {
      if catalog.enums[user]?.values.isEmpty == false {
        return MappedType(.code(name), names.enums[user] ?? "str")
      }
      if let domain = catalog.domains[user], isExpressible(domain) {
        return MappedType(.code(name), mapped(domain.base).value)
      }
    }
    if let known = Self.ofExtension(type, in: catalog) { return known }
    let collations = collation.map { [Python.named("collation", $0.name)] } ?? []
    return Self.builtIn(type, collations) ?? MappedType(.call(names.ownType(type.sql), []), "Any")
  }

  /// Types of extensions that SQLAlchemy knows, where they are found without their schema.
  private static func ofExtension(_ type: ColumnType, in catalog: Catalog) -> MappedType? {
    guard type.schema == "public", type.modifiers.isEmpty, let name = type.userType else { return nil }
    let isOwn = catalog.domains.contains(name) || catalog.enums.contains(name) || catalog.compositeTypes.contains(name)
    guard !isOwn, ["citext", "hstore"].contains(type.name), let (text, value) = plain[type.name] else { return nil }
    return MappedType(.call(text, []), value)
  }

  private static func builtIn(_ type: ColumnType, _ collation: [Python]) -> MappedType? {
    guard type.schema == nil else { return nil }
    let numbers = type.modifiers.compactMap { Int($0) }.map { Python.code("\($0)") }
    switch type.name {
    case "varchar": return MappedType(.call("sa.String", numbers + collation), "str")
    case "text": return MappedType(.call("sa.Text", collation), "str")
    case "bpchar": return numbers.isEmpty ? nil : MappedType(.call("sa.CHAR", numbers + collation), "str")
    case "numeric": return MappedType(.call("sa.Numeric", numbers), "decimal.Decimal")
    case "timestamptz": return time("sa.DateTime", "postgresql.TIMESTAMP", "datetime.datetime", numbers, isZoned: true)
    case "timestamp": return time("sa.DateTime", "postgresql.TIMESTAMP", "datetime.datetime", numbers, isZoned: false)
    case "timetz": return time("sa.Time", "postgresql.TIME", "datetime.time", numbers, isZoned: true)
    case "time": return time("sa.Time", "postgresql.TIME", "datetime.time", numbers, isZoned: false)
    case "interval":
      let fields = type.modifiers.filter { Int($0) == nil }.map { Python.named("fields", $0.uppercased()) }
      let precision = numbers.map { Python.keyword("precision", $0) }
      return MappedType(.call("postgresql.INTERVAL", fields + precision), "datetime.timedelta")
    case "bit": return MappedType(.call("postgresql.BIT", numbers), "str")
    case "varbit": return MappedType(.call("postgresql.BIT", numbers + [.flag("varying")]), "str")
    default:
      guard type.modifiers.isEmpty, let (name, value) = plain[type.name] else { return nil }
      return MappedType(.call(name, []), value)
    }
  }

  /// The general type where it says it all.
  private static func time(
    _ general: String, _ exact: String, _ value: String, _ precision: [Python], isZoned: Bool
  ) -> MappedType {
    let zone = isZoned ? [Python.flag("timezone")] : []
    if precision.isEmpty { return MappedType(.call(general, zone), value) }
    return MappedType(.call(exact, zone + precision.map { .keyword("precision", $0) }), value)
  }

  private static let plain: [String: (String, String)] = [
    "int2": ("sa.SmallInteger", "int"), "int4": ("sa.Integer", "int"), "int8": ("sa.BigInteger", "int"),
    "float4": ("sa.REAL", "float"), "float8": ("sa.Double", "float"), "bool": ("sa.Boolean", "bool"),
    "bytea": ("sa.LargeBinary", "bytes"), "date": ("sa.Date", "datetime.date"), "uuid": ("sa.Uuid", "uuid.UUID"),
    "json": ("postgresql.JSON", "Any"), "jsonb": ("postgresql.JSONB", "Any"),
    "jsonpath": ("postgresql.JSONPATH", "str"), "inet": ("postgresql.INET", "Any"),
    "cidr": ("postgresql.CIDR", "Any"), "macaddr": ("postgresql.MACADDR", "str"),
    "macaddr8": ("postgresql.MACADDR8", "str"), "money": ("postgresql.MONEY", "str"), "oid": ("postgresql.OID", "int"),
    "regclass": ("postgresql.REGCLASS", "str"), "regconfig": ("postgresql.REGCONFIG", "str"),
    "tsvector": ("postgresql.TSVECTOR", "str"), "tsquery": ("postgresql.TSQUERY", "str"),
    "citext": ("postgresql.CITEXT", "str"), "hstore": ("postgresql.HSTORE", "dict[str, str | None]"),
    "int4range": ("postgresql.INT4RANGE", "Any"), "int8range": ("postgresql.INT8RANGE", "Any"),
    "numrange": ("postgresql.NUMRANGE", "Any"), "daterange": ("postgresql.DATERANGE", "Any"),
    "tsrange": ("postgresql.TSRANGE", "Any"), "tstzrange": ("postgresql.TSTZRANGE", "Any"),
    "int4multirange": ("postgresql.INT4MULTIRANGE", "Any"), "int8multirange": ("postgresql.INT8MULTIRANGE", "Any"),
    "nummultirange": ("postgresql.NUMMULTIRANGE", "Any"), "datemultirange": ("postgresql.DATEMULTIRANGE", "Any"),
    "tsmultirange": ("postgresql.TSMULTIRANGE", "Any"), "tstzmultirange": ("postgresql.TSTZMULTIRANGE", "Any"),
  ]

  /// Whether a column's type takes a collation as an argument.
  static func takesCollation(_ type: ColumnType) -> Bool {
    guard type.schema == nil else { return false }
    return ["varchar", "text"].contains(type.name) || type.name == "bpchar" && !type.modifiers.isEmpty
  }

  /// SQLAlchemy's domains have one check.
  func isExpressible(_ domain: DomainType) -> Bool { domain.checks.count < 2 }
}
