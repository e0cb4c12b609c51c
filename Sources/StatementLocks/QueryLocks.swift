import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func judgeQuery(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_SELECT_STMT: select(node, value.select_stmt.pointee)
    case PG_QUERY__NODE__NODE_INSERT_STMT, PG_QUERY__NODE__NODE_UPDATE_STMT, PG_QUERY__NODE__NODE_DELETE_STMT,
      PG_QUERY__NODE__NODE_MERGE_STMT:
      run(node)
    case PG_QUERY__NODE__NODE_EXPLAIN_STMT:
      let statement = value.explain_stmt.pointee
      let isRun = PostgresList(statement.options, statement.n_options).contains {
        $0.pointee.def_elem?.pointee.defname.text == "analyze"
      }
      guard let query = statement.query else { break }
      if isRun { _ = judgeQuery(PostgresNode(query)) } else { plan(PostgresNode(query)) }
    case PG_QUERY__NODE__NODE_PREPARE_STMT: lockRead(node)
    case PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT:
      if let query = value.declare_cursor_stmt.pointee.query { plan(PostgresNode(query)) }
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT: createTableAs(value.create_table_as_stmt.pointee)
    case PG_QUERY__NODE__NODE_COPY_STMT: copy(value.copy_stmt.pointee)
    case PG_QUERY__NODE__NODE_EXECUTE_STMT: execute(prepared: value.execute_stmt.pointee.name.text ?? "")
    case PG_QUERY__NODE__NODE_CALL_STMT: call(value.call_stmt.pointee)
    default: return false
    }
    return true
  }

  private mutating func execute(prepared name: String) {
    guard let text = session.prepared[name] else {
      remarks.append("the statement was prepared elsewhere: what it locks is not known")
      return
    }
    _ = try? parser.withStatement(text) { node in
      if let query = node.pointee.prepare_stmt?.pointee.query { _ = judgeQuery(PostgresNode(query)) }
    }
  }

  private mutating func select(_ node: PostgresNode, _ statement: PgQuery__SelectStmt) {
    if let into = statement.into_clause?.pointee.rel, let name = newName(into) {
      draft.lock(name, .accessExclusive)
    }
    let target = statement.into_clause?.pointee.rel.map { UnsafePointer($0) }
    for use in RelationUse.all(in: node) where use.relation != target {
      // Common table expressions may write.
      use.isTarget ? planTarget(use) : read(use)
    }
    lockCalls(in: node)
    writeRows(in: node)
    followCalls(in: node)
  }

  private func newName(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>) -> ObjectName? {
    guard relation.pointee.relpersistence.text != "t" else { return nil }
    return ObjectName(
      relation.pointee.relname.text ?? "",
      schema: relation.pointee.schemaname.text ?? before.searchPath.first ?? "public")
  }

  private mutating func createTableAs(_ statement: PgQuery__CreateTableAsStmt) {
    guard let into = statement.into?.pointee, let relation = into.rel, let query = statement.query else { return }
    if statement.if_not_exists != 0, before.find(relation) != nil { return lockRead(PostgresNode(query)) }
    draft.lock(newName(relation), .accessExclusive)
    // A materialised view is made without data first and filled as REFRESH does it, which reads the query's tables.
    if into.skip_data != 0 { return lockRead(PostgresNode(query)) }
    plan(PostgresNode(query))
    followCalls(in: PostgresNode(query))
  }

  private mutating func copy(_ statement: PgQuery__CopyStmt) {
    if let query = statement.query { return plan(PostgresNode(query)) }
    guard let name = target(statement.relation) else { return }
    draft.lock(name, statement.is_from != 0 ? .rowExclusive : .accessShare)
    guard statement.is_from != 0 else { return }
    draft.lock(partitions(of: name), .rowExclusive)
    for key in before.table(name)?.foreignKeys ?? [] where key.isEnforced { lockPartner(of: key, nil) }
  }

  /// What planning a query locks: its relations with their indexes, partitions that its condition leaves, what views read.
  mutating func plan(_ node: PostgresNode) {
    for use in RelationUse.all(in: node) { use.isTarget ? planTarget(use) : read(use) }
    lockCalls(in: node)
  }

  mutating func planTarget(_ use: RelationUse) {
    guard let name = before.assumed(use.path) else { return }
    if let view = before.catalog.views[name], !view.isMaterialized {
      draft.lock(name, .rowExclusive)
      // An updatable view is written through, unless a trigger does the writing.
      let hasTrigger = view.triggers.contains { $0.timing == .insteadOf }
      if view.reads.count == 1, !hasTrigger {
        var use = use
        use.path = [view.reads[0].schema, view.reads[0].name]
        planTarget(use)
      } else {
        if !use.isInsert { draft.lock(name, .accessShare) }
        for read in view.reads { self.read(read, .accessShare) }
      }
      return
    }
    lockTarget(name, use)
  }

  private mutating func lockTarget(_ name: ObjectName, _ use: RelationUse) {
    draft.lock(name, .rowExclusive)
    if case .insert(let infersConflict)? = use.writing {
      if infersConflict { draft.lock(before.indexes(of: name), .rowExclusive) }
      return
    }
    var use = use
    use.mode = .rowExclusive
    lockTables(name, use)
    guard use.writing == .update else { return }
    // A row that changes is held against its partition's bounds, which are the parents' too.
    for table in remaining(below: name, use.condition) where before.table(table)?.partitionOf != nil {
      draft.lock(before.ancestors(of: table), .accessShare)
    }
  }

  mutating func read(_ use: RelationUse) {
    if use.path.count == 1, let sources = session.temporaryViews[use.path[0]] {
      for source in sources { read(source, use.mode) }
      return
    }
    guard let name = before.assumed(use.path) else { return }
    if let view = before.catalog.views[name], !view.isMaterialized {
      draft.lock(name, use.mode)
      for source in view.reads { read(source, use.mode) }
      return
    }
    lockTables(name, use)
  }

  mutating func read(_ name: ObjectName, _ mode: LockMode) {
    var use = RelationUse(path: [name.schema, name.name], mode: mode)
    use.isRecursive = true
    read(use)
  }

  /// The tables of a tree that the condition does not rule out, with their indexes.
  private mutating func lockTables(_ name: ObjectName, _ use: RelationUse) {
    draft.lock(name, use.mode)
    let tables = use.isRecursive ? remaining(below: name, use.condition) : [name]
    for table in tables {
      draft.lock(table, use.mode)
      // The bounds of a partition with partitions are those of its parents, too.
      if before.isPartitioned(table) { draft.lock(before.ancestors(of: table), .accessShare) }
      if !before.isPartitioned(table) || postgres >= 16 { draft.lock(before.indexes(of: table), use.mode) }
    }
  }

  /// A table and those below it that may hold rows of a condition.
  func remaining(below name: ObjectName, _ condition: Condition?) -> [ObjectName] {
    guard before.isPartitioned(name), let condition else { return before.tree(name) }
    if let child = hashed(below: name, condition) {
      return [name] + child.flatMap { remaining(below: $0, condition) }
    }
    let proof = PartitionProof(state: before, parser: parser, parent: name)
    let bounds = before.children(of: name).compactMap { child -> (ObjectName, Condition?)? in
      guard let bound = before.table(child)?.partitionOf?.bound else { return nil }
      return (child, bound == "DEFAULT" ? nil : proof.condition(bound, addsNotNull: true))
    }
    let left = bounds.filter { child, bound in
      if before.table(child)?.partitionOf?.bound == "DEFAULT" {
        return !isWithin(condition, bounds.compactMap(\.1))
      }
      return bound.map { !condition.refutes($0) } ?? true
    }
    return [name] + left.flatMap { remaining(below: $0.0, condition) }
  }

  /// The partition of a hash-partitioned table that a key falls into, if there is one; nil where the key is not known.
  private func hashed(below name: ObjectName, _ condition: Condition) -> [ObjectName]? {
    guard let table = before.table(name), let key = table.partitionKey, key.strategy == .hash else { return nil }
    let values = key.elements.compactMap { element -> (value: Comparison.Value, type: ColumnType)? in
      guard let column = element.columnName, let type = table.columns[column]?.type,
        let value = condition.value(of: column)
      else { return nil }
      return (value, type)
    }
    guard values.count == key.elements.count, let row = PartitionHash.row(values) else { return nil }
    let children = before.children(of: name).map { ($0, before.table($0)?.partitionOf?.bound ?? "") }
    let found = children.map { ($0.0, PartitionHash.holds(row, $0.1)) }
    return found.contains { $0.1 == nil } ? nil : found.filter { $0.1 == true }.map(\.0)
  }

  /// Whether all rows of a condition are in one of the bounds; a comparison says that a value is not null.
  private func isWithin(_ condition: Condition, _ bounds: [Condition]) -> Bool {
    bounds.contains { bound in
      guard case .all(let parts) = bound else { return condition.implies(bound) }
      return parts.allSatisfy { part in
        if case .isNotNull = part { return true }
        return condition.implies(part)
      }
    }
  }

  /// Sequences that functions in a query move on; functions of the schema are not followed.
  mutating func lockCalls(in node: PostgresNode) {
    for sequence in sequencesUsed(by: node) { draft.lock(sequence, .rowExclusive) }
    lockDefinitions(in: node)
  }

  /// Views whose definitions a query asks for.
  mutating func lockDefinitions(in node: PostgresNode) {
    for path in relationsNamed(in: ["pg_get_viewdef"], node) {
      guard let name = before.find(path), let view = before.catalog.views[name] else { continue }
      draft.lock([name] + view.reads, .accessShare)
    }
  }

  /// The sequences that `nextval` and its kin name.
  func sequencesUsed(by node: PostgresNode) -> [ObjectName] {
    relationsNamed(in: ["nextval", "setval"], node).compactMap { before.assumed($0) }
  }

  /// The relations that the first argument of some functions names, or `pg_get_serial_sequence` there.
  private func relationsNamed(in functions: Set<String>, _ node: PostgresNode) -> [[String]] {
    var found: [[String]] = []
    PostgresTree.walk(node) { visit in
      guard case .call(let call) = visit,
        let name = PostgresList(call.pointee.funcname, call.pointee.n_funcname).strings.last,
        functions.contains(name), let argument = PostgresList(call.pointee.args, call.pointee.n_args).first
      else { return }
      if case .text(let text)? = Comparison.value(argument), let parts = RegclassText.parts(of: text) {
        found.append(parts)
      } else if let sequence = serialSequence(argument) {
        found.append([sequence.schema, sequence.name])
      }
    }
    return found
  }

  private func serialSequence(_ node: PostgresNode) -> ObjectName? {
    if node.kind == PG_QUERY__NODE__NODE_TYPE_CAST, let inner = node.pointee.type_cast?.pointee.arg {
      return serialSequence(PostgresNode(inner))
    }
    guard let call = node.pointee.func_call?.pointee, node.kind == PG_QUERY__NODE__NODE_FUNC_CALL,
      PostgresList(call.funcname, call.n_funcname).strings.last == "pg_get_serial_sequence", call.n_args == 2,
      case .text(let table)? = Comparison.value(PostgresList(call.args, call.n_args)[0]),
      case .text(let column)? = Comparison.value(PostgresList(call.args, call.n_args)[1]),
      let parts = RegclassText.parts(of: table), let name = before.find(parts)
    else { return nil }
    return before.sequences(of: name, column: column).first
  }
}
