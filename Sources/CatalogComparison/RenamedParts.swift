import SchemaModel

/// Values of enums, constraints and indexes that somebody said are the old ones: `status.PAID`, `orders.orders_key`,
/// `orders_idx`.
struct RenamedParts {
  let old: Catalog
  let new: Catalog
  /// Tables under their new names.
  let moved: [ObjectName: ObjectName]

  func rename(_ oldName: String, to newName: String) -> CatalogRenames.Rename? {
    value(oldName, newName) ?? part(oldName, newName)
  }

  private func value(_ oldName: String, _ newName: String) -> CatalogRenames.Rename? {
    for type in old.enums {
      guard let other = new.enums[type.name] else { continue }
      let before = type.values.map(\.label)
      let after = other.values.map(\.label)
      guard let label = Self.part(of: oldName, in: type.name), let target = Self.part(of: newName, in: type.name),
        before.contains(label), !after.contains(label), after.contains(target), !before.contains(target)
      else { continue }
      return .init(kind: .enumValue, oldTable: type.name, newTable: type.name, oldColumn: label, newColumn: target)
    }
    return nil
  }

  private func part(_ oldName: String, _ newName: String) -> CatalogRenames.Rename? {
    for table in old.tables {
      guard let other = new.tables[moved[table.name] ?? table.name] else { continue }
      let name = Self.part(of: oldName, in: table.name) ?? oldName
      let target = Self.part(of: newName, in: other.name) ?? newName
      let isIndex = table.indexes.contains { $0.name == name }
      let before = isIndex ? table.indexes.map(\.name) : Self.constraints(of: table)
      let after = isIndex ? other.indexes.map(\.name) : Self.constraints(of: other)
      guard before.contains(name), !after.contains(name), after.contains(target), !before.contains(target) else {
        continue
      }
      return .init(
        kind: isIndex ? .index : .constraint, oldTable: table.name, newTable: other.name, oldColumn: name,
        newColumn: target)
    }
    return nil
  }

  /// What stands behind `table.`; nil when the name is of something else.
  private static func part(of name: String, in owner: ObjectName) -> String? {
    for prefix in [owner.qualified, owner.display] where name.hasPrefix(prefix + ".") {
      return String(name.dropFirst(prefix.count + 1))
    }
    return nil
  }

  private static func constraints(of table: Table) -> [String] {
    table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name) + table.foreignKeys.map(\.name)
  }
}
