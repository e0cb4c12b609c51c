import Diagnostics

/// A class with `up` and `down`, whose `queryRunner.query` takes SQL.
enum TypeORMMigration {
  /// What changes a schema without SQL.
  private static let builders: Set<String> = [
    "createTable", "dropTable", "renameTable", "addColumn", "addColumns", "renameColumn", "changeColumn",
    "changeColumns", "dropColumn", "dropColumns", "createPrimaryKey", "dropPrimaryKey", "createUniqueConstraint",
    "dropUniqueConstraint", "createCheckConstraint", "dropCheckConstraint", "createForeignKey", "createForeignKeys",
    "dropForeignKey", "dropForeignKeys", "createIndex", "createIndices", "dropIndex", "createView", "dropView",
    "createSchema", "dropSchema",
  ]

  static func script(_ file: SourceFile) -> Reading<SourceFile> {
    let tokens = JavaScriptLexer.tokens(of: file.text)
    var blanked = BlankedText(file.text)
    var diagnostics: [Diagnostic] = []
    guard let body = body(of: "up", tokens) else { return Reading(SourceFile(path: file.path, text: blanked.text)) }
    for position in body.dropFirst() where tokens[position - 1].isSign(".") {
      guard case .word(let name) = tokens[position].kind, position + 2 < body.upperBound,
        tokens[position + 1].isSign("(")
      else { continue }
      if builders.contains(name) {
        diagnostics.append(
          computed(file, tokens[position].range, "this migration changes the schema with \(name), which is not SQL"))
      } else if name == "query" {
        let argument = tokens[position + 2]
        let isWhole = tokens[position + 3].isSign(")") || tokens[position + 3].isSign(",")
        if let statement = argument.literal, isWhole {
          blanked.keep(statement, in: argument.range.lowerBound + 1..<argument.range.upperBound - 1)
        } else if mayDefine(tokens[position + 2..<tokens.end(ofBracketAt: position + 1)]) {
          diagnostics.append(computed(file, argument.range, "this statement is put together when the migration runs"))
        }
      }
    }
    return Reading(SourceFile(path: file.path, text: blanked.text), diagnostics: diagnostics)
  }

  /// The tokens between the braces of a method.
  static func body(of method: String, _ tokens: [JavaScriptLexer.Token]) -> Range<Int>? {
    for position in tokens.indices.dropLast(2) where tokens[position].isWord(method) && tokens[position + 1].isSign("(")
    {
      var next = tokens.end(ofBracketAt: position + 1)
      // The type of the result stands between: `: Promise<void>`.
      while next < tokens.count, !tokens[next].isSign("{"), !tokens[next].isSign(";"), !tokens[next].isSign("}") {
        next += 1
      }
      guard next < tokens.count, tokens[next].isSign("{") else { continue }
      return next + 1..<max(next + 1, tokens.end(ofBracketAt: next) - 1)
    }
    return nil
  }

  /// Whether a statement that is not a literal may define something: one that begins with a word of data does not.
  private static func mayDefine(_ argument: ArraySlice<JavaScriptLexer.Token>) -> Bool {
    guard case .string(let text, _)? = argument.first?.kind else { return true }
    let word = text.split(whereSeparator: \.isWhitespace).first?.uppercased() ?? ""
    return !["INSERT", "UPDATE", "DELETE", "SELECT", "WITH", "TRUNCATE", "SET"].contains(word)
  }

  private static func computed(_ file: SourceFile, _ range: Range<Int>, _ message: String) -> Diagnostic {
    file.diagnostic(
      .error, code: "computed-migration", message, at: range, why: "dbplan runs no code of a project",
      fix: "name the database, or what pg_dump --schema-only writes of it")
  }
}
