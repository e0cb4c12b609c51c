internal import CPostgresQuery
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// FROM clauses: tables, joins, subqueries, functions.
extension QueryWalker {
  mutating func from(_ nodes: PostgresList<PgQuery__Node>) {
    for node in nodes { fromItem(node) }
  }

  private mutating func fromItem(_ node: PostgresNode) {
    switch node.kind {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      guard let range = node.pointee.range_var else { return }
      append(relation(range, isWritten: false))
    case PG_QUERY__NODE__NODE_JOIN_EXPR: node.pointee.join_expr.map { join($0.pointee) }
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT: node.pointee.range_subselect.map { subquery($0.pointee) }
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION: node.pointee.range_function.map { function($0.pointee) }
    case PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE:
      if let inner = node.pointee.range_table_sample?.pointee.relation { fromItem(UnsafePointer(inner)) }
    default: append(.init(alias: "", content: .derived(QueryOutput(isOpen: true))))
    }
  }

  private mutating func append(_ entry: QueryScope.Entry) { scopes[scopes.count - 1].entries.append(entry) }

  /// A name in FROM: a common table expression, a table or a view.
  mutating func relation(_ range: UnsafeMutablePointer<PgQuery__RangeVar>, isWritten: Bool) -> QueryScope.Entry {
    let name = range.pointee.relname.text ?? ""
    let schema = range.pointee.schemaname.text
    let alias = range.pointee.alias?.pointee.aliasname.text ?? name
    let columnNames = columnNames(range.pointee.alias)
    if schema == nil, !isWritten, let output = expressions.reversed().lazy.compactMap({ $0[name] }).first {
      return .init(alias: alias, content: .derived(output.renamed(columnNames)))
    }
    let isSystem = schema == "pg_catalog" || schema == "information_schema" || (schema == nil && name.hasPrefix("pg_"))
    let written = ObjectName(name, schema: schema ?? "")
    guard case .found(let found) = names.lookUp(written), let table = names.relations[found] else {
      if !isSystem { reportUnknownTable(written, at: range.pointee.location) }
      return .init(alias: alias, content: .derived(QueryOutput(isOpen: true)))
    }
    shape.relations.append(.init(found, alias: alias, isWritten: isWritten))
    if !isWritten, let view = views[found], let output = read(view, alias: alias) {
      return .init(alias: alias, content: .derived(output.renamed(columnNames)))
    }
    guard !columnNames.isEmpty else { return .init(alias: alias, content: .table(table)) }
    let output = QueryOutput(columns: table.order.map { .init(name: $0, base: ColumnReference(found, $0)) })
    return .init(alias: alias, content: .derived(output.renamed(columnNames)))
  }

  /// What a view gives. A plain view's tables, joins and conditions become part of the query; a materialised view is a
  /// relation with columns of its own. nil when its query can not be read.
  private mutating func read(_ view: View, alias: String) -> QueryOutput? {
    guard !view.query.isEmpty, viewDepth < 8 else { return nil }
    var inner = QueryWalker(names: names, views: views, parser: parser, aggregates: aggregates)
    inner.viewDepth = viewDepth + 1
    guard var output = try? parser.withStatement(view.query, { inner.statement($0) }) else { return nil }
    output = output.renamed(view.columnAliases)
    // Names of expressions are guessed here and there, so a name that is missing may still be there.
    output.isOpen = true
    guard !view.isMaterialized else {
      output.columns = output.columns.map { .init(name: $0.name, base: ColumnReference(view.name, $0.name)) }
      return output
    }
    shape.relations += inner.shape.relations.map { relation in
      var relation = relation
      relation.alias = alias
      relation.view = view.name
      return relation
    }
    shape.predicates += inner.shape.predicates
    shape.joins += inner.shape.joins
    return output
  }

  private func columnNames(_ alias: UnsafeMutablePointer<PgQuery__Alias>?) -> [String] {
    alias.map { PostgresList($0.pointee.colnames, $0.pointee.n_colnames).strings } ?? []
  }

  private mutating func subquery(_ range: PgQuery__RangeSubselect) {
    guard let query = range.subquery else { return }
    let output: QueryOutput
    if range.lateral != 0 {
      output = statement(UnsafePointer(query))
    } else {
      // Without LATERAL the neighbours are out of sight.
      let hidden = scopes.removeLast()
      output = statement(UnsafePointer(query))
      scopes.append(hidden)
    }
    append(
      .init(
        alias: range.alias?.pointee.aliasname.text ?? "", content: .derived(output.renamed(columnNames(range.alias)))))
  }

  private mutating func function(_ range: PgQuery__RangeFunction) {
    for node in PostgresList(range.functions, range.n_functions) {
      for item in node.items where item.kind != PG_QUERY__NODE__NODE__NOT_SET { visit(item) }
    }
    let output = QueryOutput(columns: columnNames(range.alias).map { .init(name: $0) }, isOpen: true)
    append(.init(alias: range.alias?.pointee.aliasname.text ?? "", content: .derived(output)))
  }

  private mutating func join(_ join: PgQuery__JoinExpr) {
    let start = scopes[scopes.count - 1].entries.count
    let firstRelation = shape.relations.count
    if let left = join.larg { fromItem(UnsafePointer(left)) }
    let middle = scopes[scopes.count - 1].entries.count
    let middleRelation = shape.relations.count
    if let right = join.rarg { fromItem(UnsafePointer(right)) }
    if [PG_QUERY__JOIN_TYPE__JOIN_LEFT, PG_QUERY__JOIN_TYPE__JOIN_FULL].contains(join.jointype) {
      for position in middleRelation..<shape.relations.count { shape.relations[position].isOptional = true }
    }
    if [PG_QUERY__JOIN_TYPE__JOIN_RIGHT, PG_QUERY__JOIN_TYPE__JOIN_FULL].contains(join.jointype) {
      for position in firstRelation..<middleRelation { shape.relations[position].isOptional = true }
    }
    let entries = scopes[scopes.count - 1].entries
    let left = Array(entries[start..<middle])
    let right = Array(entries[middle...])
    var shared = PostgresList(join.using_clause, join.n_using_clause).strings
    if join.is_natural != 0 {
      let names = Set(left.flatMap(\.columnNames))
      shared = right.flatMap(\.columnNames).filter(names.contains)
    }
    for name in shared {
      scopes[scopes.count - 1].merged.insert(name)
      if let first = base(name, in: left), let second = base(name, in: right) {
        shape.joins.append(.init(first, second))
      }
    }
    condition(join.quals)
  }

  private func base(_ name: String, in entries: [QueryScope.Entry]) -> ColumnReference? {
    for entry in entries {
      if case .column(let column, _) = entry.match(name) { return column }
    }
    return nil
  }

  private mutating func reportUnknownTable(_ name: ObjectName, at location: Int32) {
    let written = name.schema.isEmpty ? name.name : name.qualified
    let fix: String? =
      switch names.lookUp(name) {
      case .model(let table): "`\(name.name)` is the model's name; the table is `\(table.display)`"
      case .ambiguous(let tables): "write \(tables.map(\.display).joined(separator: " or "))"
      default: names.nearestTable(to: name).map { "did you mean `\($0)`?" }
      }
    report(
      "query-unknown-table", "there is no table `\(written)`", at: location, length: written.utf8.count, fix: fix)
  }
}
