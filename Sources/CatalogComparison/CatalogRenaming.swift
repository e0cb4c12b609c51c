import SchemaModel

/// Gives a table or column of a catalog another name wherever the catalog says it.
enum CatalogRenaming {
  static func rename(_ old: ObjectName, to new: ObjectName, in catalog: inout Catalog) {
    func renamed(_ name: ObjectName) -> ObjectName { name == old ? new : name }
    catalog.tables.update(old) { $0.name = new }
    for name in catalog.tables.names {
      catalog.tables.update(name) { table in
        for index in table.foreignKeys.indices {
          table.foreignKeys[index].target = renamed(table.foreignKeys[index].target)
        }
        table.inherits = table.inherits.map(renamed)
        if let parent = table.partitionOf?.parent { table.partitionOf?.parent = renamed(parent) }
        if name == new { mapSQL(of: &table) { IdentifierText.replacing(old.name, with: new.name, in: $0) } }
      }
    }
    for name in catalog.views.names {
      catalog.views.update(name) { $0.reads = $0.reads.map(renamed).sorted() }
    }
    for name in catalog.sequences.names {
      catalog.sequences.update(name) { sequence in
        if let owner = sequence.ownedBy { sequence.ownedBy?.table = renamed(owner.table) }
      }
    }
    for name in catalog.statistics.names { catalog.statistics.update(name) { $0.table = renamed($0.table) } }
    for index in catalog.grants.indices where [.table, .column].contains(catalog.grants[index].objectKind) {
      catalog.grants[index].object = renamed(catalog.grants[index].object)
    }
  }

  static func rename(_ old: String, to new: String, of owner: ObjectName, in catalog: inout Catalog) {
    func renamed(_ names: [String]) -> [String] { names.map { $0 == old ? new : $0 } }
    catalog.tables.update(owner) { table in
      table.columns.update(old) { $0.name = new }
      if var key = table.primaryKey {
        key.columns = renamed(key.columns)
        key.includes = renamed(key.includes)
        table.primaryKey = key
      }
      for index in table.uniqueConstraints.indices {
        table.uniqueConstraints[index].columns = renamed(table.uniqueConstraints[index].columns)
        table.uniqueConstraints[index].includes = renamed(table.uniqueConstraints[index].includes)
      }
      for index in table.foreignKeys.indices {
        table.foreignKeys[index].columns = renamed(table.foreignKeys[index].columns)
        table.foreignKeys[index].onDeleteColumns = renamed(table.foreignKeys[index].onDeleteColumns)
      }
      for index in table.indexes.indices {
        table.indexes[index].elements = table.indexes[index].elements.map { element($0, old, new) }
        table.indexes[index].includes = renamed(table.indexes[index].includes)
      }
      for index in table.exclusions.indices {
        for position in table.exclusions[index].elements.indices {
          table.exclusions[index].elements[position].element = element(
            table.exclusions[index].elements[position].element, old, new)
        }
      }
      for index in table.triggers.indices {
        table.triggers[index].updateColumns = renamed(table.triggers[index].updateColumns)
      }
      if let key = table.partitionKey {
        table.partitionKey = PartitionKey(key.strategy, elements: key.elements.map { element($0, old, new) })
      }
      mapSQL(of: &table) { IdentifierText.replacing(old, with: new, in: $0) }
    }
    for name in catalog.tables.names {
      catalog.tables.update(name) { table in
        for index in table.foreignKeys.indices where table.foreignKeys[index].target == owner {
          table.foreignKeys[index].targetColumns = renamed(table.foreignKeys[index].targetColumns)
        }
      }
    }
    for name in catalog.sequences.names {
      catalog.sequences.update(name) { sequence in
        if sequence.ownedBy == ColumnReference(owner, old) { sequence.ownedBy?.column = new }
      }
    }
    for index in catalog.grants.indices where catalog.grants[index].object == owner {
      catalog.grants[index].columns = renamed(catalog.grants[index].columns)
    }
  }

  /// Constants of the type follow the value, as PostgreSQL keeps them by their number.
  static func renameValue(_ old: String, to new: String, of type: ObjectName, in catalog: inout Catalog) {
    catalog.enums.update(type) { type in
      for index in type.values.indices where type.values[index].label == old { type.values[index].label = new }
    }
    for name in catalog.tables.names
    where catalog.tables[name]?.columns.contains(where: { $0.type.userType == type }) == true {
      catalog.tables.update(name) { table in mapSQL(of: &table) { $0.replacing("'\(old)'", with: "'\(new)'") } }
    }
  }

  private static func element(_ element: IndexElement, _ old: String, _ new: String) -> IndexElement {
    var element = element
    if case .column(old) = element.key { element.key = .column(new) }
    return element
  }

  /// Changes every text of SQL that speaks of the table's own columns.
  private static func mapSQL(of table: inout Table, _ map: (String) -> String) {
    func change(_ expression: inout SQLExpression?) {
      if let sql = expression?.sql { expression = SQLExpression(map(sql)) }
    }
    func change(_ elements: inout [IndexElement]) {
      for index in elements.indices {
        if case .expression(let expression) = elements[index].key {
          elements[index].key = .expression(SQLExpression(map(expression.sql)))
        }
      }
    }
    for name in table.columns.names {
      table.columns.update(name) { column in
        change(&column.defaultExpression)
        if let sql = column.generated?.expression.sql { column.generated?.expression = SQLExpression(map(sql)) }
      }
    }
    for index in table.checks.indices { table.checks[index].expression.sql = map(table.checks[index].expression.sql) }
    for index in table.indexes.indices {
      change(&table.indexes[index].predicate)
      change(&table.indexes[index].elements)
    }
    for index in table.exclusions.indices { change(&table.exclusions[index].predicate) }
    for index in table.policies.indices {
      change(&table.policies[index].using)
      change(&table.policies[index].check)
    }
    for index in table.triggers.indices {
      change(&table.triggers[index].condition)
      table.triggers[index].sql = map(table.triggers[index].sql)
    }
  }
}
