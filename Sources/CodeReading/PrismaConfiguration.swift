package import Diagnostics

/// What a `prisma.config.ts` says of where things are, read without running it.
package struct PrismaConfiguration: Sendable {
  /// Relative to the file's folder; nil when it is not said, or not by a literal.
  package private(set) var schema: Located<String>?
  package private(set) var migrations: Located<String>?

  /// - Returns: a diagnostic for a value that only running the file would tell.
  package static func read(_ file: SourceFile) -> Reading<PrismaConfiguration> {
    let tokens = JavaScriptLexer.tokens(of: file.text)
    var reading = Reading(PrismaConfiguration())
    guard let open = configurationObject(tokens) else { return reading }
    for (key, value) in properties(tokens, of: open) {
      switch key {
      case "schema":
        reading.value.schema = path(tokens, value, "schema", file, &reading.diagnostics)
      case "migrations" where tokens[value.lowerBound].isSign("{"):
        for (key, value) in properties(tokens, of: value.lowerBound) where key == "path" {
          reading.value.migrations = path(tokens, value, "migrations.path", file, &reading.diagnostics)
        }
      default: continue
      }
    }
    return reading
  }

  /// The `{` of `export default {`, `defineConfig({` or `module.exports = {`.
  private static func configurationObject(_ tokens: [JavaScriptLexer.Token]) -> Int? {
    for position in tokens.indices.dropFirst() where tokens[position].isSign("{") {
      let isCall = position > 1 && tokens[position - 1].isSign("(") && tokens[position - 2].isWord("defineConfig")
      let isExport =
        tokens[position - 1].isWord("default")
        || position > 1 && tokens[position - 1].isSign("=") && tokens[position - 2].isWord("exports")
      if isCall || isExport { return position }
    }
    return nil
  }

  /// The keys of an object and the tokens of their values.
  private static func properties(
    _ tokens: [JavaScriptLexer.Token], of open: Int
  ) -> [(key: String, value: Range<Int>)] {
    var found: [(key: String, value: Range<Int>)] = []
    let end = tokens.end(ofBracketAt: open) - 1
    var position = open + 1
    while position < end {
      let start = position
      var next = position
      while next < end, !tokens[next].isSign(",") {
        if case .sign(let sign) = tokens[next].kind, "({[".utf8.contains(sign) {
          next = tokens.end(ofBracketAt: next)
        } else {
          next += 1
        }
      }
      if start + 2 <= next, tokens[start + 1 < tokens.count ? start + 1 : start].isSign(":"), start + 2 < next {
        switch tokens[start].kind {
        case .word(let key), .string(let key, isComputed: false): found.append((key, start + 2..<next))
        default: break
        }
      } else if case .word(let key) = tokens[start].kind {
        // `schema,` takes a variable of that name.
        found.append((key, start..<next))
      }
      position = next + 1
    }
    return found
  }

  /// A literal, or `path.join` of literals.
  private static func path(
    _ tokens: [JavaScriptLexer.Token], _ value: Range<Int>, _ name: String, _ file: SourceFile,
    _ diagnostics: inout [Diagnostic]
  ) -> Located<String>? {
    let parts = tokens[value]
    guard let first = parts.first, let last = parts.last else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    if parts.count == 1, let literal = first.literal { return Located(literal, span: file.span(range)) }
    if let joined = joined(parts) { return Located(joined, span: file.span(range)) }
    diagnostics.append(
      file.diagnostic(
        .warning, code: "computed-location", "only running this file tells where `\(name)` is", at: range,
        why: "dbplan takes a literal, or path.join of literals, and runs no code of a project",
        fix: "name it: dbplan init --schema <file or folder>"))
    return nil
  }

  private static func joined(_ parts: ArraySlice<JavaScriptLexer.Token>) -> String? {
    let words = Array(parts)
    let isMember = words.count > 4 && words[0].isWord("path") && words[1].isSign(".") && words[2].isWord("join")
    let open = isMember ? 3 : 1
    guard isMember || words.first?.isWord("join") == true, words.count > open + 1, words[open].isSign("("),
      words.last?.isSign(")") == true
    else { return nil }
    var pieces: [String] = []
    for (position, token) in words[(open + 1)..<(words.count - 1)].enumerated() {
      if position.isMultiple(of: 2) {
        guard let piece = token.literal else { return nil }
        pieces.append(piece)
      } else if !token.isSign(",") {
        return nil
      }
    }
    return pieces.isEmpty ? nil : pieces.joined(separator: "/")
  }
}
