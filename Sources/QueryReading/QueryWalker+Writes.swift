internal import CPostgresQuery
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// INSERT, UPDATE, DELETE, at any level.
extension QueryWalker {
  mutating func insert(_ statement: UnsafeMutablePointer<PgQuery__InsertStmt>?) -> QueryOutput {
    guard let insert = statement?.pointee else { return QueryOutput(isOpen: true) }
    return withExpressions(insert.with_clause) { walker in
      // The source of the rows does not see the target.
      if let source = insert.select_stmt { walker.statement(UnsafePointer(source)) }
      return walker.withScope { walker in
        guard let target = walker.target(insert.relation) else { return QueryOutput(isOpen: true) }
        let columns = PostgresList(insert.cols, insert.n_cols)
        if columns.isEmpty {
          walker.writeAll(of: target)
        } else {
          for column in columns { walker.writeColumn(column.pointee.res_target, of: target) }
        }
        walker.conflict(insert.on_conflict_clause, target: target)
        return walker.output(PostgresList(insert.returning_list, insert.n_returning_list))
      }
    }
  }

  mutating func update(_ statement: UnsafeMutablePointer<PgQuery__UpdateStmt>?) -> QueryOutput {
    guard let update = statement?.pointee else { return QueryOutput(isOpen: true) }
    return withExpressions(update.with_clause) { walker in
      walker.withScope { walker in
        let target = walker.target(update.relation)
        walker.from(PostgresList(update.from_clause, update.n_from_clause))
        walker.assignments(PostgresList(update.target_list, update.n_target_list), target: target)
        walker.condition(update.where_clause)
        return walker.output(PostgresList(update.returning_list, update.n_returning_list))
      }
    }
  }

  mutating func delete(_ statement: UnsafeMutablePointer<PgQuery__DeleteStmt>?) -> QueryOutput {
    guard let delete = statement?.pointee else { return QueryOutput(isOpen: true) }
    return withExpressions(delete.with_clause) { walker in
      walker.withScope { walker in
        _ = walker.target(delete.relation)
        walker.from(PostgresList(delete.using_clause, delete.n_using_clause))
        walker.condition(delete.where_clause)
        return walker.output(PostgresList(delete.returning_list, delete.n_returning_list))
      }
    }
  }

  /// The table that is written, put into scope; nil when it is unknown.
  private mutating func target(_ range: UnsafeMutablePointer<PgQuery__RangeVar>?) -> CatalogNames.Relation? {
    guard let range else { return nil }
    let entry = relation(range, isWritten: true)
    scopes[scopes.count - 1].entries.append(entry)
    if case .table(let relation) = entry.content { return relation }
    return nil
  }

  private mutating func writeAll(of table: CatalogNames.Relation) {
    shape.columnsWritten += table.order.map { ColumnReference(table.name, $0) }
  }

  private mutating func writeColumn(
    _ target: UnsafeMutablePointer<PgQuery__ResTarget>?, of table: CatalogNames.Relation?
  ) {
    guard let target, let name = target.pointee.name.text, let table else { return }
    if table.columns[name] == nil, !table.columns.isEmpty {
      reportUnknownColumn(
        name, in: [.init(alias: table.name.name, content: .table(table))], at: target.pointee.location)
    } else {
      let column = ColumnReference(table.name, name)
      if !shape.columnsWritten.contains(column) { shape.columnsWritten.append(column) }
    }
  }

  private mutating func assignments(_ targets: PostgresList<PgQuery__Node>, target: CatalogNames.Relation?) {
    for node in targets {
      writeColumn(node.pointee.res_target, of: target)
      if let value = node.pointee.res_target?.pointee.val { visit(UnsafePointer(value)) }
    }
  }

  private mutating func conflict(
    _ clause: UnsafeMutablePointer<PgQuery__OnConflictClause>?, target: CatalogNames.Relation
  ) {
    guard let clause = clause?.pointee else { return }
    if let infer = clause.infer?.pointee {
      for node in PostgresList(infer.index_elems, infer.n_index_elems) {
        guard let element = node.pointee.index_elem else { continue }
        if let name = element.pointee.name.text {
          if target.columns[name] == nil, !target.columns.isEmpty {
            reportUnknownColumn(name, in: scopes[scopes.count - 1].entries, at: infer.location)
          }
          shape.conflictColumns.append(ColumnReference(target.name, name))
        }
        if let expression = element.pointee.expr { visit(UnsafePointer(expression)) }
      }
      shape.conflictConstraint = infer.conname.text.flatMap { $0.isEmpty ? nil : $0 }
      if let condition = infer.where_clause {
        visit(UnsafePointer(condition))
        shape.conflictCondition = parser.sql(ofExpression: UnsafePointer(condition))
      }
    }
    scopes[scopes.count - 1].entries.append(.init(alias: "excluded", content: .table(target)))
    assignments(PostgresList(clause.target_list, clause.n_target_list), target: target)
    if let condition = clause.where_clause { visit(UnsafePointer(condition)) }
    scopes[scopes.count - 1].entries.removeLast()
  }
}
