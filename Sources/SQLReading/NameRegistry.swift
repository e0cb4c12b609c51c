package import SchemaModel

/// What stands under a relation's name.
package enum CatalogRelation: Hashable, Sendable {
  case table
  case view
  case sequence
  /// The sequence behind an identity column.
  case identitySequence(ColumnReference)
  case index(on: ObjectName)
  case compositeType
}

/// Which names are taken: relations share one namespace per schema, and constraints another.
struct NameRegistry {
  typealias Relation = CatalogRelation

  private(set) var relations: [ObjectName: Relation] = [:]
  private var constraints: [ObjectName: Int] = [:]

  init(_ catalog: Catalog) {
    for table in catalog.tables { add(table) }
    for view in catalog.views {
      relations[view.name] = .view
      for index in view.indexes {
        relations[ObjectName(index.name, schema: view.name.schema)] = .index(on: view.name)
      }
    }
    for sequence in catalog.sequences { relations[sequence.name] = .sequence }
    for type in catalog.compositeTypes { relations[type.name] = .compositeType }
  }

  private mutating func add(_ table: Table) {
    relations[table.name] = .table
    let schema = table.name.schema
    for index in table.indexes { relations[ObjectName(index.name, schema: schema)] = .index(on: table.name) }
    for name in table.keys.map(\.name) + table.exclusions.map(\.name) {
      addConstraint(name, of: table.name, hasIndex: true)
    }
    for name in table.checks.map(\.name) + table.foreignKeys.map(\.name) {
      addConstraint(name, of: table.name, hasIndex: false)
    }
    for column in table.columns where column.identity != nil && table.partitionOf == nil {
      let name =
        column.identity?.sequence.name
        ?? ObjectName(ObjectNaming.name(table.name.name, column.name, "seq"), schema: schema)
      if relations[name] == nil { relations[name] = .identitySequence(ColumnReference(table.name, column.name)) }
    }
  }

  subscript(name: ObjectName) -> Relation? {
    get { relations[name] }
    set { relations[name] = newValue }
  }

  mutating func addConstraint(_ name: String, of table: ObjectName, hasIndex: Bool) {
    let key = ObjectName(name, schema: table.schema)
    constraints[key, default: 0] += 1
    if hasIndex { relations[key] = .index(on: table) }
  }

  mutating func removeConstraint(_ name: String, of table: ObjectName, hasIndex: Bool) {
    let key = ObjectName(name, schema: table.schema)
    if let count = constraints[key] { constraints[key] = count > 1 ? count - 1 : nil }
    if hasIndex { relations[key] = nil }
  }

  /// Forgets a table with its indexes and constraints.
  mutating func remove(_ table: Table) {
    let schema = table.name.schema
    relations[table.name] = nil
    for index in table.indexes { relations[ObjectName(index.name, schema: schema)] = nil }
    for name in table.keys.map(\.name) + table.exclusions.map(\.name) {
      removeConstraint(name, of: table.name, hasIndex: true)
    }
    for name in table.checks.map(\.name) + table.foreignKeys.map(\.name) {
      removeConstraint(name, of: table.name, hasIndex: false)
    }
    for column in table.columns where column.identity != nil {
      if let sequence = identitySequence(of: ColumnReference(table.name, column.name), column.identity) {
        relations[sequence] = nil
      }
    }
  }

  /// Remembers a table under its present name with its indexes and constraints.
  mutating func insert(_ table: Table) { add(table) }

  func identitySequence(of column: ColumnReference, _ identity: Identity?) -> ObjectName? {
    let name =
      identity?.sequence.name
      ?? ObjectName(ObjectNaming.name(column.table.name, column.column, "seq"), schema: column.table.schema)
    return relations[name] == .identitySequence(column) ? name : nil
  }

  /// A free relation name; for a constraint's index also no constraint's name (ChooseRelationName).
  func chooseRelation(
    _ first: String, _ second: String?, _ label: String, schema: String, isConstraint: Bool = false
  ) -> String {
    choose(first, second, label) { name in
      let key = ObjectName(name, schema: schema)
      return relations[key] != nil || (isConstraint && constraints[key] != nil)
    }
  }

  /// A free constraint name (ChooseConstraintName).
  func chooseConstraint(_ first: String, _ second: String?, _ label: String, schema: String) -> String {
    choose(first, second, label) { constraints[ObjectName($0, schema: schema)] != nil }
  }

  private func choose(_ first: String, _ second: String?, _ label: String, _ isTaken: (String) -> Bool) -> String {
    var number = 0
    while true {
      let name = ObjectNaming.name(first, second, number == 0 ? label : "\(label)\(number)")
      if !isTaken(name) { return name }
      number += 1
    }
  }
}
