package import SchemaModel

/// Writes names as SQL, quoted only where PostgreSQL 15 needs it.
package enum QuotedIdentifier {
  /// One name.
  package static func text(_ name: String) -> String {
    isPlain(name) && !keywords.contains(name) ? name : "\"\(name.replacingQuotes)\""
  }

  /// `schema.name`, always qualified, so that it means the same under every search path.
  package static func text(_ name: ObjectName) -> String {
    name.schema.isEmpty ? text(name.name) : "\(text(name.schema)).\(text(name.name))"
  }

  /// Names separated by commas.
  package static func list(_ names: some Sequence<String>) -> String { names.map(text).joined(separator: ", ") }

  /// Whether a name survives PostgreSQL's folding to lower case unquoted, keywords aside.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !isDigit(first), first != UInt8(ascii: "$") else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
      default: isDigit(byte)
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Every keyword of PostgreSQL 15 that is not free to be any name: `pg_get_keywords()` where `catcode <> 'U'`.
  private static let keywords: Set<String> = Set(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
    char character check coalesce collate collation column concurrently constraint create cross current_catalog
    current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
    desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
    grouping having ilike in initially inner inout int integer intersect interval into is isnull join lateral leading
    least left like limit localtime localtimestamp national natural nchar none normalize not notnull null nullif numeric
    offset on only or order out outer overlaps overlay placing position precision primary real references returning
    right row select session_user setof similar smallint some substring symmetric table tablesample then time timestamp
    to trailing treat trim true union unique user using values varchar variadic verbose when where window with
    xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension String {
  fileprivate var replacingQuotes: String {
    utf8.contains(UInt8(ascii: "\""))
      ? split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") : self
  }
}

/// Writes values as SQL.
package enum SQLLiteral {
  /// A string constant; with backslashes in the form that does not depend on settings.
  package static func text(_ value: String) -> String {
    var body: [UInt8] = []
    body.reserveCapacity(value.utf8.count)
    var hasBackslash = false
    for byte in value.utf8 where byte != 0 {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") { body.append(byte) }
      hasBackslash = hasBackslash || byte == UInt8(ascii: "\\")
      body.append(byte)
    }
    let text = String(decoding: body, as: UTF8.self)
    return hasBackslash ? "E'\(text)'" : "'\(text)'"
  }

  package static func list(_ values: some Sequence<String>) -> String { values.map(text).joined(separator: ", ") }
}
