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
    follow(NamedObject(kind: .type, name: old), to: new)
    catalog.enums.update(old) { $0.name = new }
    catalog.domains.update(old) { $0.name = new }
    catalog.compositeTypes.update(old) { $0.name = new }
    catalog.rangeTypes.update(old) { range in
      // Its multirange type stays what and where it is.
      if range.options["multirange_type_name"] == nil {
        range.options["multirange_type_name"] = SQLName.quoted(RangeNames.multirange(of: old))
      }
      range.name = new
    }
    changeTypes { type in
      guard type.userType == old else { return }
      type.name = new.name
      type.schema = new.schema
    }
    for position in catalog.grants.indices where [.type, .domain].contains(catalog.grants[position].objectKind) {
      if catalog.grants[position].object == old { moveGrant(position, to: new) }
    }
    rereadFunctions(mentioning: new.name)
  }

  /// The row type of a table moves with it.
  mutating func moveRowType(_ old: ObjectName, to new: ObjectName) {
    changeTypes { type in
      guard type.userType == old else { return }
      type.name = new.name
      type.schema = new.schema
    }
    rereadFunctions(mentioning: new.name)
  }

  /// Changes the types that columns, domains, attributes and ranges are of.
  mutating func changeTypes(_ change: @escaping (inout ColumnType) -> Void) {
    let changed = { (type: ColumnType) in
      var copy = type
      change(&copy)
      return copy
    }
    for table in catalog.tables.filter({ $0.columns.contains { changed($0.type) != $0.type } }) {
      catalog.tables.update(table.name) { table in
        for column in table.columns.names { table.columns.update(column) { change(&$0.type) } }
      }
    }
    for name in catalog.domains.names { catalog.domains.update(name) { change(&$0.base) } }
    for name in catalog.rangeTypes.names { catalog.rangeTypes.update(name) { change(&$0.subtype) } }
    for name in catalog.compositeTypes.names {
      catalog.compositeTypes.update(name) { type in
        for position in type.attributes.indices { change(&type.attributes[position].type) }
      }
    }
  }

  private mutating func moveGrant(_ position: Int, to new: ObjectName) {
    grantIndex[GrantKey(catalog.grants[position])] = nil
    catalog.grants[position].object = new
    grantIndex[GrantKey(catalog.grants[position])] = position
  }

  mutating func moveCollation(_ old: ObjectName, to new: ObjectName) {
    catalog.collations.update(old) { $0.name = new }
    let follow = { (collation: inout ObjectName?) in if collation == old { collation = new } }
    for name in catalog.tables.names {
      catalog.tables.update(name) { table in
        for column in table.columns.names { table.columns.update(column) { follow(&$0.collation) } }
        for index in table.indexes.indices {
          for element in table.indexes[index].elements.indices {
            follow(&table.indexes[index].elements[element].collation)
          }
        }
      }
    }
    for name in catalog.domains.names { catalog.domains.update(name) { follow(&$0.collation) } }
  }

  /// What an extension brought moves with it.
  mutating func moveExtension(_ name: String, to schema: String) {
    let old = catalog.extensions[name]?.schema ?? "public"
    catalog.extensions.update(name) { $0.schema = schema }
    changeTypes { type in
      if type.schema == old, BuiltinTypes.extensions[type.name] == name { type.schema = schema }
    }
    guard !catalog.extensions.contains(where: { $0.name != name && ($0.schema ?? "public") == old }) else { return }
    // What stands in that schema and was not created here is the extension's.
    let builder = self
    catalog.changeTexts(holding: old) { text, form in
      builder.parser.rewrite(text, form) { node, bytes, edits in
        for reference in TextReference.all(in: node, bytes)
        where reference.path.count > 1 && reference.path[0] == old && !builder.declares(reference) {
          let moved = ObjectName(reference.path[1], schema: schema)
          edits.replace(reference.range, by: reference.replacement(moved, keepsSchema: false))
        }
      }
    }
  }

  private func declares(_ reference: TextReference) -> Bool {
    let name = ObjectName(reference.path[1], schema: reference.path[0])
    return names[name] != nil || isType(name) || functionNames[name] != nil
  }

  /// A renamed schema takes all its objects along.
  mutating func renameSchema(_ old: String, to new: String) {
    guard catalog.schemas.contains(old) || old == "public" else { return reportUnknown([old, ""], at: nil) }
    followSchema(old, to: new)
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
    changeTypes { if $0.schema == old { $0.schema = new } }
    for name in catalog.extensions.names {
      catalog.extensions.update(name) { if $0.schema == old { $0.schema = new } }
    }
    for item in catalog.collations { moveCollation(item.name, to: move(item.name)) }
    for statistics in catalog.statistics {
      catalog.statistics.update(statistics.name) { statistics in
        statistics.name = move(statistics.name)
        statistics.table = move(statistics.table)
      }
    }
    for position in catalog.defaultPrivileges.indices where catalog.defaultPrivileges[position].schema == old {
      catalog.defaultPrivileges[position].schema = new
    }
    searchPath = searchPath.map { $0 == old ? new : $0 }
    for type in catalog.enums { catalog.enums.update(type.name) { $0.name = move($0.name) } }
    for type in catalog.domains { catalog.domains.update(type.name) { $0.name = move($0.name) } }
    for type in catalog.compositeTypes { catalog.compositeTypes.update(type.name) { $0.name = move($0.name) } }
    for type in catalog.rangeTypes { catalog.rangeTypes.update(type.name) { $0.name = move($0.name) } }
    for position in catalog.functions.indices {
      catalog.functions[position].name = move(catalog.functions[position].name)
    }
    for position in catalog.grants.indices {
      catalog.grants[position].object = move(catalog.grants[position].object)
      if catalog.grants[position].objectKind == .schema, catalog.grants[position].object.name == old {
        catalog.grants[position].object.name = new
      }
    }
    let moved = CatalogBuilder(catalog, parser: parser)
    names = moved.names
    children = moved.children
    grantIndex = moved.grantIndex
    functionPositions = moved.functionPositions
    functionNames = moved.functionNames
    rereadFunctions(mentioning: new)
  }

  mutating func renameFunction(
    _ object: UnsafeMutablePointer<PgQuery__Node>?, _ change: (inout ObjectName) -> Void
  ) {
    guard let reference = object?.pointee.object_with_args?.pointee else { return }
    guard let position = find(function: reference) else {
      return reportUnknownFunction(PostgresList(reference.objname, reference.n_objname).strings)
    }
    let old = catalog.functions[position].name
    let arguments = catalog.functions[position].argumentTypes
    var new = old
    change(&new)
    if functionNames[old]?.count == 1 { follow(NamedObject(kind: .function, name: old), to: new) }
    catalog.functions[position].name = new
    indexFunctions()
    for position in catalog.grants.indices
    where catalog.grants[position].object == old && catalog.grants[position].argumentTypes == arguments {
      moveGrant(position, to: new)
    }
    for name in catalog.eventTriggers.names {
      catalog.eventTriggers.update(name) { trigger in
        trigger.sql = StatementText.renaming(
          trigger.sql, behind: ["function", "procedure"], from: old, to: SQLName.quoted(new))
      }
    }
    for view in catalog.views where view.triggers.contains(where: { $0.function == old }) {
      catalog.views.update(view.name) { view in
        for position in view.triggers.indices where view.triggers[position].function == old {
          view.triggers[position].function = new
        }
      }
    }
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
      || triggers.contains { $0.constraintTable == name }
  }

  /// Follows a table that got another name.
  mutating func follow(_ old: ObjectName, _ new: ObjectName) {
    for position in foreignKeys.indices where foreignKeys[position].target == old { foreignKeys[position].target = new }
    inherits = inherits.map { $0 == old ? new : $0 }
    if partitionOf?.parent == old { partitionOf?.parent = new }
    for position in triggers.indices where triggers[position].constraintTable == old {
      triggers[position].constraintTable = new
    }
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
    for column in columns.names {
      columns.update(column) { column in
        if column.identity?.sequence.name?.schema == old { column.identity?.sequence.name?.schema = new }
      }
    }
    for position in triggers.indices {
      triggers[position].constraintTable = triggers[position].constraintTable.map(move)
    }
    ofType = ofType.map(move)
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
