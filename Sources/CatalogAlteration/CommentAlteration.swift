import SQLWriting
import SchemaModel

/// Comments, once every object is what it is to be.
enum CommentAlteration {
  /// - Parameter old: The catalog that still holds what is kept.
  static func statements(from old: Catalog, to new: Catalog) -> [String] {
    let before = entries(of: old)
    let after = entries(of: new)
    let known = Dictionary(before.map { ($0.target, $0.statement) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(after.map(\.target))
    let removed = before.filter { !wanted.contains($0.target) }.map { "\($0.target) IS NULL" }
    return removed + after.filter { known[$0.target] != $0.statement }.map(\.statement)
  }

  private static func entries(of catalog: Catalog) -> [(target: String, statement: String)] {
    SQLWriter().comments(in: catalog).map { (target(of: $0), $0) }
  }

  /// `COMMENT ON ...` up to IS.
  private static func target(of statement: String) -> String {
    var isQuoted = false
    let bytes = Array(statement.utf8)
    let end = Array(" IS ".utf8)
    for position in bytes.indices {
      if bytes[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, bytes[position...].starts(with: end) {
        return String(decoding: bytes[..<position], as: UTF8.self)
      }
    }
    return statement
  }
}
