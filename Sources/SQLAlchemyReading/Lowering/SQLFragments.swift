import SQLSyntax

/// Tells whether a piece of SQL from the models is one expression, so that it can not end what stands around it.
struct SQLFragments {
  let parser: SQLParser

  func isExpression(_ text: String) -> Bool {
    guard isBalanced(text) else { return false }
    return parses("SELECT (\(text)\n)")
  }

  /// `a, lower(b)` and the like: what may stand in a list of index elements.
  func isIndexElement(_ text: String) -> Bool { isBalanced(text) && parses("CREATE INDEX ON t (\(text)\n)") }

  func isTableOption(_ text: String) -> Bool { isBalanced(text) && parses("CREATE TABLE t (a int) \(text)") }

  func isType(_ text: String) -> Bool { isBalanced(text) && parses("CREATE TABLE t (a \(text)\n)") }

  private func parses(_ sql: String) -> Bool {
    guard sql.utf8.count < 1 << 20 else { return false }
    do throws(SQLSyntaxError) {
      try parser.withStatement(sql) { _ in }
      return true
    } catch {
      return false
    }
  }

  private func isBalanced(_ text: String) -> Bool {
    var depth = 0
    let bytes = Array(text.utf8)
    for token in SQLScanner.tokens(in: text) {
      guard token.range.count == 1, let byte = token.range.first.map({ bytes[$0] }) else { continue }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ";"): return false
      default: continue
      }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}
