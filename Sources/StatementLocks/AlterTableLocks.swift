import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func alterTable(_ statement: PgQuery__AlterTableStmt) {
    guard let name = target(statement.relation, missingOK: statement.missing_ok != 0) else { return }
    let commands = PostgresList(statement.cmds, statement.n_cmds).compactMap { $0.pointee.alter_table_cmd?.pointee }
    switch before.relations[name] {
    case .index(let table)?: return alterIndex(name, of: table, commands)
    case .sequence?, .identitySequence?: return alterSequence(name, commands)
    case .view?: return alterView(name, commands)
    case .compositeType?: return alterComposite(name, commands)
    default: break
    }
    var changes = TableChanges()
    let isRecursive = statement.relation.pointee.inh != 0
    let mode = commands.map { level(of: $0) }.max() ?? .accessExclusive
    draft.lock(name, mode)
    for command in commands {
      if isRecursive, reaches(command, below: name) { draft.lock(reached(by: command, below: name), mode) }
      if !isRecursive { lockChildren(command, of: name, mode) }
      apply(command, to: name, isRecursive: isRecursive, mode, &changes)
    }
    lockReplaced(in: name, commands)
    let skipsValidation = skipsValidation(of: commands)
    let dropped = Set(
      commands.filter { $0.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint }.compactMap(\.name.text))
    addConstraints(to: name, validates: !skipsValidation, except: dropped, &changes)
    lockCreated(except: Set(commands.compactMap { adopted(by: $0, table: name) }))
    if commands.contains(where: Self.drops) {
      lockDropped(except: Set(commands.compactMap { usedIndex(of: $0, table: name) }))
    }
    finish(changes)
  }

  /// `USING INDEX`: the index that is there already, and the name that it takes.
  private func usedIndex(of command: PgQuery__AlterTableCmd, table: ObjectName) -> ObjectName? {
    guard command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint else { return nil }
    return command.def?.pointee.constraint?.pointee.indexname.text.map { ObjectName($0, schema: table.schema) }
  }

  private func adopted(by command: PgQuery__AlterTableCmd, table: ObjectName) -> ObjectName? {
    guard let index = usedIndex(of: command, table: table) else { return nil }
    return command.def?.pointee.constraint?.pointee.conname.text.map { ObjectName($0, schema: table.schema) } ?? index
  }

  /// A column that is dropped from a parent alone becomes the children's own, which locks them.
  private mutating func lockChildren(_ command: PgQuery__AlterTableCmd, of table: ObjectName, _ mode: LockMode) {
    guard command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn else { return }
    draft.lock(before.children(of: table), mode)
  }

  /// A constraint that goes where another one of its name comes: names alone do not tell.
  private mutating func lockReplaced(in table: ObjectName, _ commands: [PgQuery__AlterTableCmd]) {
    let adopts = commands.contains { usedIndex(of: $0, table: table) != nil }
    for command in commands where command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint {
      guard let name = command.name.text, let owner = before.table(table), let left = after.table(table) else {
        continue
      }
      if let key = owner.foreignKeys.first(where: { $0.name == name }), key.isEnforced {
        lockDroppedKey(key, of: table)
      }
      guard owner.keys.contains(where: { $0.name == name }) || owner.exclusions.contains(where: { $0.name == name })
      else {
        continue
      }
      let index = ObjectName(name, schema: table.schema)
      draft.lock(index, .accessExclusive)
      let isMade = left.keys.contains { $0.name == name } || left.exclusions.contains { $0.name == name }
      guard isMade, !adopts else { continue }
      draft.lock(table, .share)
      if !before.isPartitioned(table) { draft.build(index) }
    }
  }

  /// The tables of a composite type.
  func typedTables(of type: ObjectName) -> [ObjectName] {
    before.relations[type] == .compositeType ? before.catalog.tables.filter { $0.ofType == type }.map(\.name) : []
  }

  /// `ALTER TYPE ... ATTRIBUTE`: the tables of the type change with it.
  private mutating func alterComposite(_ type: ObjectName, _ commands: [PgQuery__AlterTableCmd]) {
    draft.lock(type, .accessExclusive)
    var changes = TableChanges()
    for table in typedTables(of: type) {
      draft.lock(table, .accessExclusive)
      for command in commands where command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType {
        changeType(command, of: [table], &changes)
      }
    }
    if commands.contains(where: Self.drops) { lockDropped() }
    finish(changes)
  }

  /// Every rewritten table is written once, whatever asks for it; what is written anew is checked on the way.
  private mutating func finish(_ changes: TableChanges) {
    for table in changes.rewrites { rewrite(table) }
    for table in changes.scans where !changes.rewrites.contains(table) && before.holdsRows(table) { draft.scan(table) }
  }

  private static func drops(_ command: PgQuery__AlterTableCmd) -> Bool {
    [
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn, PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity,
    ].contains { $0.rawValue == command.subtype.rawValue }
  }

  /// The strength of lock that a command asks for; a statement takes the strongest of its commands'.
  func level(of command: PgQuery__AlterTableCmd) -> LockMode {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics, PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster, PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions,
      PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize, PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
      return .shareUpdateExclusive
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
      return optionsMode(of: command)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig, PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig,
      PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig, PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll,
      PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser, PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll, PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser:
      return .shareRowExclusive
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
      let isConcurrent = command.def?.pointee.partition_cmd?.pointee.concurrent ?? 0
      return isConcurrent != 0 ? .shareUpdateExclusive : .accessExclusive
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      let type = command.def?.pointee.constraint?.pointee.contype
      return type == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN ? .shareRowExclusive : .accessExclusive
    default: return .accessExclusive
    }
  }

  /// Whether a command goes on to partitions and heirs.
  private func reaches(_ command: PgQuery__AlterTableCmd, below table: ObjectName) -> Bool {
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn, PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn,
      PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault, PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression, PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics,
      PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage, PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      return true
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
      return !before.isPartitioned(table) || isNullable(command.name.text, in: table)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig, PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig,
      PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig, PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll,
      PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser, PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig,
      PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll, PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser:
      return before.isPartitioned(table)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      guard let constraint = command.def?.pointee.constraint?.pointee else { return false }
      return constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK && constraint.is_no_inherit == 0
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
      return before.table(table)?.checks.contains {
        $0.name == command.name.text && $0.isInherited && !$0.isValidated
      } == true
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
      guard let owner = before.table(table) else { return false }
      return before.isPartitioned(table)
        || owner.checks.contains { $0.name == command.name.text && $0.isInherited }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint: return before.isPartitioned(table)
    default: return false
    }
  }

  private func reached(by command: PgQuery__AlterTableCmd, below table: ObjectName) -> [ObjectName] {
    if command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint, let name = command.name.text,
      let check = before.table(table)?.checks.first(where: { $0.name == name })
    {
      return heirs(of: table) { $0.checks.contains { $0.name == check.name } }
    }
    if command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn {
      return newColumnTables(command, below: table)
    }
    return Array(before.tree(table).dropFirst())
  }

  /// A new column goes down to the tables that have one of its name already, and ends there.
  func newColumnTables(_ command: PgQuery__AlterTableCmd, below table: ObjectName) -> [ObjectName] {
    guard let name = command.def?.pointee.column_def?.pointee.colname.text,
      before.table(table)?.columns.contains(name) != true
    else { return [] }
    return heirs(of: table) { !$0.columns.contains(name) }
  }

  /// Tables below one, as far down as they have what a command goes after.
  private func heirs(of table: ObjectName, with condition: (Table) -> Bool) -> [ObjectName] {
    before.children(of: table).flatMap { child -> [ObjectName] in
      guard let found = before.table(child), condition(found) else { return [child] }
      return [child] + heirs(of: child, with: condition)
    }
  }

  func isNullable(_ column: String?, in table: ObjectName) -> Bool {
    column.flatMap { before.table(table)?.columns[$0]?.isNullable } ?? true
  }

  /// A foreign key that stands on a new column has nothing to validate: the column is null throughout, unless it has a
  /// default. PostgreSQL asks this once for the whole statement.
  private func skipsValidation(of commands: [PgQuery__AlterTableCmd]) -> Bool {
    !commands.contains { command in
      if command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint {
        return command.def?.pointee.constraint?.pointee.contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN
      }
      guard command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn,
        let definition = command.def?.pointee.column_def?.pointee
      else { return false }
      return ColumnDefinition(definition).hasDefault
    }
  }
}

/// Which tables a statement writes anew and which it reads through.
struct TableChanges {
  private(set) var rewrites: [ObjectName] = []
  private(set) var scans: [ObjectName] = []
  /// Indexes made again because a column of theirs changed its type, and whether their files are built.
  var remade: [ObjectName] = []

  mutating func rewrite(_ table: ObjectName) { if !rewrites.contains(table) { rewrites.append(table) } }
  mutating func scan(_ table: ObjectName) { if !scans.contains(table) { scans.append(table) } }
}

/// The constraints that stand on a column in a statement.
struct ColumnDefinition {
  let node: PgQuery__ColumnDef
  private let constraints: [PgQuery__Constraint]

  init(_ node: PgQuery__ColumnDef) {
    self.node = node
    constraints = PostgresList(node.constraints, node.n_constraints).compactMap { $0.pointee.constraint?.pointee }
  }

  func constraint(_ type: PgQuery__ConstrType) -> PgQuery__Constraint? {
    constraints.first { $0.contype == type }
  }

  var typeName: String {
    guard let type = node.type_name?.pointee else { return "" }
    return PostgresList(type.names, type.n_names).strings.last ?? ""
  }

  var isSerial: Bool {
    ["serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"].contains(typeName)
  }

  var defaultExpression: PostgresNode? {
    constraint(PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT)?.raw_expr.map { PostgresNode($0) }
  }

  var isIdentity: Bool { constraint(PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY) != nil }
  var isGenerated: Bool { constraint(PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED) != nil }
  var hasDefault: Bool { isSerial || isGenerated || constraint(PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT) != nil }

  var isNotNull: Bool {
    constraint(PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL) != nil
      || constraint(PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY) != nil || isSerial || isIdentity
  }
}
