import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Commands on one column, which children inherit.
  mutating func applyColumn(_ command: PgQuery__AlterTableCmd, to name: ObjectName, isRecursive: Bool) -> Bool {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn: addColumn(command, to: name, isRecursive: isRecursive)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
      guard let column = requireColumn(command, of: name) else { return true }
      dropColumn(column, of: name, cascades: command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity: addIdentity(command, to: name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity: setIdentity(command, of: name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity: dropIdentity(command, of: name)
    default:
      guard Self.columnCommands.contains(command.subtype.rawValue) else { return false }
      guard let column = requireColumn(command, of: name) else { return true }
      change(column, of: name, command, isRecursive: isRecursive)
    }
    return true
  }

  private static let columnCommands: Set<UInt32> = [
    PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault.rawValue, PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull.rawValue,
    PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull.rawValue, PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression.rawValue,
    PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage.rawValue, PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression.rawValue,
    PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType.rawValue, PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions.rawValue,
    PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions.rawValue,
  ]

  private mutating func requireColumn(_ command: PgQuery__AlterTableCmd, of name: ObjectName) -> String? {
    guard let column = command.name.text, let table = catalog.tables[name] else { return nil }
    if table.columns.contains(column) { return column }
    if command.missing_ok == 0 { _ = requireColumns([column], of: table, at: 0) }
    return nil
  }

  private mutating func addColumn(_ command: PgQuery__AlterTableCmd, to name: ObjectName, isRecursive: Bool) {
    guard let table = catalog.tables[name], let definition = command.def?.pointee.column_def?.pointee,
      let column = definition.colname.text
    else { return }
    if table.columns.contains(column) {
      if command.missing_ok == 0 {
        report(
          .error, "duplicate-object", "column \"\(column)\" of \(name.display) already exists",
          at: source.range(at: definition.location, column))
      }
      return
    }
    var draft = TableDraft(table)
    addColumn(definition, to: &draft)
    let added = draft.table.columns[column]
    catalog.tables.update(name) { table in if let added { table.columns.append(added) } }
    if isRecursive, let added { inherit(added, from: name) }
    addConstraints(of: draft)
  }

  private mutating func inherit(_ column: Column, from name: ObjectName) {
    for child in children[name] ?? [] {
      catalog.tables.update(child) { table in
        if !table.columns.contains(column.name) { table.columns.append(column) }
      }
      inherit(column, from: child)
    }
  }

  private mutating func change(
    _ column: String, of name: ObjectName, _ command: PgQuery__AlterTableCmd, isRecursive: Bool
  ) {
    guard var changed = catalog.tables[name]?.columns[column] else { return }
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault: changed.defaultExpression = defaultExpression(command.def)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: changed.isNullable = true
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: changed.isNullable = false
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: changed.generated = nil
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage: changed.storage = command.def.flatMap { UnsafePointer($0).string }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression:
      changed.compression = command.def.flatMap { UnsafePointer($0).string }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      guard let definition = command.def?.pointee.column_def?.pointee else { return }
      changed.type = columnType(definition.type_name)
      changed.collation = definition.coll_clause.flatMap { collation($0.pointee) }
    default: return
    }
    replace(changed, in: name, isRecursive: isRecursive)
  }

  private mutating func replace(_ column: Column, in name: ObjectName, isRecursive: Bool) {
    catalog.tables.update(name) { $0.columns[column.name] = column }
    guard isRecursive else { return }
    for child in children[name] ?? [] where catalog.tables[child]?.columns.contains(column.name) == true {
      replace(column, in: child, isRecursive: true)
    }
  }

  private mutating func addIdentity(_ command: PgQuery__AlterTableCmd, to name: ObjectName) {
    guard let column = requireColumn(command, of: name), let constraint = command.def?.pointee.constraint?.pointee,
      var changed = catalog.tables[name]?.columns[column]
    else { return }
    setIdentity(constraint, on: &changed, of: name)
    replace(changed, in: name, isRecursive: false)
  }

  /// `SET GENERATED ...` and sequence options of an identity column.
  private mutating func setIdentity(_ command: PgQuery__AlterTableCmd, of name: ObjectName) {
    guard let column = requireColumn(command, of: name), let list = command.def?.pointee,
      list.node_case == PG_QUERY__NODE__NODE_LIST
    else { return }
    let options = PostgresList(list.list.pointee.items, list.list.pointee.n_items)
    updateIdentity(of: ColumnReference(name, column)) { builder, identity in
      builder.apply(options, to: &identity.sequence)
      for option in options where option.pointee.def_elem?.pointee.defname.text == "generated" {
        let value = option.pointee.def_elem.pointee.arg?.pointee
        let isAlways = value?.node_case == PG_QUERY__NODE__NODE_INTEGER && value?.integer.pointee.ival == 97
        identity.generation = isAlways ? .always : .byDefault
      }
    }
  }

  private mutating func dropIdentity(_ command: PgQuery__AlterTableCmd, of name: ObjectName) {
    guard let column = requireColumn(command, of: name) else { return }
    let reference = ColumnReference(name, column)
    let identity = catalog.tables[name]?.columns[column]?.identity
    if let sequence = names.identitySequence(of: reference, identity) { names[sequence] = nil }
    catalog.tables.update(name) { table in table.columns.update(column) { $0.identity = nil } }
  }

  /// Drops a column with everything of the table that needs it, in the children too.
  mutating func dropColumn(_ column: String, of name: ObjectName, cascades: Bool) {
    guard let table = catalog.tables[name] else { return }
    let lost = table.constraintsUsing(column)
    for constraint in lost { remove(constraint, from: name) }
    for index in table.indexes where index.uses(column) {
      names[ObjectName(index.name, schema: name.schema)] = nil
    }
    if let reference = catalog.tables[name]?.columns[column],
      let sequence = names.identitySequence(of: ColumnReference(name, column), reference.identity)
    {
      names[sequence] = nil
    }
    catalog.tables.update(name) { table in
      table.indexes.removeAll { $0.uses(column) }
      table.columns[column] = nil
      if cascades { table.policies.removeAll { $0.uses(column) } }
      if cascades { table.triggers.removeAll { $0.updateColumns.contains(column) } }
    }
    if table.columns[column]?.defaultExpression != nil {
      for sequence in catalog.sequences.filter({ $0.ownedBy == ColumnReference(name, column) }) {
        catalog.sequences[sequence.name] = nil
        names[sequence.name] = nil
      }
    }
    if cascades { dropForeignKeys { $0.target == name && $0.targetColumns.contains(column) } }
    for child in children[name] ?? [] { dropColumn(column, of: child, cascades: cascades) }
  }
}
