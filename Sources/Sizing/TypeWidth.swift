package import SchemaModel

/// How PostgreSQL lays a value of a type into a tuple.
package struct TypeWidth: Sendable, Hashable {
  /// Bytes of the value itself, without a length header.
  package var bytes: Int
  /// 1, 2, 4 or 8, as pg_type.typalign.
  package var alignment: Int
  package var isVariable: Bool
  /// True when the width is a guess about contents rather than a property of the type.
  package var isAssumed: Bool

  package init(bytes: Int, alignment: Int, isVariable: Bool = false, isAssumed: Bool = false) {
    self.bytes = bytes
    self.alignment = alignment
    self.isVariable = isVariable
    self.isAssumed = isAssumed
  }

  /// The layout of a type; `declared` is the plan's average width in bytes, `isEnum` and `domain` come from the catalog.
  package static func of(_ type: ColumnType, in catalog: Catalog, declared: Int? = nil) -> TypeWidth {
    if type.isArray {
      return TypeWidth(bytes: declared ?? 56, alignment: 4, isVariable: true, isAssumed: declared == nil)
    }
    if let user = type.userType {
      if catalog.enums.contains(user) { return TypeWidth(bytes: 4, alignment: 4) }
      if let domain = catalog.domains[user], domain.base.userType != user {
        return of(domain.base, in: catalog, declared: declared)
      }
      return TypeWidth(bytes: declared ?? 32, alignment: 4, isVariable: true, isAssumed: declared == nil)
    }
    if let fixed = fixedWidths[type.name] { return TypeWidth(bytes: fixed.bytes, alignment: fixed.alignment) }
    if type.name == "bpchar" {
      return TypeWidth(bytes: type.modifiers.first.flatMap { Int($0) } ?? 1, alignment: 4, isVariable: true)
    }
    if let declared { return TypeWidth(bytes: declared, alignment: 4, isVariable: true) }
    return TypeWidth(bytes: assumedWidth(type), alignment: 4, isVariable: true, isAssumed: true)
  }

  /// Average widths taken when neither schema nor plan says one: a third of a declared limit, at most 64 bytes.
  private static func assumedWidth(_ type: ColumnType) -> Int {
    switch type.name {
    case "numeric": 8
    case "jsonb", "json", "xml": 200
    case "bytea": 256
    case "tsvector": 160
    case "inet", "cidr": 7
    case "varchar": type.modifiers.first.flatMap { Int($0) }.map { min(64, max(1, $0 / 3)) } ?? 32
    default: 32
    }
  }

  /// pg_type.typlen and typalign of the built-in fixed-width types.
  private static let fixedWidths: [String: (bytes: Int, alignment: Int)] = [
    "bool": (1, 1), "char": (1, 1), "int2": (2, 2), "int4": (4, 4), "int8": (8, 8), "float4": (4, 4),
    "float8": (8, 8), "money": (8, 8), "date": (4, 4), "time": (8, 8), "timetz": (12, 8), "timestamp": (8, 8),
    "timestamptz": (8, 8), "interval": (16, 8), "uuid": (16, 1), "oid": (4, 4), "xid": (4, 4), "cid": (4, 4),
    "tid": (6, 2), "macaddr": (6, 4), "macaddr8": (8, 4), "point": (16, 8), "lseg": (32, 8), "box": (32, 8),
    "circle": (24, 8), "line": (24, 8), "name": (64, 1), "regclass": (4, 4), "pg_lsn": (8, 8),
  ]
}
