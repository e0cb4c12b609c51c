import CPostgresQuery
import SQLSyntax
import SchemaModel

extension StatementJudge {
  /// `COMMENT ON`: what is a relation or a column of one is locked; what belongs to a table only looks the table up.
  mutating func comment(_ statement: PgQuery__CommentStmt) {
    guard let object = statement.object else { return }
    let path = PostgresNode(object).items.strings
    switch statement.objtype {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_INDEX,
      PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW,
      PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
      draft.lock(before.assumed(path), .shareUpdateExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN: draft.lock(before.assumed(path.dropLast()), .shareUpdateExclusive)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT, PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER,
      PG_QUERY__OBJECT_TYPE__OBJECT_POLICY, PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
      draft.lock(before.assumed(path.dropLast()), .accessShare)
    default: break
    }
  }
}
