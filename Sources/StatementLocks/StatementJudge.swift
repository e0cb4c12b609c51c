import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

/// Judges one statement by the catalog before and after it.
struct StatementJudge {
  let before: CatalogState
  let after: CatalogState
  let postgres: Int
  var session: SessionSettings
  let parser: SQLParser
  /// The statement as it was written.
  let text: String
  var draft = EffectDraft()
  /// What can not be told, in words.
  var remarks: [String] = []
  /// Whether an index is made for the parent alone.
  var isOnlyIndex = false
  /// Functions whose code is being followed, so that none is followed into itself.
  var followed: Set<String> = []

  mutating func judge(_ node: PostgresNode) {
    if judgeTable(node) || judgeQuery(node) || judgeObject(node) || judgeMaintenance(node) { return }
    if node.kind == PG_QUERY__NODE__NODE_DO_STMT { follow(code: text, of: "this block", event: nil) }
  }

  private mutating func judgeTable(_ node: PostgresNode) -> Bool {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_CREATE_STMT: createTable(value.create_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
      createTable(value.create_foreign_table_stmt.pointee.base_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT: alterTable(value.alter_table_stmt.pointee)
    case PG_QUERY__NODE__NODE_INDEX_STMT: createIndex(value.index_stmt.pointee)
    case PG_QUERY__NODE__NODE_DROP_STMT: drop(value.drop_stmt.pointee)
    case PG_QUERY__NODE__NODE_RENAME_STMT: rename(value.rename_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT: setSchema(value.alter_object_schema_stmt.pointee)
    case PG_QUERY__NODE__NODE_DROP_OWNED_STMT, PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT:
      remarks.append("what belongs to a role is not part of the schema: what this locks can not be told")
    default: return false
    }
    return true
  }

  /// The relation that a statement is about; nil for temporary ones, those of the system, and where IF EXISTS finds none.
  func target(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?, missingOK: Bool = false) -> ObjectName? {
    guard let relation else { return nil }
    if let found = before.find(relation) { return found }
    return missingOK ? nil : before.assumed(CatalogState.path(relation.pointee))
  }

  /// The rows of a table are written anew, and all its indexes with it.
  mutating func rewrite(_ table: ObjectName) {
    guard before.holdsRows(table) else { return }
    draft.lock(table, .accessExclusive, .share)
    draft.rewrite(table)
    for index in before.indexes(of: table) where after.relations[index] != nil || after.table(table) == nil {
      draft.lock(index, .accessExclusive)
      draft.build(index)
    }
  }
}
