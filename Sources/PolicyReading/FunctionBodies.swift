internal import CPostgresQuery
internal import SQLSyntax
package import SchemaModel

/// What the bodies of a schema's functions look at.
package struct FunctionBodies: Sendable {
  package struct Body: Sendable {
    package var function: Function
    /// Names and keywords of the body in lower case, without strings and comments.
    package var words: Set<String>
    /// Whether its names were bound when it was made: `RETURN ...`, `BEGIN ATOMIC ...`.
    package var isBound: Bool
    /// The statements of a function in SQL.
    package var terms: [ConditionTerm]
  }

  /// In the order of the catalog; functions without a body that can be read are missing.
  package let all: [Body]
  private let byName: [String: [Int]]
  /// Positions of those that ask who or what the session is.
  private let asking: Set<Int>

  init(_ catalog: Catalog) {
    let functions = catalog.functions.filter { $0.kind != .aggregate }
    let bodies = functions.isEmpty ? [] : SQLParser.run { parser in functions.compactMap { Self.read($0, parser) } }
    all = bodies
    let byName = Dictionary(grouping: bodies.indices) { bodies[$0].function.name.name }
    self.byName = byName
    var asking = Set(bodies.indices.filter { !bodies[$0].words.isDisjoint(with: SessionCalls.words) })
    var isGrowing = !asking.isEmpty
    while isGrowing {
      let names = Set(asking.map { bodies[$0].function.name.name.lowercased() })
      let next = asking.union(bodies.indices.filter { !bodies[$0].words.isDisjoint(with: names) })
      isGrowing = next.count > asking.count
      asking = next
    }
    self.asking = asking
  }

  /// The functions that a call may mean.
  package func bodies(of call: ConditionCall) -> [Body] {
    let schema = call.path.count > 1 ? call.path[0] : nil
    return (byName[call.name] ?? []).map { all[$0] }.filter { schema == nil || $0.function.name.schema == schema }
  }

  /// Whether the function's answer is about the session: a setting, who is logged in.
  package func asksSession(_ function: Function) -> Bool {
    (byName[function.name.name] ?? []).contains { asking.contains($0) && all[$0].function == function }
  }

  /// Whether a call answers about the session.
  package func asksSession(_ call: ConditionCall) -> Bool {
    if SessionCalls.isOne(call) { return true }
    return bodies(of: call).contains { asksSession($0.function) }
  }

  /// Whether a term holds such a call, subqueries included.
  package func asksSession(_ term: ConditionTerm) -> Bool { term.calls.contains { asksSession($0) } }

  /// Whether a call reads tables.
  package func reads(_ body: Body, _ table: ObjectName) -> Bool { body.words.contains(table.name.lowercased()) }

  private static func read(_ function: Function, _ parser: SQLParser) -> Body? {
    guard function.sql.utf8.count < 200_000 else { return nil }
    let parts = try? parser.withStatement(function.sql) { node -> (text: String?, terms: [ConditionTerm])? in
      guard node.kind == PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT,
        let statement = node.pointee.create_function_stmt?.pointee
      else { return nil }
      if let body = statement.sql_body {
        return (nil, [ConditionReader(parser: parser).term(UnsafePointer(body))])
      }
      for option in PostgresList(statement.options, statement.n_options) {
        guard let element = option.pointee.def_elem?.pointee, element.defname.text == "as", let list = element.arg
        else {
          continue
        }
        return (UnsafePointer(list).items.compactMap(\.string).first, [])
      }
      return nil
    }
    guard let parts else { return nil }
    let text = parts.text ?? function.sql
    var terms = parts.terms
    if terms.isEmpty, function.language.lowercased() == "sql" {
      let reader = ConditionReader(parser: parser)
      terms = SQLScript(text).statements.flatMap { reader.terms(ofStatement: $0.text) }
    }
    return Body(function: function, words: words(text), isBound: parts.text == nil, terms: terms)
  }

  private static func words(_ text: String) -> Set<String> {
    let bytes = Array(text.utf8)
    var found: Set<String> = []
    for token in SQLScanner.tokens(in: text) where token.kind == .identifier || token.kind == .keyword {
      var word = String(decoding: bytes[token.range], as: UTF8.self)
      if word.hasPrefix("\""), word.count > 1 { word = String(word.dropFirst().dropLast()) }
      found.insert(word.lowercased())
    }
    return found
  }
}

/// Calls that answer about the session.
package enum SessionCalls {
  static let words: Set<String> = ["current_setting", "current_user", "session_user", "current_role"]

  /// What hosted PostgreSQL gives policies to ask with.
  private static let hosted: Set<String> = ["uid", "jwt", "role", "email", "user_id", "session"]

  package static func isOne(_ call: ConditionCall) -> Bool {
    words.contains(call.name) || call.path.count == 2 && call.path[0] == "auth" && hosted.contains(call.name)
  }
}
