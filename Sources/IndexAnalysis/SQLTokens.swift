/// A light reading of SQL expressions, good enough to tell whether two of them say the same: words in lower case,
/// quotes of identifiers gone, casts dropped.
package struct SQLTokens: Sendable {
  package private(set) var tokens: [String] = []

  package init(_ sql: String) {
    var scanner = Scanner(Array(sql.unicodeScalars))
    while let token = scanner.next() { tokens.append(token == "!=" ? "<>" : token) }
    dropCasts()
    dropOuterParentheses()
  }

  /// Whether two conditions are the same apart from spelling; nil stands for no condition.
  package static func areEqual(_ left: String?, _ right: String?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?):
      left == right || Set(SQLTokens(left).conjuncts) == Set(SQLTokens(right).conjuncts)
    default: false
    }
  }

  /// The parts that AND joins at the outermost level, without parentheses; `x = true` reads `x`, `x = false` `not x`.
  package var conjuncts: [[String]] {
    var parts: [[String]] = [[]]
    var depth = 0
    var isRange = false
    for token in tokens {
      if token == "(" { depth += 1 }
      if token == ")" { depth -= 1 }
      if depth == 0, token == "between" { isRange = true }
      if token == "and", depth == 0, isRange {
        isRange = false
        parts[parts.count - 1].append(token)
      } else if token == "and" && depth == 0 {
        parts.append([])
      } else {
        parts[parts.count - 1].append(token)
      }
    }
    if parts.count == 1, !tokens.contains("or") { return [Self.plain(parts[0])] }
    return parts.flatMap { part -> [[String]] in
      let hasOr = part.contains("or")
      return hasOr ? [part] : [Self.plain(part)]
    }
  }

  /// Names and literals in it, without SQL's own words.
  package var nouns: Set<String> {
    Set(tokens.filter { Self.isNoun($0) && !Self.words.contains($0) })
  }

  private static func plain(_ part: [String]) -> [String] {
    let bare = part.filter { $0 != "(" && $0 != ")" }
    if bare.count == 3, bare[1] == "=" || bare[1] == "is" {
      if bare[2] == "true" { return [bare[0]] }
      if bare[2] == "false" { return ["not", bare[0]] }
    }
    return bare
  }

  private static func isNoun(_ token: String) -> Bool {
    token.unicodeScalars.first.map {
      $0 == "'" || $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
      ?? false
  }

  private static let words: Set<String> = [
    "and", "or", "not", "is", "null", "in", "any", "all", "array", "between", "true", "false", "like", "ilike",
    "case", "when", "then", "else", "end", "some", "distinct", "from",
  ]

  /// `::character varying(20)[]` says nothing about the meaning of a condition.
  private mutating func dropCasts() {
    var kept: [String] = []
    var position = 0
    while position < tokens.count {
      guard tokens[position] == "::" else {
        kept.append(tokens[position])
        position += 1
        continue
      }
      position += 2
      while position < tokens.count,
        ["varying", "precision", "without", "with", "time", "zone"].contains(tokens[position])
      {
        position += 1
      }
      while position + 1 < tokens.count, tokens[position] == "." { position += 2 }
      if position < tokens.count, tokens[position] == "(" {
        while position < tokens.count, tokens[position] != ")" { position += 1 }
        position += 1
      }
      while position + 1 < tokens.count, tokens[position] == "[", tokens[position + 1] == "]" { position += 2 }
    }
    tokens = kept
  }

  private mutating func dropOuterParentheses() {
    while tokens.first == "(", tokens.last == ")", closing(of: 0) == tokens.count - 1 {
      tokens = Array(tokens.dropFirst().dropLast())
    }
  }

  private func closing(of start: Int) -> Int? {
    var depth = 0
    for position in start..<tokens.count {
      if tokens[position] == "(" { depth += 1 }
      if tokens[position] == ")" { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }
}

extension SQLTokens {
  fileprivate struct Scanner {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func next() -> String? {
      while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
      guard position < scalars.count else { return nil }
      let scalar = scalars[position]
      if scalar == "'" { return quoted("'", keepsQuotes: true) }
      if scalar == "\"" { return quoted("\"", keepsQuotes: false) }
      if Self.isWord(scalar) { return run(Self.isWord).lowercased() }
      if "()[],.".unicodeScalars.contains(scalar) {
        position += 1
        return String(scalar)
      }
      return run { !Self.isWord($0) && !$0.properties.isWhitespace && !"()[],.'\"".unicodeScalars.contains($0) }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private mutating func run(_ belongs: (Unicode.Scalar) -> Bool) -> String {
      let start = position
      while position < scalars.count, belongs(scalars[position]) { position += 1 }
      return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    private mutating func quoted(_ quote: Unicode.Scalar, keepsQuotes: Bool) -> String {
      let start = position
      position += 1
      while position < scalars.count {
        if scalars[position] == quote {
          guard position + 1 < scalars.count, scalars[position + 1] == quote else { break }
          position += 1
        }
        position += 1
      }
      let end = min(position, scalars.count)
      position = min(position + 1, scalars.count)
      let inner = scalars[(start + 1)..<max(start + 1, end)]
      let text = String(String.UnicodeScalarView(inner))
      return keepsQuotes ? "'\(text)'" : text
    }
  }
}
