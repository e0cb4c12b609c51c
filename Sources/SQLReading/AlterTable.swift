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
    let commands = PostgresList(statement.cmds, statement.n_cmds).compactMap { $0.pointee.alter_table_cmd?.pointee }
    if case .table? = names[target] { return apply(commands, to: target, isRecursive: isRecursive) }
    for command in commands {
      switch names[target] {
      case .compositeType?: apply(command, toType: target)
      case .index(let table)?: apply(command, toIndex: target.name, of: table)
      case .view?: apply(command, toView: target)
      case .sequence?:
        let isUnlogged = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged
        if isUnlogged || command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged {
          catalog.sequences.update(target) { $0.isUnlogged = isUnlogged }
        }
      default: break
      }
    }
  }

  /// A statement about somebody else's table is kept as it is; about a temporary one it is dropped.
  private mutating func keepUnresolved() {
    guard diagnostics.last?.code == "undeclared-schema" else { return }
    catalog.unmodelled.append(RawObject(kind: Self.title(of: source.text), sql: source.text, span: source.span))
  }

  /// The commands in the order in which PostgreSQL runs them: drops, types, new columns, constraints, the rest. All
  /// constraints of the statement wait until its columns are there.
  private mutating func apply(_ commands: [PgQuery__AlterTableCmd], to name: ObjectName, isRecursive: Bool) {
    var constraints = TableDraft(Table(name))
    let passes = commands.map { AlterPass(of: $0.subtype) }
    for pass in AlterPass.allCases {
      for (command, _) in zip(commands, passes).filter({ $0.1 == pass }) {
        switch pass {
        case .newColumns: addColumn(command, to: name, isRecursive: isRecursive, &constraints)
        case .constraints:
          if let node = command.def?.pointee.constraint { constraints.add(TableDraft.Constraint(UnsafePointer(node))) }
        default: apply(command, to: name, isRecursive: isRecursive)
        }
      }
      if pass == .constraints { addConstraints(of: constraints) }
    }
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
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn:
      let index = command.name.text
      catalog.tables.update(name) { $0.clusteredOn = index }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster: catalog.tables.update(name) { $0.clusteredOn = nil }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf:
      let type = columnType(command.def?.pointee.type_name).userType
      catalog.tables.update(name) { $0.ofType = type }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf: catalog.tables.update(name) { $0.ofType = nil }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_GenericOptions:
      let options = foreignOptions(of: command)
      catalog.tables.update(name) { $0.foreignOptions.change(options) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule: setRule(command, of: name, "O")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule: setRule(command, of: name, "D")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule: setRule(command, of: name, "A")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule: setRule(command, of: name, "R")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace,
      PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod, PG_QUERY__ALTER_TABLE_TYPE__AT_DropOids:
      break
    default: keepRaw("this form of ALTER TABLE")
    }
  }

  private mutating func setRule(_ command: PgQuery__AlterTableCmd, of name: ObjectName, _ state: String) {
    let rule = command.name.text
    catalog.tables.update(name) { table in
      for position in table.rules.indices where table.rules[position].name == rule {
        table.rules[position].enabled = state
      }
    }
  }

  func foreignOptions(of command: PgQuery__AlterTableCmd) -> ForeignOptionChanges {
    guard let list = command.def?.pointee, list.node_case == PG_QUERY__NODE__NODE_LIST else {
      return ForeignOptionChanges()
    }
    return ForeignOptionChanges(PostgresList(list.list.pointee.items, list.list.pointee.n_items))
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
    if !isAdded {
      // What came from this parent alone is the table's own now.
      catalog.tables.update(name) { table in
        for column in table.columns.names { table.columns.update(column) { $0.isLocal = true } }
        for position in table.checks.indices { table.checks[position].isLocal = true }
      }
    }
    children[parent]?.removeAll { $0 == name }
    if isAdded { children[parent, default: []].append(name) }
  }

  private mutating func applyConstraint(_ command: PgQuery__AlterTableCmd, to name: ObjectName) -> Bool {
    switch command.subtype {
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
    if isInheritedCheck {
      for child in children[name] ?? [] {
        let isLocal = catalog.tables[child]?.checks.contains { $0.name == constraint && $0.isLocal } == true
        if !isLocal, !isOnly { remove(constraint, from: child) }
      }
    }
    if catalog.tables[name]?.clusteredOn == constraint { catalog.tables.update(name) { $0.clusteredOn = nil } }
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
    setTrigger(command.name.text, enabled: state, of: name)
    return true
  }

  /// Copies on partitions are set with the one of their parent.
  private mutating func setTrigger(_ trigger: String?, enabled state: String, of name: ObjectName) {
    var copied: [String] = []
    catalog.tables.update(name) { table in
      for position in table.triggers.indices where trigger == nil || table.triggers[position].name == trigger {
        table.triggers[position].enabled = state
        if table.triggers[position].isForEachRow { copied.append(table.triggers[position].name) }
      }
    }
    for partition in partitions(of: name) {
      for trigger in copied { setTrigger(trigger, enabled: state, of: partition) }
    }
  }

  private mutating func apply(_ command: PgQuery__AlterTableCmd, toIndex index: String, of table: ObjectName) {
    if command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics {
      return setStatistics(command, ofIndex: index, of: table)
    }
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

  private mutating func setStatistics(
    _ command: PgQuery__AlterTableCmd, ofIndex index: String, of table: ObjectName
  ) {
    let column = Int(command.num)
    let target = command.def.flatMap { Self.text(ofOption: $0) }.flatMap(Int.init).flatMap { $0 < 0 ? nil : $0 }
    let change = { (indexes: inout [Index]) in
      for position in indexes.indices where indexes[position].name == index {
        indexes[position].statisticsTargets[column] = target
      }
    }
    if !catalog.tables.update(table, { change(&$0.indexes) }) { catalog.views.update(table) { change(&$0.indexes) } }
  }

  private mutating func apply(_ command: PgQuery__AlterTableCmd, toView name: ObjectName) {
    let column = command.name.text
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
      guard let column else { return }
      let expression = defaultExpression(command.def, of: ColumnType("unknown"))
      catalog.views.update(name) { $0.columnDefaults[column] = expression }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn: catalog.views.update(name) { $0.clusteredOn = column }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster: catalog.views.update(name) { $0.clusteredOn = nil }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
      let isSet = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions
      let options = options(of: command)
      catalog.views.update(name) { $0.options.change(options, isSet: isSet) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
      guard let column else { return }
      let target = command.def.flatMap { Self.text(ofOption: $0) }.flatMap(Int.init).flatMap { $0 < 0 ? nil : $0 }
      catalog.views.update(name) { $0.columnStatistics[column] = target }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace,
      PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod:
      break
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
      guard let definition else { return }
      let added = attribute(definition.pointee)
      type.attributes.append(added)
      changeTyped(name) { $0.columns.append(Column(added.name, added.type)) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
      type.attributes.removeAll { $0.name == command.name.text }
      for table in catalog.tables where table.ofType == name {
        if let column = command.name.text, table.columns.contains(column) {
          dropColumn(column, of: table.name, cascades: false)
        }
      }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      for position in type.attributes.indices where type.attributes[position].name == command.name.text {
        type.attributes[position].type = columnType(definition?.pointee.type_name)
        let changed = type.attributes[position]
        changeTyped(name) { table in table.columns.update(changed.name) { $0.type = changed.type } }
      }
    default: break
    }
    catalog.compositeTypes[name] = type
  }
}

extension CatalogBuilder {
  /// The tables of a composite type follow its attributes.
  private mutating func changeTyped(_ type: ObjectName, _ change: (inout Table) -> Void) {
    for table in catalog.tables where table.ofType == type { catalog.tables.update(table.name, change) }
  }
}

/// When PostgreSQL runs a command of ALTER TABLE (tablecmds.c).
private enum AlterPass: CaseIterable {
  case drops
  case types
  case newColumns
  case columns
  case constraints
  case rest

  init(of command: PgQuery__AlterTableType) {
    switch command {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn, PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull, PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity:
      self = .drops
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType: self = .types
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn: self = .newColumns
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull, PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity: self = .columns
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint: self = .constraints
    default: self = .rest
    }
  }
}

/// `OPTIONS (ADD a '1', SET b '2', DROP c)`.
struct ForeignOptionChanges {
  fileprivate var changes: [(name: String, value: String?)] = []

  init() {}

  init(_ list: PostgresList<PgQuery__Node>) {
    for node in list {
      guard let element = node.pointee.def_elem?.pointee, let name = element.defname.text else { continue }
      let isDropped = element.defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_DROP
      changes.append((name, isDropped ? nil : CatalogBuilder.text(ofOption: element.arg) ?? ""))
    }
  }
}

extension [String: String] {
  mutating func change(_ options: ForeignOptionChanges) {
    for change in options.changes { self[change.name] = change.value }
  }

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
