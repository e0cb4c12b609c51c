import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func drop(_ statement: PgQuery__DropStmt) {
    if statement.concurrent != 0 {
      draft.isTransactional = false
      for (name, kind) in before.relations where after.relations[name] == nil {
        draft.lock(name, .shareUpdateExclusive)
        if case .index(let table) = kind { draft.lock(table, .shareUpdateExclusive) }
      }
      return
    }
    lockDropped()
    for object in PostgresList(statement.objects, statement.n_objects) { lookUp(object, statement) }
  }

  /// What is dropped but not modelled, and the tables that parts of them are looked up in.
  private mutating func lookUp(_ object: PostgresNode, _ statement: PgQuery__DropStmt) {
    let path = object.items.strings
    switch statement.remove_type {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER, PG_QUERY__OBJECT_TYPE__OBJECT_POLICY,
      PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
      guard let table = before.find(Array(path.dropLast())), hasPart(path.last ?? "", table) else { return }
      draft.lock(table, .accessShare, .accessExclusive)
      if statement.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER, isRowTrigger(path.last ?? "", table) {
        draft.lock(partitions(of: table), .accessExclusive)
      }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
      guard before.find(path) == nil, statement.missing_ok == 0 else { return }
      draft.lock(before.assumed(path), .accessExclusive)
    default: break
    }
  }

  private func isRowTrigger(_ name: String, _ table: ObjectName) -> Bool {
    before.table(table)?.triggers.contains { $0.name == name && $0.isForEachRow } == true
  }

  private func hasPart(_ name: String, _ owner: ObjectName) -> Bool {
    if let table = before.table(owner) {
      return table.triggers.contains { $0.name == name } || table.policies.contains { $0.name == name }
        || table.rules.contains { $0.name == name }
    }
    guard let view = before.catalog.views[owner] else { return false }
    return view.triggers.contains { $0.name == name } || view.rules.contains { $0.name == name }
  }
}
