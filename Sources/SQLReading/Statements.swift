import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Applies a parsed statement to the catalog.
  mutating func apply(_ node: PostgresNode) {
    if applyRelation(node) || applyType(node) || applyRoutine(node) || applyPrivilege(node) { return }
    if applyGeneral(node) || isSilent(node) { return }
    keepRaw(Self.title(of: source.text))
  }

  private mutating func applyRelation(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_CREATE_STMT: createTable(value.create_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT: createForeignTable(value.create_foreign_table_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT: alterTable(value.alter_table_stmt.pointee)
    case PG_QUERY__NODE__NODE_INDEX_STMT: createIndex(value.index_stmt.pointee)
    case PG_QUERY__NODE__NODE_VIEW_STMT: createView(value.view_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT: createTableAs(value.create_table_as_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT: createSequence(value.create_seq_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT: alterSequence(value.alter_seq_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT: createStatistics(value.create_stats_stmt.pointee)
    default: return false
    }
    return true
  }

  private mutating func applyType(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT: createEnum(value.create_enum_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT: alterEnum(value.alter_enum_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT: createDomain(value.create_domain_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT: alterDomain(value.alter_domain_stmt.pointee)
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT: createCompositeType(value.composite_type_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT: createRangeType(value.create_range_stmt.pointee)
    case PG_QUERY__NODE__NODE_DEFINE_STMT: return define(value.define_stmt.pointee)
    default: return false
    }
    return true
  }

  private mutating func applyRoutine(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT: createFunction(value.create_function_stmt.pointee, node)
    case PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT: alterFunction(value.alter_function_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT: createTrigger(value.create_trig_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT: createEventTrigger(value.create_event_trig_stmt.pointee)
    case PG_QUERY__NODE__NODE_RULE_STMT: createRule(value.rule_stmt.pointee, node)
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT: createPolicy(value.create_policy_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT: alterPolicy(value.alter_policy_stmt.pointee)
    case PG_QUERY__NODE__NODE_DO_STMT: if !applyGuardedCode() { keepCode() }
    default: return false
    }
    return true
  }

  private mutating func applyPrivilege(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_GRANT_STMT: grant(value.grant_stmt.pointee)
    case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT: grantRole(value.grant_role_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT:
      alterDefaultPrivileges(value.alter_default_privileges_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_ROLE_STMT: createRole(value.create_role_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_ROLE_STMT: alterRole(value.alter_role_stmt.pointee)
    case PG_QUERY__NODE__NODE_DROP_ROLE_STMT: dropRole(value.drop_role_stmt.pointee)
    case PG_QUERY__NODE__NODE_DROP_OWNED_STMT: dropOwned(value.drop_owned_stmt.pointee)
    default: return false
    }
    return true
  }

  private mutating func applyGeneral(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_DROP_STMT: return drop(value.drop_stmt.pointee)
    case PG_QUERY__NODE__NODE_RENAME_STMT: return rename(value.rename_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT: return setSchema(value.alter_object_schema_stmt.pointee)
    case PG_QUERY__NODE__NODE_COMMENT_STMT: comment(value.comment_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT: createSchema(value.create_schema_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT: createExtension(value.create_extension_stmt.pointee)
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT: set(value.variable_set_stmt.pointee)
    case PG_QUERY__NODE__NODE_SELECT_STMT: select(node)
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT: transact(value.transaction_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_STATS_STMT: alterStatistics(value.alter_stats_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT: alterEventTrigger(value.alter_event_trig_stmt.pointee)
    default: return false
    }
    return true
  }

  /// Statements that leave no trace in a schema: transactions, data, sessions, maintenance, ownership.
  private func isSilent(_ node: PostgresNode) -> Bool {
    switch node.kind {
    case PG_QUERY__NODE__NODE_INSERT_STMT, PG_QUERY__NODE__NODE_UPDATE_STMT,
      PG_QUERY__NODE__NODE_DELETE_STMT, PG_QUERY__NODE__NODE_MERGE_STMT, PG_QUERY__NODE__NODE_TRUNCATE_STMT,
      PG_QUERY__NODE__NODE_COPY_STMT, PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT, PG_QUERY__NODE__NODE_LOCK_STMT,
      PG_QUERY__NODE__NODE_VACUUM_STMT, PG_QUERY__NODE__NODE_REINDEX_STMT, PG_QUERY__NODE__NODE_CLUSTER_STMT,
      PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT, PG_QUERY__NODE__NODE_CHECK_POINT_STMT,
      PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT, PG_QUERY__NODE__NODE_NOTIFY_STMT, PG_QUERY__NODE__NODE_LISTEN_STMT,
      PG_QUERY__NODE__NODE_UNLISTEN_STMT, PG_QUERY__NODE__NODE_DISCARD_STMT, PG_QUERY__NODE__NODE_EXPLAIN_STMT,
      PG_QUERY__NODE__NODE_PREPARE_STMT, PG_QUERY__NODE__NODE_EXECUTE_STMT, PG_QUERY__NODE__NODE_DEALLOCATE_STMT,
      PG_QUERY__NODE__NODE_ALTER_OWNER_STMT, PG_QUERY__NODE__NODE_LOAD_STMT,
      // Ownership, tablespaces and versions are no part of a schema.
      PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT, PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT,
      PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT, PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT,
      PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT, PG_QUERY__NODE__NODE_FETCH_STMT,
      PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT:
      true
    default: false
    }
  }

  /// The words a statement begins with: `CREATE OPERATOR`, `ALTER DATABASE`.
  static func title(of text: String) -> String {
    let words = text.split(maxSplits: 12, whereSeparator: { !($0.isLetter || $0 == "_") }).map { $0.uppercased() }
    var title: [String] = []
    for word in words where !["OR", "REPLACE", "IF", "NOT", "EXISTS", "TRUSTED", "PROCEDURAL"].contains(word) {
      title.append(word)
      let isOpen = [
        "CREATE", "ALTER", "DROP", "TEXT", "SEARCH", "FOREIGN", "EVENT", "MATERIALIZED", "DATA", "USER", "ACCESS",
        "LARGE", "SECURITY",
      ]
      if !isOpen.contains(word) { break }
    }
    return title.joined(separator: " ")
  }

  /// Anonymous code is kept and named: what it does shows only when it runs.
  mutating func keepCode() {
    catalog.unmodelled.append(RawObject(kind: "DO", sql: source.text, span: source.span))
    opaqueWords.formUnion(OpaqueCode.words(of: source.text))
    report(
      .warning, "not-executed", "a DO block is not executed, its effect is not part of the model", at: headline,
      fix: "write the statements it runs outside of DO where the schema should show them")
  }
}
