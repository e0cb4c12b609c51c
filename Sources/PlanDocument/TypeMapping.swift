import SchemaModel

/// What a PostgreSQL type becomes in Prisma's client, and what to watch there.
struct TypeMapping {
  var prisma: String
  var typescript: String
  var trap: String

  private init(_ prisma: String, _ typescript: String, _ trap: String = "—") {
    self.prisma = prisma
    self.typescript = typescript
    self.trap = trap
  }

  /// The mapping of the Prisma Client reference for PostgreSQL.
  static func of(_ type: ColumnType, in catalog: Catalog) -> TypeMapping {
    var mapping = scalar(type, in: catalog)
    if type.isArray {
      mapping.prisma += "[]"
      mapping.typescript += "[]"
    }
    return mapping
  }

  private static func scalar(_ type: ColumnType, in catalog: Catalog) -> TypeMapping {
    if let user = type.userType, user.name != "citext" {
      if let domain = catalog.domains[user] {
        return TypeMapping("Unsupported", "—", "a domain over \(domain.base.short): invisible to the client")
      }
      guard let type = catalog.enums[user] else {
        return TypeMapping("Unsupported", "—", "invisible to the client")
      }
      return TypeMapping(type.model ?? user.name, "union of \(type.values.count)")
    }
    switch type.name {
    case "int8": return TypeMapping("BigInt", "bigint", "JSON.stringify throws")
    case "numeric": return TypeMapping("Decimal", "Decimal", "+ concatenates; compare by .equals")
    case "money": return TypeMapping("Decimal", "Decimal", "depends on lc_monetary")
    case "json", "jsonb": return TypeMapping("Json", "JsonValue", "any shape; null is not DbNull")
    case "bytea": return TypeMapping("Bytes", "Uint8Array", "read whole into memory")
    case "timestamptz": return TypeMapping("DateTime", "Date", "milliseconds only")
    case "timestamp": return TypeMapping("DateTime", "Date", "read as UTC, whatever was meant")
    case "date": return TypeMapping("DateTime", "Date", "midnight UTC: the day may shift")
    case "time", "timetz": return TypeMapping("DateTime", "Date", "carries a day of 1970")
    case "float4", "float8": return TypeMapping("Float", "number", "not for money")
    case "int4", "int2", "oid": return TypeMapping("Int", "number")
    case "bool": return TypeMapping("Boolean", "boolean")
    case "uuid", "text", "varchar", "bpchar", "citext", "inet", "bit", "varbit", "xml":
      return TypeMapping("String", "string")
    default: return TypeMapping("Unsupported", "—", "invisible to the client")
    }
  }
}
