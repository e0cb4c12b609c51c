package import SchemaModel

/// How PostgreSQL lays a value of a type into a tuple.
package struct TypeWidth: Sendable, Hashable {
  /// How a value gets out of a row that is too long (pg_attribute.attstorage); compression is not modelled.
  package enum Storage: Sendable, Hashable {
    case plain
    /// Moved last: only what does not fit a page otherwise.
    case main
    /// Moved when the row is longer than the target, the longest first; `external` and `extended` alike.
    case movable
  }

  /// Average bytes of the value itself, without a length header.
  package var bytes: Double
  /// 1, 2, 4 or 8, as pg_type.typalign; of a variable type that of its four-byte header.
  package var alignment: Int
  package var isVariable = false
  /// True when the width is a guess about contents rather than a property of the type.
  package var isAssumed = false
  package var storage = Storage.plain
  /// Whether one value is as long as another.
  package var isConstant = true
  /// Whether lengths lie close to their average: numbers of about as many digits.
  package var isNarrow = false
  /// Lengths are `base` and multiples of `step` above it.
  package var base = 0.0
  package var step = 1.0
  /// The longest value; nil when the type sets no limit.
  package var most: Double?

  /// A type whose values are all of one width.
  init(fixed bytes: Double, alignment: Int) {
    self.bytes = bytes
    self.alignment = alignment
  }

  /// A varlena type.
  init(
    bytes: Double, alignment: Int = 4, isAssumed: Bool, storage: Storage = .movable, base: Double = 0, step: Double = 1,
    most: Double? = nil, isConstant: Bool = false
  ) {
    self.bytes = min(max(bytes, 0), most ?? .infinity)
    self.alignment = alignment
    isVariable = true
    self.isAssumed = isAssumed
    self.storage = storage
    self.base = base
    self.step = step
    self.most = most
    // Where the average is the longest that can be, every value is.
    self.isConstant = isConstant || most.map { bytes >= $0 } ?? false
  }

  /// The layout of a type; `declared` is the plan's average width in bytes.
  package static func of(_ type: ColumnType, in catalog: Catalog, declared: Double? = nil) -> TypeWidth {
    if type.isArray { return array(of: type.element, in: catalog, declared: declared) }
    if let user = type.userType { return userType(user, type, in: catalog, declared: declared) }
    if let fixed = fixedWidths[type.name] { return TypeWidth(fixed: fixed.bytes, alignment: fixed.alignment) }
    let limit = type.modifiers.first.flatMap { Double($0) }
    switch type.name {
    case "bpchar":
      return TypeWidth(bytes: declared ?? limit ?? 1, isAssumed: false, most: limit ?? 1, isConstant: declared == nil)
    case "bit": return TypeWidth(bytes: bits(limit ?? 1), isAssumed: false, isConstant: true)
    case "varbit":
      return TypeWidth(
        bytes: declared ?? bits((limit ?? 64) / 2), isAssumed: declared == nil, base: 4, most: limit.map(bits))
    case "numeric": return numeric(type, declared)
    case "inet", "cidr":
      // Family, bits and four bytes of address; sixteen of an IPv6 one.
      return TypeWidth(
        bytes: declared ?? 6, isAssumed: declared == nil, storage: .main, base: 6, step: 12, isConstant: declared == nil
      )
    case "varchar": return TypeWidth(bytes: declared ?? assumedText(limit), isAssumed: declared == nil, most: limit)
    default: break
    }
    if let subtype = rangeSubtypes[type.name] {
      return range(of: ColumnType(subtype), in: catalog, declared: declared)
    }
    return TypeWidth(
      bytes: declared ?? assumedWidths[type.name] ?? 32,
      alignment: type.name == "path" || type.name == "polygon" ? 8 : 4,
      isAssumed: declared == nil)
  }

  private static func userType(
    _ name: ObjectName, _ type: ColumnType, in catalog: Catalog, declared: Double?
  ) -> TypeWidth {
    if catalog.enums.contains(name) { return TypeWidth(fixed: 4, alignment: 4) }
    if let domain = catalog.domains[name], domain.base.userType != name {
      return of(domain.base, in: catalog, declared: declared)
    }
    if let subtype = catalog.rangeTypes[name]?.subtype, subtype.userType != name {
      return range(of: subtype, in: catalog, declared: declared)
    }
    if name.name == "vector", let dimensions = type.modifiers.first.flatMap({ Double($0) }) {
      return TypeWidth(bytes: 4 + 4 * dimensions, isAssumed: false, isConstant: true)
    }
    return TypeWidth(bytes: declared ?? 32, isAssumed: declared == nil)
  }

  /// Dimensions, offset of the values, element type, then length and lower bound of one dimension (array.h).
  private static func array(of element: ColumnType, in catalog: Catalog, declared: Double?) -> TypeWidth {
    let inner = of(element, in: catalog)
    let isWide = inner.alignment == 8
    let step = inner.isVariable ? 4 : Double(roundUp(Int(inner.bytes), to: inner.alignment))
    return TypeWidth(
      bytes: declared ?? 56, alignment: isWide ? 8 : 4, isAssumed: declared == nil, base: 20, step: max(1, step))
  }

  /// Type, two bounds at their alignment and a byte of flags (rangetypes.h).
  private static func range(of subtype: ColumnType, in catalog: Catalog, declared: Double?) -> TypeWidth {
    let bound = of(subtype, in: catalog)
    let bytes = bound.isVariable ? 2 * (bound.bytes + 1) + 5 : Double(2 * Int(bound.bytes) + 5)
    return TypeWidth(
      bytes: declared ?? bytes, alignment: bound.alignment == 8 ? 8 : 4, isAssumed: declared == nil && bound.isVariable,
      isConstant: declared == nil && !bound.isVariable)
  }

  /// Two bytes, then two for every four digits on either side of the point (numeric.c).
  private static func numeric(_ type: ColumnType, _ declared: Double?) -> TypeWidth {
    let precision = type.modifiers.first.flatMap { Double($0) }
    let scale = type.modifiers.dropFirst().first.flatMap { Double($0) } ?? 0
    let most = precision.map { 2 + 2 * ((max(0, $0 - scale) / 4).rounded(.up) + (max(0, scale) / 4).rounded(.up)) }
    var width = TypeWidth(
      bytes: declared ?? min(8, most ?? 8), isAssumed: declared == nil, storage: .main, base: 2, step: 2, most: most)
    width.isNarrow = true
    return width
  }

  private static func bits(_ count: Double) -> Double { 4 + (count / 8).rounded(.up) }

  /// A third of a declared limit, at most 64 bytes.
  private static func assumedText(_ limit: Double?) -> Double {
    limit.map { min(64, max(1, ($0 / 3).rounded(.down))) } ?? 32
  }

  /// Average widths taken when neither schema nor plan says one; 32 bytes for what is not named.
  private static let assumedWidths: [String: Double] = [
    "jsonb": 200, "json": 200, "xml": 200, "bytea": 256, "tsvector": 160,
  ]

  private static let rangeSubtypes: [String: String] = [
    "int4range": "int4", "int8range": "int8", "numrange": "numeric", "daterange": "date", "tsrange": "timestamp",
    "tstzrange": "timestamptz",
  ]

  /// pg_type.typlen and typalign of the built-in fixed-width types.
  private static let fixedWidths: [String: (bytes: Double, alignment: Int)] = [
    "bool": (1, 1), "char": (1, 1), "int2": (2, 2), "int4": (4, 4), "int8": (8, 8), "float4": (4, 4),
    "float8": (8, 8), "money": (8, 8), "date": (4, 4), "time": (8, 8), "timetz": (12, 8), "timestamp": (8, 8),
    "timestamptz": (8, 8), "interval": (16, 8), "uuid": (16, 1), "oid": (4, 4), "xid": (4, 4), "cid": (4, 4),
    "xid8": (8, 8), "tid": (6, 2), "macaddr": (6, 4), "macaddr8": (8, 4), "point": (16, 8), "lseg": (32, 8),
    "box": (32, 8), "circle": (24, 8), "line": (24, 8), "name": (64, 1), "regclass": (4, 4), "pg_lsn": (8, 8),
  ]
}

func roundUp(_ number: Int, to multiple: Int) -> Int { (number + multiple - 1) / multiple * multiple }
