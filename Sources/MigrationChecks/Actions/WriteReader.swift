import CPostgresQuery
import SQLSyntax
import SchemaModel

/// INSERT, UPDATE and DELETE.
struct WriteReader {
  let names: NameResolution

  func write(_ node: PostgresNode) -> TableWrite? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
      guard let update = node.pointee.update_stmt?.pointee else { return nil }
      let columns = PostgresList(update.target_list, update.n_target_list).compactMap {
        target -> String? in
        guard let target = target.pointee.res_target?.pointee, target.n_indirection == 0 else { return nil }
        return target.name.text
      }
      let repeated = columns.indices.filter { columns[..<$0].contains(columns[$0]) }.map { columns[$0] }
      return TableWrite(
        kind: .update, table: names.relation(update.relation),
        isLimited: isLimited(update.where_clause) || update.n_from_clause > 0, repeated: repeated)
    case PG_QUERY__NODE__NODE_DELETE_STMT:
      guard let delete = node.pointee.delete_stmt?.pointee else { return nil }
      return TableWrite(
        kind: .delete, table: names.relation(delete.relation),
        isLimited: isLimited(delete.where_clause) || delete.n_using_clause > 0)
    case PG_QUERY__NODE__NODE_INSERT_STMT:
      guard let insert = node.pointee.insert_stmt?.pointee else { return nil }
      return TableWrite(
        kind: .insert, table: names.relation(insert.relation), isLimited: true,
        isFromQuery: readsTable(insert.select_stmt))
    default: return nil
    }
  }

  private func isLimited(_ condition: UnsafeMutablePointer<PgQuery__Node>?) -> Bool {
    guard let condition else { return false }
    return !isAlwaysTrue(condition.pointee)
  }

  /// `true`, and an equation of two equal constants.
  private func isAlwaysTrue(_ node: PgQuery__Node) -> Bool {
    switch node.node_case {
    case PG_QUERY__NODE__NODE_A_CONST:
      let constant = node.a_const.pointee
      return constant.val_case == PG_QUERY__A__CONST__VAL_BOOLVAL && constant.boolval.pointee.boolval != 0
    case PG_QUERY__NODE__NODE_A_EXPR:
      let expression = node.a_expr.pointee
      guard PostgresList(expression.name, expression.n_name).strings == ["="], let left = number(expression.lexpr),
        let right = number(expression.rexpr)
      else { return false }
      return left == right
    default: return false
    }
  }

  private func number(_ node: UnsafeMutablePointer<PgQuery__Node>?) -> Int32? {
    guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_A_CONST else { return nil }
    let constant = node.pointee.a_const.pointee
    return constant.isnull == 0 && constant.val_case == PG_QUERY__A__CONST__VAL_IVAL ? constant.ival.pointee.ival : nil
  }

  private func readsTable(_ node: UnsafeMutablePointer<PgQuery__Node>?) -> Bool {
    guard let node else { return false }
    var found = false
    PostgresTree.walk(UnsafePointer(node)) { visit in
      if case .relation = visit { found = true }
    }
    return found
  }
}

/// SET, RESET and `set_config`.
enum SettingReader {
  static func setting(_ statement: PgQuery__VariableSetStmt) -> Setting {
    let arguments = PostgresList(statement.args, statement.n_args).compactMap { value($0) }
    let isSet = statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE
    return Setting(
      name: (statement.name.text ?? "").lowercased(), value: isSet ? arguments.joined(separator: ", ") : nil,
      isLocal: statement.is_local != 0)
  }

  static func setting(select statement: PgQuery__SelectStmt) -> Setting? {
    guard let target = PostgresList(statement.target_list, statement.n_target_list).first?.pointee.res_target?.pointee,
      let call = target.val, call.pointee.node_case == PG_QUERY__NODE__NODE_FUNC_CALL,
      PostgresList(call.pointee.func_call.pointee.funcname, call.pointee.func_call.pointee.n_funcname).strings.last
        == "set_config"
    else { return nil }
    let list = PostgresList(call.pointee.func_call.pointee.args, call.pointee.func_call.pointee.n_args)
    guard list.count == 3, let name = value(list[0]) else { return nil }
    return Setting(name: name.lowercased(), value: value(list[1]), isLocal: value(list[2]) == "true")
  }

  private static func value(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_A_CONST, let constant = node.pointee.a_const?.pointee else { return nil }
    switch constant.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return String(constant.ival.pointee.ival)
    case PG_QUERY__A__CONST__VAL_FVAL: return constant.fval.pointee.fval.text
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return constant.boolval.pointee.boolval != 0 ? "true" : "false"
    case PG_QUERY__A__CONST__VAL_SVAL: return constant.sval.pointee.sval.map { String(cString: $0) }
    default: return nil
    }
  }
}
