import PlannerStatistics
import SQLSyntax
import SchemaModel

/// What parameters are compared with, as the conditions of a generic plan show it.
struct ParameterUses {
  struct Use: Hashable {
    var column: ColumnReference
    /// `=`, `>=`, `~~`, ..., seen from the column.
    var comparison: String
    /// Whether the parameter is a list: `= ANY ($1)`.
    var isList: Bool
  }

  private var uses: [Int: [Use]] = [:]

  init(of plan: QueryPlan) {
    var relations: [String: ObjectName] = [:]
    for node in plan.nodes {
      guard let relation = node.relation else { continue }
      relations[node.alias ?? relation] = ObjectName(relation, schema: node.schema ?? "public")
    }
    for node in plan.nodes {
      for condition in node.conditions { read(condition, relations) }
    }
  }

  var all: [Use] { uses.values.flatMap { $0 } }

  subscript(number: Int) -> [Use] { uses[number] ?? [] }

  private mutating func read(_ condition: String, _ relations: [String: ObjectName]) {
    let words = ConditionWords(condition)
    for (position, word) in words.texts.enumerated() where words.kinds[position] == .parameter {
      guard let number = Int(word.dropFirst()) else { continue }
      if let use = words.use(at: position, relations), !self[number].contains(use) {
        uses[number, default: []].append(use)
      }
    }
  }
}

/// A condition as PostgreSQL writes it: in parentheses, every column with the name of its relation.
private struct ConditionWords {
  private(set) var texts: [String] = []
  private(set) var kinds: [SQLToken.Kind] = []

  init(_ condition: String) {
    let bytes = Array(condition.utf8)
    for token in SQLScanner.tokens(in: condition) {
      texts.append(String(decoding: bytes[token.range], as: UTF8.self))
      kinds.append(token.kind)
    }
  }

  func use(at position: Int, _ relations: [String: ObjectName]) -> ParameterUses.Use? {
    var index = beginOfList(around: position) - 1
    while index >= 0, texts[index] == "(" { index -= 1 }
    if let term = term(before: index, relations) { return term }
    var isList = false
    if index >= 0, ["any", "all"].contains(texts[index].lowercased()) {
      isList = beginOfList(around: position) == position
      index -= 1
    }
    if index >= 0, isOperator(index), let column = column(before: index, relations) {
      return ParameterUses.Use(column: column, comparison: texts[index], isList: isList)
    }
    index = position + 1
    while index < texts.count, texts[index] == ")" || isCast(index) { index += 1 }
    guard index < texts.count, isOperator(index), let column = column(after: index, relations) else { return nil }
    let mirrored = ["<": ">", ">": "<", "<=": ">=", ">=": "<="][texts[index]]
    return ParameterUses.Use(column: column, comparison: mirrored ?? texts[index], isList: false)
  }

  /// `name ~~* (('%'::text || $1) || '%'::text)`: what stands behind the first `||` is a part of a pattern.
  private func term(before end: Int, _ relations: [String: ObjectName]) -> ParameterUses.Use? {
    var index = end
    guard index >= 0, texts[index] == "||" else { return nil }
    while index >= 0, ["||", "(", ")"].contains(texts[index]) || kinds[index] == .string || isCast(index) { index -= 1 }
    guard index >= 0, ["~~", "~~*"].contains(texts[index]), let column = column(before: index, relations) else {
      return nil
    }
    return ParameterUses.Use(column: column, comparison: "%\(texts[index])", isList: false)
  }

  /// `ARRAY[$1, $2]` around a parameter; the parameter itself where there is none.
  private func beginOfList(around position: Int) -> Int {
    var index = position - 1
    while index > 0, kinds[index] == .parameter || [",", "(", ")"].contains(texts[index]) || isCast(index) {
      index -= 1
    }
    return index > 0 && texts[index] == "[" && texts[index - 1].lowercased() == "array" ? index - 1 : position
  }

  private func isOperator(_ index: Int) -> Bool {
    kinds[index] == .operator && !["::", ",", "."].contains(texts[index]) && texts[index] != "||"
  }

  /// `::text` behind a value.
  private func isCast(_ index: Int) -> Bool { texts[index] == "::" || index > 0 && texts[index - 1] == "::" }

  /// The column that ends before a word, casts and parentheses around it alone.
  private func column(before end: Int, _ relations: [String: ObjectName]) -> ColumnReference? {
    var index = end - 1
    var depth = 0
    while index >= 2 {
      if texts[index - 1] == ".", let name = relations[Self.unquoted(texts[index - 2])] {
        // What is opened right before the column and closed behind it is no call of a function.
        let opened = (0..<depth).allSatisfy { index - 3 - $0 >= 0 && texts[index - 3 - $0] == "(" }
        let before = index - 3 - depth
        let isCall =
          depth > 0 && before >= 0 && [.identifier, .keyword].contains(kinds[before])
          && !["and", "or", "not"].contains(texts[before].lowercased())
        return opened && !isCall ? ColumnReference(name, Self.unquoted(texts[index])) : nil
      }
      if texts[index] == ")" { depth += 1 } else if !isCast(index) { return nil }
      index -= 1
    }
    return nil
  }

  private func column(after start: Int, _ relations: [String: ObjectName]) -> ColumnReference? {
    var index = start + 1
    while index + 2 < texts.count, texts[index] == "(" { index += 1 }
    guard index + 2 < texts.count, texts[index + 1] == ".", let name = relations[Self.unquoted(texts[index])] else {
      return nil
    }
    return ColumnReference(name, Self.unquoted(texts[index + 2]))
  }

  private static func unquoted(_ text: String) -> String {
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 else { return text }
    return text.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false).joined(
      separator: "\"")
  }
}
