internal import SQLSyntax
package import SchemaModel

/// A condition whose operator is not leakproof: under row-level security it is asked only of rows that a policy has
/// passed, and no index is entered by it.
package struct GuardedCondition: Sendable, Hashable {
  /// What the same rows can be found by before the policy.
  package enum Passage: Sendable, Hashable {
    /// A generated column, stored, that is compared instead.
    case generated(column: String, type: String, expression: String)
    /// The column itself, by another operator and in that collation.
    case collated(String)
    /// A table with a row for each element of the array.
    case elements(table: ObjectName, type: ColumnType)
    /// The rows of one constant condition, in an index of their own; the query stays as it is.
    case partial(condition: String)
  }

  package var column: ColumnReference
  /// The comparison, as it is written.
  package var condition: String
  /// What is not leakproof: `= of numeric`, `LIKE`, `lower()`, `@> of jsonb`.
  package var obstacle: String
  /// nil where nothing is known to pass.
  package var passage: Passage?
  /// What the query says instead; nil where it stays or nothing is known.
  package var replacement: String?
  /// What differs.
  package var note: String?
}

extension QueryRewriter {
  /// Conditions on tables with policies that no index is entered by, and the query with others that one is.
  package func passingPolicies(
    _ sql: String, isGuarded: (ObjectName) -> Bool
  ) -> (conditions: [GuardedCondition], rewrite: Rewrite?)? {
    read(sql) { session in
      var found: [GuardedCondition] = []
      var edits: [StatementText.Edit] = []
      for (level, node, isAlternative) in session.conditions where !isAlternative {
        guard let condition = GuardedReading(session, level).condition(node), isGuarded(condition.column.table) else {
          continue
        }
        found.append(condition)
        guard let replacement = condition.replacement, let range = session.text.span(of: node) else { continue }
        edits.append(.init(range, replacement))
      }
      guard !found.isEmpty else { return nil }
      let sql = edits.isEmpty ? nil : session.text.edited(edits)
      return (found, sql.map { Rewrite(sql: $0, notes: found.compactMap(\.note)) })
    }
  }
}
