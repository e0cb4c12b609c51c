import SQLSyntax

/// The statements inside `CREATE SCHEMA ... CREATE TABLE ... GRANT ...`, each with its own text.
enum SchemaElements {
  /// In the order in which PostgreSQL runs them (transformCreateSchemaStmt).
  private static let order = ["sequence", "table", "view", "index", "trigger", "grant"]

  static func statements(of source: StatementSource) -> [SQLStatement] {
    let bytes = Array(source.text.utf8)
    let tokens = SQLScanner.tokens(in: source.text).filter { $0.kind != .comment }
    let words = tokens.map { String(decoding: bytes[$0.range], as: UTF8.self).lowercased() }
    var starts: [Int] = []
    var depth = 0
    for position in words.indices.dropFirst() {
      if words[position] == "(" { depth += 1 }
      if words[position] == ")" { depth -= 1 }
      guard depth == 0, tokens[position].kind == .keyword else { continue }
      let isGrant = words[position] == "grant" && words[position - 1] != "with"
      if words[position] == "create" || isGrant { starts.append(position) }
    }
    var statements: [(rank: Int, statement: SQLStatement)] = []
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : tokens.count
      let range = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
      let offset = source.range.lowerBound
      let kind = words[start..<min(start + 4, end)].first { order.contains($0) } ?? ""
      statements.append(
        (
          order.firstIndex(of: kind) ?? order.count,
          SQLStatement(
            range: offset + range.lowerBound..<offset + range.upperBound,
            text: String(decoding: bytes[range], as: UTF8.self), tokenCount: end - start)
        ))
    }
    return statements.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
      \.element.statement)
  }
}
