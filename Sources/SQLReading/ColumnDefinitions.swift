import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Adds a column as it is defined; its constraints are filed in the draft.
  mutating func addColumn(_ definition: PgQuery__ColumnDef, to draft: inout TableDraft) {
    let name = definition.colname.text ?? ""
    var column: Column
    if definition.type_name == nil {
      guard let existing = draft.table.columns[name] else { return }
      column = existing
    } else {
      column = Column(name, ColumnType(""), span: source.span(at: definition.location, name))
      if !applySerial(definition, to: &column, of: draft.table.name) {
        column.type = columnType(definition.type_name)
      }
    }
    if let inherited = draft.table.columns[name], definition.type_name != nil {
      // Merged with the column of a parent.
      column.defaultExpression = inherited.defaultExpression
      column.isNullable = inherited.isNullable
      column.generated = inherited.generated
      column.collation = inherited.collation
    }
    column.isLocal = true
    column.foreignOptions.change(ForeignOptionChanges(PostgresList(definition.fdwoptions, definition.n_fdwoptions)))
    column.collation = definition.coll_clause.flatMap { collation($0.pointee) } ?? column.collation
    column.compression = definition.compression.text ?? column.compression
    column.storage = definition.storage.text?.uppercased() ?? column.storage
    applyConstraints(of: definition, to: &column, in: &draft)
    draft.table.columns.append(column)
  }

  mutating func collation(_ clause: PgQuery__CollateClause) -> ObjectName? {
    collation(PostgresList(clause.collname, clause.n_collname).strings)
  }

  /// Collations of pg_catalog keep that schema; others are looked up in the search path.
  func collation(_ path: [String]) -> ObjectName? {
    guard let name = path.last else { return nil }
    if path.count >= 2 { return ObjectName(name, schema: path[path.count - 2]) }
    let known = searchPath.map { ObjectName(name, schema: $0) }.first { catalog.collations.contains($0) }
    return known ?? ObjectName(name, schema: "pg_catalog")
  }

  private mutating func applyConstraints(
    of definition: PgQuery__ColumnDef, to column: inout Column, in draft: inout TableDraft
  ) {
    var pending: TableDraft.Constraint?
    for node in PostgresList(definition.constraints, definition.n_constraints) {
      guard let pointer = node.pointee.constraint else { continue }
      let constraint = pointer.pointee
      switch constraint.contype {
      case PG_QUERY__CONSTR_TYPE__CONSTR_NULL: column.isNullable = true
      case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: column.isNullable = false
      case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
        column.defaultExpression = defaultExpression(constraint.raw_expr, of: column.type)
      case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY: setIdentity(constraint, on: &column, of: draft.table.name)
      case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
        if let expression = expression(constraint.raw_expr, of: draft.table.name) {
          column.generated = GeneratedColumn(expression)
        }
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE: pending?.deferral = .initiallyImmediate
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE: pending?.deferral = .notDeferrable
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED: pending?.deferral = .initiallyDeferred
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_IMMEDIATE: break
      default:
        if let pending { draft.add(pending) }
        pending = TableDraft.Constraint(UnsafePointer(pointer), column: column.name)
      }
    }
    if let pending { draft.add(pending) }
  }

  /// `DEFAULT NULL` is no default where it is a mere constant. Of a domain, and of a type whose modifier is applied by a
  /// call (`varchar(64)`), PostgreSQL keeps it.
  mutating func defaultExpression(
    _ node: UnsafeMutablePointer<PgQuery__Node>?, of type: ColumnType
  ) -> SQLExpression? {
    isPlainNull(node, of: type) ? nil : expression(node)
  }

  private mutating func isPlainNull(_ node: UnsafeMutablePointer<PgQuery__Node>?, of type: ColumnType) -> Bool {
    guard let value = node?.pointee else { return false }
    let isCoerced =
      (!type.modifiers.isEmpty && type.name != "interval") || type.userType.map(catalog.domains.contains) == true
    switch value.node_case {
    case PG_QUERY__NODE__NODE_A_CONST: return value.a_const.pointee.isnull != 0 && !isCoerced
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      guard let cast = value.type_cast?.pointee, columnType(cast.type_name) == type else { return false }
      return isPlainNull(cast.arg, of: type)
    default: return false
    }
  }

  mutating func setIdentity(_ constraint: PgQuery__Constraint, on column: inout Column, of table: ObjectName) {
    let options = sequenceOptions(PostgresList(constraint.options, constraint.n_options))
    column.identity = Identity(constraint.generated_when.text == "a" ? .always : .byDefault, sequence: options)
    column.isNullable = false
    let name =
      options.name
      ?? ObjectName(
        names.chooseRelation(table.name, column.name, "seq", schema: table.schema), schema: table.schema)
    names[name] = .identitySequence(ColumnReference(table, column.name))
    applyDefaultPrivileges(to: name, .sequence, "SEQUENCES")
  }

  private static let serialTypes: [String: String] = [
    "serial": "int4", "serial4": "int4", "bigserial": "int8", "serial8": "int8", "smallserial": "int2",
    "serial2": "int2",
  ]

  /// A serial column is an integer whose default draws from a sequence that the column owns.
  private mutating func applySerial(
    _ definition: PgQuery__ColumnDef, to column: inout Column, of table: ObjectName
  ) -> Bool {
    guard let type = definition.type_name?.pointee, type.n_names == 1, type.n_array_bounds == 0, type.setof == 0,
      let word = PostgresList(type.names, type.n_names).strings.last, let integer = Self.serialTypes[word]
    else { return false }
    let schema = table.schema
    let name = ObjectName(names.chooseRelation(table.name, column.name, "seq", schema: schema), schema: schema)
    var sequence = DatabaseSequence(name, span: column.span)
    sequence.options.type = ColumnType(integer)
    sequence.ownedBy = ColumnReference(table, column.name)
    catalog.sequences.append(sequence)
    names[name] = .sequence
    applyDefaultPrivileges(to: name, .sequence, "SEQUENCES")
    column.type = ColumnType(integer)
    column.isNullable = false
    column.defaultExpression = SQLExpression("nextval(\(SQLName.literal(name))::regclass)")
    return true
  }
}
