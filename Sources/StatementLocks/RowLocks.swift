import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

/// What writing rows locks besides the tables that are named: partners of foreign keys, sequences of defaults, partitions.
extension StatementJudge {
  mutating func run(_ node: PostgresNode) {
    plan(node)
    switch node.kind {
    case PG_QUERY__NODE__NODE_INSERT_STMT: insert(node.pointee.insert_stmt.pointee)
    case PG_QUERY__NODE__NODE_UPDATE_STMT: update(node.pointee.update_stmt.pointee)
    case PG_QUERY__NODE__NODE_DELETE_STMT: delete(node.pointee.delete_stmt.pointee)
    default: break
    }
  }

  /// The base table that a name stands for.
  private func written(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> Table? {
    guard let name = target(relation) else { return nil }
    if let view = before.catalog.views[name], view.reads.count == 1 { return before.table(view.reads[0]) }
    return before.table(name)
  }

  private mutating func insert(_ statement: PgQuery__InsertStmt) {
    guard let table = written(statement.relation) else { return }
    let given = PostgresList(statement.cols, statement.n_cols).compactMap { $0.pointee.res_target?.pointee.name.text }
    let row = InsertedRow(statement, columns: given.isEmpty ? table.columns.names : given)
    for column in table.columns where !row.columns.contains(column.name) {
      draft.lock(before.identitySequence(of: column, in: table.name), .rowExclusive)
      guard let expression = column.defaultExpression else { continue }
      _ = try? parser.withStatement("SELECT \(expression.sql)") { node in lockCalls(in: node) }
    }
    let point = row.condition
    if table.partitionKey != nil { draft.lock(remaining(below: table.name, point), .rowExclusive) }
    if table.partitionOf != nil { draft.lock(before.ancestors(of: table.name), .accessShare) }
    for key in table.foreignKeys where key.isEnforced && key.columns.allSatisfy(row.mayHold) {
      lockPartner(of: key, row)
    }
    if let conflict = statement.on_conflict_clause?.pointee, conflict.n_target_list > 0 {
      note(PostgresList(conflict.target_list, conflict.n_target_list), table)
    }
    remarkTriggers(of: table, "INSERT")
  }

  /// The row that a foreign key needs is looked up and locked.
  mutating func lockPartner(of key: ForeignKey, _ row: InsertedRow?) {
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
    remarkTriggers(of: table, "UPDATE")
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
    if table.rules.contains(where: { $0.enabled != "D" && $0.sql.uppercased().contains("ON DELETE") }) { return }
    let condition = statement.where_clause.map { Condition(PostgresNode($0)) }
    for leaf in remaining(below: table.name, condition) where before.holdsRows(leaf) { deleteRows(of: leaf, []) }
    remarkTriggers(of: table, "DELETE")
  }

  private mutating func deleteRows(of table: ObjectName, _ seen: Set<ObjectName>) {
    for reference in referencesThrough(table) {
      follow(reference, reference.key.onDelete, of: table)
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

  private mutating func remarkTriggers(of table: Table, _ event: String) {
    guard let trigger = table.triggers.first(where: { $0.events.contains(event) && $0.enabled != "D" }) else { return }
    remarks.append("the trigger \(trigger.name) is not executed: what its code locks is not known")
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
