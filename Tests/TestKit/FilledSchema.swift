private import SQLWriting
package import SchemaModel

/// A database with the tables of a catalog, without their constraints, and with rows made up for them: a key has a value of
/// its own in each row, everything else one of a few, so that conditions find rows and joins find partners.
package enum FilledSchema {
  /// How many values a column has that is no key.
  package static let variety = 4
  private static let rows = 120

  /// - Parameter constants: Values that a query looks for.
  package static func script(of catalog: Catalog, constants: [ColumnReference: [String]]) -> String {
    var bare = Catalog()
    bare.schemas = catalog.schemas
    bare.extensions = catalog.extensions
    bare.enums = catalog.enums
    bare.tables = NamedList(catalog.tables.map { stripped($0, catalog) })
    var script = SQLWriter().schema(of: bare)
    var generator = SeededGenerator(seed: 7)
    for table in bare.tables {
      let lines = (0..<rows).map { row in
        let values = table.columns.map { column -> String in
          guard let declared = catalog.tables[table.name] else { return "NULL" }
          if column.name == declared.primaryKey?.columns.last { return value(row, of: column.type, catalog) }
          if declared.columns[column.name]?.isNullable == true, generator.below(4) == 0 { return "NULL" }
          // The keys of a row lead to rows of one number, so that those of several columns have their partner.
          let keys = declared.foreignKeys.flatMap(\.columns) + (declared.primaryKey?.columns ?? [])
          if keys.contains(column.name) { return value(row % variety, of: column.type, catalog) }
          let isText = ["text", "varchar", "bpchar"].contains(column.type.name) && !column.type.isArray
          let known = isText ? constants[ColumnReference(table.name, column.name)] ?? [] : []
          if !known.isEmpty, generator.below(3) > 0 { return SQLLiteral.text(known[generator.below(known.count)]) }
          return value(generator.below(variety), of: column.type, catalog)
        }
        return "(\(values.joined(separator: ", ")))"
      }
      script += "INSERT INTO \(QuotedIdentifier.text(table.name)) VALUES\n\(lines.joined(separator: ",\n"));\n"
    }
    return script
  }

  private static func stripped(_ table: Table, _ catalog: Catalog) -> Table {
    var bare = Table(table.name)
    for column in table.columns {
      bare.columns.append(Column(column.name, catalog.typeBeneathDomains(column.type)))
    }
    return bare
  }

  /// The value with a number, as a literal that PostgreSQL takes for the type.
  package static func value(_ number: Int, of type: ColumnType, _ catalog: Catalog) -> String {
    if type.isArray { return "'{}'" }
    if let name = type.userType, let labels = catalog.enums[name]?.values, !labels.isEmpty {
      return SQLLiteral.text(labels[number % labels.count].label)
    }
    let day = number % 28 + 1
    switch type.name {
    case "int2", "int4", "int8", "numeric", "float4", "float8", "oid": return "\(number)"
    case "bool": return number % 2 == 0 ? "true" : "false"
    case "text", "varchar", "bpchar", "citext", "name": return "'v\(number)'"
    case "uuid": return "'\(uuid(number))'"
    case "date", "timestamp", "timestamptz": return "'2024-01-\(day < 10 ? "0" : "")\(day)'"
    case "time", "timetz": return "'0\(number % 10):00'"
    case "interval": return "'\(number) days'"
    case "json", "jsonb": return "'{\"n\": \(number)}'"
    case "inet", "cidr": return "'10.0.0.\(number % 200)'"
    default: return "NULL"
    }
  }

  package static func uuid(_ number: Int) -> String {
    let digits = String(number)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// The constants of queries, for every column that is beside one.
  package static func constants(of queries: [String], _ catalog: Catalog) -> [ColumnReference: [String]] {
    var constants: [ColumnReference: [String]] = [:]
    for sql in queries {
      for match in sql.matches(of: #/(\w+) (?:=|<>) '([^']*)'/#) {
        for table in catalog.tables where table.columns.contains(String(match.1)) {
          constants[ColumnReference(table.name, String(match.1)), default: []].append(String(match.2))
        }
      }
    }
    return constants
  }
}
