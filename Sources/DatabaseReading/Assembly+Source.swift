import Diagnostics
import SchemaModel

/// A database has no lines: all that is in it cites the database.
extension CatalogAssembly {
  mutating func citeDatabase() {
    let span = SourceSpan(wholeOf: database)
    cite(\.schemas, \.span, span)
    cite(\.extensions, \.span, span)
    cite(\.roles, \.span, span)
    cite(\.domains, \.span, span)
    cite(\.compositeTypes, \.span, span)
    cite(\.rangeTypes, \.span, span)
    cite(\.sequences, \.span, span)
    cite(\.statistics, \.span, span)
    cite(\.eventTriggers, \.span, span)
    cite(\.collations, \.span, span)
    for name in catalog.enums.names {
      catalog.enums.update(name) { type in
        type.span = span
        for place in type.values.indices { type.values[place].span = span }
      }
    }
    for name in catalog.domains.names {
      catalog.domains.update(name) { for place in $0.checks.indices { $0.checks[place].span = span } }
    }
    for name in catalog.tables.names { catalog.tables.update(name) { Self.cite(&$0, span) } }
    for name in catalog.views.names { catalog.views.update(name) { Self.cite(&$0, span) } }
    for place in catalog.functions.indices { catalog.functions[place].span = span }
    for place in catalog.grants.indices { catalog.grants[place].span = span }
    for place in catalog.defaultPrivileges.indices { catalog.defaultPrivileges[place].span = span }
    for place in catalog.unmodelled.indices { catalog.unmodelled[place].span = span }
  }

  private mutating func cite<Element>(
    _ list: WritableKeyPath<Catalog, NamedList<Element>>, _ place: WritableKeyPath<Element, SourceSpan?>,
    _ span: SourceSpan
  ) {
    for name in catalog[keyPath: list].names { catalog[keyPath: list].update(name) { $0[keyPath: place] = span } }
  }

  private static func cite(_ table: inout Table, _ span: SourceSpan) {
    table.span = span
    for name in table.columns.names { table.columns.update(name) { $0.span = span } }
    table.primaryKey?.span = span
    for place in table.uniqueConstraints.indices { table.uniqueConstraints[place].span = span }
    for place in table.checks.indices { table.checks[place].span = span }
    for place in table.exclusions.indices { table.exclusions[place].span = span }
    for place in table.foreignKeys.indices { table.foreignKeys[place].span = span }
    for place in table.indexes.indices { table.indexes[place].span = span }
    for place in table.triggers.indices { table.triggers[place].span = span }
    for place in table.policies.indices { table.policies[place].span = span }
    for place in table.rules.indices { table.rules[place].span = span }
  }

  private static func cite(_ view: inout View, _ span: SourceSpan) {
    view.span = span
    for name in view.columns.names { view.columns.update(name) { $0.span = span } }
    for place in view.indexes.indices { view.indexes[place].span = span }
    for place in view.triggers.indices { view.triggers[place].span = span }
    for place in view.rules.indices { view.rules[place].span = span }
  }
}
