import SchemaModel

/// Whether something of a catalog speaks of a table or column: what does not is free to go.
struct Mentions {
  private let texts: [String]
  private let names: Set<String>

  init(_ catalog: Catalog, _ table: Table) {
    texts = Self.texts(of: catalog)
    var names = Set(table.keys.flatMap { $0.columns + $0.includes } + table.foreignKeys.flatMap(\.columns))
    names.formUnion(table.indexes.flatMap { $0.elements.compactMap(\.columnName) + $0.includes })
    names.formUnion(table.triggers.flatMap(\.updateColumns))
    names.formUnion(catalog.grants.filter { $0.object == table.name }.flatMap(\.columns))
    names.formUnion(
      catalog.statistics.filter { $0.table == table.name }.flatMap { $0.expressions.compactMap(\.columnName) })
    names.formUnion(table.exclusions.flatMap { $0.elements.compactMap(\.element.columnName) })
    for other in catalog.tables {
      names.formUnion(other.foreignKeys.filter { $0.target == table.name }.flatMap(\.targetColumns))
    }
    self.names = names
  }

  func holds(_ column: String) -> Bool {
    names.contains(column) || texts.contains { $0.contains(column) || $0.contains("*") }
  }

  static func isFree(_ table: Table, in catalog: Catalog) -> Bool {
    !catalog.tables.contains { other in
      other.name != table.name && other.foreignKeys.contains { $0.target == table.name }
    }
      && !catalog.views.contains { $0.reads.contains(table.name) }
      && !texts(of: catalog, besides: table.name).contains { $0.contains(table.name.name) }
  }

  /// Everything in a catalog that is SQL.
  static func texts(of catalog: Catalog, besides own: ObjectName? = nil) -> [String] {
    var texts =
      catalog.views.map(\.query) + catalog.functions.map(\.sql)
      + catalog.domains.flatMap { $0.checks.map(\.expression.sql) }
    texts += catalog.domains.compactMap { $0.defaultExpression?.sql }
    texts += catalog.statistics.flatMap { statistics in
      statistics.expressions.map(\.display) + (statistics.table == own ? [] : [statistics.table.name])
    }
    for table in catalog.tables where table.name != own {
      texts += table.checks.map(\.expression.sql) + table.columns.compactMap { $0.defaultExpression?.sql }
      texts += table.columns.compactMap { $0.generated?.expression.sql } + table.rules.map(\.sql)
      texts += table.policies.flatMap { [$0.using?.sql, $0.check?.sql].compactMap(\.self) }
      texts += table.indexes.flatMap { [$0.predicate?.sql].compactMap(\.self) + $0.elements.map(\.display) }
      texts += table.triggers.map(\.sql) + table.exclusions.compactMap { $0.predicate?.sql }
    }
    return texts
  }
}
