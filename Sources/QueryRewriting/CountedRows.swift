internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
package import SchemaModel

/// A query that does nothing but count.
package struct CountedRows: Sendable, Hashable {
  /// The table, when all its rows are counted.
  package var wholeTable: ObjectName?
  /// The estimate that PostgreSQL keeps for such a table.
  package var estimate: Rewrite?
  /// The count up to a limit.
  package var bounded: Rewrite?
}

extension QueryRewriter {
  /// What can stand in for `SELECT count(*)` over many rows; nil when the query is another one.
  /// - Parameter limit: how far a list counts before it says "more".
  package func countedRows(_ sql: String, upTo limit: Int) -> CountedRows? {
    read(sql) { session in
      guard let select = session.select, select.n_target_list == 1, select.n_group_clause == 0,
        select.having_clause == nil, select.n_distinct_clause == 0, select.limit_count == nil,
        select.with_clause == nil,
        let target = PostgresList(select.target_list, 1)[0].pointee.res_target?.pointee, let value = target.val,
        let call = value.pointee.func_call?.pointee, value.pointee.node_case == PG_QUERY__NODE__NODE_FUNC_CALL,
        PostgresList(call.funcname, call.n_funcname).strings.last == "count", call.over == nil, call.agg_filter == nil,
        call.agg_distinct == 0,
        call.agg_star != 0 || PostgresList(call.args, call.n_args).first?.integerConstant != nil,
        let clauses = session.clauses, let from = clauses[.from]
      else { return nil }
      let items = session.outermost.items
      let isWhole = session.condition == nil && items.count == 1 && session.outermost.isPlain
      var found = CountedRows(wholeTable: isWhole ? items[0].table.name : nil)
      if isWhole {
        let name = QuotedIdentifier.text(items[0].table.name)
        let estimate = "SELECT reltuples::bigint AS count FROM pg_class WHERE oid = \(SQLLiteral.text(name))::regclass"
        found.estimate = session.text.verified(estimate).map {
          Rewrite(
            sql: $0,
            notes: ["an estimate: as of the last VACUUM or ANALYZE, -1 before the first, row security left aside"])
        }
      }
      let name = target.name.text.map { " AS \(QuotedIdentifier.text($0))" } ?? ""
      let inner = session.text.text(from.range.lowerBound..<(clauses[.where] ?? from).range.upperBound)
      let separator = session.text.isOnOneLine ? " " : "\n"
      let bounded =
        "SELECT count(*)\(name)\(separator)FROM (SELECT 1 \(inner) LIMIT \(limit + 1)) AS counted"
      found.bounded = session.text.verified(bounded).map {
        Rewrite(sql: $0, notes: ["exact up to \(limit), \(limit + 1) stands for more, and the count ends there"])
      }
      return found
    }
  }
}
