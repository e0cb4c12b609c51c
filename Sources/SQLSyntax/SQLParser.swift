import CPostgresQuery

/// Why a statement was not parsed.
package struct SQLSyntaxError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// PostgreSQL's parser does not accept it.
    case syntax
    /// It has more tokens than are parsed.
    case tooLong
  }

  package var reason: Reason
  /// PostgreSQL's own words: `syntax error at or near "FOO"`.
  package var message: String
  /// UTF-8 offset within the statement's text.
  package var offset: Int
}

/// PostgreSQL's parser. It can only be had inside `SQLParser.run`, which gives it the stack it needs.
package struct SQLParser {
  /// Statements with more tokens than this are refused. A chain of operators nests as deep as it is long, and each
  /// level takes some hundred bytes of stack in the parser, in the walk over the tree and in the writer.
  package let tokenLimit: Int
  private let arena = TreeArena()

  private init(stackSize: Int) { tokenLimit = min(200_000, stackSize / 5_000) }

  /// Runs work that parses statements, on one thread with a large stack, and waits for it.
  package static func run<Value>(_ body: (SQLParser) -> Value) -> Value {
    LargeStack.run { stackSize in body(SQLParser(stackSize: stackSize)) }
  }

  /// Parses one statement and lends its tree to `body`. Locations in the tree are UTF-8 offsets within the text.
  /// - Parameter tokenCount: the number of tokens, where the caller already knows it.
  package func withStatement<Value>(
    _ text: String, tokenCount: Int? = nil, _ body: (PostgresNode) -> Value
  ) throws(SQLSyntaxError) -> Value {
    try checkLength(text, tokenCount)
    let source = CText(text)
    if let nul = source.nul { throw SQLSyntaxError(reason: .syntax, message: "a NUL character", offset: nul) }
    let result: Result<Value, SQLSyntaxError> = arena.withAllocator { allocator in
      tree(of: source, allocator).map { body(UnsafePointer($0)) }
    }
    return try result.get()
  }

  /// The code in a CREATE FUNCTION, CREATE PROCEDURE or DO statement as PostgreSQL's own parser of PL/pgSQL has it, in JSON;
  /// nil when that does not accept it.
  package func code(of statement: String) -> String? {
    // The library ends the program where a function has no body.
    guard (try? withStatement(statement, Self.hasCode)) == true else { return nil }
    let result = statement.withCString { pg_query_parse_plpgsql($0) }
    defer { pg_query_free_plpgsql_parse_result(result) }
    guard result.error == nil, let text = result.plpgsql_funcs else { return nil }
    return String(cString: text)
  }

  private static func hasCode(_ node: PostgresNode) -> Bool {
    let options: PostgresList<PgQuery__Node>
    switch node.kind {
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
      guard let statement = node.pointee.create_function_stmt?.pointee, statement.sql_body == nil else { return false }
      options = PostgresList(statement.options, statement.n_options)
    case PG_QUERY__NODE__NODE_DO_STMT:
      guard let statement = node.pointee.do_stmt?.pointee else { return false }
      options = PostgresList(statement.args, statement.n_args)
    default: return false
    }
    return options.contains { option in
      guard let element = option.pointee.def_elem?.pointee, element.defname.text == "as", let code = element.arg else {
        return false
      }
      return UnsafePointer(code).items.first?.string != nil
    }
  }

  /// The tree of the first statement, in the allocator's memory.
  private func tree(
    of source: CText, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>
  ) -> Result<UnsafeMutablePointer<PgQuery__Node>, SQLSyntaxError> {
    let result = source.withPointer { pg_query_parse_protobuf($0) }
    defer { pg_query_free_protobuf_parse_result(result) }
    if let error = result.error {
      let offset = source.offset(ofCharacter: Int(error.pointee.cursorpos))
      let message = error.pointee.message.text ?? "syntax error"
      return .failure(SQLSyntaxError(reason: .syntax, message: message, offset: offset))
    }
    let bytes = UnsafeRawPointer(result.parse_tree.data)?.assumingMemoryBound(to: UInt8.self)
    guard let tree = pg_query__parse_result__unpack(allocator, result.parse_tree.len, bytes) else {
      return .failure(
        SQLSyntaxError(reason: .syntax, message: "the parser's answer could not be read", offset: 0))
    }
    guard tree.pointee.n_stmts > 0, let node = tree.pointee.stmts[0]?.pointee.stmt else {
      return .failure(SQLSyntaxError(reason: .syntax, message: "no statement", offset: 0))
    }
    return .success(node)
  }

  private func checkLength(_ text: String, _ known: Int?) throws(SQLSyntaxError) {
    // Every token has at least one byte, so most statements need no count.
    guard text.utf8.count > tokenLimit else { return }
    var count = known ?? 0
    if known == nil {
      var lexer = Lexer(Array(text.utf8))
      while lexer.next() != nil { count += 1 }
    }
    guard count > tokenLimit else { return }
    throw SQLSyntaxError(
      reason: .tooLong, message: "the statement has \(count) tokens, more than the \(tokenLimit) that are read",
      offset: 0)
  }
}
