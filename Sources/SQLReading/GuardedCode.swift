import Diagnostics
import SQLSyntax

/// The statements of a DO block that does nothing but run DDL, guarded or not against running it twice.
///
/// Migrations write `IF NOT EXISTS (SELECT ... FROM pg_type ...) THEN CREATE TYPE ... END IF` and
/// `CREATE TYPE ...; EXCEPTION WHEN duplicate_object THEN NULL` where the statement itself has no IF NOT EXISTS. Such a
/// guard only asks whether what the statement makes or takes away is there, which reading the statement finds out.
/// Anything else a block may hold (variables, loops, dynamic SQL, other conditions) makes it code that is not followed.
struct GuardedCode {
  struct Step {
    var statement: SQLStatement
    /// Whether the statement may fail: then it has nothing to do.
    var isGuarded: Bool
  }

  private(set) var steps: [Step] = []
  private var depth = 0
  private var hasBegun = false
  private var hasEnded = false

  /// Bytes of a block; a longer one is data.
  private static let longest = 4 << 20

  /// nil when the block holds more than guarded statements.
  /// - Parameter statement: the whole DO statement.
  init?(_ statement: SQLStatement) {
    guard let body = Self.body(of: statement), body.count <= Self.longest else { return nil }
    let text = Array(statement.text.utf8)
    var handler = false
    for piece in SQLScript(String(decoding: text[body], as: UTF8.self)).statements {
      let start = statement.range.lowerBound + body.lowerBound + piece.range.lowerBound
      var words = GuardedWords(piece.text)
      if handler || words.begins("exception") {
        handler = true
        guard readHandler(&words) else { return nil }
      } else if !read(&words, startingAt: start) {
        return nil
      }
    }
    guard hasBegun, hasEnded, depth == 0, !steps.isEmpty else { return nil }
    if handler { for index in steps.indices { steps[index].isGuarded = true } }
  }

  private mutating func read(_ words: inout GuardedWords, startingAt start: Int) -> Bool {
    var guardIsNegative = true
    while true {
      if !hasBegun {
        guard words.take("begin") else { return false }
        hasBegun = true
      } else if words.take("end") {
        guard readEnd(&words) else { return false }
        return words.isAtEnd
      } else if words.take("if") {
        guard let isNegative = words.takeCatalogGuard() else { return false }
        guardIsNegative = isNegative
        depth += 1
      } else {
        break
      }
    }
    if words.isIdle { return true }
    if words.first == "execute" { return readLiteral(&words, startingAt: start) }
    let verbs = guardIsNegative ? Self.verbs : Self.verbsBehindPresence
    guard !hasEnded, let verb = words.first, verbs.contains(verb), let rest = words.rest else { return false }
    if !guardIsNegative, verb == "alter", !words.contains(["rename", "drop"]) { return false }
    let range = start + rest.lowerBound..<start + rest.upperBound
    steps.append(
      Step(
        statement: SQLStatement(range: range, text: words.text(of: rest), tokenCount: words.remaining),
        isGuarded: depth > 0))
    return true
  }

  /// `EXECUTE '...'` with nothing but a literal in it.
  private mutating func readLiteral(_ words: inout GuardedWords, startingAt start: Int) -> Bool {
    guard !hasEnded, words.take("execute"), let literal = words.literal else { return false }
    let pieces = SQLScript(literal.text).statements
    guard pieces.count == 1, let piece = pieces.first else { return false }
    let range = start + literal.range.lowerBound..<start + literal.range.upperBound
    steps.append(
      Step(
        statement: SQLStatement(range: range, text: piece.text, tokenCount: piece.tokenCount), isGuarded: depth > 0))
    return true
  }

  private mutating func readEnd(_ words: inout GuardedWords) -> Bool {
    if words.take("if") {
      depth -= 1
      return depth >= 0
    }
    hasEnded = true
    return depth == 0
  }

  /// `EXCEPTION WHEN duplicate_object OR ... THEN NULL; END`.
  private mutating func readHandler(_ words: inout GuardedWords) -> Bool {
    _ = words.take("exception")
    while words.take("when") {
      while let condition = words.takeAny(), condition != "then" {
        let isExpected =
          condition == "or" || condition == "others" || condition.hasPrefix("duplicate_")
          || condition.hasPrefix("undefined_")
        guard isExpected else { return false }
      }
    }
    if words.take("end") { hasEnded = true }
    return words.isAtEnd || words.isIdle
  }

  private static let verbs: Set<String> = [
    "create", "alter", "drop", "comment", "grant", "revoke", "insert", "update", "delete",
  ]
  /// Behind `IF EXISTS` only what needs the thing that is asked for.
  private static let verbsBehindPresence: Set<String> = ["drop", "alter"]

  /// The text between the dollar quotes, as offsets within the statement.
  private static func body(of statement: SQLStatement) -> Range<Int>? {
    let tokens = SQLScanner.tokens(in: statement.text).filter { $0.kind != .comment }
    let bytes = Array(statement.text.utf8)
    let isBody = { (token: SQLToken) in token.kind == .string && bytes[token.range.lowerBound] == UInt8(ascii: "$") }
    guard let quoted = tokens.first(where: isBody)?.range,
      let mark = bytes[quoted].dropFirst().firstIndex(of: UInt8(ascii: "$"))
    else { return nil }
    let length = mark - quoted.lowerBound + 1
    guard quoted.count >= 2 * length else { return nil }
    return quoted.lowerBound + length..<quoted.upperBound - length
  }
}

/// The tokens of a piece of code, taken from the front.
private struct GuardedWords {
  private let bytes: [UInt8]
  private var tokens: ArraySlice<SQLToken>

  init(_ text: String) {
    bytes = Array(text.utf8)
    tokens = SQLScanner.tokens(in: text).filter { $0.kind != .comment }[...]
  }

  var isAtEnd: Bool { tokens.isEmpty }
  var remaining: Int { tokens.count }
  var first: String? { tokens.first.map(word) }

  /// From the next token to the last.
  var rest: Range<Int>? {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// Whether what is left leaves no trace: nothing, NULL, a message.
  var isIdle: Bool {
    guard let first else { return true }
    if first == "null" { return tokens.count == 1 }
    let level = tokens.dropFirst().first.map(word) ?? ""
    return first == "raise" && ["notice", "warning", "info", "log", "debug"].contains(level)
  }

  /// A string that is all there is.
  var literal: (text: String, range: Range<Int>)? {
    guard tokens.count == 1, let token = tokens.first, token.kind == .string, token.range.count >= 2,
      bytes[token.range.lowerBound] == UInt8(ascii: "'")
    else { return nil }
    let inner = token.range.lowerBound + 1..<token.range.upperBound - 1
    return (text(of: inner).replacing("''", with: "'"), token.range)
  }

  func text(of range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  func begins(_ word: String) -> Bool { first == word }
  func contains(_ words: Set<String>) -> Bool { tokens.contains { words.contains(word($0)) } }

  mutating func take(_ word: String) -> Bool {
    guard first == word else { return false }
    tokens = tokens.dropFirst()
    return true
  }

  mutating func takeAny() -> String? { tokens.popFirst().map(word) }

  /// `[NOT] EXISTS (SELECT ... FROM a system catalog ...) THEN`: whether it is negative; nil for any other condition.
  mutating func takeCatalogGuard() -> Bool? {
    let isNegative = take("not")
    let hasParenthesis = !isNegative && first == "(" && take("(")
    let isInnerNegative = hasParenthesis && take("not")
    if !isNegative, !hasParenthesis, first?.hasPrefix("to_reg") == true { return takeLookup() }
    guard take("exists"), first == "(" else { return nil }
    var nesting = hasParenthesis ? 1 : 0
    var asksCatalog = false
    while let word = takeAny() {
      if word == "(" { nesting += 1 }
      if word == ")" { nesting -= 1 }
      if word.hasPrefix("pg_") || word == "information_schema" { asksCatalog = true }
      if nesting == 0 { break }
    }
    guard nesting == 0, asksCatalog, take("then") else { return nil }
    return isNegative || isInnerNegative
  }

  /// `to_regclass('...') IS [NOT] NULL THEN`: negative when it asks for NULL.
  private mutating func takeLookup() -> Bool? {
    _ = takeAny()
    guard take("(") else { return nil }
    while let word = takeAny(), word != ")" {
      if word == "(" { return nil }
    }
    guard take("is") else { return nil }
    let isNegative = !take("not")
    return take("null") && take("then") ? isNegative : nil
  }

  private func word(_ token: SQLToken) -> String { String(decoding: bytes[token.range], as: UTF8.self).lowercased() }
}

extension CatalogBuilder {
  /// Reads an anonymous block whose statements can be told without running it; false for any other.
  mutating func applyGuardedCode() -> Bool {
    guard let statement = source.statement, let code = GuardedCode(statement) else { return false }
    let parser = parser
    for step in code.steps where !DataStatement.isData(step.statement) {
      let isSQL = (try? parser.withStatement(step.statement.text, tokenCount: step.statement.tokenCount) { _ in true })
      guard isSQL == true else { return false }
    }
    let outer = source
    for step in code.steps {
      source = StatementSource(file: outer.file, statement: step.statement)
      let before = diagnostics.count
      _ = parseAndApply(step.statement)
      // What fails behind a guard is what the guard keeps from running.
      if step.isGuarded { diagnostics.removeSubrange(before...) }
    }
    source = outer
    return true
  }
}
