import SQLSyntax

/// Signs that a file is written for another database.
enum ForeignDialect {
  struct Sign {
    var dialect: String
    var reason: String
    /// UTF-8 offsets within the file.
    var range: Range<Int>
  }

  /// At most one sign per reason, in order. A sign alone proves nothing: the statement must also fail to parse.
  static func signs(in text: String) -> [Sign] {
    let bytes = Array(text.utf8)
    var signs: [Sign] = []
    var seen: Set<String> = []
    var before = ""
    for token in SQLScanner.tokens(in: text) where token.kind != .comment && token.kind != .string {
      let word = String(decoding: bytes[token.range], as: UTF8.self).uppercased()
      if let (dialect, reason) = sign(word, after: before, kind: token.kind), seen.insert(reason).inserted {
        signs.append(Sign(dialect: dialect, reason: reason, range: token.range))
      }
      before = word
    }
    return signs
  }

  private static func sign(_ word: String, after before: String, kind: SQLToken.Kind) -> (String, String)? {
    switch word {
    case "AUTO_INCREMENT": return ("MySQL", "AUTO_INCREMENT")
    case "AUTOINCREMENT": return ("SQLite", "AUTOINCREMENT")
    case "PRAGMA": return ("SQLite", "PRAGMA")
    case "ROWID" where before == "WITHOUT": return ("SQLite", "WITHOUT ROWID")
    case "=" where before == "ENGINE": return ("MySQL", "a table option ENGINE")
    case "NVARCHAR", "DATETIME2", "UNIQUEIDENTIFIER": return ("SQL Server", "the type \(word)")
    default: break
    }
    if kind == .operator, word.contains("`") { return ("MySQL", "names in backticks") }
    let bracketed = [
      "TABLE", ".", "EXISTS", "(", ",", "SCHEMA", "INTO", "FROM", "ON", "REFERENCES", "CONSTRAINT", "INDEX",
    ]
    if word == "[", bracketed.contains(before) { return ("SQL Server", "names in square brackets") }
    return nil
  }
}
