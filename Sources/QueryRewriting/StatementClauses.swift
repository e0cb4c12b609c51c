internal import SQLSyntax

/// The clauses of one SELECT, UPDATE or DELETE, by the words that begin them.
struct StatementClauses {
  enum Word: String, CaseIterable {
    case select, update, delete, from, `where`, group, having, window, order, limit, offset, fetch, `for`, returning
  }

  /// UTF-8 offsets.
  struct Clause {
    var word: Word
    /// From its first word to its last token.
    var range: Range<Int>
    /// Without the words that begin it.
    var body: Range<Int>
  }

  private(set) var clauses: [Clause] = []

  subscript(word: Word) -> Clause? { clauses.first { $0.word == word } }

  /// nil for what is several queries: `UNION` and its kin.
  /// - Parameter range: the tokens of the statement; parentheses around it are not among them.
  init?(_ statement: StatementText, in range: Range<Int>) {
    var depth = 0
    var starts: [(word: Word, index: Int)] = []
    for index in range {
      let word = statement.word(index)
      switch word {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "union", "intersect", "except": if depth == 0, statement.isKeyword(index) { return nil }
      default:
        guard depth == 0, statement.isKeyword(index), let word = Word(rawValue: word),
          Self.begins(word, at: index, in: statement)
        else { continue }
        starts.append((word, index))
      }
    }
    for (position, start) in starts.enumerated() {
      let stop = position + 1 < starts.count ? starts[position + 1].index : range.upperBound
      let words = [.group, .order].contains(start.word) ? 2 : 1
      let end = statement.tokens[stop - 1].range.upperBound
      let body = start.index + words < stop ? statement.tokens[start.index + words].range.lowerBound : end
      clauses.append(
        Clause(word: start.word, range: statement.tokens[start.index].range.lowerBound..<end, body: body..<end))
    }
  }

  private static func begins(_ word: Word, at index: Int, in statement: StatementText) -> Bool {
    switch word {
    case .from: statement.word(index - 1) != "distinct" || statement.word(index - 2) == "select"
    case .group, .order: statement.word(index + 1) == "by" && statement.word(index - 1) != "within"
    default: true
    }
  }
}

extension StatementText {
  /// A word of the grammar, and no name after a point or AS.
  func isKeyword(_ index: Int) -> Bool {
    tokens[index].kind == .keyword && ![".", "as"].contains(word(index - 1))
  }

  /// The clauses of the whole statement.
  var clauses: StatementClauses? { StatementClauses(self, in: tokens.indices) }

  /// The tokens within the parentheses that open at or after a token.
  func parenthesized(after index: Int) -> Range<Int>? {
    guard let open = (index..<tokens.count).first(where: { word($0) == "(" }) else { return nil }
    var depth = 0
    for position in open..<tokens.count {
      if word(position) == "(" { depth += 1 }
      if word(position) == ")" { depth -= 1 }
      if depth == 0 { return open + 1..<position }
    }
    return nil
  }

  /// What adds a condition to a statement's own: behind those of WHERE, else as a WHERE behind what it filters.
  /// - Parameter isAlternative: whether the conditions there are joined by OR.
  func adding(condition: String, to clauses: StatementClauses, isAlternative: Bool) -> [Edit]? {
    if let existing = clauses[.where] {
      let joint = newline(like: existing.range.lowerBound, deeper: true) + "AND \(condition)"
      guard isAlternative else { return [.insert(joint, at: existing.body.upperBound)] }
      return [
        .insert("(", at: existing.body.lowerBound), .insert(")\(joint)", at: existing.body.upperBound),
      ]
    }
    guard let before = clauses[.from] ?? clauses[.update] else { return nil }
    return [.insert(newline(like: before.range.lowerBound) + "WHERE \(condition)", at: before.range.upperBound)]
  }

  /// What separates a clause from the one before: as the clause at `place` is separated, a blank or a line.
  func newline(like place: Int, deeper: Bool = false) -> String {
    var start = place
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n"), !isOnOneLine else { return " " }
    return "\n" + String(repeating: " ", count: place - start + (deeper ? 2 : 0))
  }

  /// A clause and the blanks before it.
  func withBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || (0x09...0x0D).contains(bytes[start - 1]) { start -= 1 }
    return start..<range.upperBound
  }
}
