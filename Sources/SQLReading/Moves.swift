import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Renames a user-defined type or moves it; the columns of that type follow.
  mutating func moveType(_ old: ObjectName, to new: ObjectName) {
    if isTakenType(new) { return }
    if catalog.compositeTypes.contains(old) {
      names[old] = nil
      names[new] = .compositeType
    }
    catalog.enums.update(old) { $0.name = new }
    catalog.domains.update(old) { $0.name = new }
    catalog.compositeTypes.update(old) { $0.name = new }
    catalog.rangeTypes.update(old) { $0.name = new }
    for table in catalog.tables {
      for column in table.columns where column.type.userType == old {
        catalog.tables.update(table.name) { table in
          table.columns.update(column.name) { column in
            column.type.name = new.name
            column.type.schema = new.schema
          }
        }
      }
    }
  }

  /// A renamed schema takes all its objects along.
  mutating func renameSchema(_ old: String, to new: String) {
    guard catalog.schemas.contains(old) || old == "public" else { return reportUnknown([old, ""], at: nil) }
    catalog.schemas.update(old) { $0.name = new }
    let move = { (name: ObjectName) in name.schema == old ? ObjectName(name.name, schema: new) : name }
    for table in catalog.tables { catalog.tables.update(table.name) { $0.moveSchema(old, new, move) } }
    for view in catalog.views {
      catalog.views.update(view.name) { view in
        view.name = move(view.name)
        view.reads = view.reads.map(move)
      }
    }
    for sequence in catalog.sequences {
      catalog.sequences.update(sequence.name) { sequence in
        sequence.name = move(sequence.name)
        sequence.ownedBy = sequence.ownedBy.map { ColumnReference(move($0.table), $0.column) }
      }
    }
    for type in catalog.enums { catalog.enums.update(type.name) { $0.name = move($0.name) } }
    for type in catalog.domains { catalog.domains.update(type.name) { $0.name = move($0.name) } }
    for type in catalog.compositeTypes { catalog.compositeTypes.update(type.name) { $0.name = move($0.name) } }
    for type in catalog.rangeTypes { catalog.rangeTypes.update(type.name) { $0.name = move($0.name) } }
    for position in catalog.functions.indices {
      catalog.functions[position].name = move(catalog.functions[position].name)
    }
    for position in catalog.grants.indices { catalog.grants[position].object = move(catalog.grants[position].object) }
    let moved = CatalogBuilder(catalog, parser: parser)
    names = moved.names
    children = moved.children
    grantIndex = moved.grantIndex
    functionPositions = moved.functionPositions
  }

  mutating func renameFunction(
    _ object: UnsafeMutablePointer<PgQuery__Node>?, _ change: (inout ObjectName) -> Void
  ) {
    guard let reference = object?.pointee.object_with_args?.pointee else { return }
    guard let position = find(function: reference) else {
      return reportUnknownFunction(PostgresList(reference.objname, reference.n_objname).strings)
    }
    let old = catalog.functions[position].name
    change(&catalog.functions[position].name)
    catalog.functions[position].sql += ";\n" + source.text
    indexFunctions()
    let new = catalog.functions[position].name
    for table in catalog.tables where table.triggers.contains(where: { $0.function == old }) {
      catalog.tables.update(table.name) { table in
        for position in table.triggers.indices where table.triggers[position].function == old {
          table.triggers[position].function = new
        }
      }
    }
  }
}

extension Table {
  /// Whether a table is the target, parent or partitioned parent of this one.
  func pointsTo(_ name: ObjectName) -> Bool {
    foreignKeys.contains { $0.target == name } || inherits.contains(name) || partitionOf?.parent == name
  }

  /// Follows a table that got another name.
  mutating func follow(_ old: ObjectName, _ new: ObjectName) {
    for position in foreignKeys.indices where foreignKeys[position].target == old { foreignKeys[position].target = new }
    inherits = inherits.map { $0 == old ? new : $0 }
    if partitionOf?.parent == old { partitionOf?.parent = new }
  }

  /// Follows a column of a referenced table that got another name.
  mutating func followColumn(_ old: String, of target: ObjectName, to new: String) {
    for position in foreignKeys.indices where foreignKeys[position].target == target {
      foreignKeys[position].targetColumns = foreignKeys[position].targetColumns.map { $0 == old ? new : $0 }
    }
  }

  mutating func moveSchema(_ old: String, _ new: String, _ move: (ObjectName) -> ObjectName) {
    name = move(name)
    inherits = inherits.map(move)
    partitionOf = partitionOf.map { PartitionMembership(parent: move($0.parent), bound: $0.bound) }
    for position in foreignKeys.indices { foreignKeys[position].target = move(foreignKeys[position].target) }
    for position in triggers.indices { triggers[position].function = move(triggers[position].function) }
    for column in columns.map(\.name) {
      columns.update(column) { if $0.type.schema == old { $0.type.schema = new } }
    }
  }
}

extension Array {
  /// Changes the names equal to `old`.
  mutating func rename(
    _ old: String, to new: String, _ name: (Element) -> String, set: (inout Element, String) -> Void
  ) {
    for position in indices where name(self[position]) == old { set(&self[position], new) }
  }
}
