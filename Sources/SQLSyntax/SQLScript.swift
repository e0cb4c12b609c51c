/// One statement of a script.
package struct SQLStatement: Hashable, Sendable {
  /// UTF-8 offsets within the script, from the first token to the last; no semicolon.
  package var range: Range<Int>
  /// The statement alone. Offsets within it plus `range.lowerBound` are offsets within the script: psql lines inside
  /// it are blanked, and the colon of a psql variable is, so that the variable reads as a name.
  package var text: String
  /// The number of tokens, by which the parser refuses what would take too long.
  package var tokenCount: Int

  package init(range: Range<Int>, text: String, tokenCount: Int) {
    self.range = range
    self.text = text
    self.tokenCount = tokenCount
  }
}

/// Text of a script that is not SQL.
package struct SkippedText: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A psql line such as `\connect`; the command's name without the backslash.
    case metaCommand(String)
    /// A psql variable such as `:OWNER`; its name.
    case variable(String)
    /// The rows of a `COPY ... FROM stdin`.
    case copyData
  }

  package var kind: Kind
  /// UTF-8 offsets within the script.
  package var range: Range<Int>
}

/// A SQL script cut into statements: what `psql -f` would send one after the other.
package struct SQLScript: Sendable {
  package private(set) var statements: [SQLStatement] = []
  package private(set) var skipped: [SkippedText] = []

  /// Cuts a script. Linear in its length; never fails: a broken statement ends at its semicolon.
  package init(_ text: String) {
    var splitter = Splitter(Array(text.utf8))
    splitter.run()
    statements = splitter.statements
    skipped = splitter.skipped
  }
}

/// The state of cutting a script, following what psql's own scanner does.
private struct Splitter {
  var lexer: Lexer
  var statements: [SQLStatement] = []
  var skipped: [SkippedText] = []

  private var current: Range<Int>?
  private var tokenCount = 0
  private var blanks: [Range<Int>] = []
  private var parentheses = 0
  private var brackets = 0
  /// Depth of `BEGIN ATOMIC ... END`, counted in the body of a routine only.
  private var beginDepth = 0
  private var leadingWords: [Range<Int>] = []
  private var isRoutine = false
  private var isRule = false
  private var previousWord: Range<Int>?
  private var copiesFromInput = false

  init(_ bytes: [UInt8]) { lexer = Lexer(bytes) }

  mutating func run() {
    if lexer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.position = 3 }
    while let lexeme = lexer.next() {
      switch lexeme.kind {
      case .comment: break
      case .backslash: readBackslash(at: lexeme.range.lowerBound)
      case .symbol(UInt8(ascii: ";")): readSemicolon()
      case .symbol(UInt8(ascii: ":")): readColon(lexeme.range)
      case .symbol(let symbol):
        extend(lexeme.range)
        nest(symbol)
      case .word:
        extend(lexeme.range)
        note(word: lexeme.range)
      default:
        extend(lexeme.range)
        previousWord = nil
      }
    }
    finish()
  }

  private mutating func extend(_ range: Range<Int>) {
    current = (current?.lowerBound ?? range.lowerBound)..<range.upperBound
    tokenCount += 1
  }

  private mutating func nest(_ symbol: UInt8) {
    previousWord = nil
    switch symbol {
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    case UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
    default: break
    }
  }

  private mutating func note(word: Range<Int>) {
    if leadingWords.count < 4 {
      leadingWords.append(word)
      if lexer.matches(leadingWords[0], "create") {
        isRoutine = isRoutine || lexer.matches(word, "function") || lexer.matches(word, "procedure")
        isRule = isRule || lexer.matches(word, "rule")
      }
    }
    if isRoutine, parentheses == 0 {
      if lexer.matches(word, "begin") || (beginDepth > 0 && lexer.matches(word, "case")) {
        beginDepth += 1
      } else if beginDepth > 0, lexer.matches(word, "end") {
        beginDepth -= 1
      }
    }
    if lexer.matches(word, "stdin"), let previousWord, lexer.matches(previousWord, "from"),
      let first = leadingWords.first, lexer.matches(first, "copy")
    {
      copiesFromInput = true
    }
    previousWord = word
  }

  /// A semicolon within parentheses ends a statement too, unless it separates the actions of a rule: the
  /// parenthesis was never closed then, and only one statement should be lost.
  private mutating func readSemicolon() {
    if beginDepth > 0 || (isRule && parentheses > 0) {
      extend(lexer.position - 1..<lexer.position)
      return
    }
    let copies = copiesFromInput
    finish()
    if copies { skipCopyData() }
  }

  private mutating func finish() {
    if let range = current {
      statements.append(SQLStatement(range: range, text: text(of: range), tokenCount: tokenCount))
    }
    reset()
  }

  private mutating func reset() {
    current = nil
    tokenCount = 0
    blanks = []
    parentheses = 0
    brackets = 0
    beginDepth = 0
    leadingWords = []
    isRoutine = false
    isRule = false
    previousWord = nil
    copiesFromInput = false
  }

  private func text(of range: Range<Int>) -> String {
    guard !blanks.isEmpty else { return String(decoding: lexer.bytes[range], as: UTF8.self) }
    var bytes = Array(lexer.bytes[range])
    for blank in blanks {
      for offset in blank.clamped(to: range) where bytes[offset - range.lowerBound] != UInt8(ascii: "\n") {
        bytes[offset - range.lowerBound] = UInt8(ascii: " ")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A psql command reaches to the end of its line; `\g` and its kin also end the statement, `\r` drops it.
  private mutating func readBackslash(at start: Int) {
    if lexer.peek(0) == UInt8(ascii: ";") {
      lexer.position += 1
      blanks.append(start..<lexer.position)
      finish()
      return
    }
    var nameEnd = lexer.position
    while nameEnd < lexer.bytes.count, !Lexer.isSpace(lexer.bytes[nameEnd]), lexer.bytes[nameEnd] != UInt8(ascii: ";") {
      nameEnd += 1
    }
    let name = String(decoding: lexer.bytes[lexer.position..<nameEnd], as: UTF8.self)
    lexer.skipLine()
    var end = lexer.position
    if end > nameEnd, lexer.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    skipped.append(SkippedText(kind: .metaCommand(name), range: start..<end))
    blanks.append(start..<end)
    if name.hasPrefix("g") || name == "crosstabview" { finish() }
    if name == "r" || name == "reset" { reset() }
  }

  /// `::` and `:=` are operators, a colon in brackets is a slice; `:name`, `:'name'`, `:"name"` are psql variables.
  private mutating func readColon(_ range: Range<Int>) {
    previousWord = nil
    guard let next = lexer.peek(0), next != UInt8(ascii: ":"), next != UInt8(ascii: "=") else {
      if lexer.peek(0) != nil { lexer.position += 1 }
      extend(range.lowerBound..<lexer.position)
      return
    }
    let isQuoted = next == UInt8(ascii: "'") || next == UInt8(ascii: "\"")
    guard brackets == 0, isQuoted || Lexer.startsWord(next) else {
      extend(range)
      return
    }
    var end = lexer.position + (isQuoted ? 1 : 0)
    while end < lexer.bytes.count, Lexer.continuesWord(lexer.bytes[end]), lexer.bytes[end] != UInt8(ascii: "$") {
      end += 1
    }
    let name = String(decoding: lexer.bytes[lexer.position + (isQuoted ? 1 : 0)..<end], as: UTF8.self)
    if isQuoted, end < lexer.bytes.count, lexer.bytes[end] == next { end += 1 }
    skipped.append(SkippedText(kind: .variable(name), range: range.lowerBound..<end))
    blanks.append(range)
    extend(lexer.position..<end)
    lexer.position = end
  }

  /// The rows begin on the line after the statement and end at a line `\.`.
  private mutating func skipCopyData() {
    lexer.skipLine()
    let start = min(lexer.position + 1, lexer.bytes.count)
    lexer.position = start
    while lexer.position < lexer.bytes.count {
      let line = lexer.position
      lexer.skipLine()
      let content = lexer.bytes[line..<lexer.position]
      if content.starts(with: "\\.".utf8), content.dropFirst(2).allSatisfy(Lexer.isSpace) { break }
      lexer.position = min(lexer.position + 1, lexer.bytes.count)
    }
    if start < lexer.position { skipped.append(SkippedText(kind: .copyData, range: start..<lexer.position)) }
  }
}
