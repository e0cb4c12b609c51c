import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func judgeMaintenance(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT: truncate(value.truncate_stmt.pointee)
    case PG_QUERY__NODE__NODE_LOCK_STMT: lockTables(value.lock_stmt.pointee)
    case PG_QUERY__NODE__NODE_REINDEX_STMT: reindex(value.reindex_stmt.pointee)
    case PG_QUERY__NODE__NODE_CLUSTER_STMT: cluster(value.cluster_stmt.pointee)
    case PG_QUERY__NODE__NODE_VACUUM_STMT: vacuum(value.vacuum_stmt.pointee)
    case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT: refresh(value.refresh_mat_view_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATEDB_STMT, PG_QUERY__NODE__NODE_DROPDB_STMT,
      PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT, PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT,
      PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT:
      draft.isTransactional = false
    default: return false
    }
    return true
  }

  private mutating func truncate(_ statement: PgQuery__TruncateStmt) {
    var tables: [ObjectName] = []
    for node in PostgresList(statement.relations, statement.n_relations) {
      guard let relation = node.pointee.range_var, let name = target(relation) else { continue }
      tables += relation.pointee.inh != 0 ? before.tree(name) : [name]
    }
    if statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE {
      var position = 0
      while position < tables.count {
        for reference in referencesThrough(tables[position]) {
          tables += before.tree(reference.table).filter { !tables.contains($0) }
        }
        position += 1
      }
    }
    for table in tables {
      draft.lock(table, .accessExclusive)
      if before.holdsRows(table) { rewrite(table) }
      if statement.restart_seqs != 0 { draft.lock(before.sequences(of: table), .accessExclusive, .rowExclusive) }
    }
  }

  private mutating func lockTables(_ statement: PgQuery__LockStmt) {
    let modes = LockMode.allCases
    guard modes.indices.contains(Int(statement.mode) - 1) else { return }
    let mode = modes[Int(statement.mode) - 1]
    for node in PostgresList(statement.relations, statement.n_relations) {
      guard let relation = node.pointee.range_var, let name = target(relation) else { continue }
      lock(name, mode, isRecursive: relation.pointee.inh != 0)
    }
  }

  /// A view is locked with all that it reads.
  private mutating func lock(_ name: ObjectName, _ mode: LockMode, isRecursive: Bool) {
    draft.lock(isRecursive ? before.tree(name) : [name], mode)
    guard let view = before.catalog.views[name], !view.isMaterialized else { return }
    for source in view.reads { lock(source, mode, isRecursive: true) }
  }

  private mutating func reindex(_ statement: PgQuery__ReindexStmt) {
    let isConcurrent = PostgresList(statement.params, statement.n_params).contains {
      $0.pointee.def_elem?.pointee.defname.text == "concurrently"
    }
    if isConcurrent { draft.isTransactional = false }
    switch statement.kind {
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_INDEX:
      guard let name = target(statement.relation), case .index(let table)? = before.relations[name] else { return }
      if before.isPartitioned(table) { draft.isTransactional = false }
      reindex([name], of: table, isConcurrent)
      guard let owner = before.table(table), before.isPartitioned(table),
        let shape = IndexShape.all(of: owner).first(where: { $0.name == name.name })
      else { return }
      for part in partitions(of: table) {
        let twins = before.table(part).map { IndexShape.all(of: $0).filter { $0.isTwin(of: shape) } } ?? []
        reindex(twins.map { ObjectName($0.name, schema: part.schema) }, of: part, isConcurrent)
      }
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_TABLE:
      guard let name = target(statement.relation) else { return }
      if before.isPartitioned(name) { draft.isTransactional = false }
      for part in before.isPartitioned(name) ? before.tree(name) : [name] {
        reindex(before.indexes(of: part), of: part, isConcurrent)
      }
    default:
      draft.isTransactional = false
      let schema = statement.kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_SCHEMA ? statement.name.text : nil
      for table in before.catalog.tables where schema == nil || table.name.schema == schema {
        reindex(before.indexes(of: table.name), of: table.name, isConcurrent)
      }
    }
  }

  private mutating func reindex(_ indexes: [ObjectName], of table: ObjectName, _ isConcurrent: Bool) {
    guard before.holdsRows(table) else { return }
    draft.lock(table, isConcurrent ? .shareUpdateExclusive : .share)
    for index in indexes {
      guard isConcurrent else {
        draft.lock(index, .accessExclusive)
        draft.build(index)
        continue
      }
      // A new index is built beside each, and takes its name in the end.
      let copy = ObjectName(ObjectNaming.name(index.name, nil, "ccnew"), schema: index.schema)
      draft.lock(index, .shareUpdateExclusive)
      draft.lock(copy, .shareUpdateExclusive)
      draft.build(copy)
    }
  }

  private mutating func cluster(_ statement: PgQuery__ClusterStmt) {
    guard let name = target(statement.relation) else {
      draft.isTransactional = false
      for table in before.catalog.tables where table.clusteredOn != nil { cluster(table.name) }
      return
    }
    if before.isPartitioned(name) { draft.isTransactional = false }
    for leaf in before.isPartitioned(name) ? before.leaves(name) : [name] { cluster(leaf) }
  }

  private mutating func cluster(_ table: ObjectName) {
    rewrite(table)
    draft.lock(before.indexes(of: table), .accessShare)
  }

  private mutating func vacuum(_ statement: PgQuery__VacuumStmt) {
    let options = Set(
      PostgresList(statement.options, statement.n_options).compactMap { $0.pointee.def_elem?.pointee.defname.text })
    let named = PostgresList(statement.rels, statement.n_rels).compactMap { node in
      node.pointee.vacuum_relation?.pointee.relation.flatMap { target($0) }
    }
    let isVacuum = statement.is_vacuumcmd != 0
    if isVacuum { draft.isTransactional = false }
    let tables = named.isEmpty ? before.catalog.tables.map(\.name) : named
    for name in tables {
      if isVacuum {
        for leaf in before.isPartitioned(name) ? before.leaves(name) : [name] where before.holdsRows(leaf) {
          vacuum(leaf, isFull: options.contains("full"))
        }
      }
      if !isVacuum || options.contains("analyze") { analyze(name) }
    }
  }

  private mutating func vacuum(_ table: ObjectName, isFull: Bool) {
    if isFull { return rewrite(table) }
    draft.lock(table, .shareUpdateExclusive)
    draft.lock(before.indexes(of: table), .rowExclusive)
  }

  /// Partitions are analysed in their turn, heirs only read.
  private mutating func analyze(_ table: ObjectName) {
    draft.lock(table, .shareUpdateExclusive)
    if !before.isPartitioned(table) { draft.lock(before.indexes(of: table), .accessShare) }
    for child in before.children(of: table) {
      if before.isPartitioned(table) { analyze(child) }
      draft.lock(before.tree(child).filter { before.holdsRows($0) }, .accessShare)
    }
  }

  private mutating func refresh(_ statement: PgQuery__RefreshMatViewStmt) {
    guard let name = target(statement.relation), let view = before.catalog.views[name] else { return }
    draft.lock(name, .exclusive)
    if statement.skip_data == 0 { for source in view.reads { read(source, .accessShare) } }
    if statement.concurrent != 0 {
      draft.lock(name, .accessShare, .rowExclusive)
      draft.lock(before.indexes(of: name), .accessShare, .rowExclusive)
      return
    }
    if statement.skip_data == 0 { draft.lock(name, .accessShare) }
    rewrite(name)
  }
}
