import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func rename(_ statement: PgQuery__RenameStmt) {
    let isOptional = statement.missing_ok != 0
    switch statement.rename_type {
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
      draft.lock(target(statement.relation, missingOK: isOptional), .shareUpdateExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW,
      PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE,
      PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
      guard let name = target(statement.relation, missingOK: isOptional) else { return }
      draft.lock(name, .accessExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE:
      guard let name = target(statement.relation, missingOK: isOptional) else { return }
      draft.lock(statement.relation.pointee.inh != 0 ? before.tree(name) : [name], .accessExclusive)
      draft.lock(typedTables(of: name), .accessExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: renameConstraint(statement)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
      guard let name = target(statement.relation, missingOK: isOptional) else { return }
      draft.lock(name, .accessExclusive)
      draft.lock(partitions(of: name), .accessExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY, PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
      draft.lock(target(statement.relation, missingOK: isOptional), .accessExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
      guard let name = statement.object.flatMap({ before.find(PostgresNode($0).items.strings) }) else { return }
      if before.relations[name] == .compositeType { draft.lock(name, .accessExclusive) }
    default: break
    }
  }

  private mutating func renameConstraint(_ statement: PgQuery__RenameStmt) {
    guard let name = target(statement.relation, missingOK: statement.missing_ok != 0) else { return }
    draft.lock(name, .accessExclusive)
    guard let constraint = statement.subname.text, let table = before.table(name) else { return }
    if table.keys.contains(where: { $0.name == constraint })
      || table.exclusions.contains(where: { $0.name == constraint })
    {
      draft.lock(ObjectName(constraint, schema: name.schema), .shareUpdateExclusive)
    }
    if table.checks.contains(where: { $0.name == constraint && $0.isInherited }) {
      draft.lock(before.tree(name), .accessExclusive)
    }
  }

  /// `SET SCHEMA`: a table takes the sequences of its columns with it.
  mutating func setSchema(_ statement: PgQuery__AlterObjectSchemaStmt) {
    guard let relation = statement.relation,
      let name = target(relation, missingOK: statement.missing_ok != 0)
    else { return }
    draft.lock(name, .accessExclusive)
    draft.lock(before.sequences(of: name), .accessExclusive)
  }
}
