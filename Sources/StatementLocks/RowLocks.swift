import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

/// What writing rows locks besides the tables that are named: partners of foreign keys, sequences of defaults, partitions.
extension StatementJudge {
  mutating func run(_ node: PostgresNode) {
    guard let (relation, event) = written(by: node), let name = target(relation) else { return plan(node) }
    if event != "MERGE", applyRules(of: name, event) {
      draft.lock(name, .rowExclusive)
      for use in RelationUse.all(in: node) where !use.isTarget { read(use) }
      return
    }
    plan(node)
    writeRows(in: node)
    if node.kind == PG_QUERY__NODE__NODE_MERGE_STMT { merge(node.pointee.merge_stmt.pointee) }
    fireTriggers(ofViewsAt: name, event)
    followCalls(in: node)
  }

  /// What the statement and those in its WITH do to rows.
  mutating func writeRows(in node: PostgresNode) {
    var queries: [PostgresTree.Query] = []
    PostgresTree.walk(node) { visit in
      if case .query(let query) = visit { queries.append(query) }
    }
    for query in queries {
      switch query {
      case .insert(let statement): insert(statement.pointee)
      case .update(let statement): update(statement.pointee)
      case .delete(let statement): delete(statement.pointee)
      case .select: break
      }
    }
  }

  private func written(
    by node: PostgresNode
  ) -> (relation: UnsafeMutablePointer<PgQuery__RangeVar>?, event: String)? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_INSERT_STMT: (node.pointee.insert_stmt.pointee.relation, "INSERT")
    case PG_QUERY__NODE__NODE_UPDATE_STMT: (node.pointee.update_stmt.pointee.relation, "UPDATE")
    case PG_QUERY__NODE__NODE_DELETE_STMT: (node.pointee.delete_stmt.pointee.relation, "DELETE")
    case PG_QUERY__NODE__NODE_MERGE_STMT: (node.pointee.merge_stmt.pointee.relation, "MERGE")
    default: nil
    }
  }

  private mutating func fireTriggers(ofViewsAt name: ObjectName, _ event: String) {
    if before.catalog.views[name] != nil { fireTriggers(of: name, event) }
  }

  /// The base table that a name stands for.
  private func written(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> Table? {
    guard var name = target(relation) else { return nil }
    for _ in 0..<16 {
      guard let view = before.catalog.views[name], view.reads.count == 1,
        !view.triggers.contains(where: { $0.timing == .insteadOf })
      else { break }
      name = view.reads[0]
    }
    return before.table(name)
  }

  private mutating func merge(_ statement: PgQuery__MergeStmt) {
    guard let table = written(statement.relation) else { return }
    for node in PostgresList(statement.merge_when_clauses, statement.n_merge_when_clauses) {
      guard let clause = node.pointee.merge_when_clause?.pointee else { continue }
      let targets = PostgresList(clause.target_list, clause.n_target_list)
      let given = targets.compactMap { $0.pointee.res_target?.pointee.name.text }
      switch clause.command_type {
      case PG_QUERY__CMD_TYPE__CMD_INSERT:
        let columns = given.isEmpty ? Array(table.columns.names.prefix(clause.n_values)) : given
        lockDefaults(of: table, except: columns)
        for key in table.foreignKeys where key.isEnforced && key.columns.allSatisfy(columns.contains) {
          lockPartner(of: key, nil)
        }
        fireTriggers(of: table.name, "INSERT")
      case PG_QUERY__CMD_TYPE__CMD_UPDATE:
        note(targets, table)
        fireTriggers(of: table.name, "UPDATE", columns: Set(given))
      case PG_QUERY__CMD_TYPE__CMD_DELETE:
        for leaf in before.leaves(table.name) { deleteRows(of: leaf, []) }
        fireTriggers(of: table.name, "DELETE")
      default: break
      }
    }
  }

  /// Sequences that give values to columns that a row leaves out.
  private mutating func lockDefaults(of table: Table, except given: [String]) {
    for column in table.columns where !given.contains(column.name) {
      draft.lock(before.identitySequence(of: column, in: table.name), .rowExclusive)
      guard let expression = column.defaultExpression else { continue }
      _ = try? parser.withStatement("SELECT \(expression.sql)") { node in
        lockCalls(in: node)
        followCalls(in: node)
      }
    }
  }

  private mutating func insert(_ statement: PgQuery__InsertStmt) {
    guard let table = written(statement.relation) else { return }
    let given = PostgresList(statement.cols, statement.n_cols).compactMap { $0.pointee.res_target?.pointee.name.text }
    let row = InsertedRow(statement, columns: given.isEmpty ? table.columns.names : given)
    lockDefaults(of: table, except: row.columns)
    let point = row.condition
    if table.partitionKey != nil { draft.lock(remaining(below: table.name, point), .rowExclusive) }
    if table.partitionOf != nil { draft.lock(before.ancestors(of: table.name), .accessShare) }
    for key in table.foreignKeys where key.isEnforced && key.columns.allSatisfy(row.mayHold) {
      lockPartner(of: key, row)
    }
    if let conflict = statement.on_conflict_clause?.pointee, conflict.n_target_list > 0 {
      note(PostgresList(conflict.target_list, conflict.n_target_list), table)
      fireTriggers(of: table.name, "UPDATE")
    }
    fireTriggers(of: table.name, "INSERT")
    for leaf in table.partitionKey == nil ? [] : remaining(below: table.name, point) {
      fireTriggers(of: leaf, "INSERT")
    }
  }

  /// The row that a foreign key needs is looked up and locked.
  mutating func lockPartner(of key: ForeignKey, _ row: InsertedRow?) {
    if key.deferral == .initiallyDeferred { return }
    var values: [Condition] = []
    for (column, target) in zip(key.columns, key.targetColumns) {
      if let value = row?.values[column] { values.append(.comparison(Comparison(target, "=", value))) }
    }
    var use = RelationUse(path: [key.target.schema, key.target.name], mode: .rowShare)
    use.isRecursive = before.isPartitioned(key.target)
    use.condition = values.isEmpty ? nil : values.count == 1 ? values[0] : .all(values)
    read(use)
  }

  private mutating func update(_ statement: PgQuery__UpdateStmt) {
    guard let table = written(statement.relation) else { return }
    note(PostgresList(statement.target_list, statement.n_target_list), table)
    if table.partitionOf != nil { draft.lock(before.ancestors(of: table.name), .accessShare) }
    let columns = PostgresList(statement.target_list, statement.n_target_list).compactMap {
      $0.pointee.res_target?.pointee.name.text
    }
    let condition = statement.where_clause.map { Condition(PostgresNode($0)) }
    moveRows(of: table, statement)
    for part in remaining(below: table.name, condition) { fireTriggers(of: part, "UPDATE", columns: Set(columns)) }
  }

  /// A row whose partition key changes is deleted from one partition and inserted into another.
  private mutating func moveRows(of table: Table, _ statement: PgQuery__UpdateStmt) {
    var values: [Condition] = []
    var isMoved = false
    for target in PostgresList(statement.target_list, statement.n_target_list) {
      guard let item = target.pointee.res_target?.pointee, let column = item.name.text,
        table.partitionKey?.elements.contains(where: { $0.columnName == column }) == true
      else { continue }
      isMoved = true
      if let value = item.val.flatMap({ Comparison.value(PostgresNode($0)) }) {
        values.append(.comparison(Comparison(column, "=", value)))
      }
    }
    guard isMoved else { return }
    draft.lock(remaining(below: table.name, values.isEmpty ? nil : .all(values)), .rowExclusive)
    for key in table.foreignKeys where key.isEnforced { lockPartner(of: key, nil) }
    for part in before.tree(table.name) {
      fireTriggers(of: part, "DELETE")
      fireTriggers(of: part, "INSERT")
    }
  }

  /// Columns that are set.
  private mutating func note(_ targets: PostgresList<PgQuery__Node>, _ table: Table) {
    let columns = Set(targets.compactMap { $0.pointee.res_target?.pointee.name.text })
    for key in table.foreignKeys where key.isEnforced && !columns.isDisjoint(with: key.columns) {
      lockPartner(of: key, nil)
    }
    for reference in referencesThrough(table.name) where !columns.isDisjoint(with: reference.key.targetColumns) {
      follow(reference, reference.key.onUpdate, of: table.name)
    }
  }

  private mutating func delete(_ statement: PgQuery__DeleteStmt) {
    guard let table = written(statement.relation) else { return }
    let condition = statement.where_clause.map { Condition(PostgresNode($0)) }
    for leaf in remaining(below: table.name, condition) where before.holdsRows(leaf) { deleteRows(of: leaf, []) }
    for part in remaining(below: table.name, condition) { fireTriggers(of: part, "DELETE") }
  }

  private mutating func deleteRows(of table: ObjectName, _ seen: Set<ObjectName>) {
    for reference in referencesThrough(table) {
      follow(reference, reference.key.onDelete, of: table)
      switch reference.key.onDelete {
      case .cascade: fireTriggers(of: reference.table, "DELETE")
      case .setNull, .setDefault:
        fireTriggers(of: reference.table, "UPDATE", columns: Set(reference.key.columns))
      case .noAction, .restrict: break
      }
      if reference.key.onDelete == .cascade, !seen.contains(reference.table) {
        deleteRows(of: reference.table, seen.union([table]))
      }
    }
  }

  /// What is done about rows that point to one that goes.
  private mutating func follow(_ reference: CatalogState.Reference, _ action: ReferentialAction, of table: ObjectName) {
    var use = RelationUse(path: [reference.table.schema, reference.table.name], mode: .rowShare)
    use.isRecursive = before.isPartitioned(reference.table)
    switch action {
    case .noAction:
      if reference.key.deferral == .initiallyDeferred { return }
      // Another row may have come in its place.
      draft.lock(table, .rowShare)
      draft.lock(before.indexes(of: table), .rowShare)
      read(use)
    case .restrict: read(use)
    case .cascade, .setNull, .setDefault:
      use.mode = .rowExclusive
      read(use)
    }
  }
}

/// The one row of `INSERT ... VALUES`, as far as it is constants.
struct InsertedRow {
  var columns: [String]
  var values: [String: Comparison.Value] = [:]
  private var nulls: Set<String> = []

  init(_ statement: PgQuery__InsertStmt, columns: [String]) {
    self.columns = columns
    guard let select = statement.select_stmt?.pointee.select_stmt?.pointee else {
      // DEFAULT VALUES
      self.columns = []
      return
    }
    guard select.n_values_lists == 1, let row = select.values_lists?[0] else { return }
    let items = PostgresNode(row).items
    self.columns = Array(columns.prefix(items.count))
    for (column, item) in zip(columns, items) {
      if let value = Comparison.value(item) { values[column] = value }
      if item.kind == PG_QUERY__NODE__NODE_A_CONST, item.pointee.a_const.pointee.isnull != 0 { nulls.insert(column) }
      if item.kind == PG_QUERY__NODE__NODE_SET_TO_DEFAULT { self.columns.removeAll { $0 == column } }
    }
  }

  func mayHold(_ column: String) -> Bool { columns.contains(column) && !nulls.contains(column) }

  var condition: Condition? {
    let parts = values.sorted { $0.key < $1.key }.map { Condition.comparison(Comparison($0.key, "=", $0.value)) }
    return parts.isEmpty ? nil : .all(parts)
  }
}
