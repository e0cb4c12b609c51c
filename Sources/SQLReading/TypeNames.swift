import CPostgresQuery
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// A type as the catalog names it.
  mutating func columnType(_ type: UnsafeMutablePointer<PgQuery__TypeName>?) -> ColumnType {
    guard let type = type?.pointee else { return ColumnType("unknown") }
    let path = PostgresList(type.names, type.n_names).strings
    let dimensions = PostgresList(type.array_bounds, type.n_array_bounds).count
    guard var name = path.last else { return ColumnType("unknown") }
    if type.pct_type != 0 { return ColumnType(path.joined(separator: ".") + "%TYPE", arrayDimensions: dimensions) }
    let typmods = PostgresList(type.typmods, type.n_typmods)
    if path.count == 1, name.hasPrefix("_"), BuiltinTypes.names.contains(String(name.dropFirst())) {
      name.removeFirst()
      return ColumnType(name, arrayDimensions: dimensions + 1)
    }
    if isBuiltin(path) {
      if path.count == 1, name == "char" { return ColumnType("\"char\"", arrayDimensions: dimensions) }
      return ColumnType(name, modifiers: modifiers(of: name, typmods), arrayDimensions: dimensions)
    }
    let resolved = resolveType(path)
    return ColumnType(
      resolved.name, schema: resolved.schema, modifiers: typmods.map { modifier($0) }, arrayDimensions: dimensions)
  }

  private func isBuiltin(_ path: [String]) -> Bool {
    if path.count >= 2 { return path[path.count - 2] == "pg_catalog" }
    guard let name = path.last else { return false }
    return BuiltinTypes.names.contains(name) || name.hasPrefix("pg_")
  }

  /// The schema of a user-defined type: as written, else the first of the search path that has it, else that of an
  /// extension that brings it, else where a new one would go.
  func resolveType(_ path: [String]) -> ObjectName {
    let name = path.last ?? ""
    if path.count >= 2 { return ObjectName(name, schema: path[path.count - 2]) }
    for schema in searchPath {
      let candidate = ObjectName(name, schema: schema)
      if isType(candidate) { return candidate }
    }
    if let owner = BuiltinTypes.extensions[name] {
      return ObjectName(name, schema: catalog.extensions[owner]?.schema ?? "public")
    }
    return ObjectName(name, schema: creationSchema)
  }

  func isType(_ name: ObjectName) -> Bool {
    catalog.enums.contains(name) || catalog.domains.contains(name) || catalog.compositeTypes.contains(name)
      || catalog.rangeTypes.contains(name) || catalog.tables.contains(name) || catalog.views.contains(name)
  }

  private mutating func modifiers(of name: String, _ typmods: PostgresList<PgQuery__Node>) -> [String] {
    if name == "interval" { return intervalModifiers(typmods) }
    let modifiers = typmods.map { modifier($0) }
    return name == "numeric" && modifiers.count == 1 ? modifiers + ["0"] : modifiers
  }

  private mutating func modifier(_ node: PostgresNode) -> String {
    parser.sql(ofExpression: node) ?? ""
  }

  /// The parser gives an interval's fields as a bit mask, then its precision.
  private func intervalModifiers(_ typmods: PostgresList<PgQuery__Node>) -> [String] {
    let numbers = typmods.map { $0.pointee.a_const?.pointee.ival?.pointee.ival ?? 0 }
    guard let mask = numbers.first else { return [] }
    let fields = Self.intervalFields[mask].map { [$0] } ?? []
    return fields + numbers.dropFirst().map(String.init)
  }

  /// Bits of datetime.h: MONTH 1, YEAR 2, DAY 3, HOUR 10, MINUTE 11, SECOND 12.
  private static let intervalFields: [Int32: String] = [
    1 << 2: "year", 1 << 1: "month", 1 << 3: "day", 1 << 10: "hour", 1 << 11: "minute", 1 << 12: "second",
    1 << 2 | 1 << 1: "year to month", 1 << 3 | 1 << 10: "day to hour", 1 << 3 | 1 << 10 | 1 << 11: "day to minute",
    1 << 3 | 1 << 10 | 1 << 11 | 1 << 12: "day to second", 1 << 10 | 1 << 11: "hour to minute",
    1 << 10 | 1 << 11 | 1 << 12: "hour to second", 1 << 11 | 1 << 12: "minute to second",
  ]

  /// A type as PostgreSQL prints an argument of it: no modifiers.
  mutating func argumentType(_ type: UnsafeMutablePointer<PgQuery__TypeName>?) -> String {
    var resolved = columnType(type)
    resolved.modifiers = []
    resolved.arrayDimensions = min(1, resolved.arrayDimensions)
    return resolved.display
  }
}

/// Types that need no declaration.
enum BuiltinTypes {
  /// The types of pg_catalog in PostgreSQL 15 that are not the row type of a relation.
  static let names: Set<String> = Set(
    """
    aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray
    anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange bit bool box bpchar bytea char cid cidr
    circle cstring date datemultirange daterange event_trigger fdw_handler float4 float8 gtsvector index_am_handler inet
    int2 int2vector int4 int4multirange int4range int8 int8multirange int8range internal interval json jsonb jsonpath
    language_handler line lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path point
    polygon record refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
    regprocedure regrole regtype table_am_handler text tid time timestamp timestamptz timetz trigger tsm_handler
    tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot unknown uuid varbit varchar void xid
    xid8 xml
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// What the extensions that come with PostgreSQL, and PostGIS's, need.
  static let requirements: [String: [String]] = [
    "earthdistance": ["cube"], "hstore_plperl": ["hstore", "plperl"], "hstore_plpython3u": ["hstore", "plpython3u"],
    "jsonb_plperl": ["plperl"], "jsonb_plpython3u": ["plpython3u"], "ltree_plpython3u": ["ltree", "plpython3u"],
    "bool_plperl": ["plperl"], "postgis_raster": ["postgis"], "postgis_topology": ["postgis"],
    "postgis_sfcgal": ["postgis"], "postgis_tiger_geocoder": ["postgis", "fuzzystrmatch"], "pgrouting": ["postgis"],
  ]

  /// The beginnings of the names of operator classes that well-known extensions bring.
  static let operatorClasses: [String: String] = [
    "gin_trgm_ops": "pg_trgm", "gist_trgm_ops": "pg_trgm", "gist_ltree_ops": "ltree", "vector_": "vector",
    "gin_hstore_ops": "hstore", "gist_hstore_ops": "hstore", "gin__int_ops": "intarray", "gist__int": "intarray",
  ]

  /// Types brought by well-known extensions.
  static let extensions: [String: String] = [
    "citext": "citext", "hstore": "hstore", "ltree": "ltree", "lquery": "ltree", "ltxtquery": "ltree",
    "cube": "cube", "isbn": "isn", "isbn13": "isn", "seg": "seg", "query_int": "intarray",
    "geometry": "postgis", "geography": "postgis", "box2d": "postgis", "box3d": "postgis",
    "raster": "postgis_raster", "vector": "vector", "halfvec": "vector", "sparsevec": "vector",
    "semver": "semver", "gtrgm": "pg_trgm",
  ]
}
