import CPostgresQuery
import SQLSyntax
import SchemaModel

/// What PostgreSQL's deparsers print, read by its parser: expressions in the spelling that all readers share.
///
/// What the parser here does not know (newer syntax) stays as it was printed.
final class DeparsedText {
  private let parser: SQLParser
  private var known: [String: SQLExpression] = [:]

  init(_ parser: SQLParser) { self.parser = parser }

  func expression(_ text: String?) -> SQLExpression? {
    guard let text else { return nil }
    if let expression = known[text] { return expression }
    let expression = SQLExpression(expressions(text).first ?? text)
    known[text] = expression
    return expression
  }

  /// The expressions of a list.
  func expressions(_ list: String) -> [String] {
    let found = statement("SELECT \(list)") { node -> [String]? in
      guard let select = node.pointee.select_stmt?.pointee else { return nil }
      let targets = PostgresList(select.target_list, select.n_target_list)
      let texts = targets.compactMap { target in
        target.pointee.res_target?.pointee.val.flatMap { self.text(of: $0) }
      }
      return texts.count == targets.count ? texts : nil
    }
    return found ?? [list]
  }

  /// What an index's definition says of each of its keys: what is not the default of the type.
  struct IndexKey {
    var expression: SQLExpression?
    var operatorClass: String?
    var operatorClassParameters: [String: String] = [:]
    var collation: ObjectName?
  }

  func indexKeys(_ definition: String) -> [IndexKey]? {
    statement(definition) { node in
      guard node.kind == PG_QUERY__NODE__NODE_INDEX_STMT, let index = node.pointee.index_stmt?.pointee else {
        return nil
      }
      return PostgresList(index.index_params, index.n_index_params).compactMap { item in
        item.pointee.index_elem.map { self.key($0.pointee) }
      }
    }
  }

  private func key(_ element: PgQuery__IndexElem) -> IndexKey {
    var key = IndexKey()
    key.expression = element.expr.flatMap { text(of: $0) }.map { SQLExpression($0) }
    key.operatorClass = Self.operatorClass(PostgresList(element.opclass, element.n_opclass).strings)
    for option in PostgresList(element.opclassopts, element.n_opclassopts) {
      guard let parameter = option.pointee.def_elem?.pointee, let name = parameter.defname.text else { continue }
      key.operatorClassParameters[name] = parameter.arg.flatMap(Self.constant) ?? "true"
    }
    key.collation = Self.name(PostgresList(element.collation, element.n_collation).strings)
    return key
  }

  /// What `pg_get_partkeydef` prints: `RANGE (a, lower(b) COLLATE "C")`.
  func partitionKey(_ definition: String) -> PartitionKey? {
    statement("CREATE TABLE t () PARTITION BY \(definition)") { node in
      guard let specification = node.pointee.create_stmt?.pointee.partspec?.pointee,
        let strategy = PartitionKey.Strategy(rawValue: specification.strategy.text?.uppercased() ?? "")
      else { return nil }
      let elements = PostgresList(specification.part_params, specification.n_part_params).compactMap { item in
        item.pointee.partition_elem.map { self.element($0.pointee) }
      }
      return PartitionKey(strategy, elements: elements)
    }
  }

  private func element(_ part: PgQuery__PartitionElem) -> IndexElement {
    var element = IndexElement(column: part.name.text ?? "")
    if let expression = part.expr.flatMap({ text(of: $0) }) { element.key = .expression(SQLExpression(expression)) }
    element.operatorClass = Self.operatorClass(PostgresList(part.opclass, part.n_opclass).strings)
    element.collation = Self.name(PostgresList(part.collation, part.n_collation).strings)
    return element
  }

  /// The condition of a trigger: it may name the old and the new row, which `pg_get_expr` can not print.
  func triggerCondition(_ definition: String) -> SQLExpression? {
    statement(definition) { node in
      guard node.kind == PG_QUERY__NODE__NODE_CREATE_TRIG_STMT else { return nil }
      return node.pointee.create_trig_stmt?.pointee.when_clause.flatMap { self.text(of: $0) }.map { SQLExpression($0) }
    }
  }

  private func statement<Value>(_ text: String, _ body: (PostgresNode) -> Value?) -> Value? {
    do throws(SQLSyntaxError) {
      return try parser.withStatement(text, body)
    } catch {
      return nil
    }
  }

  private func text(of node: UnsafeMutablePointer<PgQuery__Node>) -> String? {
    parser.sql(ofExpression: UnsafePointer(node))
  }

  private static func constant(_ node: UnsafeMutablePointer<PgQuery__Node>) -> String? {
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_INTEGER: String(node.pointee.integer.pointee.ival)
    case PG_QUERY__NODE__NODE_FLOAT: node.pointee.float_.pointee.fval.text
    default: UnsafePointer(node).string
    }
  }

  /// Those of PostgreSQL itself and of schema public are known without their schema.
  private static func operatorClass(_ path: [String]) -> String? {
    guard let name = path.last else { return nil }
    return path.count < 2 || ["pg_catalog", "public"].contains(path[0]) ? name : path.joined(separator: ".")
  }

  private static func name(_ path: [String]) -> ObjectName? {
    path.last.map { ObjectName($0, schema: path.count > 1 ? path[path.count - 2] : "pg_catalog") }
  }
}
