/// The operator classes that Prisma knows by name.
struct OperatorClass {
  var method: String
  /// PostgreSQL's name.
  var name: String
  /// The native types it is for; empty when only `scalar` matters.
  var natives: Set<String>
  /// The scalar type whose standard database type fits too.
  var scalar: ScalarType?
  var isForLists = false
  /// Whether PostgreSQL takes it where none is named.
  var isDefault = false

  static let known: [String: OperatorClass] = {
    var classes: [String: OperatorClass] = [
      "JsonbOps": .init(method: "gin", name: "jsonb_ops", natives: ["JsonB"], scalar: .json, isDefault: true),
      "JsonbPathOps": .init(method: "gin", name: "jsonb_path_ops", natives: ["JsonB"], scalar: .json),
      "ArrayOps": .init(method: "gin", name: "array_ops", natives: [], isForLists: true, isDefault: true),
      "TextOps": .init(
        method: "spgist", name: "text_ops", natives: ["Text", "VarChar", "Char"], scalar: .string, isDefault: true),
    ]
    for family in rangeFamilies {
      for variant in family.variants {
        let name = "\(family.prefix.lowercased())_\(variant.suffix)_ops"
        classes["\(family.prefix)\(variant.rawValue)Ops"] = .init(
          method: "brin", name: name, natives: family.natives, scalar: family.scalar,
          isDefault: variant == (family.variants.first == .inclusion ? .inclusion : .minMax))
      }
    }
    return classes
  }()

  private enum Variant: String {
    case bloom = "Bloom"
    case minMax = "MinMax"
    case minMaxMulti = "MinMaxMulti"
    case inclusion = "Inclusion"

    var suffix: String { self == .minMaxMulti ? "minmax_multi" : rawValue.lowercased() }
  }

  private struct Family {
    var prefix: String
    var natives: Set<String>
    var scalar: ScalarType?
    var variants: [Variant] = [.bloom, .minMax, .minMaxMulti]
  }

  /// Those of block range indexes, which come in families.
  private static let rangeFamilies: [Family] = [
    Family(prefix: "Bit", natives: ["Bit"], variants: [.minMax]),
    Family(prefix: "VarBit", natives: ["VarBit"], variants: [.minMax]),
    Family(prefix: "Bpchar", natives: ["Char"], variants: [.bloom, .minMax]),
    Family(prefix: "Bytea", natives: ["ByteA"], scalar: .bytes, variants: [.bloom, .minMax]),
    Family(prefix: "Date", natives: ["Date"]), Family(prefix: "Float4", natives: ["Real"]),
    Family(prefix: "Float8", natives: ["DoublePrecision"], scalar: .float),
    Family(prefix: "Inet", natives: ["Inet"], variants: [.inclusion, .bloom, .minMax, .minMaxMulti]),
    Family(prefix: "Int2", natives: ["SmallInt"]), Family(prefix: "Int4", natives: ["Integer"], scalar: .int),
    Family(prefix: "Int8", natives: ["BigInt"], scalar: .bigInt),
    Family(prefix: "Numeric", natives: ["Decimal"], scalar: .decimal), Family(prefix: "Oid", natives: ["Oid"]),
    Family(prefix: "Text", natives: ["Text", "VarChar"], scalar: .string, variants: [.bloom, .minMax]),
    Family(prefix: "Timestamp", natives: ["Timestamp"], scalar: .dateTime),
    Family(prefix: "TimestampTz", natives: ["Timestamptz"]), Family(prefix: "Time", natives: ["Time"]),
    Family(prefix: "TimeTz", natives: ["Timetz"]), Family(prefix: "Uuid", natives: ["Uuid"]),
  ]
}

extension Validation {
  /// The index method named by `type`.
  func method(_ value: Expression) -> String {
    guard let name = report.constant(value) else { return "btree" }
    switch name {
    case "BTree": return "btree"
    case "Hash": return "hash"
    case "Gin": return "gin"
    case "Gist" where !configuration.isCockroach: return "gist"
    case "SpGist" where !configuration.isCockroach: return "spgist"
    case "Brin" where !configuration.isCockroach: return "brin"
    default:
      report.error("prisma-index", "there is no index type `\(name)`", at: value.place)
      return "btree"
    }
  }

  /// The name Prisma's source gives an operator class, or PostgreSQL's name behind `raw:`.
  func operatorClass(_ value: Expression) -> String? {
    switch value {
    case .constant(let name, let place):
      if name != "InetOps", OperatorClass.known[name] == nil {
        report.error("prisma-index", "there is no operator class `\(name)`", at: place, fix: "write `raw(\"...\")`")
        return nil
      }
      return name
    case .call(let name, let arguments, let place) where name.text == "raw":
      let arguments = Arguments(
        arguments, of: "`raw()`", at: place, parameters: ["name"], required: ["name"], report: report)
      return report.string(arguments["name"]).map { "raw:\($0)" }
    default:
      report.mismatch("the name of an operator class", value)
      return nil
    }
  }

  /// Whether the fields suit the index method and their operator classes. Prisma points at the attribute.
  func checkMethod(of index: IndexNode, in position: Int) {
    if index.fields.count > 1, index.method == "spgist" {
      report.error("prisma-index", "an index of type SpGist has one column", at: index.place)
    }
    if index.method == "hash", index.fields.contains(where: \.isSorted) {
      report.error("prisma-index", "an index of type Hash has no order", at: index.place)
    }
    for field in index.fields {
      let node = models[position].fields[field.field]
      guard let name = field.operatorClass else {
        checkDefaultClass(node, index)
        continue
      }
      if index.kind != .normal {
        report.error("prisma-index", "operator classes are for `@@index`", at: index.place)
      } else if !name.hasPrefix("raw:") {
        check(name, node, index)
      }
    }
    checkXML(index, in: position)
  }

  /// PostgreSQL can not compare values of type xml.
  private func checkXML(_ index: IndexNode, in position: Int) {
    guard let field = index.fields.first(where: { models[position].fields[$0.field].native?.name == "Xml" }) else {
      return
    }
    let node = models[position].fields[field.field]
    report.error("prisma-index", "`\(node.name)` is of native type `Xml`, which has no index", at: node.place)
  }

  private func check(_ name: String, _ node: FieldNode, _ index: IndexNode) {
    var known = OperatorClass.known[name]
    if name == "InetOps" {
      let method = index.method == "spgist" ? "spgist" : "gist"
      known = OperatorClass(method: method, name: "inet_ops", natives: ["Inet"])
    }
    guard let known else { return }
    if known.method != index.method {
      return report.error(
        "prisma-index", "operator class `\(name)` is for \(known.method), not for \(index.method)", at: index.place)
    }
    if known.isForLists {
      if node.arity != .list {
        report.error("prisma-index", "operator class `\(name)` is for lists; `\(node.name)` is none", at: index.place)
      }
      return
    }
    let isSuitable =
      node.native.map { known.natives.contains($0.name) } ?? (known.scalar != nil && node.scalar == known.scalar)
    if !isSuitable {
      report.error(
        "prisma-index", "operator class `\(name)` does not suit the type of `\(node.name)`", at: index.place)
    }
  }

  /// Whether the method has a default operator class for the field.
  private func checkDefaultClass(_ node: FieldNode, _ index: IndexNode) {
    if case .unsupported = node.kind { return }
    let native = node.native?.name
    let isSuitable =
      switch index.method {
      case "gin": node.arity == .list || (node.scalar == .json && native != "Json")
      // Prisma lets a text through, for which PostgreSQL has a class only with an extension.
      case "gist": node.scalar == .string && native == nil
      case "spgist": node.scalar == .string && ["Text", "VarChar", "Char", "Inet", nil].contains(native)
      case "brin": isOrdered(node)
      default: true
      }
    if !isSuitable {
      report.error(
        "prisma-index", "\(index.method) has no default for the type of `\(node.name)`", at: index.place,
        fix: "name an operator class: `\(node.name)(ops: raw(\"...\"))`")
    }
  }

  /// Whether block ranges can be summarized without naming an operator class.
  private func isOrdered(_ node: FieldNode) -> Bool {
    guard let native = node.native?.name else {
      return node.scalar.map { $0 != .json && $0 != .boolean } ?? false
    }
    return !["Xml", "Citext", "Money", "Boolean", "Json", "JsonB"].contains(native)
  }
}
