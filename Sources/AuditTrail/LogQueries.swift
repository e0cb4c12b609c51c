import SQLWriting
import SchemaModel

/// What the log is asked, each by an index of its own.
package enum LogQueries {
  /// Everything that became of one row.
  package static func history(_ design: AuditDesign, of table: AuditedTable) -> String {
    let pairs = table.key.enumerated().map { "\(SQLLiteral.text($1)), $\($0 + 1)" }.joined(separator: ", ")
    return """
      SELECT recorded_at, active_role, actor, operation, old_values, new_values FROM \(QuotedIdentifier.text(design.log)) \
      WHERE schema_name = \(SQLLiteral.text(table.name.schema)) AND table_name = \(SQLLiteral.text(table.name.name)) \
      AND row_key = jsonb_build_object(\(pairs)) ORDER BY id
      """
  }

  /// What somebody did since a time; nil when the plan names no actor.
  package static func doings(_ design: AuditDesign) -> String? {
    guard design.actor != nil else { return nil }
    return """
      SELECT recorded_at, operation, schema_name, table_name, row_key, new_values FROM \
      \(QuotedIdentifier.text(design.log)) WHERE actor = $1 AND recorded_at >= $2 ORDER BY recorded_at
      """
  }

  /// Makes months and drops old ones.
  package static func upkeep(_ design: AuditDesign) -> String { "SELECT \(LogMonths.keeper(design))()" }
}
