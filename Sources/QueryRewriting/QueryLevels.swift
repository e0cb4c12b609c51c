internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

/// One query within a statement: the tables its FROM names and the conditions on their rows.
struct QueryLevel {
  /// A table of the FROM clause.
  struct Item {
    var alias: String
    var table: Table
    /// Whether an outer join may give a row without it.
    var isOptional: Bool
  }

  var items: [Item] = []
  /// Whether FROM names nothing but tables.
  var isPlain = true
  /// Whether columns of two tables were made one by USING or NATURAL.
  var isMerging = false
  /// WHERE, and ON of inner joins.
  var conditions: [PostgresNode] = []
  /// The query around it, by its position.
  var parent: Int?
}

/// A column of a table, as an expression names it.
struct NamedColumn {
  var item: QueryLevel.Item
  var column: Column

  var reference: ColumnReference { ColumnReference(item.table.name, column.name) }
}

/// The queries of a statement, the outermost first.
struct QueryLevels {
  private(set) var levels: [QueryLevel] = []
  /// The SELECT that each of them is.
  private var selects: [Int: UInt] = [:]
  private var commonTables: Set<String> = []
  private let names: CatalogNames
  private let catalog: Catalog

  init(_ root: PostgresNode, names: CatalogNames, catalog: Catalog) {
    self.names = names
    self.catalog = catalog
    var commonTables: Set<String> = []
    PostgresTree.walk(root) { visit in
      if case .commonTable(let expression) = visit { commonTables.insert(expression.pointee.ctename.text ?? "") }
    }
    self.commonTables = commonTables
    var open: [Int] = []
    var levels: [QueryLevel] = []
    var selects: [Int: UInt] = [:]
    PostgresTree.walk(root) { visit in
      switch visit {
      case .query(let query):
        if case .select(let select) = query { selects[levels.count] = UInt(bitPattern: select) }
        var level = self.level(of: query)
        level.parent = open.last
        open.append(levels.count)
        levels.append(level)
      case .endOfQuery: open.removeLast()
      default: break
      }
    }
    self.levels = levels
    self.selects = selects
  }

  /// The position of a SELECT's level.
  func position(of select: UnsafeMutablePointer<PgQuery__SelectStmt>) -> Int? {
    selects.first { $0.value == UInt(bitPattern: select) }?.key
  }

  private func level(of query: PostgresTree.Query) -> QueryLevel {
    var level = QueryLevel()
    switch query {
    case .select(let select):
      for node in PostgresList(select.pointee.from_clause, select.pointee.n_from_clause) {
        add(node, isOptional: false, to: &level)
      }
      if let condition = select.pointee.where_clause { level.conditions.append(UnsafePointer(condition)) }
    case .update(let update):
      if let target = update.pointee.relation { add(target, isOptional: false, to: &level) }
      for node in PostgresList(update.pointee.from_clause, update.pointee.n_from_clause) {
        add(node, isOptional: false, to: &level)
      }
      if let condition = update.pointee.where_clause { level.conditions.append(UnsafePointer(condition)) }
    case .delete(let delete):
      if let target = delete.pointee.relation { add(target, isOptional: false, to: &level) }
      for node in PostgresList(delete.pointee.using_clause, delete.pointee.n_using_clause) {
        add(node, isOptional: false, to: &level)
      }
      if let condition = delete.pointee.where_clause { level.conditions.append(UnsafePointer(condition)) }
    case .insert(let insert):
      if let target = insert.pointee.relation { add(target, isOptional: false, to: &level) }
      level.isPlain = false
    }
    return level
  }

  private func add(_ node: PostgresNode, isOptional: Bool, to level: inout QueryLevel) {
    switch node.kind {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      if let range = node.pointee.range_var { add(range, isOptional: isOptional, to: &level) }
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
      guard let join = node.pointee.join_expr?.pointee, let left = join.larg, let right = join.rarg else { return }
      let type = join.jointype
      let isLeftOptional = type == PG_QUERY__JOIN_TYPE__JOIN_RIGHT || type == PG_QUERY__JOIN_TYPE__JOIN_FULL
      let isRightOptional = type == PG_QUERY__JOIN_TYPE__JOIN_LEFT || type == PG_QUERY__JOIN_TYPE__JOIN_FULL
      add(UnsafePointer(left), isOptional: isOptional || isLeftOptional, to: &level)
      add(UnsafePointer(right), isOptional: isOptional || isRightOptional, to: &level)
      if join.is_natural != 0 || join.n_using_clause > 0 { level.isMerging = true }
      if join.alias != nil { level.isPlain = false }
      if type == PG_QUERY__JOIN_TYPE__JOIN_INNER, let condition = join.quals {
        level.conditions.append(UnsafePointer(condition))
      }
    default: level.isPlain = false
    }
  }

  private func add(_ range: UnsafeMutablePointer<PgQuery__RangeVar>, isOptional: Bool, to level: inout QueryLevel) {
    let name = range.pointee.relname.text ?? ""
    let schema = range.pointee.schemaname.text ?? ""
    guard !schema.isEmpty || !commonTables.contains(name),
      case .found(let found) = names.lookUp(ObjectName(name, schema: schema)), let table = catalog.tables[found],
      range.pointee.alias?.pointee.n_colnames ?? 0 == 0
    else {
      level.isPlain = false
      return
    }
    level.items.append(
      .init(alias: range.pointee.alias?.pointee.aliasname.text ?? name, table: table, isOptional: isOptional))
  }

  /// The table's column that a node is, when it is one and nothing more.
  func column(_ node: PostgresNode, at position: Int) -> NamedColumn? {
    guard node.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = node.pointee.column_ref?.pointee else {
      return nil
    }
    let fields = PostgresList(reference.fields, reference.n_fields)
    let path = fields.strings
    guard path.count == fields.count, (1...2).contains(path.count), let name = path.last else { return nil }
    var next: Int? = position
    while let position = next {
      let level = levels[position]
      let items = level.items.filter { path.count == 1 || $0.alias == path[0] }
      let found = items.compactMap { item in item.table.columns[name].map { NamedColumn(item: item, column: $0) } }
      if found.count == 1 { return found[0] }
      guard found.isEmpty, level.isPlain || path.count == 2, path.count == 1 || items.isEmpty else { return nil }
      next = level.parent
    }
    return nil
  }
}
