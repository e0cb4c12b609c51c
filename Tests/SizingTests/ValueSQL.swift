import SchemaModel
import Sizing

/// SQL that makes a value of a type for row number `i`, as a column's facts say: so many different ones, so long, so many
/// missing.
struct ValueSQL {
  /// How many numbers there are of two bytes.
  static let smallNumbers = 30_000

  let catalog: Catalog

  /// Unique columns get another value in every row, and keys one that is long enough for it.
  func value(of column: Column, _ shape: ColumnShape, isUnique: Bool, isKey: Bool) -> String {
    var shape = shape
    if isUnique || shape.order == .ascending || (isKey && shape.distinct == nil) {
      shape.layout = told(shape.layout)
    }
    let number =
      if isUnique || shape.order == .ascending { "i" } else if let distinct = shape.distinct, !isKeyed(column.type) {
        "floor(random() * \(Int(max(1, distinct))))::bigint"
      } else { "floor(random() * 2000000000)::bigint" }
    // The number is drawn once and used wherever the value needs it.
    let value =
      "(SELECT \(expression(column.type, shape, isAscending: shape.order == .ascending, isUnique: isUnique)) FROM (SELECT \(number) AS v WHERE i > 0) n)"
    return shape.nulls > 0 ? "CASE WHEN random() < \(shape.nulls) THEN NULL ELSE \(value) END" : value
  }

  private static func quoted(_ name: ObjectName) -> String { "\"\(name.schema)\".\"\(name.name)\"" }

  /// Columns whose distinct count is one of elements.
  private func isKeyed(_ type: ColumnType) -> Bool {
    type.isArray || ["jsonb", "tsvector"].contains(type.name)
  }

  private func expression(_ type: ColumnType, _ shape: ColumnShape, isAscending: Bool, isUnique: Bool) -> String {
    let cast = type.userType.map(Self.quoted) ?? type.display
    if type.isArray { return array(type, shape) }
    if let user = type.userType {
      if let labels = catalog.enums[user]?.values.map(\.label) {
        return "(ARRAY[\(labels.map { "'\($0)'" }.joined(separator: ","))])[v % \(labels.count) + 1]::\(cast)"
      }
      if let base = catalog.domains[user]?.base {
        return "(\(expression(base, shape, isAscending: isAscending, isUnique: isUnique)))::\(cast)"
      }
      return "(\(text(shape, isAscending: isAscending, isUnique: isUnique)))::\(cast)"
    }
    switch type.name {
    case "int2": return "(v % \(Self.smallNumbers))::int2"
    case "int4", "oid": return "v::\(type.name)"
    case "int8": return "v"
    case "float4", "float8": return "(v / 7.0)::\(type.name)"
    case "money": return "(v % 100000)::int::money"
    case "numeric": return numeric(type)
    case "bool": return "v % 2 = 0"
    case "uuid":
      return isAscending
        ? "('00000000-0000-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid" : "md5(v::text || 'u')::uuid"
    case "date": return "DATE '2000-01-01' + (v % 9000)::int"
    case "time", "timetz": return "(TIME '00:00' + (v % 86400) * INTERVAL '1 second')::\(type.name)"
    case "timestamp", "timestamptz": return "(TIMESTAMP '2020-01-01' + v * INTERVAL '1 second')::\(type.name)"
    case "interval": return "v * INTERVAL '1 second'"
    case "inet", "cidr": return "(INET '10.0.0.0' + (v % 16000000))::\(type.name)"
    case "macaddr": return "substr(md5(v::text), 1, 12)::macaddr"
    case "bit": return "(v::int)::bit(\(type.modifiers.first ?? "1"))"
    case "varbit": return "(v::int)::bit(32)::varbit"
    case "bytea": return "decode(\(hex(shape)), 'hex')"
    case "json", "jsonb": return json(type.name, shape)
    case "xml": return "('<a>' || \(text(shape, less: 7)) || '</a>')::xml"
    case "tsvector":
      let words = max(1, Int(shape.layout.bytes / 16))
      let distinct = Int(shape.distinct ?? 5000)
      return
        "(SELECT to_tsvector('simple', string_agg('word' || (1000 + floor(random() * \(distinct)))::int, ' ')) FROM generate_series(1, \(words)) s WHERE v + s > 0)"
    case "point": return "point(v, v)"
    case "int4range": return "int4range(v::int, v::int + 10)"
    case "int8range": return "int8range(v, v + 10)"
    case "daterange": return "daterange(DATE '2000-01-01' + (v % 9000)::int, DATE '2030-01-01')"
    case "tstzrange": return "tstzrange(TIMESTAMPTZ '2020-01-01' + v * INTERVAL '1 second', TIMESTAMPTZ '2200-01-01')"
    default: return "(\(text(shape, isAscending: isAscending, isUnique: isUnique)))::\(cast)"
    }
  }

  /// Lengths between half and one and a half of the average, by the value; contents that do not compress.
  private func text(
    _ shape: ColumnShape, isAscending: Bool = false, isUnique: Bool = false, less: Double = 0
  ) -> String {
    let average = max(1, shape.layout.bytes - less)
    let length = length(average, shape)
    // Squares of numbers below half a prime that is three beyond a multiple of four differ, and come in no order.
    let prefix =
      isAscending
      ? "lpad(v::text, 6, '0') || "
      : isUnique ? "lpad(((v + 12345)::bigint * (v + 12345) % 1000003)::text, 6, '0') || " : ""
    let noise = noise(shape, average * 1.5, coded: "base64")
    return "substr(\(prefix)\(noise), 1, \(prefix.isEmpty ? length : "greatest(6, \(length))"))"
  }

  /// Texts of which six characters tell each from all others, so that the shortest is six long: where none is longer than
  /// `most`, lengths lie as far below the average as above it.
  private func told(_ layout: TypeWidth) -> TypeWidth {
    guard layout.isVariable, !layout.isConstant, layout.storage == .movable, layout.base == 0 else { return layout }
    var told = layout
    told.bytes = max(layout.bytes, min(12, layout.most.map { (6 + $0) / 2 } ?? 12))
    return told
  }

  private func length(_ average: Double, _ shape: ColumnShape, doubled: Bool = false) -> String {
    let factor = doubled ? 2 : 1
    if shape.layout.isConstant { return "\(Int(average) * factor)" }
    let room = shape.layout.most.map { $0 - average } ?? average
    let half = min(average / 2, room)
    let low = Int((average - half).rounded())
    let span = Int((2 * half).rounded())
    return "(\(low) + abs(hashint8(v)) % \(span + 1))\(doubled ? " * 2" : "")"
  }

  private func hex(_ shape: ColumnShape) -> String {
    "substr(\(noise(shape, shape.layout.bytes * 3, coded: "hex")), 1, \(length(shape.layout.bytes, shape, doubled: true)))"
  }

  private func noise(_ shape: ColumnShape, _ most: Double, coded: String) -> String {
    let block = coded == "hex" ? 128.0 : 86.0
    let blocks = Int((most / block).rounded(.up)) + 1
    let one = { (salt: String) in
      coded == "hex"
        ? "encode(sha512((\(salt))::bytea), 'hex')"
        : "translate(encode(sha512((\(salt))::bytea), 'base64'), E'=\\n', '')"
    }
    if blocks <= 2 { return "\(one("v::text || 'a'")) || \(one("v::text || 'b'"))" }
    return "(SELECT string_agg(\(one("v::text || '.' || s")), '') FROM generate_series(1, \(blocks)) s)"
  }

  /// Four digits on either side of the point, as far as the type allows.
  private func numeric(_ type: ColumnType) -> String {
    let precision = type.modifiers.first.flatMap { Int($0) } ?? 12
    let scale = type.modifiers.dropFirst().first.flatMap { Int($0) } ?? 0
    let digits = String(repeating: "0", count: min(9, precision))
    let factor = scale > 0 ? " / 1\(String(repeating: "0", count: min(scale, 9))).0" : ""
    return "((v % 1\(digits))::numeric\(factor))::\(type.display)"
  }

  private func array(_ type: ColumnType, _ shape: ColumnShape) -> String {
    let element = type.element
    let isText = shape.layout.step == 4 && !["int4", "date"].contains(element.name)
    let bytes = isText ? 12 : shape.layout.step
    let count = max(1, Int((shape.layout.bytes - 20) / bytes))
    let distinct = Int(shape.distinct ?? 1000)
    let cast = element.userType.map(Self.quoted) ?? element.display
    let drawn = "floor(random() * \(distinct))::int"
    let one =
      if let labels = element.userType.flatMap({ catalog.enums[$0] })?.values.map(\.label) {
        "(ARRAY[\(labels.map { "'\($0)'" }.joined(separator: ","))])[floor(random() * \(labels.count))::int + 1]::\(cast)"
      } else if isText { "('tag' || (10000 + \(drawn)))::\(cast)" } else if element.name == "uuid" {
        "md5((\(drawn))::text)::uuid"
      } else if element.name.hasPrefix("timestamp") {
        "(TIMESTAMP '2020-01-01' + \(drawn) * INTERVAL '1 hour')::\(cast)"
      } else { "(\(drawn))::\(cast)" }
    return
      "(SELECT array_agg(\(one)) FROM generate_series(1, greatest(1, \(count) + (v % 3)::int - 1)) s WHERE v + s > -5)"
  }

  /// An object whose values are partly few, partly unlike any other.
  private func json(_ type: String, _ shape: ColumnShape) -> String {
    let rest = max(1, Int(shape.layout.bytes) - 80)
    return """
      \(type)_build_object('kind', 'k' || v % 20, 'n', v % 1000, 'flag', v % 2 = 0, 'ref', md5(v::text), 'note', \
      substr(\(noise(shape, Double(rest) * 1.5, coded: "base64")), 1, (\(rest) / 2 + abs(hashint8(v)) % (\(rest) + 1))::int))
      """
  }
}
