import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func createTable(_ statement: PgQuery__CreateStmt) {
    let isTemporary = statement.relation?.pointee.relpersistence.text == "t"
    lockCreated()
    for node in PostgresList(statement.table_elts, statement.n_table_elts) {
      guard node.kind == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE else { continue }
      draft.lock(target(node.pointee.table_like_clause.pointee.relation), .accessShare)
    }
    if let type = statement.of_typename?.pointee {
      draft.lock(before.find(PostgresList(type.names, type.n_names).strings), .accessShare)
    }
    let parents = PostgresList(statement.inh_relations, statement.n_inh_relations).compactMap {
      $0.pointee.range_var.flatMap { target($0) }
    }
    guard let name = created.first(where: { $0.kind == .table })?.name, let table = after.table(name) else {
      if isTemporary, statement.partbound == nil { draft.lock(parents, .shareUpdateExclusive) }
      return
    }
    if statement.partbound != nil, let parent = table.partitionOf?.parent {
      createPartition(name, of: parent)
    } else {
      draft.lock(parents, .shareUpdateExclusive)
      for key in table.foreignKeys { addForeignKey(from: name, to: key.target, validates: false) }
    }
    proveKey(of: table, isTyped: statement.of_typename != nil, parents)
    if after.catalog.statistics.contains(where: { $0.table == name }) || hasComment(table) {
      draft.lock(name, .shareUpdateExclusive)
    }
  }

  /// A key makes columns that come from elsewhere not null in a step of its own, which reads the table.
  private mutating func proveKey(of table: Table, isTyped: Bool, _ parents: [ObjectName]) {
    for column in table.keys.flatMap(\.columns) where table.partitionOf == nil {
      // Where a column comes from is looked up parent by parent.
      guard let owner = parents.firstIndex(where: { before.table($0)?.columns.contains(column) == true }) else {
        continue
      }
      draft.lock(Array(parents[...owner]), .accessShare)
    }
    guard let key = table.primaryKey, table.partitionOf == nil, isTyped || !parents.isEmpty else {
      return
    }
    let known = key.columns.filter { column in
      parents.contains { before.table($0)?.columns[column]?.isNullable == false }
    }
    let own =
      parents.isEmpty
      ? []
      : key.columns.filter { column in
        !parents.contains { before.table($0)?.columns.contains(column) == true }
      }
    if known.count + own.count < key.columns.count { draft.scan(table.name) }
  }

  /// Comments of the columns come along with LIKE.
  private func hasComment(_ table: Table) -> Bool { table.columns.contains { $0.comment != nil } }

  /// `CREATE TABLE ... PARTITION OF`.
  private mutating func createPartition(_ name: ObjectName, of parent: ObjectName) {
    draft.lock(parent, .accessExclusive)
    if let other = before.defaultPartition(of: parent) { draft.lock(before.tree(other), .accessExclusive) }
    draft.lock(before.indexes(of: parent), .shareUpdateExclusive)
    if after.table(name)?.triggers.isEmpty == false { draft.lock(name, .shareRowExclusive) }
    lockInheritedKeys(of: name, from: parent)
  }

  /// The foreign keys of a partitioned table, those that point to it too, are made again for a new partition.
  mutating func lockInheritedKeys(of partition: ObjectName, from parent: ObjectName) {
    for key in before.table(parent)?.foreignKeys ?? [] where key.isEnforced {
      // A key that the partition has already becomes part of its parent's, and loses its triggers.
      draft.lock(key.target, hasTwin(of: key, partition) ? .accessExclusive : .accessShare)
      draft.lock(key.target, .shareRowExclusive)
      draft.lock(partitions(of: key.target), .shareRowExclusive)
      draft.lock(partition, .shareRowExclusive)
    }
    for reference in referencesThrough(parent) {
      draft.lock(reference.table, .accessShare, .shareRowExclusive)
      draft.lock(partition, .shareRowExclusive)
    }
  }

  /// Foreign keys that point to a partitioned table or one above it.
  func referencesThrough(_ table: ObjectName) -> [CatalogState.Reference] {
    ([table] + before.ancestors(of: table)).flatMap { before.references(to: $0) }.filter { reference in
      // A partition's copy of its parent's key is the same key.
      guard let parent = before.table(reference.table)?.partitionOf?.parent else { return true }
      return before.table(parent)?.foreignKeys.contains { $0.columns == reference.key.columns } != true
    }
  }
}
