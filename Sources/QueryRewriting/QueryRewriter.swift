internal import CPostgresQuery
internal import SQLSyntax
package import SchemaModel

/// A whole query that does the same in another way. It has been read again by PostgreSQL's parser.
package struct Rewrite: Sendable, Hashable {
  package var sql: String
  /// Under which condition it gives the same, or what differs; sentences without a full stop.
  package var notes: [String]

  init(sql: String, notes: [String] = []) {
    self.sql = sql
    self.notes = notes
  }
}

/// Rewrites single statements: their text is changed where the tree says, so that layout and comments stay.
package struct QueryRewriter: Sendable {
  let catalog: Catalog
  private let names: CatalogNames

  package init(catalog: Catalog) {
    self.catalog = catalog
    names = CatalogNames(catalog)
  }

  /// The highest number of a parameter.
  package func parameterCount(_ sql: String) -> Int {
    read(sql) { $0.parameters.keys.max() } ?? 0
  }

  /// Lends the statement with its tree; nil when it is none.
  func read<Value>(_ sql: String, _ body: (RewritingSession) -> Value?) -> Value? {
    SQLParser.run { parser in
      do throws(SQLSyntaxError) {
        return try parser.withStatement(sql) { root in
          body(
            RewritingSession(
              text: StatementText(sql, root: root, parser: parser),
              levels: QueryLevels(root, names: names, catalog: catalog), catalog: catalog))
        }
      } catch {
        return nil
      }
    }
  }
}

/// What a rewrite works on.
struct RewritingSession {
  let text: StatementText
  let levels: QueryLevels
  let catalog: Catalog

  /// The outermost SELECT, when it is a single one.
  var select: PgQuery__SelectStmt? {
    guard text.root.kind == PG_QUERY__NODE__NODE_SELECT_STMT, let select = text.root.pointee.select_stmt?.pointee,
      select.op == PG_QUERY__SET_OPERATION__SETOP_NONE, select.n_values_lists == 0
    else { return nil }
    return select
  }

  /// The level of the outermost statement.
  var outermost: QueryLevel { levels.levels.first ?? QueryLevel() }

  var clauses: StatementClauses? { text.clauses }

  /// The condition of the outermost statement.
  var condition: PostgresNode? {
    let root = text.root.pointee
    let node: UnsafeMutablePointer<PgQuery__Node>? =
      switch text.root.kind {
      case PG_QUERY__NODE__NODE_SELECT_STMT: root.select_stmt?.pointee.where_clause
      case PG_QUERY__NODE__NODE_UPDATE_STMT: root.update_stmt?.pointee.where_clause
      case PG_QUERY__NODE__NODE_DELETE_STMT: root.delete_stmt?.pointee.where_clause
      default: nil
      }
    return node.map { UnsafePointer($0) }
  }

  func column(_ node: PostgresNode, at level: Int = 0) -> NamedColumn? { levels.column(node, at: level) }

  /// The type behind domains, as `pg_type` names it; nil for arrays and types of the schema.
  func baseType(_ column: Column) -> String? {
    let type = catalog.typeBeneathDomains(column.type)
    return type.isArray ? nil : type.isUserDefined && type.name != "citext" ? nil : type.name
  }

  /// Whether the outermost SELECT makes one row of many or looks at the rows around: aggregates, DISTINCT, windows.
  var isCombining: Bool {
    guard let select else { return true }
    if select.n_group_clause > 0 || select.having_clause != nil || select.n_distinct_clause > 0 { return true }
    return PostgresList(select.target_list, select.n_target_list).contains { target in
      var found = false
      PostgresTree.walk(target) { visit in
        guard case .call(let call) = visit else { return }
        let name = PostgresList(call.pointee.funcname, call.pointee.n_funcname).strings.last ?? ""
        if call.pointee.over != nil || call.pointee.agg_star != 0 || AggregateNames.all.contains(name) { found = true }
      }
      return found
    }
  }

  /// Which numbers of parameters are used, and how often.
  var parameters: [Int: Int] {
    var counts: [Int: Int] = [:]
    for token in text.tokens where token.kind == .parameter {
      if let number = Int(text.text(token.range).dropFirst()) { counts[number, default: 0] += 1 }
    }
    return counts
  }
}
