import SchemaModel

/// Types by their number in `pg_type`.
struct TypeTable {
  private struct Entry {
    var name: String
    var schema: String
    var element: String?
  }

  private var entries: [String: Entry] = [:]

  init(_ snapshot: DatabaseSnapshot) {
    for row in snapshot.rows(.types) {
      entries[row.text("type")] = Entry(name: row.text("name"), schema: row.text("schema"), element: row["element"])
    }
  }

  /// - Parameters:
  ///   - format: what `format_type` says of it, which shows the modifiers.
  ///   - dimensions: as declared; an array has one at least.
  func type(_ number: String, format: String = "", dimensions: Int = 0) -> ColumnType {
    guard let entry = entries[number] else { return ColumnType("unknown") }
    if let element = entry.element {
      var type = self.type(element, format: String(format.prefix { $0 != "[" }))
      type.arrayDimensions = max(1, dimensions)
      return type
    }
    let modifiers = TypeModifiers.of(format, isInterval: entry.name == "interval")
    guard entry.schema == "pg_catalog" else {
      return ColumnType(entry.name, schema: entry.schema, modifiers: modifiers)
    }
    return ColumnType(entry.name == "char" ? "\"char\"" : entry.name, modifiers: modifiers)
  }

  /// As PostgreSQL prints the type of an argument: no modifiers.
  func argument(_ number: Int) -> String { type(String(number)).display }
}

/// The modifiers in what `format_type` prints.
enum TypeModifiers {
  /// `numeric(12,2)`, `timestamp(3) with time zone`, `public.geometry(Point,4326)`, `interval day to second(3)`.
  static func of(_ format: String, isInterval: Bool) -> [String] {
    let precision = inParentheses(format)
    guard isInterval else { return precision }
    let fields = format.dropFirst("interval".count).prefix { $0 != "(" && $0 != "[" }
    let words = fields.split(separator: " ").joined(separator: " ")
    return (words.isEmpty ? [] : [words]) + precision
  }

  /// A name in quotes may hold parentheses of its own.
  private static func inParentheses(_ format: String) -> [String] {
    var isQuoted = false
    var isInside = false
    var current = ""
    var result: [String] = []
    for character in format {
      if character == "\"", !isInside { isQuoted.toggle() }
      guard !isQuoted else { continue }
      switch character {
      case "(": isInside = true
      case ")" where isInside: return result + [current]
      case "," where isInside:
        result.append(current)
        current = ""
      default: if isInside { current.append(character) }
      }
    }
    return []
  }
}
