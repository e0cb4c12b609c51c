import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func judgeObject(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_VIEW_STMT: createView(value.view_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT: createSequence(value.create_seq_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT: alterSequence(value.alter_seq_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT: createTrigger(value.create_trig_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
      draft.lock(target(value.create_policy_stmt.pointee.table), .accessExclusive)
      lockRead(node, except: value.create_policy_stmt.pointee.table)
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT:
      draft.lock(target(value.alter_policy_stmt.pointee.table), .accessExclusive)
      lockRead(node, except: value.alter_policy_stmt.pointee.table)
    case PG_QUERY__NODE__NODE_RULE_STMT:
      draft.lock(target(value.rule_stmt.pointee.relation), .accessExclusive)
      lockRead(node, except: value.rule_stmt.pointee.relation)
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT:
      let statement = value.create_stats_stmt.pointee
      let relations = PostgresList(statement.relations, statement.n_relations)
      for relation in relations { draft.lock(relation.pointee.range_var.flatMap { target($0) }, .shareUpdateExclusive) }
    case PG_QUERY__NODE__NODE_COMMENT_STMT: comment(value.comment_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT: createFunction(node, value.create_function_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT: alterDomain(value.alter_domain_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_OWNER_STMT: alterOwner(value.alter_owner_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT:
      let statement = value.create_publication_stmt.pointee
      publish(PostgresList(statement.pubobjects, statement.n_pubobjects))
    case PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT:
      let statement = value.alter_publication_stmt.pointee
      publish(PostgresList(statement.pubobjects, statement.n_pubobjects))
      if statement.action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_SetObjects {
        draft.lock(published(statement.pubname.text ?? ""), .shareUpdateExclusive)
      }
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT:
      draft.lock(target(value.alter_object_depends_stmt.pointee.relation), .accessExclusive)
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT, PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
      lockCreated()
      for item in created where item.kind == .table {
        for key in after.table(item.name)?.foreignKeys ?? [] {
          addForeignKey(from: item.name, to: key.target, validates: false)
        }
      }
    default: return false
    }
    return true
  }

  /// Relations that a query inside a definition names: they are looked up, not read, and views not opened.
  /// - Parameter own: the relation that the definition belongs to.
  mutating func lockRead(_ node: PostgresNode, except own: UnsafeMutablePointer<PgQuery__RangeVar>? = nil) {
    let own = own.map { UnsafePointer($0) }
    for use in RelationUse.all(in: node) where use.relation != own {
      guard let name = before.assumed(use.path), before.relations[name] != nil else { continue }
      draft.lock(name, use.mode)
    }
  }

  private mutating func createView(_ statement: PgQuery__ViewStmt) {
    if let query = statement.query { lockRead(PostgresNode(query)) }
    guard let relation = statement.view?.pointee else { return }
    guard relation.relpersistence.text != "t" else {
      let uses = statement.query.map { RelationUse.all(in: PostgresNode($0)) } ?? []
      session.temporaryViews[relation.relname.text ?? ""] = uses.compactMap { before.find($0.path) }
      return
    }
    draft.lock(after.find(statement.view), .accessExclusive)
  }

  mutating func alterView(_ view: ObjectName, _ commands: [PgQuery__AlterTableCmd]) {
    let isMaterialized = before.catalog.views[view]?.isMaterialized == true
    let mode = isMaterialized ? commands.map { level(of: $0) }.max() ?? .accessExclusive : .accessExclusive
    draft.lock(view, mode)
    for command in commands {
      switch command.subtype {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner: draft.lock(before.indexes(of: view), .accessExclusive)
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn:
        draft.lock(command.name.text.map { ObjectName($0, schema: view.schema) }, mode)
      default: break
      }
    }
  }

  private mutating func createSequence(_ statement: PgQuery__CreateSeqStmt) {
    guard let name = created.first?.name else { return }
    draft.lock(name, .accessExclusive)
    draft.lock(after.catalog.sequences[name]?.ownedBy?.table, .accessShare)
  }

  private mutating func alterSequence(_ statement: PgQuery__AlterSeqStmt) {
    guard let name = sequence(statement.sequence, missingOK: statement.missing_ok != 0) else { return }
    draft.lock(name, .rowExclusive, .shareRowExclusive)
    let options = PostgresList(statement.options, statement.n_options)
    guard options.contains(where: { $0.pointee.def_elem?.pointee.defname.text == "owned_by" }) else { return }
    draft.lock(after.catalog.sequences[name]?.ownedBy?.table, .accessShare)
  }

  mutating func alterSequence(_ name: ObjectName, _ commands: [PgQuery__AlterTableCmd]) {
    draft.lock(name, .accessExclusive)
    let rewrites = [PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged, PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged]
    if commands.contains(where: { rewrites.contains($0.subtype) }) { draft.lock(name, .rowExclusive) }
  }

  /// The sequence of an identity column has no entry of its own.
  func sequence(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?, missingOK: Bool) -> ObjectName? {
    guard let relation else { return nil }
    return before.find(relation) ?? target(relation, missingOK: missingOK)
  }

  private mutating func createTrigger(_ statement: PgQuery__CreateTrigStmt) {
    guard let table = target(statement.relation) else { return }
    draft.lock(table, .shareRowExclusive)
    if statement.row != 0 { draft.lock(partitions(of: table), .shareRowExclusive) }
    draft.lock(target(statement.constrrel), .accessShare)
  }

  private mutating func createFunction(_ node: PostgresNode, _ statement: PgQuery__CreateFunctionStmt) {
    if let type = statement.return_type?.pointee { lockRow(of: type) }
    for parameter in PostgresList(statement.parameters, statement.n_parameters) {
      guard let type = parameter.pointee.function_parameter?.pointee.arg_type?.pointee else { continue }
      if type.pct_type != 0 { lockRow(of: type) }
    }
    if let body = statement.sql_body { lockRead(PostgresNode(body)) }
    for option in PostgresList(statement.options, statement.n_options) {
      guard let element = option.pointee.def_elem?.pointee, element.defname.text == "as", let code = element.arg,
        isSQL(statement), let text = PostgresNode(code).items.strings.first
      else { continue }
      for piece in SQLScript(text).statements {
        _ = try? parser.withStatement(piece.text) { lockRead($0) }
      }
    }
  }

  private func isSQL(_ statement: PgQuery__CreateFunctionStmt) -> Bool {
    PostgresList(statement.options, statement.n_options).contains { option in
      guard let element = option.pointee.def_elem?.pointee, element.defname.text == "language", let value = element.arg
      else { return false }
      return PostgresNode(value).string?.lowercased() == "sql"
    }
  }

  private mutating func lockRow(of type: PgQuery__TypeName) {
    var path = PostgresList(type.names, type.n_names).strings
    if type.pct_type != 0 { path = path.dropLast() }
    guard let name = before.find(path), type.setof != 0 || type.pct_type != 0 else { return }
    draft.lock(name, .accessShare)
  }

  /// A constraint of a domain is proved on every table that has a column of it.
  private mutating func alterDomain(_ statement: PgQuery__AlterDomainStmt) {
    let proves: Bool
    switch statement.subtype.text {
    case "C": proves = statement.def?.pointee.constraint?.pointee.skip_validation == 0
    case "O", "V": proves = true
    default: proves = false
    }
    guard proves else { return }
    let path = PostgresList(statement.type_name, statement.n_type_name).strings
    let schemas = path.count > 1 ? [path[path.count - 2]] : before.searchPath
    let domain = schemas.map { ObjectName(path.last ?? "", schema: $0) }.first { before.catalog.domains.contains($0) }
    guard let domain else { return }
    for table in before.catalog.tables where table.columns.contains(where: { isOver(domain, $0.type) }) {
      guard table.partitionKey == nil else { continue }
      draft.lock(table.name, .share)
    }
  }

  private func isOver(_ domain: ObjectName, _ type: ColumnType) -> Bool {
    guard let name = type.userType, let found = before.catalog.domains[name] else { return false }
    return name == domain || isOver(domain, found.base)
  }

  private mutating func alterOwner(_ statement: PgQuery__AlterOwnerStmt) {
    guard statement.object_type == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, let object = statement.object else { return }
    let path = PostgresNode(object).items.strings
    if let name = before.find(path), before.relations[name] == .compositeType { draft.lock(name, .accessExclusive) }
  }

  private mutating func publish(_ objects: PostgresList<PgQuery__Node>) {
    for object in objects {
      guard let table = object.pointee.publication_obj_spec?.pointee.pubtable?.pointee.relation,
        let name = target(table)
      else { continue }
      let isWhole = table.pointee.inh != 0 && !before.isPartitioned(name)
      draft.lock(isWhole ? before.tree(name) : [name], .shareUpdateExclusive)
    }
  }
}
