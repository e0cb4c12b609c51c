internal import CPostgresQuery
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// SELECT, at any level.
extension QueryWalker {
  typealias Select = UnsafeMutablePointer<PgQuery__SelectStmt>

  mutating func select(_ select: Select?, isTop: Bool) -> QueryOutput {
    guard let select else { return QueryOutput(isOpen: true) }
    return withExpressions(select.pointee.with_clause) { walker in
      if select.pointee.op != PG_QUERY__SET_OPERATION__SETOP_NONE {
        return walker.setOperation(select, isTop: isTop)
      }
      return walker.withScope { $0.simpleSelect(select, isTop: isTop) }
    }
  }

  private mutating func setOperation(_ select: Select, isTop: Bool) -> QueryOutput {
    let left = self.select(select.pointee.larg, isTop: false)
    let right = self.select(select.pointee.rarg, isTop: false)
    if isTop {
      shape.columnsReturned = unique((left.columns + right.columns).compactMap(\.base))
      for node in PostgresList(select.pointee.sort_clause, select.pointee.n_sort_clause) {
        guard let sort = node.pointee.sort_by else { continue }
        let name = sort.pointee.node.flatMap { starlessName(UnsafePointer($0)) }
        shape.sort.append(.init(left.columns.first { $0.name == name }?.base, isDescending: isDescending(sort)))
      }
    }
    return left
  }

  private mutating func simpleSelect(_ select: Select, isTop: Bool) -> QueryOutput {
    from(PostgresList(select.pointee.from_clause, select.pointee.n_from_clause))
    for node in PostgresList(select.pointee.values_lists, select.pointee.n_values_lists) {
      for value in node.items { visit(value) }
    }
    let targets = PostgresList(select.pointee.target_list, select.pointee.n_target_list)
    var output = output(targets)
    if select.pointee.n_values_lists > 0 { output.isOpen = true }
    let isInnerWhere = isOutermostWhere
    isOutermostWhere = isTop && viewDepth == 0
    condition(select.pointee.where_clause)
    isOutermostWhere = isInnerWhere
    for node in PostgresList(select.pointee.distinct_clause, select.pointee.n_distinct_clause)
    where node.kind != PG_QUERY__NODE__NODE__NOT_SET {
      visitOutputReference(node, output)
    }
    let groups = PostgresList(select.pointee.group_clause, select.pointee.n_group_clause)
    for node in groups { visitOutputReference(node, output) }
    if let having = select.pointee.having_clause { visit(UnsafePointer(having)) }
    for node in PostgresList(select.pointee.window_clause, select.pointee.n_window_clause) {
      window(node.pointee.window_def)
    }
    for limit in [select.pointee.limit_count, select.pointee.limit_offset].compactMap({ $0 }) {
      visit(UnsafePointer(limit))
    }
    let sorts = PostgresList(select.pointee.sort_clause, select.pointee.n_sort_clause)
    for node in sorts {
      if let key = node.pointee.sort_by?.pointee.node { visitOutputReference(UnsafePointer(key), output) }
    }
    if isTop {
      shape.groupColumns = groups.compactMap { outputReference($0, output) }
      shape.sort = sorts.compactMap { node in
        guard let sort = node.pointee.sort_by, let key = sort.pointee.node else { return nil }
        return .init(outputReference(UnsafePointer(key), output), isDescending: isDescending(sort))
      }
      shape.columnsReturned = unique(
        output.columns.compactMap(\.base)
          + targets.flatMap { node in columns(in: node.pointee.res_target?.pointee.val) })
      shape.isAggregateOnly =
        groups.isEmpty && !targets.isEmpty && targets.allSatisfy { isAggregate($0.pointee.res_target?.pointee.val) }
    }
    return isTop ? output : sealed(output, select)
  }

  /// Conditions from outside pass neither a LIMIT nor a window, except on what every window is partitioned by.
  private func sealed(_ output: QueryOutput, _ select: Select) -> QueryOutput {
    var open: Set<ColumnReference>?
    if select.pointee.limit_count != nil || select.pointee.limit_offset != nil { open = [] }
    for node in PostgresList(select.pointee.target_list, select.pointee.n_target_list) {
      guard let value = node.pointee.res_target?.pointee.val else { continue }
      forEach(UnsafePointer(value)) { inner in
        guard inner.kind == PG_QUERY__NODE__NODE_FUNC_CALL, let over = inner.pointee.func_call?.pointee.over else {
          return
        }
        let parts = PostgresList(over.pointee.partition_clause, over.pointee.n_partition_clause)
        open = Set(parts.compactMap { column($0) }).intersection(open ?? Set(output.columns.compactMap(\.base)))
      }
    }
    guard let open else { return output }
    var sealed = output
    for position in sealed.columns.indices where !(sealed.columns[position].base.map(open.contains) ?? false) {
      sealed.columns[position].isSealed = true
    }
    return sealed
  }

  /// What the statement as a whole says about itself.
  mutating func describe(select: Select?) {
    guard let select else { return }
    if let limit = select.pointee.limit_count, !isNullConstant(UnsafePointer(limit)) {
      shape.hasLimit = true
      shape.limit = integerConstant(UnsafePointer(limit))
      shape.limitOffset = location(of: UnsafePointer(limit))
    }
    if let offset = select.pointee.limit_offset, integerConstant(UnsafePointer(offset)) != 0 { shape.hasOffset = true }
    shape.selectsAll = PostgresList(select.pointee.target_list, select.pointee.n_target_list).contains { node in
      node.pointee.res_target?.pointee.val.flatMap { starAlias(UnsafePointer($0)) } != nil
    }
    shape.targetOffset = PostgresList(select.pointee.target_list, select.pointee.n_target_list).first
      .flatMap { $0.pointee.res_target }.map { Int($0.pointee.location) }
    let locks = PostgresList(select.pointee.locking_clause, select.pointee.n_locking_clause)
    shape.lockClause = locks.first?.pointee.locking_clause.map { Self.text(of: $0.pointee) }
    shape.lockedAliases = locks.compactMap { $0.pointee.locking_clause }.flatMap { lock in
      PostgresList(lock.pointee.locked_rels, lock.pointee.n_locked_rels).compactMap {
        $0.pointee.range_var.flatMap { $0.pointee.relname.text }
      }
    }
  }

  private static func text(of lock: PgQuery__LockingClause) -> String {
    let strength =
      switch lock.strength {
      case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORKEYSHARE: "FOR KEY SHARE"
      case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORSHARE: "FOR SHARE"
      case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORNOKEYUPDATE: "FOR NO KEY UPDATE"
      default: "FOR UPDATE"
      }
    switch lock.wait_policy {
    case PG_QUERY__LOCK_WAIT_POLICY__LockWaitSkip: return "\(strength) SKIP LOCKED"
    case PG_QUERY__LOCK_WAIT_POLICY__LockWaitError: return "\(strength) NOWAIT"
    default: return strength
    }
  }

  /// ORDER BY, GROUP BY and DISTINCT ON may name an output column or its position.
  private mutating func visitOutputReference(_ node: PostgresNode, _ output: QueryOutput) {
    if integerConstant(node) != nil { return }
    if let name = starlessName(node), output.columns.contains(where: { $0.name == name }) { return }
    visit(node)
  }

  private func outputReference(_ node: PostgresNode, _ output: QueryOutput) -> ColumnReference? {
    if let position = integerConstant(node) {
      return (1...max(output.columns.count, 1)).contains(position) && !output.columns.isEmpty
        ? output.columns[position - 1].base : nil
    }
    if let name = starlessName(node), let column = output.columns.first(where: { $0.name == name }) {
      return column.base
    }
    return column(node)
  }

  private func isDescending(_ sort: UnsafeMutablePointer<PgQuery__SortBy>) -> Bool {
    sort.pointee.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC
  }

  /// The name of an unqualified column reference.
  private func starlessName(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref else { return nil }
    let fields = PostgresList(reference.pointee.fields, reference.pointee.n_fields)
    return fields.count == 1 ? fields[0].string : nil
  }

  func integerConstant(_ node: PostgresNode) -> Int? {
    guard node.kind == PG_QUERY__NODE__NODE_A_CONST, let constant = node.pointee.a_const else { return nil }
    guard constant.pointee.val_case == PG_QUERY__A__CONST__VAL_IVAL, constant.pointee.isnull == 0 else { return nil }
    return constant.pointee.ival.map { Int($0.pointee.ival) }
  }

  private func location(of node: PostgresNode) -> Int? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_CONST: node.pointee.a_const.map { Int($0.pointee.location) }
    case PG_QUERY__NODE__NODE_PARAM_REF: node.pointee.param_ref.map { Int($0.pointee.location) }
    default: nil
    }
  }

  private func isNullConstant(_ node: PostgresNode) -> Bool {
    node.kind == PG_QUERY__NODE__NODE_A_CONST && node.pointee.a_const?.pointee.isnull != 0
  }

  func unique(_ columns: [ColumnReference]) -> [ColumnReference] {
    var seen: Set<ColumnReference> = []
    return columns.filter { seen.insert($0).inserted }
  }

  private func isAggregate(_ node: UnsafeMutablePointer<PgQuery__Node>?) -> Bool {
    guard let node else { return false }
    var found = false
    forEach(UnsafePointer(node)) { inner in
      guard inner.kind == PG_QUERY__NODE__NODE_FUNC_CALL, let call = inner.pointee.func_call, call.pointee.over == nil
      else {
        return
      }
      let name = PostgresList(call.pointee.funcname, call.pointee.n_funcname).strings.last ?? ""
      if call.pointee.agg_star != 0 || aggregates.contains(name) { found = true }
    }
    return found
  }
}
