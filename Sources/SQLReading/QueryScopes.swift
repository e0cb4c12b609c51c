import CPostgresQuery
import SQLSyntax
import SchemaModel

/// The tables a query reads, by the names its columns are qualified with.
struct QueryScope {
  struct Item {
    var name: String
    /// nil for subqueries, functions and common table expressions.
    var relation: ObjectName?
    var hasAlias: Bool
    /// nil when they are not known.
    var columns: [String]?
  }

  var items: [Item] = []
  /// Common table expressions, which hide relations of their name.
  var commonTables: [String: [String]?] = [:]
}

/// The scopes of nested queries while a tree is walked, the innermost last.
struct QueryScopes {
  let builder: CatalogBuilder
  private(set) var scopes: [QueryScope] = []
  /// How many subqueries lie above; what lies deeper than a few is not asked for its columns.
  private var depth = 0

  /// - Parameter items: what can be named without standing in any FROM: the table of a policy, NEW and OLD of a rule.
  init(_ builder: CatalogBuilder, around items: [QueryScope.Item] = []) {
    self.builder = builder
    scopes = [QueryScope(items: items)]
  }

  mutating func enter(_ query: PostgresTree.Query) {
    var scope = QueryScope()
    switch query {
    case .select(let select): add(select.pointee.with_clause, to: &scope)
    case .insert(let insert): add(insert.pointee.with_clause, to: &scope)
    case .update(let update): add(update.pointee.with_clause, to: &scope)
    case .delete(let delete): add(delete.pointee.with_clause, to: &scope)
    }
    scopes.append(scope)
    switch query {
    case .select(let select):
      for node in PostgresList(select.pointee.from_clause, select.pointee.n_from_clause) { add(from: node) }
    case .insert(let insert): if let relation = insert.pointee.relation { add(relation.pointee) }
    case .update(let update):
      if let relation = update.pointee.relation { add(relation.pointee) }
      for node in PostgresList(update.pointee.from_clause, update.pointee.n_from_clause) { add(from: node) }
    case .delete(let delete):
      if let relation = delete.pointee.relation { add(relation.pointee) }
      for node in PostgresList(delete.pointee.using_clause, delete.pointee.n_using_clause) { add(from: node) }
    }
  }

  mutating func leave() { scopes.removeLast() }

  /// The item a column reference means; nil when it can not be told.
  func item(for path: [String]) -> QueryScope.Item? {
    guard let column = path.last else { return nil }
    for scope in scopes.reversed() {
      if path.count == 1 {
        if let item = scope.items.first(where: { $0.columns?.contains(column) == true }) { return item }
        if scope.items.contains(where: { $0.columns == nil }) { return nil }
      } else if let item = scope.items.first(where: { $0.name == path[path.count - 2] }) {
        guard path.count > 2 else { return item }
        return item.relation?.schema == path[path.count - 3] ? item : nil
      }
    }
    return nil
  }

  /// The columns of `*` or `alias.*`, each with what it is qualified by; nil when one of them is not known.
  func star(_ path: [String], of select: UnsafePointer<PgQuery__SelectStmt>) -> [(String, String)]? {
    guard let scope = scopes.last else { return nil }
    if let name = path.last {
      guard let item = scope.items.first(where: { $0.name == name }), let columns = item.columns else { return nil }
      return columns.map { (item.name, $0) }
    }
    var result: [(String, String)] = []
    for node in PostgresList(select.pointee.from_clause, select.pointee.n_from_clause) {
      guard let columns = columns(ofFrom: node) else { return nil }
      result += columns
    }
    return result
  }

  private func columns(ofFrom node: PostgresNode) -> [(String, String)]? {
    if node.kind == PG_QUERY__NODE__NODE_JOIN_EXPR, let join = node.pointee.join_expr?.pointee {
      guard join.alias == nil, let left = join.larg.flatMap({ columns(ofFrom: UnsafePointer($0)) }),
        let right = join.rarg.flatMap({ columns(ofFrom: UnsafePointer($0)) })
      else { return nil }
      var merged = PostgresList(join.using_clause, join.n_using_clause).strings
      if join.is_natural != 0 {
        let names = Set(right.map(\.1))
        merged = left.map(\.1).filter(names.contains)
      }
      let shared = merged.compactMap { name in left.first { $0.1 == name } }
      return shared + left.filter { !merged.contains($0.1) } + right.filter { !merged.contains($0.1) }
    }
    var alone = QueryScopes(builder)
    alone.depth = depth + 1
    alone.scopes = [QueryScope(commonTables: scopes.last?.commonTables ?? [:])]
    alone.add(from: node)
    guard let item = alone.scopes.last?.items.first, let columns = item.columns else { return nil }
    return columns.map { (item.name, $0) }
  }

  private mutating func add(_ clause: UnsafeMutablePointer<PgQuery__WithClause>?, to scope: inout QueryScope) {
    guard let clause = clause?.pointee else { return }
    for node in PostgresList(clause.ctes, clause.n_ctes) {
      guard let table = node.pointee.common_table_expr?.pointee, let name = table.ctename.text else { continue }
      var columns: [String]? = PostgresList(table.aliascolnames, table.n_aliascolnames).strings
      if columns?.isEmpty == true { columns = table.ctequery.flatMap { outputs(of: UnsafePointer($0), scope) } }
      scope.commonTables.updateValue(columns, forKey: name)
    }
  }

  private mutating func add(from node: PostgresNode) {
    let position = scopes.count - 1
    switch node.kind {
    case PG_QUERY__NODE__NODE_RANGE_VAR: if let relation = node.pointee.range_var { add(relation.pointee) }
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
      guard let join = node.pointee.join_expr?.pointee else { return }
      join.larg.map { add(from: UnsafePointer($0)) }
      join.rarg.map { add(from: UnsafePointer($0)) }
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
      guard let subquery = node.pointee.range_subselect?.pointee else { return }
      let columns = subquery.subquery.flatMap { outputs(of: UnsafePointer($0), QueryScope()) }
      scopes[position].items.append(item(nil, columns, subquery.alias))
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      scopes[position].items.append(item(nil, nil, node.pointee.range_function?.pointee.alias))
    default: scopes[position].items.append(QueryScope.Item(name: "", relation: nil, hasAlias: false, columns: nil))
    }
  }

  private mutating func add(_ relation: PgQuery__RangeVar) {
    let path = CatalogBuilder.path(relation)
    let position = scopes.count - 1
    if path.count == 1, let columns = scopes.reversed().lazy.compactMap({ $0.commonTables[path[0]] }).first {
      scopes[position].items.append(item(nil, columns, relation.alias, path[0]))
    } else {
      let found = builder.find(path)
      scopes[position].items.append(
        item(found, found.flatMap { builder.columnNames(of: $0) }, relation.alias, path.last))
    }
  }

  private func item(
    _ relation: ObjectName?, _ columns: [String]?, _ alias: UnsafeMutablePointer<PgQuery__Alias>?,
    _ name: String? = nil
  ) -> QueryScope.Item {
    let renamed = alias.map { PostgresList($0.pointee.colnames, $0.pointee.n_colnames).strings } ?? []
    let columns = columns.map { renamed + $0.dropFirst(renamed.count) }
    return QueryScope.Item(
      name: alias?.pointee.aliasname.text ?? name ?? "", relation: renamed.isEmpty ? relation : nil,
      hasAlias: alias != nil, columns: columns)
  }

  /// The column names a query yields; nil when they can not be told.
  func outputs(of node: PostgresNode, _ around: QueryScope = QueryScope()) -> [String]? {
    guard node.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = node.pointee.select_stmt else { return nil }
    return outputs(of: UnsafePointer(select), around)
  }

  private func outputs(of select: UnsafePointer<PgQuery__SelectStmt>, _ around: QueryScope) -> [String]? {
    guard depth < 16 else { return nil }
    if let left = select.pointee.larg { return outputs(of: UnsafePointer(left), around) }
    if let row = PostgresList(select.pointee.values_lists, select.pointee.n_values_lists).first {
      return row.items.indices.map { "column\($0 + 1)" }
    }
    var inner = QueryScopes(builder)
    inner.depth = depth + 1
    inner.scopes = [around]
    inner.enter(.select(select))
    var result: [String] = []
    for node in PostgresList(select.pointee.target_list, select.pointee.n_target_list) {
      guard let target = node.pointee.res_target?.pointee else { return nil }
      if let name = target.name.text {
        result.append(name)
        continue
      }
      guard let value = target.val else { return nil }
      if let path = CatalogBuilder.starPath(UnsafePointer(value)) {
        guard let columns = inner.star(path, of: select) else { return nil }
        result += columns.map(\.1)
      } else {
        result.append(FigureColumnName.of(UnsafePointer(value)) ?? "?column?")
      }
    }
    return result
  }
}

extension CatalogBuilder {
  /// The qualifiers of a `*`; nil for anything else.
  static func starPath(_ node: PostgresNode) -> [String]? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref?.pointee else {
      return nil
    }
    let fields = PostgresList(reference.fields, reference.n_fields)
    guard fields.last?.kind == PG_QUERY__NODE__NODE_A_STAR else { return nil }
    return fields.strings
  }

  /// The columns of a table or view in their order; nil when they are not known.
  func columnNames(of relation: ObjectName) -> [String]? {
    if let table = catalog.tables[relation] { return table.columns.names }
    // Views that read each other in a circle, or a hundred deep, are left alone.
    guard let view = catalog.views[relation], viewDepth < 8 else { return nil }
    var inner = self
    inner.viewDepth += 1
    let builder = inner
    var outputs: [String]?
    do throws(SQLSyntaxError) {
      try parser.withStatement(view.query) { node in outputs = QueryScopes(builder).outputs(of: node) }
    } catch {
      return nil
    }
    guard let outputs else { return view.columnAliases.isEmpty ? nil : view.columnAliases }
    return view.columnAliases + outputs.dropFirst(view.columnAliases.count)
  }
}
