internal import CPostgresQuery
internal import SQLSyntax

/// One statement as it was written, beside its tree: which bytes an expression is, and what the text is with some of
/// them changed. It lives as long as the parser's call that lends the tree.
struct StatementText {
  /// A change of the text, in UTF-8 bytes.
  struct Edit {
    var range: Range<Int>
    var text: String

    init(_ range: Range<Int>, _ text: String) {
      self.range = range
      self.text = text
    }

    static func insert(_ text: String, at place: Int) -> Edit { Edit(place..<place, text) }
  }

  let bytes: [UInt8]
  /// Without comments, and without the semicolon at the end.
  let tokens: [SQLToken]
  let parser: SQLParser
  let root: PostgresNode

  init(_ text: String, root: PostgresNode, parser: SQLParser) {
    bytes = Array(text.utf8)
    var tokens = SQLScanner.tokens(in: text).filter { $0.kind != .comment }
    while let last = tokens.last, bytes[last.range] == [UInt8(ascii: ";")] { tokens.removeLast() }
    self.tokens = tokens
    self.root = root
    self.parser = parser
  }

  var end: Int { tokens.last?.range.upperBound ?? 0 }
  var isOnOneLine: Bool { !bytes[..<end].contains(UInt8(ascii: "\n")) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A token's text, keywords and names in lower case.
  func word(_ index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    return text(tokens[index].range).lowercased()
  }

  /// The token at an offset or around it.
  func token(at offset: Int) -> Int? {
    tokens.firstIndex { $0.range.contains(offset) }
  }

  /// The text of an expression.
  func text(of node: PostgresNode) -> String? { span(of: node).map(text) }

  /// Where an expression stands, without parentheses around it. Its end is found by reading again: the shortest text from its
  /// first token that is the same expression.
  func span(of node: PostgresNode) -> Range<Int>? {
    guard let wanted = parser.sql(ofExpression: node), let bounds = NodeLocations.bounds(of: node),
      let first = token(at: bounds.lowerBound), let last = token(at: bounds.upperBound)
    else { return nil }
    for start in starts(before: first) {
      for stop in stops(from: start, after: last) {
        let range = tokens[start].range.lowerBound..<tokens[stop].range.upperBound
        if expression(text(range)) == wanted { return range }
      }
    }
    return nil
  }

  /// The token, and the opening parentheses before it.
  private func starts(before first: Int) -> [Int] {
    var starts = [first]
    while let start = starts.last, start > 0, word(start - 1) == "(", starts.count < 6 { starts.append(start - 1) }
    return starts
  }

  /// Tokens at which parentheses are closed.
  private func stops(from start: Int, after last: Int) -> [Int] {
    var depth = 0
    var stops: [Int] = []
    for index in start..<tokens.count {
      switch word(index) {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: break
      }
      if depth < 0 || index > last + 200 { break }
      if index >= last, depth == 0 { stops.append(index) }
    }
    return stops
  }

  /// An expression in the parser's own spelling; nil when the text is none.
  func expression(_ text: String) -> String? {
    withExpression(text) { parser.sql(ofExpression: $0) }
  }

  /// Lends the tree of an expression.
  func withExpression<Value>(_ text: String, _ body: (PostgresNode) -> Value?) -> Value? {
    do throws(SQLSyntaxError) {
      return try parser.withStatement("SELECT \(text)") { statement in
        guard statement.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = statement.pointee.select_stmt?.pointee,
          select.n_target_list == 1, select.n_from_clause == 0, select.where_clause == nil, select.n_sort_clause == 0,
          let target = PostgresList(select.target_list, select.n_target_list)[0].pointee.res_target?.pointee,
          let value = target.val
        else { return nil }
        return body(UnsafePointer(value))
      }
    } catch {
      return nil
    }
  }

  /// The statement with changes that do not overlap; nil when it is no statement any more.
  func edited(_ edits: [Edit]) -> String? {
    var result = Array(bytes[..<end])
    let sorted = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) > ($1.element.range.lowerBound, $1.offset)
    }
    var limit = end
    for (_, edit) in sorted {
      guard edit.range.upperBound <= limit else { return nil }
      result.replaceSubrange(edit.range, with: edit.text.utf8)
      limit = edit.range.lowerBound
    }
    return verified(String(decoding: result, as: UTF8.self))
  }

  /// The text, when PostgreSQL's parser takes it as one statement.
  func verified(_ sql: String) -> String? {
    guard SQLScript(sql).statements.count == 1, parser.normalized(sql) != nil else { return nil }
    return sql
  }
}
