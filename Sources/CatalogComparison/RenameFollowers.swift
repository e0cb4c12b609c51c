import SchemaModel

/// Keys, indexes and sequences that are called after a table or column are called anew with it, where the other side
/// calls them so; those it calls otherwise keep their names, and differ.
struct RenameFollowers {
  let target: Catalog

  func rename(_ words: [(old: String, new: String)], on owner: ObjectName, in catalog: inout Catalog) {
    guard let other = target.tables[owner], let table = catalog.tables[owner] else { return }
    let known = Set(Self.names(in: other))
    let current = Self.names(in: table)
    var renamed: [String: String] = [:]
    for name in current where !known.contains(name) {
      let follower = Self.replacing(words, in: name)
      if follower != name, known.contains(follower), !current.contains(follower) { renamed[name] = follower }
    }
    catalog.tables.update(owner) { table in
      Self.rename(&table) { renamed[$0] ?? $0 }
      for column in other.columns {
        guard let text = table.columns[column.name]?.defaultExpression?.sql, text.hasPrefix("nextval("),
          Self.replacing(words, in: text) == column.defaultExpression?.sql
        else { continue }
        table.columns.update(column.name) { $0.defaultExpression = column.defaultExpression }
      }
    }
    for sequence in catalog.sequences.names where !target.sequences.contains(sequence) {
      var follower = sequence
      follower.name = Self.replacing(words, in: sequence.name)
      guard follower != sequence, target.sequences.contains(follower), !catalog.sequences.contains(follower),
        catalog.sequences[sequence]?.ownedBy?.table == owner
      else { continue }
      catalog.sequences.update(sequence) { $0.name = follower }
    }
  }

  private static func replacing(_ words: [(old: String, new: String)], in name: String) -> String {
    words.reduce(name) { $0.replacing($1.old, with: $1.new) }
  }

  /// The names of what belongs to a table.
  private static func names(in table: Table) -> [String] {
    table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name) + table.foreignKeys.map(\.name)
      + table.indexes.map(\.name)
  }

  static func rename(_ table: inout Table, _ renamed: (String) -> String) {
    if var key = table.primaryKey {
      key.name = renamed(key.name)
      table.primaryKey = key
    }
    for index in table.uniqueConstraints.indices {
      table.uniqueConstraints[index].name = renamed(table.uniqueConstraints[index].name)
    }
    for index in table.checks.indices { table.checks[index].name = renamed(table.checks[index].name) }
    for index in table.exclusions.indices { table.exclusions[index].name = renamed(table.exclusions[index].name) }
    for index in table.foreignKeys.indices { table.foreignKeys[index].name = renamed(table.foreignKeys[index].name) }
    for index in table.indexes.indices { table.indexes[index].name = renamed(table.indexes[index].name) }
  }
}
