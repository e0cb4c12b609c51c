import CPostgresQuery
import SQLSyntax
import SchemaModel

/// Whether an expression may have another value in each row.
struct Volatility {
  let state: CatalogState
  let parser: SQLParser

  func isVolatile(_ sql: String) -> Bool {
    (try? parser.withStatement("SELECT \(sql)") { isVolatile($0) }) ?? true
  }

  /// One volatile call anywhere in it is enough. Operators, casts and `CURRENT_DATE` and its kin never are.
  func isVolatile(_ node: PostgresNode) -> Bool {
    if Self.isConstant(node) { return false }
    var found = false
    PostgresTree.walk(node) { visit in
      if case .call(let call) = visit, isVolatile(call.pointee) { found = true }
    }
    return found
  }

  /// `COALESCE` whose first value is known not to be null comes to that value before anything runs.
  private static func isConstant(_ node: PostgresNode) -> Bool {
    switch node.kind {
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return node.pointee.type_cast?.pointee.arg.map { isConstant(PostgresNode($0)) } ?? false
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      guard let coalesce = node.pointee.coalesce_expr?.pointee else { return false }
      let values = PostgresList(coalesce.args, coalesce.n_args).drop { value in
        value.kind == PG_QUERY__NODE__NODE_A_CONST && value.pointee.a_const.pointee.isnull != 0
      }
      return values.first.map(isConstant) ?? true
    case PG_QUERY__NODE__NODE_A_EXPR:
      guard let expression = node.pointee.a_expr?.pointee, expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF,
        let left = expression.lexpr.flatMap({ Comparison.value(PostgresNode($0)) }),
        let right = expression.rexpr.flatMap({ Comparison.value(PostgresNode($0)) })
      else { return false }
      return left != right
    default: return Comparison.value(node) != nil
    }
  }

  private func isVolatile(_ call: PgQuery__FuncCall) -> Bool {
    guard let name = PostgresList(call.funcname, call.n_funcname).strings.last else { return false }
    let own = FunctionResolution(state: state).candidates(of: call)
    if !own.isEmpty { return own.contains { isVolatile($0) } }
    return Self.isVolatile(builtin: name, arguments: Int(call.n_args))
  }

  /// A function in SQL is put in line where it is called, and counts for what stands in it.
  private func isVolatile(_ function: Function) -> Bool {
    guard function.volatility == .volatile else { return false }
    guard function.language == "sql", !function.isSecurityDefiner, function.settings.isEmpty,
      let body = body(of: function)
    else { return true }
    return isVolatile(body)
  }

  /// The one expression of a function whose body is `SELECT expression`.
  private func body(of function: Function) -> String? {
    (try? parser.withStatement(function.sql) { node -> String? in
      guard let create = node.pointee.create_function_stmt?.pointee else { return nil }
      if create.sql_body != nil { return nil }
      for option in PostgresList(create.options, create.n_options) {
        guard let element = option.pointee.def_elem?.pointee, element.defname.text == "as", let code = element.arg
        else {
          continue
        }
        return PostgresNode(code).items.strings.first.flatMap(expression(ofQuery:))
      }
      return nil
    }) ?? nil
  }

  private func expression(ofQuery sql: String) -> String? {
    (try? parser.withStatement(sql) { node -> String? in
      guard node.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = node.pointee.select_stmt?.pointee,
        select.n_from_clause == 0, select.where_clause == nil, select.n_target_list == 1, select.with_clause == nil,
        select.n_sort_clause == 0, select.limit_count == nil, select.n_group_clause == 0,
        let value = select.target_list[0]?.pointee.res_target?.pointee.val
      else { return nil }
      return parser.sql(ofExpression: PostgresNode(value))
    }) ?? nil
  }

  /// Functions of PostgreSQL and of the extensions that come with it. Nearly all are not volatile: these are.
  static func isVolatile(builtin name: String, arguments: Int) -> Bool {
    if volatileNames.contains(name) { return true }
    if name == "ts_rewrite" { return arguments == 2 }
    return volatileBeginnings.contains { name.hasPrefix($0) }
  }

  /// Source: pg_proc.provolatile = 'v' of PostgreSQL 15 to 18, as far as a column's default can call them.
  private static let volatileNames: Set<String> = Set(
    """
    clock_timestamp current_query currtid2 currval cursor_to_xml cursor_to_xmlschema dblink dblink_exec
    gen_random_bytes gen_random_uuid gen_salt lastval lo_creat lo_create lo_export lo_from_bytea lo_get
    lo_import lo_lseek lo_open lo_tell lo_truncate lo_unlink loread lowrite nextval pg_blocking_pids
    pg_cancel_backend pg_collation_actual_version pg_create_restore_point pg_current_logfile
    pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn pg_database_size pg_export_snapshot
    pg_indexes_size pg_is_in_recovery pg_is_wal_replay_paused pg_jit_available pg_last_wal_receive_lsn
    pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_logical_emit_message pg_nextoid
    pg_notification_queue_usage pg_notify pg_promote pg_read_binary_file pg_read_file pg_relation_size
    pg_reload_conf pg_rotate_logfile pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_sleep pg_sleep_for
    pg_sleep_until pg_stat_file pg_switch_wal pg_table_size pg_tablespace_size pg_terminate_backend
    pg_total_relation_size pg_xact_commit_timestamp pg_xact_status pgp_pub_encrypt pgp_pub_encrypt_bytea
    pgp_sym_encrypt pgp_sym_encrypt_bytea query_to_xml query_to_xml_and_xmlschema query_to_xmlschema random
    random_normal set_config setseed setval timeofday ts_stat txid_status uuid_generate_v1 uuid_generate_v1mc
    uuid_generate_v4 uuidv4 uuidv7
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let volatileBeginnings = [
    "pg_advisory_", "pg_try_advisory_", "pg_stat_reset", "pg_stat_get_xact_", "pg_replication_", "pg_logical_slot_",
    "pg_ls_",
  ]
}
