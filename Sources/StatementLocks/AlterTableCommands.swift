import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  /// What a command does besides locking its table and those below it.
  mutating func apply(
    _ command: PgQuery__AlterTableCmd, to table: ObjectName, isRecursive: Bool, _ mode: LockMode,
    _ changes: inout TableChanges
  ) {
    let tree = isRecursive ? before.tree(table) : [table]
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
      let below = isRecursive ? newColumnTables(command, below: table) : []
      addColumn(command, to: table, [table] + below, &changes)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
      setNotNull(command.name.text ?? "", in: tree, &changes)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType: changeType(command, of: tree, &changes)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
      validateConstraint(command.name.text ?? "", of: table, tree, &changes)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged, PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged:
      let isUnlogged = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged
      guard before.table(table)?.isUnlogged != isUnlogged else { break }
      changes.rewrite(table)
      draft.lock(before.sequences(of: table), .accessExclusive, .rowExclusive)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
      draft.lock(sequences(of: command, in: table), .rowExclusive, .shareRowExclusive)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner: changeOwner(of: table)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity:
      guard let index = command.def?.pointee.replica_identity_stmt?.pointee.name.text else { break }
      draft.lock(ObjectName(index, schema: table.schema), .share)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn:
      draft.lock(command.name.text.map { ObjectName($0, schema: table.schema) }, mode)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit:
      draft.lock(target(command.def?.pointee.range_var), .shareUpdateExclusive)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit: draft.lock(target(command.def?.pointee.range_var), .accessShare)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf:
      guard let type = command.def?.pointee.type_name?.pointee else { break }
      draft.lock(before.find(PostgresList(type.names, type.n_names).strings), .accessShare)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
      if let partition = command.def?.pointee.partition_cmd?.pointee { attach(partition, to: table) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition, PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize:
      if let partition = command.def?.pointee.partition_cmd?.pointee { detach(partition, from: table) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      if let constraint = command.def?.pointee.constraint?.pointee { add(constraint, to: table, tree, &changes) }
    default: break
    }
  }

  private func sequences(of command: PgQuery__AlterTableCmd, in table: ObjectName) -> [ObjectName] {
    command.name.text.map { before.sequences(of: table, column: $0) } ?? []
  }

  private mutating func changeOwner(of table: ObjectName) {
    draft.lock(before.indexes(of: table), .accessExclusive)
    draft.lock(before.sequences(of: table), .accessExclusive)
  }

  private mutating func addColumn(
    _ command: PgQuery__AlterTableCmd, to table: ObjectName, _ tree: [ObjectName], _ changes: inout TableChanges
  ) {
    guard let node = command.def?.pointee.column_def?.pointee, let name = node.colname.text else { return }
    if before.table(table)?.columns.contains(name) == true { return }
    let definition = ColumnDefinition(node)
    if fills(definition, name, of: table) {
      for part in tree where before.table(part)?.columns.contains(name) != true { changes.rewrite(part) }
    } else if definition.isNotNull, !definition.hasDefault {
      for part in tree { changes.scan(part) }
    }
    if let call = definition.defaultExpression {
      lockSequences(of: call, in: tree, changes)
      lockDefinitions(in: call)
    }
    if definition.constraint(PG_QUERY__CONSTR_TYPE__CONSTR_CHECK) != nil { for part in tree { changes.scan(part) } }
  }

  /// A sequence that gives the value of each row is used while the table is written.
  private mutating func lockSequences(of expression: PostgresNode, in tree: [ObjectName], _ changes: TableChanges) {
    guard tree.contains(where: changes.rewrites.contains) else { return }
    for sequence in sequencesUsed(by: expression) { draft.lock(sequence, .rowExclusive) }
  }

  /// Whether the rows must be written anew for the values of a new column.
  private func fills(_ definition: ColumnDefinition, _ name: String, of table: ObjectName) -> Bool {
    if definition.isSerial || definition.isIdentity || definition.isGenerated { return true }
    let type = after.table(table)?.columns[name]?.type
    if type?.isArray != true, let domain = type?.userType.flatMap({ before.catalog.domains[$0] }), hasConstraint(domain)
    {
      return true
    }
    guard let expression = definition.defaultExpression else {
      return type.map(domainDefaultIsVolatile) ?? false
    }
    return Volatility(state: before, parser: parser).isVolatile(expression)
  }

  private func domainDefaultIsVolatile(_ type: ColumnType) -> Bool {
    guard let domain = type.userType.flatMap({ before.catalog.domains[$0] }),
      let expression = domain.defaultExpression
    else { return false }
    return Volatility(state: before, parser: parser).isVolatile(expression.sql)
  }

  /// A domain over one with a constraint has it too.
  func hasConstraint(_ domain: DomainType) -> Bool {
    if !domain.isNullable || !domain.checks.isEmpty { return true }
    return domain.base.userType.flatMap { before.catalog.domains[$0] }.map(hasConstraint) ?? false
  }

  mutating func setNotNull(_ column: String, in tree: [ObjectName], _ changes: inout TableChanges) {
    for table in tree where isNullable(column, in: table) && !provesNotNull(column, of: table) {
      changes.scan(table)
    }
  }

  /// Whether a valid check says that a column is not null; then nothing is read.
  func provesNotNull(_ column: String, of table: ObjectName) -> Bool {
    guard let checks = before.table(table)?.checks else { return false }
    let proof = ConstraintProof(parser: parser)
    return checks.contains { $0.isValidated && proof.saysNotNull(column, $0.expression.sql) }
  }

  private mutating func validateConstraint(
    _ name: String, of table: ObjectName, _ tree: [ObjectName], _ changes: inout TableChanges
  ) {
    guard let owner = before.table(table) else { return }
    if let check = owner.checks.first(where: { $0.name == name }), !check.isValidated {
      for part in tree
      where before.table(part)?.checks.contains(where: { $0.name == name && !$0.isValidated }) == true {
        changes.scan(part)
      }
    }
    if let key = owner.foreignKeys.first(where: { $0.name == name }), !key.isValidated {
      validate(table, to: key.target)
    }
  }

  private mutating func add(
    _ constraint: PgQuery__Constraint, to table: ObjectName, _ tree: [ObjectName], _ changes: inout TableChanges
  ) {
    switch constraint.contype {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
      guard constraint.skip_validation == 0 else { return }
      let name = constraint.conname.text
      let reached = constraint.is_no_inherit != 0 ? [table] : tree
      for part in reached
      where name == nil || before.table(part)?.checks.contains(where: { $0.name == name }) != true {
        changes.scan(part)
      }
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
      useIndex(constraint, on: table)
      if before.isPartitioned(table) { draft.lock(partitions(of: table), .share) }
      assumeIndex(constraint, on: table)
      guard constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY else { return }
      for column in keyColumns(constraint, of: table) {
        if !before.isPartitioned(table) || isNullable(column, in: table) {
          draft.lock(Array(tree.dropFirst()), .accessExclusive)
          setNotNull(column, in: tree, &changes)
        }
      }
    default: break
    }
  }

  private func keyColumns(_ constraint: PgQuery__Constraint, of table: ObjectName) -> [String] {
    guard let index = constraint.indexname.text else {
      return PostgresList(constraint.keys, constraint.n_keys).strings
    }
    return before.table(table)?.indexes.first { $0.name == index }?.columnNames ?? []
  }

  /// The index of a key of a table whose columns are not known.
  private mutating func assumeIndex(_ constraint: PgQuery__Constraint, on table: ObjectName) {
    guard before.relations[table] == nil, constraint.indexname.text == nil else { return }
    let columns = PostgresList(constraint.keys, constraint.n_keys).strings.joined(separator: "_")
    let isPrimary = constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY
    let name =
      constraint.conname.text
      ?? ObjectNaming.name(table.name, isPrimary ? nil : columns, isPrimary ? "pkey" : "key")
    draft.lock(table, .share)
    draft.lock(ObjectName(name, schema: table.schema), .accessExclusive)
    draft.build(ObjectName(name, schema: table.schema))
  }

  /// `USING INDEX`: the index takes the constraint's name.
  private mutating func useIndex(_ constraint: PgQuery__Constraint, on table: ObjectName) {
    guard let index = constraint.indexname.text else { return }
    let name = ObjectName(index, schema: table.schema)
    draft.lock(name, .accessShare)
    if let new = constraint.conname.text, new != index { draft.lock(name, .shareUpdateExclusive) }
    if constraint.deferrable != 0 { draft.lock(table, .shareRowExclusive) }
  }

  /// Foreign keys that the statement makes, on new columns or by themselves.
  /// - Parameter dropped: constraints that the statement drops, whose names others may take.
  mutating func addConstraints(
    to table: ObjectName, validates: Bool, except dropped: Set<String>, _ changes: inout TableChanges
  ) {
    guard let now = after.table(table) else { return }
    let known = Set(before.table(table)?.foreignKeys.map(\.name) ?? []).subtracting(dropped)
    for key in now.foreignKeys where key.isEnforced && !known.contains(key.name) {
      addForeignKey(from: table, to: key.target, validates: validates && key.isValidated)
    }
  }
}
