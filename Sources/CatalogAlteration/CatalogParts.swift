import SchemaModel

/// A constraint of a table, whichever list holds it.
enum TableConstraint {
  case primaryKey(KeyConstraint)
  case unique(KeyConstraint)
  case check(CheckConstraint)
  case exclusion(ExclusionConstraint)
  case foreignKey(ForeignKey)
}

extension Table {
  func constraint(_ name: String) -> TableConstraint? {
    if let key = primaryKey, key.name == name { return .primaryKey(key) }
    if let key = uniqueConstraints.first(where: { $0.name == name }) { return .unique(key) }
    if let check = checks.first(where: { $0.name == name }) { return .check(check) }
    if let exclusion = exclusions.first(where: { $0.name == name }) { return .exclusion(exclusion) }
    return foreignKeys.first { $0.name == name }.map { .foreignKey($0) }
  }
}

extension Catalog {
  func index(_ owner: ObjectName, _ name: String) -> Index? {
    (tables[owner]?.indexes ?? views[owner]?.indexes)?.first { $0.name == name }
  }

  func trigger(_ owner: ObjectName, _ name: String) -> Trigger? {
    (tables[owner]?.triggers ?? views[owner]?.triggers)?.first { $0.name == name }
  }

  func rule(_ owner: ObjectName, _ name: String) -> RewriteRule? {
    (tables[owner]?.rules ?? views[owner]?.rules)?.first { $0.name == name }
  }

  func policy(_ owner: ObjectName, _ name: String) -> Policy? {
    tables[owner]?.policies.first { $0.name == name }
  }

  func function(_ signature: String) -> Function? { functions.first { $0.signature == signature } }

  func column(_ table: ObjectName, _ name: String) -> Column? { tables[table]?.columns[name] }

  /// The catalog when those parts are gone, with what PostgreSQL keeps about them.
  func without(_ parts: Set<Part>) -> Catalog {
    var catalog = self
    catalog.functions.removeAll { parts.contains(.function($0.signature)) }
    catalog.views.removeAll { parts.contains(.view($0.name)) }
    catalog.tables.removeAll { parts.contains(.table($0.name)) }
    catalog.enums.removeAll { parts.contains(.type($0.name)) }
    catalog.domains.removeAll { parts.contains(.type($0.name)) }
    catalog.compositeTypes.removeAll { parts.contains(.type($0.name)) }
    catalog.rangeTypes.removeAll { parts.contains(.type($0.name)) }
    catalog.collations.removeAll { parts.contains(.collation($0.name)) }
    catalog.sequences.removeAll { parts.contains(.sequence($0.name)) }
    catalog.statistics.removeAll { parts.contains(.statistics($0.name)) }
    catalog.schemas.removeAll { parts.contains(.schema($0.name)) }
    catalog.extensions.removeAll { parts.contains(.extension($0.name)) }
    for name in catalog.domains.names {
      catalog.domains.update(name) { domain in
        domain.checks.removeAll { parts.contains(.domainCheck(name, $0.name)) }
      }
    }
    for name in catalog.views.names {
      catalog.views.update(name) { view in
        view.indexes.removeAll { parts.contains(.index(name, $0.name)) }
        view.triggers.removeAll { parts.contains(.trigger(name, $0.name)) }
        view.rules.removeAll { parts.contains(.rule(name, $0.name)) }
      }
    }
    for name in catalog.tables.names { catalog.tables.update(name) { $0.remove(parts) } }
    return catalog
  }
}

extension Table {
  fileprivate mutating func remove(_ parts: Set<Part>) {
    let name = name
    func isGone(_ constraint: String) -> Bool { parts.contains(.constraint(name, constraint)) }
    columns.removeAll { parts.contains(.column(name, $0.name)) }
    if primaryKey.map({ isGone($0.name) }) == true { primaryKey = nil }
    uniqueConstraints.removeAll { isGone($0.name) }
    checks.removeAll { isGone($0.name) }
    exclusions.removeAll { isGone($0.name) }
    foreignKeys.removeAll { isGone($0.name) }
    indexes.removeAll { parts.contains(.index(name, $0.name)) }
    triggers.removeAll { parts.contains(.trigger(name, $0.name)) }
    rules.removeAll { parts.contains(.rule(name, $0.name)) }
    policies.removeAll { parts.contains(.policy(name, $0.name)) }
  }
}
