import CPostgresQuery

extension SQLParser {
  /// An expression as SQL text in the parser's own spelling: same tree, same text. nil when it cannot be written.
  package func sql(ofExpression node: PostgresNode) -> String? {
    if let text = SimpleExpression.text(node) { return text }
    guard let text = deparse(expression: node) else { return nil }
    guard text.utf8.count > 14, Self.holdsTimeZone(text) else { return text }
    // The library leaves out the parentheses of `(a AT TIME ZONE b)::date`: a row of one value brings them back.
    return withParentheses(around: node) { deparse(expression: node) }
  }

  private static func holdsTimeZone(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.indices.contains { bytes[$0] == UInt8(ascii: "Z") && bytes[$0...].starts(with: "ZONE".utf8) }
    }
  }

  /// Puts calls that are written as operators into parentheses where they stand below a cast, for the time of `body`.
  private func withParentheses<Value>(around node: PostgresNode, _ body: () -> Value) -> Value {
    var casts: [UnsafeMutablePointer<PgQuery__TypeCast>] = []
    PostgresTree.walk(node) { visit in
      guard case .cast(let cast) = visit, let argument = cast.pointee.arg,
        argument.pointee.node_case == PG_QUERY__NODE__NODE_FUNC_CALL,
        argument.pointee.func_call.pointee.funcformat == PG_QUERY__COERCION_FORM__COERCE_SQL_SYNTAX
      else { return }
      casts.append(UnsafeMutablePointer(mutating: cast))
    }
    let arguments = casts.map(\.pointee.arg)
    let rows = UnsafeMutablePointer<PgQuery__RowExpr>.allocate(capacity: casts.count)
    let nodes = UnsafeMutablePointer<PgQuery__Node>.allocate(capacity: casts.count)
    let lists = UnsafeMutablePointer<UnsafeMutablePointer<PgQuery__Node>?>.allocate(capacity: casts.count)
    defer {
      for (position, cast) in casts.enumerated() { cast.pointee.arg = arguments[position] }
      rows.deallocate()
      nodes.deallocate()
      lists.deallocate()
    }
    for (position, cast) in casts.enumerated() {
      lists[position] = arguments[position]
      pg_query__row_expr__init(rows + position)
      rows[position].n_args = 1
      rows[position].args = lists + position
      rows[position].row_format = PG_QUERY__COERCION_FORM__COERCE_IMPLICIT_CAST
      pg_query__node__init(nodes + position)
      nodes[position].node_case = PG_QUERY__NODE__NODE_ROW_EXPR
      nodes[position].row_expr = rows + position
      cast.pointee.arg = nodes + position
    }
    return body()
  }

  private func deparse(expression node: PostgresNode) -> String? {
    var target = PgQuery__ResTarget()
    pg_query__res_target__init(&target)
    target.val = UnsafeMutablePointer(mutating: node)
    return withUnsafeMutablePointer(to: &target) { target in
      wrap(PG_QUERY__NODE__NODE_RES_TARGET, { $0.res_target = target }) { targetNode in
        var list: UnsafeMutablePointer<PgQuery__Node>? = targetNode
        return withUnsafeMutablePointer(to: &list) { list in
          var select = PgQuery__SelectStmt()
          pg_query__select_stmt__init(&select)
          select.n_target_list = 1
          select.target_list = list
          select.limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT
          select.op = PG_QUERY__SET_OPERATION__SETOP_NONE
          return withUnsafeMutablePointer(to: &select) { select in
            wrap(PG_QUERY__NODE__NODE_SELECT_STMT, { $0.select_stmt = select }) { statement in
              deparse(statement).map { Self.withStandardFunctions(String($0.dropFirst("SELECT ".count))) }
            }
          }
        }
      }
    }
  }

  /// `CURRENT_TIMESTAMP` and its kin in capitals, as PostgreSQL prints them.
  private static func withStandardFunctions(_ text: String) -> String {
    guard mayHoldStandardFunction(text) else { return text }
    var bytes = Array(text.utf8)
    for token in SQLScanner.tokens(in: text) where token.kind == .keyword {
      let word = String(decoding: bytes[token.range], as: UTF8.self)
      guard standardFunctions.contains(word),
        bytes[token.range.lowerBound...].dropFirst(token.range.count).first != UInt8(ascii: "(")
          || word.contains("time")
      else { continue }
      bytes.replaceSubrange(token.range, with: word.uppercased().utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// By bytes: searching by characters would cost more than parsing.
  private static func mayHoldStandardFunction(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.indices.contains { position in
        switch bytes[position] {
        case UInt8(ascii: "c"): bytes[position...].starts(with: "current_".utf8)
        case UInt8(ascii: "l"): bytes[position...].starts(with: "localtime".utf8)
        case UInt8(ascii: "s"): bytes[position...].starts(with: "session_user".utf8)
        default: false
        }
      }
    }
  }

  private static let standardFunctions: Set<String> = [
    "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "current_role", "current_user",
    "session_user", "current_catalog", "current_schema",
  ]

  /// A whole statement as SQL text in the parser's own spelling, without a semicolon.
  package func sql(ofStatement node: PostgresNode) -> String? {
    deparse(UnsafeMutablePointer(mutating: node))
  }

  /// A statement in one spelling whatever its white space, comments and case were; nil when it does not parse.
  package func normalized(_ statement: String) -> String? {
    do throws(SQLSyntaxError) {
      return try withStatement(statement) { sql(ofStatement: $0) }
    } catch {
      return nil
    }
  }

  private func wrap<Value>(
    _ nodeCase: PgQuery__Node__NodeCase, _ fill: (inout PgQuery__Node) -> Void,
    _ body: (UnsafeMutablePointer<PgQuery__Node>) -> Value
  ) -> Value {
    var node = PgQuery__Node()
    pg_query__node__init(&node)
    node.node_case = nodeCase
    fill(&node)
    return withUnsafeMutablePointer(to: &node, body)
  }

  private func deparse(_ statement: UnsafeMutablePointer<PgQuery__Node>) -> String? {
    var raw = PgQuery__RawStmt()
    pg_query__raw_stmt__init(&raw)
    raw.stmt = statement
    return withUnsafeMutablePointer(to: &raw) { raw in
      var list: UnsafeMutablePointer<PgQuery__RawStmt>? = raw
      return withUnsafeMutablePointer(to: &list) { list in
        var result = PgQuery__ParseResult()
        pg_query__parse_result__init(&result)
        result.version = PG_VERSION_NUM
        result.n_stmts = 1
        result.stmts = list
        return deparse(&result)
      }
    }
  }

  private func deparse(_ result: inout PgQuery__ParseResult) -> String? {
    let capacity = pg_query__parse_result__get_packed_size(&result)
    var bytes = [UInt8](repeating: 0, count: capacity)
    let length = pg_query__parse_result__pack(&result, &bytes)
    let answer = bytes.withUnsafeMutableBytes { buffer in
      pg_query_deparse_protobuf(
        PgQueryProtobuf(len: length, data: buffer.assumingMemoryBound(to: CChar.self).baseAddress))
    }
    defer { pg_query_free_deparse_result(answer) }
    return answer.error == nil ? answer.query.text : nil
  }
}
