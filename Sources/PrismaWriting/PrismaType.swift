import SchemaModel

/// A column's type in Prisma's words.
struct PrismaType: Hashable {
  /// `String`, an enum's name, or `Unsupported("...")`.
  var word: String
  /// `VarChar(255)`; nil where Prisma's own default gives the same type.
  var native: String?
  var isList = false
  var isUnsupported: Bool { word.hasPrefix("Unsupported(") }

  init(_ type: ColumnType, names: Names, catalog: Catalog) {
    let type = Self.withoutDomains(type, catalog)
    isList = type.isArray
    let element = type.element
    if type.arrayDimensions > 1 {
      word = Self.unsupported(type)
      isList = false
    } else if let user = element.userType {
      let values = catalog.enums[user].map(\.values) ?? []
      let name = values.isEmpty ? nil : names.enums[user]
      word = name ?? Self.unsupported(element)
      if user.name == "citext", name == nil { (word, native) = ("String", "Citext") }
    } else if let scalar = Self.scalar(element) {
      (word, native) = scalar
    } else {
      word = Self.unsupported(element)
    }
  }

  /// Prisma knows no domains; the client reads and writes the type beneath.
  private static func withoutDomains(_ type: ColumnType, _ catalog: Catalog) -> ColumnType {
    var type = type
    for _ in 0..<16 {
      guard let user = type.userType, let domain = catalog.domains[user] else { break }
      let dimensions = type.arrayDimensions
      type = domain.base
      type.arrayDimensions += dimensions
    }
    return type
  }

  private static func unsupported(_ type: ColumnType) -> String {
    let modifiers = type.modifiers.isEmpty ? "" : "(\(type.modifiers.joined(separator: ",")))"
    let brackets = String(repeating: "[]", count: type.arrayDimensions)
    if type.name == "interval", let fields = type.modifiers.first, Int(fields) == nil {
      let precision = type.modifiers.dropFirst().map { "(\($0))" }.joined()
      return "Unsupported(\(PrismaString.quoted("interval \(fields)\(precision)\(brackets)")))"
    }
    guard type.isUserDefined else { return "Unsupported(\(PrismaString.quoted(type.display)))" }
    let schema = type.schema.flatMap { $0 == "public" ? nil : SQLWord.identifier($0) + "." } ?? ""
    return "Unsupported(\(PrismaString.quoted(schema + SQLWord.identifier(type.name) + modifiers + brackets)))"
  }

  /// The scalar type and the native type attribute of a built-in type.
  private static func scalar(_ type: ColumnType) -> (String, String?)? {
    let arguments = type.modifiers
    func native(_ name: String) -> String {
      arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
    }
    if !arguments.allSatisfy({ Int($0).map { $0 >= 0 } ?? false }) { return nil }
    switch type.name {
    case "text": return ("String", nil)
    case "varchar": return ("String", native("VarChar"))
    case "bpchar": return arguments == ["1"] ? ("String", "Char") : arguments.isEmpty ? nil : ("String", native("Char"))
    case "bit": return arguments.isEmpty || arguments == ["1"] ? ("String", "Bit") : ("String", native("Bit"))
    case "varbit": return ("String", native("VarBit"))
    case "uuid": return ("String", "Uuid")
    case "xml": return ("String", "Xml")
    case "inet": return ("String", "Inet")
    case "citext": return ("String", "Citext")
    case "int2": return ("Int", "SmallInt")
    case "int4": return ("Int", nil)
    case "oid": return ("Int", "Oid")
    case "int8": return ("BigInt", nil)
    case "float4": return ("Float", "Real")
    case "float8": return ("Float", nil)
    case "numeric": return decimal(arguments, native("Decimal"))
    case "money": return ("Decimal", "Money")
    case "bool": return ("Boolean", nil)
    case "json": return ("Json", "Json")
    case "jsonb": return ("Json", nil)
    case "bytea": return ("Bytes", nil)
    case "date": return ("DateTime", "Date")
    case "time": return ("DateTime", native("Time"))
    case "timetz": return ("DateTime", native("Timetz"))
    case "timestamp": return ("DateTime", arguments == ["3"] ? nil : native("Timestamp"))
    case "timestamptz": return ("DateTime", native("Timestamptz"))
    default: return nil
    }
  }

  private static func decimal(_ arguments: [String], _ native: String) -> (String, String?)? {
    if arguments == ["65", "30"] { return ("Decimal", nil) }
    let numbers = arguments.compactMap { Int($0) }
    if numbers.count == 2, numbers[1] > numbers[0] { return nil }
    return ("Decimal", native)
  }
}
