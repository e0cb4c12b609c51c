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

  /// Keys, indexes and sequences that are called after the table or column are called anew with it; those that are not
  /// called so on the other side keep their names, and differ.
  static func followers(
    of names: (old: String, new: String), on owner: ObjectName, in catalog: inout Catalog, like target: Catalog
  ) {
    guard let other = target.tables[owner], let table = catalog.tables[owner] else { return }
    let known = Set(own(other))
    let current = Set(own(table))
    var renamed: [String: String] = [:]
    for name in own(table) where !known.contains(name) {
      let follower = name.replacing(names.old, with: names.new)
      if follower != name, known.contains(follower), !current.contains(follower) { renamed[name] = follower }
    }
    catalog.tables.update(owner) { table in
      func follow(_ name: inout String) { name = renamed[name] ?? name }
      if var key = table.primaryKey {
        follow(&key.name)
        table.primaryKey = key
      }
      for index in table.uniqueConstraints.indices { follow(&table.uniqueConstraints[index].name) }
      for index in table.checks.indices { follow(&table.checks[index].name) }
      for index in table.exclusions.indices { follow(&table.exclusions[index].name) }
      for index in table.foreignKeys.indices { follow(&table.foreignKeys[index].name) }
      for index in table.indexes.indices { follow(&table.indexes[index].name) }
    }
    for sequence in catalog.sequences.names where !target.sequences.contains(sequence) {
      var follower = sequence
      follower.name = sequence.name.replacing(names.old, with: names.new)
      guard follower != sequence, target.sequences.contains(follower), !catalog.sequences.contains(follower),
        catalog.sequences[sequence]?.ownedBy?.table == owner
      else { continue }
      catalog.sequences.update(sequence) { $0.name = follower }
      catalog.tables.update(owner) { table in
        mapSQL(of: &table) { $0.replacing("'\(sequence.name)'", with: "'\(follower.name)'") }
      }
    }
  }

  /// The names of what belongs to a table.
  private static func own(_ table: Table) -> [String] {
    table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name) + table.foreignKeys.map(\.name)
      + table.indexes.map(\.name)
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

/// Names in texts of SQL.
enum IdentifierText {
  /// The text with one identifier called otherwise; what stands in quotes of a string stays.
  static func replacing(_ old: String, with new: String, in sql: String) -> String {
    let bytes = Array(sql.utf8)
    let quoted = Array("\"\(old)\"".utf8)
    let plain = Array(old.utf8)
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let start = position
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        position = (bytes[(start + 1)...].firstIndex(of: byte) ?? bytes.count - 1) + 1
        let text = bytes[start..<position]
        output += text.elementsEqual(quoted) ? Array("\"\(new)\"".utf8)[...] : text
      } else if isWord(byte) {
        while position < bytes.count, isWord(bytes[position]) { position += 1 }
        let text = bytes[start..<position]
        output += text.elementsEqual(plain) ? Array(new.utf8)[...] : text
      } else {
        output.append(byte)
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
    default: false
    }
  }
}
