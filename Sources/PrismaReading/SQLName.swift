/// The few pieces of SQL that a Prisma schema implies: names and literals.
enum SQLName {
  /// A name as SQL reads it back: in quotes unless it is plain.
  static func identifier(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { $0 == UInt8(ascii: "_") || isLetter($0) } ?? false
      && name.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) }
    return isPlain && !reserved.contains(name) ? name : "\"\(doubling("\"", in: name))\""
  }

  /// The name, with its schema unless that is `public`.
  static func qualified(_ name: String, schema: String) -> String {
    schema == "public" ? identifier(name) : "\(identifier(schema)).\(identifier(name))"
  }

  static func literal(_ text: String) -> String { "'\(doubling("'", in: text))'" }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func doubling(_ sign: Character, in text: String) -> String {
    text.split(separator: sign, omittingEmptySubsequences: false).joined(separator: "\(sign)\(sign)")
  }

  /// PostgreSQL's reserved words, which can not stand as a name without quotes.
  private static let reserved: Set<String> = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary", "both",
    "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create", "cross",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for",
    "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially", "inner", "intersect",
    "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp",
    "natural", "not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing",
    "primary", "references", "returning", "right", "select", "session_user", "similar", "some", "symmetric",
    "system_user", "table", "tablesample", "then", "to", "trailing", "true", "union", "unique", "user", "using",
    "variadic", "verbose", "when", "where", "window", "with",
  ]
}
