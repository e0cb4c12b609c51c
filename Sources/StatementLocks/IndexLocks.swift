import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func createIndex(_ statement: PgQuery__IndexStmt) {
    guard let table = target(statement.relation) else { return }
    if statement.concurrent != 0 {
      draft.isTransactional = false
      // While it waits for older transactions it holds this one alone; those on the index are given back at once.
      guard let name = created.first?.name else { return }
      draft.lock(table, .shareUpdateExclusive)
      draft.build(name)
      return
    }
    isOnlyIndex = statement.relation.pointee.inh == 0
    draft.lock(table, .share)
    if !isOnlyIndex { draft.lock(partitions(of: table), .share) }
    if !isOnlyIndex, let index = created.first(where: { $0.kind == .index(on: table) }) {
      lockAttachedIndexes(below: table, index.name)
    }
    lockCreated()
    assumeIndex(statement, on: table)
  }

  /// Of a table that is not known nothing but the index itself.
  private mutating func assumeIndex(_ statement: PgQuery__IndexStmt, on table: ObjectName) {
    guard before.relations[table] == nil, let name = statement.idxname.text else { return }
    let index = ObjectName(name, schema: table.schema)
    draft.lock(index, .accessExclusive)
    draft.build(index)
  }

  /// Indexes of partitions that are the same already become parts of a new one.
  private mutating func lockAttachedIndexes(below table: ObjectName, _ name: ObjectName) {
    guard let new = after.table(table)?.indexes.first(where: { $0.name == name.name }) else { return }
    for partition in before.children(of: table) {
      let twin = before.table(partition)?.indexes.first { index in
        index.elements == new.elements && index.method == new.method && index.isUnique == new.isUnique
          && index.predicate == new.predicate
      }
      if let twin { draft.lock(ObjectName(twin.name, schema: partition.schema), .share) }
    }
  }

  /// `ALTER INDEX`.
  mutating func alterIndex(_ index: ObjectName, of table: ObjectName, _ commands: [PgQuery__AlterTableCmd]) {
    for command in commands {
      switch command.subtype {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
        let child = command.def?.pointee.partition_cmd.flatMap { before.find($0.pointee.name) }
        draft.lock(index, .shareUpdateExclusive)
        draft.lock(table, .accessShare)
        draft.lock(child, .accessExclusive)
        if let child, case .index(let partition)? = before.relations[child] { draft.lock(partition, .accessShare) }
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics: draft.lock(index, .shareUpdateExclusive)
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
        draft.lock(index, optionsMode(of: command))
      default: draft.lock(index, .accessExclusive)
      }
    }
  }

  /// Options that readers and writers go by take the strongest lock.
  func optionsMode(of command: PgQuery__AlterTableCmd) -> LockMode {
    let strong: Set<String> = [
      "user_catalog_table", "fastupdate", "gin_pending_list_limit", "buffering", "pages_per_range", "autosummarize",
      "security_barrier", "security_invoker", "check_option",
    ]
    let names =
      command.def.map { PostgresNode($0).items }?.compactMap { $0.pointee.def_elem?.pointee.defname.text } ?? []
    return names.contains(where: strong.contains) ? .accessExclusive : .shareUpdateExclusive
  }
}
