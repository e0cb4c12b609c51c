import CPostgresQuery
import SQLSyntax

/// Puts the actions of `ALTER FUNCTION` into the text of `CREATE FUNCTION`.
struct FunctionOptions {
  /// An option and where it stands in the text.
  private struct Option {
    /// Options of one key exclude each other.
    var key: String
    var range: Range<Int>
  }

  private let parser: SQLParser

  init(_ parser: SQLParser) { self.parser = parser }

  /// nil when one of the texts can not be followed.
  func changing(_ create: String, by alter: String) -> String? {
    let bytes = Array(create.utf8)
    let alterBytes = Array(alter.utf8)
    guard let options = options(of: create, bytes), let actions = actions(of: alter, alterBytes) else { return nil }
    guard let first = options.first else { return nil }
    var edits = TextEdits()
    var added: [String] = []
    for action in actions {
      let text = String(decoding: alterBytes[action.range], as: UTF8.self)
      let isReset = text.lowercased().hasPrefix("reset")
      for option in options
      where option.key == action.key || (action.key == "set *" && option.key.hasPrefix("set ")) {
        edits.replace(option.range, by: "")
      }
      if !isReset { added.append(text) }
    }
    if !added.isEmpty {
      edits.replace(first.range.lowerBound..<first.range.lowerBound, by: added.joined(separator: " ") + " ")
    }
    return String(decoding: edits.applied(to: bytes), as: UTF8.self)
  }

  private func options(of text: String, _ bytes: [UInt8]) -> [Option]? {
    let found = try? parser.withStatement(text) { node -> [Option]? in
      guard node.kind == PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT,
        let statement = node.pointee.create_function_stmt?.pointee
      else { return nil }
      return options(
        in: PostgresList(statement.options, statement.n_options), bytes, hasBody: statement.sql_body != nil)
    }
    return found ?? nil
  }

  private func actions(of text: String, _ bytes: [UInt8]) -> [Option]? {
    let found = try? parser.withStatement(text) { node -> [Option]? in
      guard node.kind == PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT,
        let statement = node.pointee.alter_function_stmt?.pointee
      else { return nil }
      return options(in: PostgresList(statement.actions, statement.n_actions), bytes, hasBody: false)
    }
    return found ?? nil
  }

  /// Each option reaches to the next; the last to the body of SQL statements or to the end.
  private func options(in list: PostgresList<PgQuery__Node>, _ bytes: [UInt8], hasBody: Bool) -> [Option] {
    let elements = list.compactMap { $0.pointee.def_elem?.pointee }
    var result: [Option] = []
    for (position, element) in elements.enumerated() {
      let start = Int(element.location)
      var end = position + 1 < elements.count ? Int(elements[position + 1].location) : bytes.count
      if position + 1 == elements.count, hasBody { end = bodyStart(bytes, from: start) }
      while end > start, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
      result.append(Option(key: key(of: element), range: start..<end))
    }
    return result
  }

  private func bodyStart(_ bytes: [UInt8], from start: Int) -> Int {
    let text = String(decoding: bytes[start...], as: UTF8.self)
    let tokens = SQLScanner.tokens(in: text)
    let body = tokens.dropFirst().first { token in
      let word = String(decoding: bytes[start + token.range.lowerBound..<start + token.range.upperBound], as: UTF8.self)
      return ["return", "begin"].contains(word.lowercased())
    }
    return body.map { start + $0.range.lowerBound } ?? bytes.count
  }

  private func key(of element: PgQuery__DefElem) -> String {
    let name = element.defname.text ?? ""
    guard name == "set", let setting = element.arg?.pointee.variable_set_stmt?.pointee else { return name }
    return setting.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL ? "set *" : "set \(setting.name.text ?? "")"
  }
}
