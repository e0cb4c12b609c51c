internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
package import SchemaModel

/// A column that a comparison does not ask for by itself: in a function, a cast, an arithmetic expression.
package struct WrappedColumn: Sendable, Hashable {
  package var column: ColumnReference
  /// What the column stands in, with the table's name left off, as an index can hold it.
  package var expression: String
  /// The comparison, as it is written.
  package var condition: String
  /// A condition on the column itself that is true for the same rows.
  package var replacement: String?
  /// What differs with that condition; nil: nothing.
  package var difference: String?
  /// Whether it asks for one value.
  package var isEquality: Bool
  /// Whether PostgreSQL takes the expression into an index: whether the same input always gives the same.
  package var isImmutable: Bool
}

extension QueryRewriter {
  /// Comparisons by which an index on the column itself can not be entered, and the query with those on the column itself that
  /// say the same.
  package func unwrappingColumns(_ sql: String) -> (columns: [WrappedColumn], rewrite: Rewrite?)? {
    read(sql) { session in
      var columns: [WrappedColumn] = []
      var edits: [StatementText.Edit] = []
      for (_, comparisons) in session.comparisonsByNode {
        guard let found = Unwrapping(session).wrapped(comparisons) else { continue }
        columns.append(found)
        guard let replacement = found.replacement, let range = session.text.span(of: comparisons[0].node) else {
          continue
        }
        edits.append(.init(range, replacement))
      }
      guard !columns.isEmpty else { return nil }
      let sql = edits.isEmpty ? nil : session.text.edited(edits)
      if sql == nil { for index in columns.indices { columns[index].replacement = nil } }
      return (columns, sql.map { Rewrite(sql: $0, notes: columns.compactMap(\.difference)) })
    }
  }
}

extension RewritingSession {
  /// Those of one condition together: BETWEEN is two.
  fileprivate var comparisonsByNode: [(PostgresNode, [Comparison])] {
    var groups: [(PostgresNode, [Comparison])] = []
    for comparison in comparisons {
      if groups.last?.0 == comparison.node {
        groups[groups.count - 1].1.append(comparison)
      } else {
        groups.append((comparison.node, [comparison]))
      }
    }
    return groups
  }
}

/// Takes columns out of what stands around them.
private struct Unwrapping {
  private let session: RewritingSession

  init(_ session: RewritingSession) { self.session = session }

  func wrapped(_ comparisons: [Comparison]) -> WrappedColumn? {
    guard let first = comparisons.first, first.left.kind != PG_QUERY__NODE__NODE_COLUMN_REF,
      let column = column(in: first.left, at: first.level), let condition = session.text.text(of: first.node),
      let expression = indexExpression(first.left, of: column)
    else { return nil }
    let replacements = comparisons.map { replacement(of: $0) }
    let known = replacements.compactMap(\.self)
    let isWhole = known.count == comparisons.count
    var text: String?
    if isWhole {
      let joined = known.map(\.text).joined(separator: " AND ")
      text = known.contains { $0.isAlternative } && !first.isAlternative ? "(\(joined))" : joined
    }
    return WrappedColumn(
      column: column.reference, expression: expression, condition: condition, replacement: text,
      difference: isWhole ? known.compactMap(\.difference).first : nil, isEquality: first.sign == "=",
      isImmutable: Immutability(session, first.level).holds(first.left))
  }

  private func replacement(of comparison: Comparison) -> Replacement? {
    Replacement.day(comparison, session) ?? Replacement.localDay(comparison, session)
      ?? Replacement.unit(comparison, session)
      ?? Replacement.year(comparison, session) ?? Replacement.sum(comparison, session)
      ?? Replacement.coalesced(comparison, session) ?? Replacement.beginning(comparison, session)
      ?? Replacement.castToText(comparison, session)
  }

  /// The one column of the comparison's own query that an expression holds, or the moment that a time zone of the same row
  /// is applied to.
  private func column(in node: PostgresNode, at level: Int) -> NamedColumn? {
    var columns: [NamedColumn] = []
    var isKnown = true
    PostgresTree.walk(node) { visit in
      guard case .column(let reference) = visit else { return }
      var holder = PgQuery__Node()
      holder.node_case = PG_QUERY__NODE__NODE_COLUMN_REF
      holder.column_ref = UnsafeMutablePointer(mutating: reference)
      guard let column = withUnsafePointer(to: &holder, { session.column($0, at: level) }) else {
        isKnown = false
        return
      }
      if !columns.contains(where: { $0.reference == column.reference && $0.item.alias == column.item.alias }) {
        columns.append(column)
      }
    }
    guard isKnown, let first = columns.first, columns.allSatisfy({ $0.item.alias == first.item.alias }) else {
      return nil
    }
    if columns.count == 1 { return first }
    return Replacement.localMoment(node, session, level)
  }

  /// The expression with the table's alias off its column.
  private func indexExpression(_ node: PostgresNode, of column: NamedColumn) -> String? {
    guard let text = session.text.parser.sql(ofExpression: node) else { return nil }
    return session.text.withExpression(text) { copy in
      PostgresTree.dropQualifiers([column.item.alias], in: copy)
      return session.text.parser.sql(ofExpression: copy)
    }
  }
}
