import SQLSyntax
import SchemaModel

/// Changes of statements that are kept as they were written.
enum StatementText {
  /// The name behind the first of some keywords is replaced.
  /// - Parameter old: replaced only where it is this function.
  static func renaming(
    _ sql: String, behind keywords: Set<String>, from old: ObjectName? = nil, to new: String
  ) -> String {
    let bytes = Array(sql.utf8)
    let tokens = SQLScanner.tokens(in: sql).filter { $0.kind != .comment }
    for (position, token) in tokens.enumerated().dropLast() {
      let word = String(decoding: bytes[token.range], as: UTF8.self).lowercased()
      guard keywords.contains(word), let name = DottedName(at: tokens[position + 1].range.lowerBound, in: bytes) else {
        continue
      }
      if let old {
        guard name.parts.last == old.name, name.parts.count == 1 || name.parts[0] == old.schema else { continue }
      }
      var edits = TextEdits()
      edits.replace(name.range, by: new)
      return String(decoding: edits.applied(to: bytes), as: UTF8.self)
    }
    return sql
  }
}
