import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func alterTable(_ statement: PgQuery__AlterTableStmt) {
    guard let target = require(statement.relation, missingOK: statement.missing_ok != 0) else {
      keepUnresolved()
      return
    }
    let isRecursive = statement.relation.pointee.inh != 0
    isOnly = !isRecursive
    defer { isOnly = false }
    for node in PostgresList(statement.cmds, statement.n_cmds) {
      guard let command = node.pointee.alter_table_cmd?.pointee else { continue }
      switch names[target] {
      case .table?: apply(command, to: target, isRecursive: isRecursive)
      case .compositeType?: apply(command, toType: target)
      case .index(let table)?: apply(command, toIndex: target.name, of: table)
      case .view?: apply(command, toView: target)
      default: break
      }
    }
  }

  /// A statement about somebody else's table is kept as it is; about a temporary one it is dropped.
  private mutating func keepUnresolved() {
    guard diagnostics.last?.code == "undeclared-schema" else { return }
    catalog.unmodelled.append(RawObject(kind: Self.title(of: source.text), sql: source.text, span: source.span))
  }

  private mutating func apply(_ command: PgQuery__AlterTableCmd, to name: ObjectName, isRecursive: Bool) {
    if applyColumn(command, to: name, isRecursive: isRecursive) || applyConstraint(command, to: name) { return }
    if applyTrigger(command, to: name) { return }
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity: setRowSecurity(of: name) { $0.isEnabled = true }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity: setRowSecurity(of: name) { $0.isEnabled = false }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity: setRowSecurity(of: name) { $0.isForced = true }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity: setRowSecurity(of: name) { $0.isForced = false }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged: catalog.tables.update(name) { $0.isUnlogged = false }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged: catalog.tables.update(name) { $0.isUnlogged = true }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
      let isSet = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions
      let options = options(of: command)
      catalog.tables.update(name) { $0.storageParameters.change(options, isSet: isSet) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity:
      guard let identity = command.def?.pointee.replica_identity_stmt?.pointee else { return }
      let text = ["n": "NOTHING", "f": "FULL", "i": "USING INDEX \(identity.name.text ?? "")"]
      catalog.tables.update(name) { $0.replicaIdentity = text[identity.identity_type.text ?? ""] }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
      if let partition = command.def?.pointee.partition_cmd { attachPartition(partition.pointee, to: name) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition, PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize:
      if let partition = command.def?.pointee.partition_cmd { detachPartition(partition.pointee, from: name) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit: changeInheritance(command, of: name, isAdded: true)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit: changeInheritance(command, of: name, isAdded: false)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster, PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace,
      PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod, PG_QUERY__ALTER_TABLE_TYPE__AT_DropOids,
      PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
      break
    default: keepRaw("this form of ALTER TABLE")
    }
  }

  private mutating func setRowSecurity(of name: ObjectName, _ change: (inout RowSecurity) -> Void) {
    catalog.tables.update(name) { change(&$0.rowSecurity) }
  }

  func options(of command: PgQuery__AlterTableCmd) -> [String: String] {
    guard let list = command.def?.pointee, list.node_case == PG_QUERY__NODE__NODE_LIST else { return [:] }
    return storageParameters(PostgresList(list.list.pointee.items, list.list.pointee.n_items))
  }

  private mutating func changeInheritance(_ command: PgQuery__AlterTableCmd, of name: ObjectName, isAdded: Bool) {
    guard let parent = require(command.def?.pointee.range_var) else { return }
    if isAdded, reportCircle(parent, name) { return }
    catalog.tables.update(name) { table in
      table.inherits.removeAll { $0 == parent }
      if isAdded { table.inherits.append(parent) }
    }
    children[parent]?.removeAll { $0 == name }
    if isAdded { children[parent, default: []].append(name) }
  }

  private mutating func applyConstraint(_ command: PgQuery__AlterTableCmd, to name: ObjectName) -> Bool {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      guard let table = catalog.tables[name], let node = command.def?.pointee.constraint else { return true }
      var draft = TableDraft(table)
      draft.add(TableDraft.Constraint(UnsafePointer(node)))
      addConstraints(of: draft)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
      dropConstraint(command.name.text ?? "", of: name, command)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
      let constraint = command.name.text
      catalog.tables.update(name) { table in
        for position in table.checks.indices where table.checks[position].name == constraint {
          table.checks[position].isValidated = true
        }
        for position in table.foreignKeys.indices where table.foreignKeys[position].name == constraint {
          table.foreignKeys[position].isValidated = true
        }
      }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint:
      guard let node = command.def?.pointee.constraint?.pointee else { return true }
      let deferral = TableDraft.Constraint.deferral(node.deferrable != 0, node.initdeferred != 0)
      catalog.tables.update(name) { table in
        for position in table.foreignKeys.indices where table.foreignKeys[position].name == node.conname.text {
          table.foreignKeys[position].deferral = deferral
        }
      }
    default: return false
    }
    return true
  }

  private mutating func dropConstraint(_ constraint: String, of name: ObjectName, _ command: PgQuery__AlterTableCmd) {
    guard let table = catalog.tables[name] else { return }
    guard table.hasConstraint(constraint) else {
      guard command.missing_ok == 0 else { return }
      let nearest = NearestName.of(constraint, among: table.constraintNames)
      let isOpaque = opaqueWords.contains(constraint.lowercased())
      report(
        isOpaque ? .warning : .error, "unknown-constraint",
        "constraint \"\(constraint)\" of \(name.display) does not exist here", at: headline,
        fix: nearest.map { "did you mean \($0)?" })
      return
    }
    remove(constraint, from: name)
    if command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE {
      let columns = (table.keys.first { $0.name == constraint })?.columns
      if let columns { dropForeignKeys { $0.target == name && Set($0.targetColumns) == Set(columns) } }
    }
  }

  /// Forgets a constraint of any kind, in the children that inherit it too.
  mutating func remove(_ constraint: String, from name: ObjectName) {
    guard let table = catalog.tables[name] else { return }
    let hasIndex =
      table.keys.contains { $0.name == constraint } || table.exclusions.contains { $0.name == constraint }
    let isInheritedCheck = table.checks.contains { $0.name == constraint && $0.isInherited }
    catalog.tables.update(name) { table in
      if table.primaryKey?.name == constraint { table.primaryKey = nil }
      table.uniqueConstraints.removeAll { $0.name == constraint }
      table.checks.removeAll { $0.name == constraint }
      table.exclusions.removeAll { $0.name == constraint }
      table.foreignKeys.removeAll { $0.name == constraint }
    }
    names.removeConstraint(constraint, of: name, hasIndex: hasIndex)
    if isInheritedCheck { for child in children[name] ?? [] { remove(constraint, from: child) } }
    let key = table.keys.first { $0.name == constraint }
    let foreignKey = table.foreignKeys.first { $0.name == constraint }
    for partition in partitions(of: name) {
      guard let child = catalog.tables[partition] else { continue }
      let twin =
        key.flatMap { key in child.keys.first { $0.columns == key.columns }?.name }
        ?? foreignKey.flatMap { key in
          child.foreignKeys.first { $0.columns == key.columns && $0.target == key.target }?.name
        }
      if let twin { remove(twin, from: partition) }
    }
  }

  /// Forgets foreign keys of any table, as CASCADE does.
  mutating func dropForeignKeys(where isDropped: (ForeignKey) -> Bool) {
    for table in catalog.tables {
      for key in table.foreignKeys where isDropped(key) {
        catalog.tables.update(table.name) { $0.foreignKeys.removeAll { $0.name == key.name } }
        names.removeConstraint(key.name, of: table.name, hasIndex: false)
      }
    }
  }

  private mutating func applyTrigger(_ command: PgQuery__AlterTableCmd, to name: ObjectName) -> Bool {
    let state: String
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig, PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll,
      PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser:
      state = "O"
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig: state = "A"
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig: state = "R"
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig, PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser:
      state = "D"
    default: return false
    }
    let trigger = command.name.text
    catalog.tables.update(name) { table in
      for position in table.triggers.indices where trigger == nil || table.triggers[position].name == trigger {
        table.triggers[position].enabled = state
      }
    }
    return true
  }

  private mutating func apply(_ command: PgQuery__AlterTableCmd, toIndex index: String, of table: ObjectName) {
    let isSet = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions
    guard isSet || command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions else { return }
    let options = options(of: command)
    let change = { (indexes: inout [Index]) in
      for position in indexes.indices where indexes[position].name == index {
        indexes[position].storageParameters.change(options, isSet: isSet)
      }
    }
    if !catalog.tables.update(table, { change(&$0.indexes) }) { catalog.views.update(table) { change(&$0.indexes) } }
  }

  private mutating func apply(_ command: PgQuery__AlterTableCmd, toView name: ObjectName) {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
      let isSet = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions
      let options = options(of: command)
      catalog.views.update(name) { $0.options.change(options, isSet: isSet) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics: break
    default: keepRaw("this form of ALTER VIEW")
    }
  }

  /// `ALTER TYPE ... ADD | DROP | ALTER ATTRIBUTE`.
  private mutating func apply(_ command: PgQuery__AlterTableCmd, toType name: ObjectName) {
    let definition = command.def.flatMap { node in
      node.pointee.node_case == PG_QUERY__NODE__NODE_COLUMN_DEF ? node.pointee.column_def : nil
    }
    guard var type = catalog.compositeTypes[name] else { return }
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
      if let definition { type.attributes.append(attribute(definition.pointee)) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn: type.attributes.removeAll { $0.name == command.name.text }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      for position in type.attributes.indices where type.attributes[position].name == command.name.text {
        type.attributes[position].type = columnType(definition?.pointee.type_name)
      }
    default: break
    }
    catalog.compositeTypes[name] = type
  }
}

extension [String: String] {
  /// SET adds and replaces options, RESET takes them away.
  mutating func change(_ options: [String: String], isSet: Bool) {
    if isSet {
      merge(options) { _, new in new }
    } else {
      for name in options.keys { self[name] = nil }
    }
  }
}

extension Table {
  var constraintNames: [String] {
    keys.map(\.name) + checks.map(\.name) + foreignKeys.map(\.name) + exclusions.map(\.name)
  }
}
