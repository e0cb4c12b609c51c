import CPostgresQuery
import SQLSyntax
import SchemaModel

/// A statement's tree as what rules look at.
struct ActionReader {
  let names: NameResolution

  func action(_ node: PostgresNode) -> MigrationAction {
    let it = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_CREATE_STMT: return created(it.create_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT: return createdFromQuery(it.create_table_as_stmt.pointee)
    case PG_QUERY__NODE__NODE_INDEX_STMT: return index(it.index_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT: return altered(it.alter_table_stmt.pointee)
    case PG_QUERY__NODE__NODE_DROP_STMT: return dropped(it.drop_stmt.pointee)
    case PG_QUERY__NODE__NODE_RENAME_STMT: return renamed(it.rename_stmt.pointee)
    case PG_QUERY__NODE__NODE_REINDEX_STMT: return reindexed(it.reindex_stmt.pointee)
    case PG_QUERY__NODE__NODE_VACUUM_STMT: return vacuumed(it.vacuum_stmt.pointee)
    case PG_QUERY__NODE__NODE_CLUSTER_STMT:
      let relation = it.cluster_stmt.pointee.relation
      return .cluster(relation == nil ? nil : names.relation(relation))
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT: return truncated(it.truncate_stmt.pointee)
    case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
      let refresh = it.refresh_mat_view_stmt.pointee
      return .refresh(names.relation(refresh.relation), isConcurrent: refresh.concurrent != 0)
    default: return definition(node)
    }
  }

  private func definition(_ node: PostgresNode) -> MigrationAction {
    let it = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT: return moved(it.alter_object_schema_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT: return enumeration(it.alter_enum_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT: return domain(it.alter_domain_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
      let domain = it.create_domain_stmt.pointee
      let name = names.type(PostgresList(domain.domainname, domain.n_domainname).strings)
      return .createDomain(name, hasConstraint: domain.n_constraints > 0)
    case PG_QUERY__NODE__NODE_VIEW_STMT: return view(it.view_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
      let trigger = it.create_trig_stmt.pointee
      return .createTrigger(trigger.trigname.text ?? "", on: names.relation(trigger.relation))
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
      let policy = it.create_policy_stmt.pointee
      return .policy(policy.policy_name.text ?? "", of: names.relation(policy.table), .create)
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT:
      let policy = it.alter_policy_stmt.pointee
      return .policy(policy.policy_name.text ?? "", of: names.relation(policy.table), .alter)
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT:
      let sequence = it.alter_seq_stmt.pointee
      let options = PostgresList(sequence.options, sequence.n_options).compactMap { $0.pointee.def_elem?.pointee }
      return .alterSequence(
        names.relation(sequence.sequence), restarts: options.contains { $0.defname.text == "restart" })
    case PG_QUERY__NODE__NODE_CREATEDB_STMT, PG_QUERY__NODE__NODE_DROPDB_STMT: return .createDatabase
    default: return run(node)
    }
  }

  private func run(_ node: PostgresNode) -> MigrationAction {
    let it = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_UPDATE_STMT, PG_QUERY__NODE__NODE_DELETE_STMT, PG_QUERY__NODE__NODE_INSERT_STMT:
      return WriteReader(names: names).write(node).map { .write($0) } ?? .other("")
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT: return .set(SettingReader.setting(it.variable_set_stmt.pointee))
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      return SettingReader.setting(select: it.select_stmt.pointee).map { .set($0) } ?? .other("SELECT")
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT: return transaction(it.transaction_stmt.pointee)
    case PG_QUERY__NODE__NODE_GRANT_STMT: return granted(it.grant_stmt.pointee)
    default: return .other("")
    }
  }

  private func created(_ statement: PgQuery__CreateStmt) -> MigrationAction {
    var table = CreatedTable(name: names.relation(statement.relation))
    table.isTemporary = statement.relation?.pointee.relpersistence.text == "t"
    if statement.partbound != nil, let parent = PostgresList(statement.inh_relations, statement.n_inh_relations).first {
      table.partitionOf = names.relation(parent.pointee.range_var)
    }
    for element in PostgresList(statement.table_elts, statement.n_table_elts) {
      if element.kind == PG_QUERY__NODE__NODE_CONSTRAINT, let constraint = element.pointee.constraint?.pointee,
        constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN
      {
        table.references.append(names.relation(constraint.pktable))
      }
      guard element.kind == PG_QUERY__NODE__NODE_COLUMN_DEF, let column = element.pointee.column_def?.pointee else {
        continue
      }
      table.references += TableChangeReader(names: names).column(column).constraints.compactMap(\.target)
    }
    return .createTable(table)
  }

  private func createdFromQuery(_ statement: PgQuery__CreateTableAsStmt) -> MigrationAction {
    guard statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, let relation = statement.into?.pointee.rel else {
      return .other("CREATE MATERIALIZED VIEW")
    }
    var table = CreatedTable(name: names.relation(relation), isFromQuery: true)
    table.isTemporary = relation.pointee.relpersistence.text == "t"
    return .createTable(table)
  }

  private func index(_ statement: PgQuery__IndexStmt) -> MigrationAction {
    let parts =
      Array(PostgresList(statement.index_params, statement.n_index_params))
      + Array(PostgresList(statement.index_including_params, statement.n_index_including_params))
    let columns = parts.compactMap { $0.pointee.index_elem?.pointee.name.text }
    return .createIndex(
      CreatedIndex(
        name: statement.idxname.text, table: names.relation(statement.relation), columns: columns,
        isUnique: statement.unique != 0,
        isConcurrent: statement.concurrent != 0, unlessThere: statement.if_not_exists != 0,
        isOnly: statement.relation?.pointee.inh == 0))
  }

  private func altered(_ statement: PgQuery__AlterTableStmt) -> MigrationAction {
    let commands = PostgresList(statement.cmds, statement.n_cmds).compactMap { $0.pointee.alter_table_cmd?.pointee }
    let reader = TableChangeReader(names: names)
    guard statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE else {
      return .other(ObjectKind.words(statement.objtype))
    }
    return .alterTable(
      names.relation(statement.relation), isOnly: statement.relation?.pointee.inh == 0, commands.map(reader.change))
  }

  private func dropped(_ statement: PgQuery__DropStmt) -> MigrationAction {
    let paths = PostgresList(statement.objects, statement.n_objects).map { path(of: $0) }
    let cascades = statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
    switch statement.remove_type {
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
      return .dropIndex(paths.map { names.index($0) }, isConcurrent: statement.concurrent != 0)
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
      let path = paths.first ?? []
      return .policy(path.last ?? "", of: names.anything(path.dropLast()), .drop)
    default:
      return .drop(
        kind: ObjectKind.words(statement.remove_type), names: paths.map { names.anything($0) }, cascades: cascades)
    }
  }

  private func path(of node: PostgresNode) -> [String] {
    switch node.kind {
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      guard let type = node.pointee.type_name?.pointee else { return [] }
      return PostgresList(type.names, type.n_names).strings
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      guard let object = node.pointee.object_with_args?.pointee else { return [] }
      return PostgresList(object.objname, object.n_objname).strings
    default: return node.items.strings
    }
  }

  private func renamed(_ statement: PgQuery__RenameStmt) -> MigrationAction {
    let kind = ObjectKind.words(statement.rename_type)
    let path = statement.object.map { self.path(of: UnsafePointer($0)) } ?? []
    let name: ObjectName
    if statement.relation != nil {
      name =
        statement.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX
        ? names.index(Self.path(statement.relation)) : names.relation(statement.relation)
    } else {
      name = kind == "type" || kind == "domain" ? names.type(path) : names.anything(path)
    }
    return .rename(kind: kind, of: name, from: statement.subname.text, to: statement.newname.text ?? "")
  }

  private static func path(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> [String] {
    [relation?.pointee.schemaname.text, relation?.pointee.relname.text].compactMap(\.self)
  }

  private func moved(_ statement: PgQuery__AlterObjectSchemaStmt) -> MigrationAction {
    let path = statement.object.map { self.path(of: UnsafePointer($0)) } ?? []
    let name = statement.relation == nil ? names.anything(path) : names.relation(statement.relation)
    return .setSchema(kind: ObjectKind.words(statement.object_type), name, to: statement.newschema.text ?? "")
  }

  private func reindexed(_ statement: PgQuery__ReindexStmt) -> MigrationAction {
    let isConcurrent = PostgresList(statement.params, statement.n_params).contains {
      $0.pointee.def_elem?.pointee.defname.text == "concurrently"
    }
    switch statement.kind {
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_INDEX:
      return .reindex(
        kind: "INDEX", name: names.index(Self.path(statement.relation)), isConcurrent: isConcurrent)
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_TABLE:
      return .reindex(kind: "TABLE", name: names.relation(statement.relation), isConcurrent: isConcurrent)
    default:
      return .reindex(kind: "DATABASE", name: ObjectName(statement.name.text ?? ""), isConcurrent: isConcurrent)
    }
  }

  private func vacuumed(_ statement: PgQuery__VacuumStmt) -> MigrationAction {
    guard statement.is_vacuumcmd != 0 else { return .other("ANALYZE") }
    let isFull = PostgresList(statement.options, statement.n_options).contains {
      $0.pointee.def_elem?.pointee.defname.text == "full"
    }
    let tables = PostgresList(statement.rels, statement.n_rels).compactMap {
      $0.pointee.vacuum_relation?.pointee.relation
    }
    return .vacuum(tables.map { names.relation($0) }, isFull: isFull)
  }

  private func truncated(_ statement: PgQuery__TruncateStmt) -> MigrationAction {
    let tables = PostgresList(statement.relations, statement.n_relations).map { names.relation($0.pointee.range_var) }
    return .truncate(tables, cascades: statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
  }

  private func enumeration(_ statement: PgQuery__AlterEnumStmt) -> MigrationAction {
    let type = names.type(PostgresList(statement.type_name, statement.n_type_name).strings)
    let new = statement.new_val.text ?? ""
    return statement.old_val.text.map { .renameValue($0, of: type, to: new) } ?? .addValue(new, to: type)
  }

  private func domain(_ statement: PgQuery__AlterDomainStmt) -> MigrationAction {
    let name = names.type(PostgresList(statement.type_name, statement.n_type_name).strings)
    guard statement.subtype.text == "C", let constraint = statement.def?.pointee.constraint?.pointee else {
      return statement.subtype.text == "O"
        ? .addDomainConstraint(name, name: nil, isValidated: true) : .other("ALTER DOMAIN")
    }
    return .addDomainConstraint(name, name: constraint.conname.text, isValidated: constraint.skip_validation == 0)
  }

  private func view(_ statement: PgQuery__ViewStmt) -> MigrationAction {
    let options = PostgresList(statement.options, statement.n_options).compactMap {
      $0.pointee.def_elem?.pointee.defname.text
    }
    return .createView(names.relation(statement.view), replaces: statement.replace != 0, options: options)
  }

  private func transaction(_ statement: PgQuery__TransactionStmt) -> MigrationAction {
    switch statement.kind {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN, PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
      .transaction(.begin)
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT, PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE:
      .transaction(.commit)
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK: .transaction(.rollback)
    default: .transaction(.savepoint)
    }
  }

  private func granted(_ statement: PgQuery__GrantStmt) -> MigrationAction {
    guard statement.is_grant == 0, statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE else { return .other("") }
    let objects = PostgresList(statement.objects, statement.n_objects)
    return .revoke(from: objects.compactMap { $0.pointee.range_var }.map { names.relation($0) })
  }
}
