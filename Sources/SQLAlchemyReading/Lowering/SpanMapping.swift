import Diagnostics
import SchemaModel

/// Replaces places in the DDL by those in the models.
struct SpanMapping {
  let script: DDLScript
  let report: Report

  func apply(to catalog: inout Catalog) {
    for name in catalog.schemas.names { catalog.schemas.update(name) { move(&$0.span) } }
    for name in catalog.enums.names { catalog.enums.update(name) { move(&$0.span) } }
    for name in catalog.domains.names {
      catalog.domains.update(name) { domain in
        move(&domain.span)
        for position in domain.checks.indices { move(&domain.checks[position].span) }
      }
    }
    for name in catalog.sequences.names { catalog.sequences.update(name) { move(&$0.span) } }
    for name in catalog.tables.names { catalog.tables.update(name) { apply(to: &$0) } }
  }

  private func apply(to table: inout Table) {
    move(&table.span)
    for name in table.columns.names { table.columns.update(name) { move(&$0.span) } }
    move(&table.primaryKey)
    for position in table.uniqueConstraints.indices { move(&table.uniqueConstraints[position].span) }
    for position in table.checks.indices { move(&table.checks[position].span) }
    for position in table.exclusions.indices { move(&table.exclusions[position].span) }
    for position in table.foreignKeys.indices { move(&table.foreignKeys[position].span) }
    for position in table.indexes.indices { move(&table.indexes[position].span) }
  }

  private func move(_ key: inout KeyConstraint?) {
    guard key != nil else { return }
    var span = key?.span
    move(&span)
    key?.span = span
  }

  private func move(_ span: inout SourceSpan?) {
    guard let offset = span?.offset else { return }
    span = script.place(at: offset).flatMap { report.span($0) }
  }
}
