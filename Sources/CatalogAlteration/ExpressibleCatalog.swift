package import SchemaModel

/// A catalog with what its source's language can not say taken from the catalog before it: what nobody could write has
/// not been taken away.
package enum ExpressibleCatalog {
  package static func of(_ new: Catalog, keeping old: Catalog) -> Catalog {
    guard [.prisma, .sqlalchemy].contains(new.origin.language), new.origin.language != old.origin.language else {
      return new
    }
    var catalog = new
    catalog.roles = old.roles
    catalog.grants = old.grants
    catalog.defaultPrivileges = old.defaultPrivileges
    catalog.functions = old.functions
    catalog.eventTriggers = old.eventTriggers
    catalog.statistics = NamedList(old.statistics.filter { new.tables.contains($0.table) })
    catalog.collations = old.collations
    catalog.rangeTypes = old.rangeTypes
    catalog.compositeTypes = old.compositeTypes
    catalog.domains = old.domains
    catalog.unmodelled = old.unmodelled
    for view in old.views where catalog.views[view.name]?.query.isEmpty ?? true { catalog.views[view.name] = view }
    for schema in old.schemas where !catalog.schemas.contains(schema.name) { catalog.schemas.append(schema) }
    for item in old.extensions where !catalog.extensions.contains(item.name) { catalog.extensions.append(item) }
    for name in catalog.tables.names {
      guard let before = old.tables[name] else { continue }
      catalog.tables.update(name) { $0.keep(before, isPrisma: new.origin.language == .prisma) }
    }
    return catalog
  }
}

extension Table {
  fileprivate mutating func keep(_ old: Table, isPrisma: Bool) {
    triggers = old.triggers
    policies = old.policies
    rules = old.rules
    rowSecurity = old.rowSecurity
    partitionKey = old.partitionKey
    partitionOf = old.partitionOf
    inherits = old.inherits
    clusteredOn = old.clusteredOn
    replicaIdentity = old.replicaIdentity
    storageParameters = old.storageParameters
    isUnlogged = old.isUnlogged
    guard isPrisma else { return }
    let names = Set(columns.names)
    checks = old.checks
    exclusions = old.exclusions.filter { exclusion in
      exclusion.elements.allSatisfy { $0.element.columnName.map(names.contains) ?? true }
    }
    comment = old.comment
    for index in old.indexes where index.columnNames == nil || index.predicate != nil {
      if !indexes.contains(where: { $0.name == index.name }) { indexes.append(index) }
    }
    for column in old.columns {
      columns.update(column.name) { kept in
        kept.comment = column.comment
        kept.storage = column.storage
        kept.compression = column.compression
        kept.statisticsTarget = column.statisticsTarget
        kept.options = column.options
        kept.collation = column.collation
        if column.generated != nil { kept.generated = column.generated }
      }
    }
  }
}
