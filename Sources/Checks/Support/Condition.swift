import IndexAnalysis
/// What a SQL condition demands, part by part, so that two spellings of it compare equal: BETWEEN is two comparisons,
/// comparisons point one way, `= ANY (ARRAY[...])` is IN, and the order of alternatives does not matter.
struct Condition: Sendable, Hashable {
  /// All of them hold; each is a set of alternatives.
  let demands: [Demand]

  struct Demand: Sendable, Hashable {
    /// One of them holds.
    let alternatives: Set<[String]>
    /// Names and literals, for what is nested too deep to be compared part by part.
    let nouns: Set<String>
    let isNested: Bool

    /// Whether the other demands the same; where one is nested, by the same names and values.
    func isSame(as other: Demand) -> Bool {
      isNested || other.isNested ? nouns == other.nouns : alternatives == other.alternatives
    }

    /// The column of a bare `x IS NOT NULL`.
    var neverNull: String? {
      guard alternatives.count == 1, let only = alternatives.first, only.count == 4,
        only.suffix(3) == ["is", "not", "null"]
      else { return nil }
      return only[0]
    }
  }

  init(_ sql: String?) {
    demands = (sql.map { SQLTokens($0).conjuncts } ?? []).flatMap(Self.demands(of:))
  }

  func includes(_ demand: Demand) -> Bool { demands.contains { $0.isSame(as: demand) } }

  /// Whether everything this demands is demanded there, too: then every row there is a row here.
  func isImplied(by other: Condition) -> Bool { demands.allSatisfy { other.includes($0) } }

  private static func demands(of part: [String]) -> [Demand] {
    let nouns = SQLTokens(part.joined(separator: " ")).nouns
    let alternatives = split(withoutOuterParentheses(part), at: "or")
    let isNested = alternatives.contains { words in
      words.contains("or") || words.contains("case") || words.dropFirst().contains("and") && !words.contains("between")
    }
    let clauses = alternatives.map { $0.filter { $0 != "(" && $0 != ")" } }
    if clauses.count == 1, let range = bounds(clauses[0]) {
      return range.map { Demand(alternatives: [canonical($0)], nouns: nouns, isNested: false) }
    }
    return [Demand(alternatives: Set(clauses.map(canonical)), nouns: nouns, isNested: isNested)]
  }

  private static func withoutOuterParentheses(_ tokens: [String]) -> [String] {
    var inner = tokens[...]
    while inner.first == "(", inner.last == ")" {
      var depth = 0
      let closing = inner.firstIndex { token in
        depth += token == "(" ? 1 : token == ")" ? -1 : 0
        return depth == 0
      }
      guard let closing, closing == inner.endIndex - 1 else { break }
      inner = inner.dropFirst().dropLast()
    }
    return Array(inner)
  }

  /// The parts between a word that stands outside parentheses.
  private static func split(_ tokens: [String], at word: String) -> [[String]] {
    var parts: [[String]] = [[]]
    var depth = 0
    for token in tokens {
      if token == "(" { depth += 1 }
      if token == ")" { depth -= 1 }
      if token == word, depth == 0 {
        parts.append([])
      } else {
        parts[parts.count - 1].append(token)
      }
    }
    return parts
  }

  /// `x between a and b` as `x >= a` and `x <= b`.
  private static func bounds(_ clause: [String]) -> [[String]]? {
    guard let word = clause.firstIndex(of: "between"), let and = clause[word...].firstIndex(of: "and"),
      word > 0, clause[word - 1] != "not", clause[(and + 1)...].firstIndex(of: "and") == nil
    else { return nil }
    let subject = clause[..<word]
    return [subject + [">="] + clause[(word + 1)..<and], subject + ["<="] + clause[(and + 1)...]].map(Array.init)
  }

  private static func canonical(_ clause: [String]) -> [String] {
    if let list = members(of: clause) { return list }
    let comparisons = clause.indices.filter { flipped[clause[$0]] != nil }
    guard comparisons.count == 1, let position = comparisons.first, let other = flipped[clause[position]] else {
      return clause
    }
    let sides = [Array(clause[..<position]), Array(clause[(position + 1)...])]
    let isSymmetric = other == clause[position]
    if isSymmetric, sides[1].lexicographicallyPrecedes(sides[0]) { return sides[1] + [other] + sides[0] }
    return clause[position].hasPrefix(">") ? sides[1] + [other] + sides[0] : clause
  }

  /// `x in a , b` and `x = any array [ a , b ]` as `x in a b`, the values in order.
  private static func members(of clause: [String]) -> [String]? {
    let values: ArraySlice<String>
    let subject: ArraySlice<String>
    if let word = clause.firstIndex(of: "in"), word > 0, clause[word - 1] != "not" {
      (subject, values) = (clause[..<word], clause[(word + 1)...])
    } else if let word = clause.firstIndex(of: "any"), word > 1, clause[word - 1] == "=" {
      (subject, values) = (clause[..<(word - 1)], clause[(word + 1)...])
    } else {
      return nil
    }
    return subject + ["in"] + values.filter { ![",", "[", "]", "array"].contains($0) }.sorted()
  }

  private static let flipped = [">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "<>": "<>"]
}
