internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
package import SchemaModel

/// An OR whose parts ask for different columns.
package struct ColumnAlternatives: Sendable, Hashable {
  /// One part of the OR.
  package struct Part: Sendable, Hashable {
    package var condition: String
    /// What an index can be entered by for this part alone: columns that it compares by `=` or IN.
    package var equal: [ColumnReference]
    /// Columns that it compares by a range.
    package var ranged: [ColumnReference]

    package var columns: [ColumnReference] { equal + ranged }
  }

  package var parts: [Part]
  /// A query for each part, joined by UNION ALL, in which no row comes twice.
  package var rewrite: Rewrite?

  /// Whether the parts are about different tables, so that no index answers two of them.
  package var isAcrossTables: Bool { Set(parts.flatMap { $0.columns.map(\.table) }).count > 1 }
}

extension QueryRewriter {
  /// The first OR of the outermost WHERE that joins conditions on different columns, each of which an index could serve.
  package func alternativeColumns(_ sql: String) -> ColumnAlternatives? {
    read(sql) { session in
      guard let condition = session.condition else { return nil }
      for (position, conjunct) in condition.conjuncts.enumerated() {
        let parts = conjunct.alternatives
        guard (2...4).contains(parts.count) else { continue }
        let known = parts.compactMap { session.part($0) }
        let first = known.map { Set($0.columns) }
        guard known.count == parts.count, let common = first.first, first.dropFirst().contains(where: { $0 != common })
        else { continue }
        var found = ColumnAlternatives(parts: known)
        found.rewrite = UnionOfParts(session, conjunct: position)?.rewrite()
        return found
      }
      return nil
    }
  }
}

extension RewritingSession {
  /// nil when a part has a condition that no B-tree serves on its own.
  fileprivate func part(_ node: PostgresNode) -> ColumnAlternatives.Part? {
    guard let condition = text.text(of: node) else { return nil }
    var part = ColumnAlternatives.Part(condition: condition, equal: [], ranged: [])
    for conjunct in node.conjuncts {
      guard conjunct.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = conjunct.pointee.a_expr?.pointee,
        let left = expression.lexpr, let right = expression.rexpr,
        let name = PostgresList(expression.name, expression.n_name).strings.last
      else { continue }
      let isTurned = column(UnsafePointer(left)) == nil
      let value = UnsafePointer(isTurned ? left : right)
      guard let column = column(UnsafePointer(isTurned ? right : left)), !value.holdsColumn else { continue }
      switch expression.kind {
      case PG_QUERY__A__EXPR__KIND__AEXPR_IN where name == "=", PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY where name == "=":
        part.equal.append(column.reference)
      case PG_QUERY__A__EXPR__KIND__AEXPR_OP where name == "=": part.equal.append(column.reference)
      case PG_QUERY__A__EXPR__KIND__AEXPR_OP where Comparison.signs.contains(name): part.ranged.append(column.reference)
      default: break
      }
    }
    return part.columns.isEmpty ? nil : part
  }
}

/// One SELECT for each part of an OR.
private struct UnionOfParts {
  private let session: RewritingSession
  private let select: PgQuery__SelectStmt
  private let clauses: StatementClauses
  private let conjuncts: [PostgresNode]
  private let position: Int

  init?(_ session: RewritingSession, conjunct position: Int) {
    guard let select = session.select, let clauses = session.clauses, let condition = session.condition,
      select.n_locking_clause == 0, !session.isCombining
    else { return nil }
    self.session = session
    self.select = select
    self.clauses = clauses
    conjuncts = condition.conjuncts
    self.position = position
  }

  func rewrite() -> Rewrite? {
    let texts = conjuncts.map { session.text.text(of: $0) }
    let parts = conjuncts[position].alternatives.map { session.text.text(of: $0) }
    guard let first = clauses.clauses.first, let condition = clauses[.where], !texts.contains(nil),
      !parts.contains(nil),
      let order = order(), let last = clauses.clauses.last(where: { [.select, .from, .where].contains($0.word) }),
      last.word == .where
    else { return nil }
    let others = texts.enumerated().filter { $0.offset != position }.map {
      conjuncts[$0.offset].alternatives.count > 1 ? "(\($0.element ?? ""))" : $0.element ?? ""
    }
    let known = parts.compactMap(\.self)
    let head = session.text.text(first.range.lowerBound..<condition.body.lowerBound)
    let branches = known.indices.map { index in
      // A row that an earlier part has given is not given again; a NULL there is no row given.
      let own = known[index]
      let conditions = others + [own] + known[..<index].map { "(\($0)) IS NOT TRUE" }
      return head + conditions.joined(separator: " AND ")
    }
    let before = session.text.text(0..<first.range.lowerBound)
    let newline = session.text.newline(like: condition.range.lowerBound)
    let joint = "\(newline)UNION ALL\(newline)"
    let tail = ([order] + rest()).filter { !$0.isEmpty }.map { newline + $0 }.joined()
    return session.text.verified(before + branches.joined(separator: joint) + tail).map { Rewrite(sql: $0) }
  }

  /// LIMIT and OFFSET, which are about all rows.
  private func rest() -> [String] {
    clauses.clauses.filter { [.limit, .offset, .fetch].contains($0.word) }.map { session.text.text($0.range) }
  }

  /// A union is ordered by columns of its result; nil when the query orders by something else.
  private func order() -> String? {
    guard clauses[.order] != nil else { return "" }
    var keys: [String] = []
    for node in PostgresList(select.sort_clause, select.n_sort_clause) {
      guard let sort = node.pointee.sort_by?.pointee, sort.n_use_op == 0, let value = sort.node,
        let name = resultName(UnsafePointer(value))
      else { return nil }
      let isDescending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC
      let nulls =
        switch sort.sortby_nulls {
        case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST: " NULLS FIRST"
        case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST: " NULLS LAST"
        default: ""
        }
      keys.append(name + (isDescending ? " DESC" : "") + nulls)
    }
    return "ORDER BY " + keys.joined(separator: ", ")
  }

  /// What the result calls an expression.
  private func resultName(_ node: PostgresNode) -> String? {
    if let number = node.integerConstant { return "\(number)" }
    let written = session.text.parser.sql(ofExpression: node)
    for target in PostgresList(select.target_list, select.n_target_list) {
      guard let target = target.pointee.res_target?.pointee, let value = target.val.map({ UnsafePointer($0) }) else {
        continue
      }
      let own = session.column(value)
      if let name = target.name.text {
        if written == QuotedIdentifier.text(name) || written == name { return QuotedIdentifier.text(name) }
      }
      if let star = session.star(value) {
        guard let column = session.column(node), star.isEmpty || column.item.alias == star else { continue }
        let sharing = session.outermost.items.filter { $0.table.columns.contains(column.column.name) }
        return sharing.count == 1 ? QuotedIdentifier.text(column.column.name) : nil
      }
      let isSame =
        session.column(node).map { $0.reference == own?.reference && $0.item.alias == own?.item.alias } ?? false
      if isSame { return QuotedIdentifier.text(target.name.text ?? own?.column.name ?? "") }
    }
    return nil
  }
}
