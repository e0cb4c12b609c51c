internal import SQLAlchemyWriting
internal import SQLSyntax

/// `text("SELECT ... WHERE id = :p1")`: on one line, `:p1` for `$1`, and no other colon that is read as a parameter.
enum TextStatement {
  static func python(_ sql: String) -> String {
    let bytes = Array(sql.utf8)
    var tokens = SQLScanner.tokens(in: sql).filter { $0.kind != .comment }
    while let last = tokens.last, bytes[last.range] == [UInt8(ascii: ";")] { tokens.removeLast() }
    var text = ""
    var previous: SQLToken?
    for token in tokens {
      if let previous, previous.range.upperBound < token.range.lowerBound { text += " " }
      let written = String(decoding: bytes[token.range], as: UTF8.self)
      if token.kind == .parameter {
        text += ":p" + written.dropFirst()
      } else if written == "::", previous?.kind != .parameter {
        text += written
      } else {
        text += written.replacing(":", with: "\\:")
      }
      previous = token
    }
    return "text(\(PythonText.quoted(text)))"
  }
}
