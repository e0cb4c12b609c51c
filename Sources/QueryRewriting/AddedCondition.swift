internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

extension QueryRewriter {
  /// The statement with `column = $n` for tables of its outermost query, all with the same new parameter.
  /// - Parameter aliases: how the statement calls those tables.
  package func limiting(_ sql: String, to column: String, of aliases: [String]) -> Rewrite? {
    read(sql) { session in
      guard let clauses = session.clauses, !aliases.isEmpty else { return nil }
      let number = (session.parameters.keys.max() ?? 0) + 1
      let isAlone = session.outermost.items.count == 1 && session.outermost.isPlain
      let name = QuotedIdentifier.text(column)
      let conditions = aliases.map { alias in
        isAlone ? "\(name) = $\(number)" : "\(QuotedIdentifier.text(alias)).\(name) = $\(number)"
      }
      let isAlternative = session.condition.map { $0.alternatives.count > 1 } ?? false
      let edits = session.text.adding(
        condition: conditions.joined(separator: " AND "), to: clauses, isAlternative: isAlternative)
      return edits.flatMap(session.text.edited).map { Rewrite(sql: $0, notes: ["$\(number) is the tenant"]) }
    }
  }

  /// The query with its rows locked until the transaction ends; nil where PostgreSQL locks no rows: aggregates, DISTINCT.
  package func locking(_ sql: String) -> Rewrite? {
    read(sql) { session in
      guard let select = session.select, select.n_locking_clause == 0, !session.isCombining,
        let clauses = session.clauses, let place = clauses[.where] ?? clauses[.from]
      else { return nil }
      let lock = session.text.newline(like: place.range.lowerBound) + "FOR UPDATE"
      return session.text.edited([.insert(lock, at: session.text.end)]).map { Rewrite(sql: $0) }
    }
  }

  /// The text, when PostgreSQL's parser takes it as one statement.
  package func verified(_ sql: String) -> String? {
    read(sql) { $0.text.verified(sql) }
  }
}
