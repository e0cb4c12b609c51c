import CPostgresQuery
import SQLSyntax
import SchemaModel

/// What functions, procedures and triggers lock when a statement runs them.
extension StatementJudge {
  /// - Parameter columns: those that an UPDATE sets.
  mutating func fireTriggers(of name: ObjectName, _ event: String, columns: Set<String>? = nil) {
    let triggers = before.table(name)?.triggers ?? before.catalog.views[name]?.triggers ?? []
    for trigger in triggers where trigger.events.contains(event) && !["D", "R"].contains(trigger.enabled) {
      if trigger.deferral == .initiallyDeferred { continue }
      if let columns, event == "UPDATE", !trigger.updateColumns.isEmpty, columns.isDisjoint(with: trigger.updateColumns)
      {
        continue
      }
      let function = before.catalog.functions.first { $0.name == trigger.function && $0.argumentTypes.isEmpty }
      if let function { follow(function, event: event) }
    }
  }

  /// The functions of the schema that a query calls.
  mutating func followCalls(in node: PostgresNode) {
    let resolution = FunctionResolution(state: before)
    var called: [Function] = []
    PostgresTree.walk(node) { visit in
      if case .call(let call) = visit, let function = resolution.function(of: call.pointee) { called.append(function) }
    }
    for function in called { follow(function, event: nil) }
  }

  mutating func call(_ statement: PgQuery__CallStmt) {
    guard let call = statement.funccall?.pointee, let found = FunctionResolution(state: before).function(of: call)
    else {
      remarks.append("the procedure is not part of the schema: what it locks is not known")
      return
    }
    follow(found, event: nil)
  }

  private mutating func follow(_ function: Function, event: String?) {
    let key = "\(function.signature) \(event ?? "")"
    guard followed.count < 20, followed.insert(key).inserted else { return }
    switch function.language {
    case "plpgsql": follow(code: function.sql, of: function.name.display, event: event)
    case "sql": for statement in bodies(of: function) { execute(statement) }
    case "internal", "c": break
    default: remarks.append("\(function.name.display) is in \(function.language): what it locks is not known")
    }
  }

  /// Runs what the code of a function or a DO statement sends.
  mutating func follow(code sql: String, of name: String, event: String?) {
    guard let code = ProcedureCode(sql, event: event, parser) else {
      remarks.append("the code of \(name) is not understood: what it locks is not known")
      return
    }
    if code.isConditional { remarks.append("conditions in \(name) decide which of these locks are taken") }
    for piece in code.pieces {
      switch piece.kind {
      case .query: execute(piece.sql)
      case .expression: execute("SELECT \(piece.sql)")
      case .dynamic:
        let text = ConstraintProof(parser: parser).with(piece.sql) { Comparison.value($0) }
        if case .text(let sql)?? = text {
          execute(sql)
        } else {
          remarks.append("\(name) makes up a statement as it runs: what that locks is not known")
        }
      }
    }
  }

  private mutating func execute(_ sql: String) {
    _ = try? parser.withStatement(sql) { execute($0) }
  }

  /// A statement inside another one.
  mutating func execute(_ node: PostgresNode) {
    if judgeQuery(node) { return }
    switch node.kind {
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT, PG_QUERY__NODE__NODE_LOCK_STMT, PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT,
      PG_QUERY__NODE__NODE_COMMENT_STMT:
      judge(node)
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT, PG_QUERY__NODE__NODE_TRANSACTION_STMT,
      PG_QUERY__NODE__NODE_NOTIFY_STMT, PG_QUERY__NODE__NODE_DISCARD_STMT:
      break
    default: remarks.append("code changes the schema: what that locks is not known")
    }
  }

  /// The statements of a function in SQL.
  private func bodies(of function: Function) -> [String] {
    let text = try? parser.withStatement(function.sql) { node -> String? in
      guard let create = node.pointee.create_function_stmt?.pointee else { return nil }
      for option in PostgresList(create.options, create.n_options) {
        guard let element = option.pointee.def_elem?.pointee, element.defname.text == "as", let code = element.arg
        else { continue }
        return PostgresNode(code).items.strings.first
      }
      return nil
    }
    return (text ?? nil).map { SQLScript($0).statements.map(\.text) } ?? []
  }
}
