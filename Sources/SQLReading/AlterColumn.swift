import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Commands on one column, which children inherit.
  mutating func applyColumn(_ command: PgQuery__AlterTableCmd, to name: ObjectName, isRecursive: Bool) -> Bool {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
      guard let column = requireColumn(command, of: name) else { return true }
      let cascades = command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
      dropColumn(column, of: name, cascades: cascades, isRecursive: isRecursive)
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
    PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions.rawValue, PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics.rawValue,
    PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions.rawValue,
  ]

  private mutating func requireColumn(_ command: PgQuery__AlterTableCmd, of name: ObjectName) -> String? {
    guard let column = command.name.text, let table = catalog.tables[name] else { return nil }
    if table.columns.contains(column) { return column }
    if command.missing_ok == 0 { _ = requireColumns([column], of: table, at: 0) }
    return nil
  }

  /// Adds a column; its constraints are filed for when all columns are there.
  mutating func addColumn(
    _ command: PgQuery__AlterTableCmd, to name: ObjectName, isRecursive: Bool, _ constraints: inout TableDraft
  ) {
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
    guard let added = draft.table.columns[column] else { return }
    writeOutStars(reading: name)
    catalog.tables.update(name) { table in table.columns.append(added) }
    if isRecursive { inherit(added, from: name) }
    constraints.take(draft)
  }

  private mutating func inherit(_ column: Column, from name: ObjectName) {
    for child in children[name] ?? [] {
      writeOutStars(reading: child)
      var inherited = column
      inherited.isLocal = false
      if catalog.tables[child]?.partitionOf == nil { inherited.identity = nil }
      catalog.tables.update(child) { table in
        if !table.columns.contains(column.name) { table.columns.append(inherited) }
      }
      inherit(column, from: child)
    }
  }

  private mutating func change(
    _ column: String, of name: ObjectName, _ command: PgQuery__AlterTableCmd, isRecursive: Bool
  ) {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
      let type = catalog.tables[name]?.columns[column]?.type ?? ColumnType("unknown")
      let expression = defaultExpression(command.def, of: type)
      update(column, of: name, isRecursive) { $0.defaultExpression = expression }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: update(column, of: name, isRecursive) { $0.isNullable = true }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: update(column, of: name, isRecursive) { $0.isNullable = false }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: update(column, of: name, isRecursive) { $0.generated = nil }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage:
      let storage = command.def.flatMap { UnsafePointer($0).string }?.uppercased()
      let usual = catalog.tables[name]?.columns[column].map { StorageNames.usual(of: $0.type, in: catalog) }
      update(column, of: name, isRecursive) { column in
        column.storage = storage == usual || storage == "DEFAULT" ? nil : storage
      }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression:
      let compression = command.def.flatMap { UnsafePointer($0).string }
      update(column, of: name, isRecursive) { $0.compression = compression == "default" ? nil : compression }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
      let target = command.def.flatMap { Self.text(ofOption: $0) }.flatMap(Int.init).flatMap { $0 < 0 ? nil : $0 }
      update(column, of: name, isRecursive) { $0.statisticsTarget = target }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions:
      let isSet = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions
      let options = options(of: command)
      update(column, of: name, false) { $0.options.change(options, isSet: isSet) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions:
      let options = foreignOptions(of: command)
      update(column, of: name, false) { $0.foreignOptions.change(options) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      guard let definition = command.def?.pointee.column_def?.pointee else { return }
      let type = columnType(definition.type_name)
      let clause = definition.coll_clause?.pointee
      let collation = clause.flatMap { self.collation($0) }
      update(column, of: name, isRecursive) { column in
        column.type = type
        column.collation = collation
        column.storage = nil
      }
    default: break
    }
  }

  /// Changes a column in a table and, unless ONLY is said, in its children.
  private mutating func update(
    _ column: String, of name: ObjectName, _ isRecursive: Bool, _ change: (inout Column) -> Void
  ) {
    guard var changed = catalog.tables[name]?.columns[column] else { return }
    change(&changed)
    catalog.tables.update(name) { $0.columns[column] = changed }
    guard isRecursive else { return }
    for child in children[name] ?? [] { update(column, of: child, true, change) }
  }

  private mutating func addIdentity(_ command: PgQuery__AlterTableCmd, to name: ObjectName) {
    guard let column = requireColumn(command, of: name), let constraint = command.def?.pointee.constraint?.pointee,
      var changed = catalog.tables[name]?.columns[column]
    else { return }
    setIdentity(constraint, on: &changed, of: name)
    setIdentity(changed.identity, of: column, in: name)
  }

  /// Partitions have it from their parent.
  private mutating func setIdentity(_ identity: Identity?, of column: String, in name: ObjectName) {
    catalog.tables.update(name) { table in table.columns.update(column) { $0.identity = identity } }
    for partition in partitions(of: name) { setIdentity(identity, of: column, in: partition) }
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
    setIdentity(nil, of: column, in: name)
  }

  /// Drops a column with everything of the table that needs it, in the children too; those keep it as their own
  /// where they declare it or ONLY is said.
  mutating func dropColumn(_ column: String, of name: ObjectName, cascades: Bool, isRecursive: Bool = true) {
    guard let table = catalog.tables[name], let dropped = table.columns[column] else { return }
    writeOutStars(reading: name)
    if cascades { dropReaders(of: column, of: name) }
    for constraint in table.constraintsUsing(column) { remove(constraint, from: name) }
    for index in table.indexes where index.uses(column) {
      names[ObjectName(index.name, schema: name.schema)] = nil
    }
    if let sequence = names.identitySequence(of: ColumnReference(name, column), dropped.identity) {
      names[sequence] = nil
    }
    let generated = table.columns.filter { $0.generated?.expression.names(column) == true }.map(\.name)
    catalog.tables.update(name) { table in
      table.indexes.removeAll { $0.uses(column) }
      table.columns[column] = nil
      if cascades { table.policies.removeAll { $0.uses(column) } }
      if cascades {
        table.triggers.removeAll { $0.updateColumns.contains(column) || $0.condition?.names(column) == true }
      }
    }
    forgetColumnGrants(column, of: name)
    for statistics in catalog.statistics where statistics.table == name {
      if statistics.expressions.contains(where: { $0.uses(column) }) { catalog.statistics[statistics.name] = nil }
    }
    for sequence in catalog.sequences.filter({ $0.ownedBy == ColumnReference(name, column) }) {
      dropSequence(sequence.name, cascades: cascades)
    }
    if cascades {
      dropForeignKeys { $0.target == name && $0.targetColumns.contains(column) }
      for other in generated { dropColumn(other, of: name, cascades: true) }
    }
    for child in children[name] ?? [] {
      guard let inherited = catalog.tables[child]?.columns[column] else { continue }
      let isElsewhere = catalog.tables[child]?.inherits.contains { parent in
        parent != name && catalog.tables[parent]?.columns.contains(column) == true
      }
      if !isRecursive {
        catalog.tables.update(child) { table in table.columns.update(column) { $0.isLocal = true } }
      } else if !inherited.isLocal, isElsewhere != true {
        dropColumn(column, of: child, cascades: cascades)
      }
    }
  }

  private mutating func forgetColumnGrants(_ column: String, of name: ObjectName) {
    for position in catalog.grants.indices
    where catalog.grants[position].object == name && catalog.grants[position].columns.contains(column) {
      grantIndex[GrantKey(catalog.grants[position])] = nil
      catalog.grants[position].columns.removeAll { $0 == column }
      if catalog.grants[position].columns.isEmpty {
        catalog.grants[position].privileges = []
      } else {
        grantIndex[GrantKey(catalog.grants[position])] = position
      }
    }
  }
}

/// How values too long for a page are stored, by default.
enum StorageNames {
  private static let plain: Set<String> = Set(
    """
    aclitem bool box bpchar "char" char cid circle date float4 float8 int2 int2vector int4 int8 interval line lseg
    macaddr macaddr8 money name oid oidvector pg_lsn point regclass regtype regproc tid time timestamp timestamptz timetz
    uuid xid xid8
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).subtracting(["bpchar"])

  /// PLAIN for fixed widths, MAIN for numbers and addresses, EXTENDED for the rest.
  static func usual(of type: ColumnType, in catalog: Catalog) -> String {
    if type.isArray { return "EXTENDED" }
    if let name = type.userType {
      if catalog.enums.contains(name) { return "PLAIN" }
      return catalog.domains[name].map { usual(of: $0.base, in: catalog) } ?? "EXTENDED"
    }
    if plain.contains(type.name) { return "PLAIN" }
    return ["numeric", "inet", "cidr"].contains(type.name) ? "MAIN" : "EXTENDED"
  }
}
