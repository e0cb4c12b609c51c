import CatalogComparison
import SQLWriting
import SchemaModel

/// What of a function's statement decides whether OR REPLACE takes it.
enum FunctionText {
  static func isSame(_ before: Function, _ after: Function) -> Bool {
    // White space means something in other languages.
    let isSQL = ["sql", "plpgsql"].contains(before.language) && before.language == after.language
    let one = SQLWriter().createFunction(before, replacing: true)
    let other = SQLWriter().createFunction(after, replacing: true)
    return isSQL ? SQLSpacing.isSame(one, other) : one == other
  }

  /// The statement without its own name, which others may share.
  static func behindName(of function: Function) -> String {
    let bytes = Array(function.sql.utf8)
    guard let start = bytes.firstIndex(of: UInt8(ascii: "(")) else { return function.sql }
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  /// The list of arguments, spaces aside.
  static func arguments(of function: Function) -> String {
    let bytes = Array(function.sql.utf8)
    guard let start = bytes.firstIndex(of: UInt8(ascii: "(")) else { return "" }
    var depth = 0
    for position in bytes[start...].indices {
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 {
        return String(decoding: bytes[start...position], as: UTF8.self).lowercased().split(
          whereSeparator: \.isWhitespace
        )
        .joined(separator: " ")
      }
    }
    return ""
  }
}

/// Whether a view's query begins with all that another gave, so that OR REPLACE takes it.
enum ViewColumns {
  static func areAppended(from before: View, to after: View) -> Bool {
    guard before.columnAliases.isEmpty, after.columnAliases.isEmpty, !before.isRecursive,
      Set(before.reads).isSubset(of: after.reads), !StarText.isIn(before.query), !StarText.isIn(after.query),
      let one = list(of: before.query), let other = list(of: after.query), one.items.count <= other.items.count
    else { return false }
    let isPrefix = zip(one.items, other.items).allSatisfy { SQLSpacing.isSame($0, $1) }
    return isPrefix
  }

  /// The select list at the top, by commas outside of parentheses and strings; nil where there may be several.
  static func list(of query: String) -> (items: [String], rest: String)? {
    let bytes = Array(query.utf8)
    guard String(decoding: bytes.prefix(6), as: UTF8.self).lowercased() == "select" else { return nil }
    var items: [String] = []
    var depth = 0
    var start = 6
    var position = 6
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        position = bytes[(position + 1)...].firstIndex(of: byte) ?? bytes.count - 1
      case UInt8(ascii: ",") where depth == 0:
        items.append(String(decoding: bytes[start..<position], as: UTF8.self))
        start = position + 1
      default:
        if depth == 0, isFrom(bytes, position) {
          items.append(String(decoding: bytes[start..<position], as: UTF8.self))
          return (items, String(decoding: bytes[position...], as: UTF8.self))
        }
      }
      position += 1
    }
    return nil
  }

  private static func isFrom(_ bytes: [UInt8], _ position: Int) -> Bool {
    guard position > 0, bytes[position - 1] <= 0x20, position + 4 < bytes.count, bytes[position + 4] <= 0x20 else {
      return false
    }
    return String(decoding: bytes[position..<position + 4], as: UTF8.self).lowercased() == "from"
  }
}
