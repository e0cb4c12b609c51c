import CPostgresQuery
import SQLSyntax
import SchemaModel

/// The actions of ALTER TABLE.
struct TableChangeReader {
  let names: NameResolution

  func change(_ command: PgQuery__AlterTableCmd) -> TableChange {
    let name = command.name.text ?? ""
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
      guard let column = command.def?.pointee.column_def?.pointee else { return .other }
      return .addColumn(self.column(column))
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn: return .dropColumn(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType: return .setType(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: return .setNotNull(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: return .dropNotNull(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
      return command.def == nil ? .dropDefault(name) : .setDefault(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      guard let constraint = command.def?.pointee.constraint?.pointee else { return .other }
      return self.constraint(constraint).map { .addConstraint($0) } ?? .other
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint: return .validate(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint: return .dropConstraint(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: return .dropExpression(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition, PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
      return partition(command)
    default: return tableWide(command)
    }
  }

  private func partition(_ command: PgQuery__AlterTableCmd) -> TableChange {
    guard let partition = command.def?.pointee.partition_cmd?.pointee else { return .other }
    let name = names.relation(partition.name)
    return command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition
      ? .attach(name, isDefault: partition.bound?.pointee.is_default == 1)
      : .detach(name, isConcurrent: partition.concurrent != 0)
  }

  private func tableWide(_ command: PgQuery__AlterTableCmd) -> TableChange {
    let name = command.name.text ?? ""
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity: return .rowSecurity("ENABLE")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity: return .rowSecurity("DISABLE")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity: return .rowSecurity("FORCE")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity: return .rowSecurity("NO FORCE")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig: return .disableTrigger(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll: return .disableTrigger("ALL")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser: return .disableTrigger("USER")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity: return .replicaIdentity
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity: return .identity(name, "ADD")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity: return .identity(name, "SET")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity: return .identity(name, "DROP")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged: return .rewrite("SET LOGGED")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged: return .rewrite("SET UNLOGGED")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod: return .rewrite("SET ACCESS METHOD")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace: return .rewrite("SET TABLESPACE")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit: return .inheritance("INHERIT")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit: return .inheritance("NO INHERIT")
    default: return .other
    }
  }

  func column(_ column: PgQuery__ColumnDef) -> AddedColumn {
    var added = AddedColumn(name: column.colname.text ?? "")
    added.isNotNull = column.is_not_null != 0
    added.hasDefault = column.raw_default != nil
    if let type = column.type_name?.pointee, let name = PostgresList(type.names, type.n_names).strings.last {
      added.isSerial = Self.serials.contains(name)
    }
    for node in PostgresList(column.constraints, column.n_constraints) {
      guard let constraint = node.pointee.constraint?.pointee else { continue }
      switch constraint.contype {
      case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: added.isNotNull = true
      case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT: added.hasDefault = !Self.isNull(constraint.raw_expr)
      case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY: added.isIdentity = true
      case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED: added.isGenerated = true
      default:
        guard var own = self.constraint(constraint) else { continue }
        own.columns = [added.name]
        if own.kind == .primaryKey { added.isNotNull = true }
        added.constraints.append(own)
      }
    }
    return added
  }

  private static let serials: Set<String> = [
    "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8",
  ]

  private static func isNull(_ node: UnsafeMutablePointer<PgQuery__Node>?) -> Bool {
    guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_A_CONST else { return false }
    return node.pointee.a_const.pointee.isnull != 0
  }

  func constraint(_ constraint: PgQuery__Constraint) -> AddedConstraint? {
    guard let kind = Self.kinds[constraint.contype.rawValue] else { return nil }
    var added = AddedConstraint(kind: kind, name: constraint.conname.text)
    added.isNotValid = constraint.skip_validation != 0
    added.usesIndex = constraint.indexname.text != nil
    if kind == .foreignKey {
      added.columns = PostgresList(constraint.fk_attrs, constraint.n_fk_attrs).strings
      added.target = names.relation(constraint.pktable)
    } else {
      added.columns = PostgresList(constraint.keys, constraint.n_keys).strings
    }
    return added
  }

  private static let kinds: [UInt32: AddedConstraint.Kind] = [
    PG_QUERY__CONSTR_TYPE__CONSTR_CHECK.rawValue: .check, PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE.rawValue: .unique,
    PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY.rawValue: .primaryKey,
    PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION.rawValue: .exclusion,
    PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN.rawValue: .foreignKey,
  ]
}

/// Kinds of objects as people say them.
enum ObjectKind {
  static func words(_ type: PgQuery__ObjectType) -> String { names[type.rawValue] ?? "object" }

  private static let names: [UInt32: String] = [
    PG_QUERY__OBJECT_TYPE__OBJECT_TABLE.rawValue: "table", PG_QUERY__OBJECT_TYPE__OBJECT_VIEW.rawValue: "view",
    PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW.rawValue: "materialized view",
    PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN.rawValue: "column", PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA.rawValue: "schema",
    PG_QUERY__OBJECT_TYPE__OBJECT_TYPE.rawValue: "type", PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN.rawValue: "domain",
    PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE.rawValue: "sequence",
    PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION.rawValue: "function",
    PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE.rawValue: "procedure",
    PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE.rawValue: "routine",
    PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION.rawValue: "extension",
    PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER.rawValue: "trigger", PG_QUERY__OBJECT_TYPE__OBJECT_RULE.rawValue: "rule",
    PG_QUERY__OBJECT_TYPE__OBJECT_INDEX.rawValue: "index",
    PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT.rawValue: "constraint",
    PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE.rawValue: "attribute",
    PG_QUERY__OBJECT_TYPE__OBJECT_POLICY.rawValue: "policy", PG_QUERY__OBJECT_TYPE__OBJECT_ROLE.rawValue: "role",
    PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE.rawValue: "database",
    PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT.rawValue: "domain constraint",
    PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE.rawValue: "foreign table",
  ]
}
