import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createIndex(_ statement: PgQuery__IndexStmt) {
    guard let target = require(statement.relation) else { return }
    let parameters = PostgresList(statement.index_params, statement.n_index_params).compactMap {
      $0.pointee.index_elem?.pointee
    }
    let includes = PostgresList(statement.index_including_params, statement.n_index_including_params).compactMap {
      $0.pointee.index_elem?.pointee.name.text
    }
    if let table = catalog.tables[target] {
      let columns = parameters.compactMap { $0.name.text } + includes
      guard requireColumns(columns, of: table, at: statement.relation.pointee.location) else { return }
    }
    let columnNames = ObjectNaming.distinct(parameters.map { indexColumnName($0) } + includes)
    let name =
      statement.idxname.text
      ?? names.chooseRelation(target.name, ObjectNaming.addition(columnNames), "idx", schema: target.schema)
    if isTaken(ObjectName(name, schema: target.schema), unlessExists: statement.if_not_exists != 0) { return }
    var index = Index(name, elements: parameters.map { indexElement($0, of: target) }, span: source.span)
    index.method = statement.access_method.text ?? "btree"
    index.includes = includes
    index.predicate = expression(statement.where_clause, of: target)
    index.isUnique = statement.unique != 0
    index.nullsNotDistinct = statement.nulls_not_distinct != 0
    index.storageParameters = storageParameters(PostgresList(statement.options, statement.n_options))
    if let table = catalog.tables[target] { index = withoutDefaultClasses(index, of: table) }
    let isRecursive = statement.relation.pointee.inh != 0
    install(index, on: target, copies: isRecursive)
  }

  /// Adds an index to a table or materialised view, and to its partitions.
  mutating func install(_ index: Index, on target: ObjectName, copies: Bool) {
    if !catalog.tables.update(target, { $0.indexes.append(index) }) {
      catalog.views.update(target) { $0.indexes.append(index) }
    }
    names[ObjectName(index.name, schema: target.schema)] = .index(on: target)
    guard copies else { return }
    for partition in partitions(of: target) { copy(index, to: partition) }
  }

  mutating func indexElement(_ element: PgQuery__IndexElem, of table: ObjectName) -> IndexElement {
    var result = IndexElement(column: element.name.text ?? "")
    if let node = element.expr, let expression = expression(node, of: table) { result.key = .expression(expression) }
    let isDescending = element.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC
    result.order = isDescending ? .descending : .ascending
    switch element.nulls_ordering {
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST: result.nulls = .first
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST: result.nulls = .last
    default: result.nulls = isDescending ? .first : .last
    }
    let operatorClass = PostgresList(element.opclass, element.n_opclass).strings
    result.operatorClass = operatorClass.isEmpty ? nil : operatorClass.joined(separator: ".")
    result.operatorClassParameters = storageParameters(PostgresList(element.opclassopts, element.n_opclassopts))
    result.collation = collation(PostgresList(element.collation, element.n_collation).strings)
    return result
  }

  /// The name an index column gets, from which the index's own name is made.
  func indexColumnName(_ element: PgQuery__IndexElem) -> String {
    if let name = element.indexcolname.text ?? element.name.text { return name }
    return element.expr.flatMap { FigureColumnName.of(UnsafePointer($0)) } ?? "expr"
  }

  mutating func createStatistics(_ statement: PgQuery__CreateStatsStmt) {
    let relations = PostgresList(statement.relations, statement.n_relations)
    guard let target = require(relations.first?.pointee.range_var) else { return }
    var elements: [IndexElement] = []
    var columns: [String] = []
    for node in PostgresList(statement.exprs, statement.n_exprs) {
      guard let element = node.pointee.stats_elem?.pointee else { continue }
      if let column = element.name.text {
        elements.append(IndexElement(column: column))
        columns.append(column)
      } else if let expression = expression(element.expr, of: target) {
        elements.append(IndexElement(.expression(expression)))
        columns.append("expr")
      }
    }
    let path = PostgresList(statement.defnames, statement.n_defnames).strings
    let chosen = ObjectNaming.name(target.name, ObjectNaming.addition(columns), "stat")
    let name = path.isEmpty ? ObjectName(chosen, schema: target.schema) : newName(path)
    if catalog.statistics.contains(name) {
      if statement.if_not_exists == 0 {
        report(.error, "duplicate-object", "statistics object \"\(name.display)\" already exists", at: headline)
      }
      return
    }
    let kinds = PostgresList(statement.stat_types, statement.n_stat_types).strings
    var statistics = ExtendedStatistics(name, on: target, kinds: kinds, expressions: elements)
    statistics.span = source.span
    catalog.statistics.append(statistics)
  }

  mutating func alterStatistics(_ statement: PgQuery__AlterStatsStmt) {
    let path = PostgresList(statement.defnames, statement.n_defnames).strings
    let target = statement.stxstattarget
    catalog.statistics.update(resolve(path) { catalog.statistics.contains($0) }) { statistics in
      statistics.target = target < 0 ? nil : Int(target)
    }
  }
}
