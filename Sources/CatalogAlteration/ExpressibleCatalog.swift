import SQLWriting
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
    catalog.statistics = NamedList(old.statistics.filter { $0.isPossible(in: new) })
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
    catalog.keepSequences(of: old)
    return catalog
  }
}

extension Catalog {
  /// Those of their own, and none where an identity column stays one.
  fileprivate mutating func keepSequences(of old: Catalog) {
    sequences.removeAll { sequence in
      sequence.ownedBy.flatMap { tables[$0.table]?.columns[$0.column]?.identity } != nil
    }
    for sequence in old.sequences where sequence.ownedBy == nil && !sequences.contains(sequence.name) {
      sequences.append(sequence)
    }
    for name in sequences.names {
      guard let before = old.sequences[name] else { continue }
      sequences.update(name) { sequence in
        (sequence.options, sequence.isUnlogged, sequence.comment) = (before.options, before.isUnlogged, before.comment)
      }
    }
  }
}

extension ExtendedStatistics {
  fileprivate func isPossible(in catalog: Catalog) -> Bool {
    guard let columns = catalog.tables[table]?.columns else { return false }
    return expressions.allSatisfy { $0.columnName.map(columns.contains) ?? true }
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
    // PostgreSQL lets these go with a column that they read.
    let gone = Set(old.columns.names).subtracting(names)
    checks = old.checks.filter { !$0.expression.reads(gone) }
    exclusions = old.exclusions.filter { exclusion in
      exclusion.elements.allSatisfy { !$0.element.reads(gone) } && exclusion.predicate?.reads(gone) != true
    }
    comment = old.comment
    for index in old.indexes where index.columnNames == nil || index.predicate != nil {
      let isPossible = !index.elements.contains { $0.reads(gone) } && index.predicate?.reads(gone) != true
      if isPossible, !indexes.contains(where: { $0.name == index.name }) { indexes.append(index) }
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
        if column.identity != nil, kept.defaultExpression?.sql.hasPrefix("nextval(") == true {
          (kept.identity, kept.defaultExpression) = (column.identity, nil)
        }
      }
    }
  }
}

extension SQLExpression {
  fileprivate func reads(_ columns: Set<String>) -> Bool {
    !columns.isEmpty && SQLReferences.all(in: sql).contains { columns.contains($0.name) }
  }
}

extension IndexElement {
  fileprivate func reads(_ columns: Set<String>) -> Bool {
    switch key {
    case .column(let name): columns.contains(name)
    case .expression(let expression): expression.reads(columns)
    }
  }
}
