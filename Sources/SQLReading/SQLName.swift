import SQLSyntax
import SchemaModel

/// Names inside SQL text.
enum SQLName {
  /// An identifier, in quotes where PostgreSQL's `quote_ident` would set them.
  static func quoted(_ name: String) -> String {
    let first = name.utf8.first ?? UInt8(ascii: "0")
    let isPlain =
      !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_")
      }
    if isPlain, SQLScanner.tokens(in: name).first?.kind == .identifier { return name }
    return "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  static func quoted(_ name: ObjectName) -> String { "\(quoted(name.schema)).\(quoted(name.name))" }

  /// A qualified name as a string literal, for `regclass`.
  static func literal(_ name: ObjectName) -> String {
    "'" + quoted(name).split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
