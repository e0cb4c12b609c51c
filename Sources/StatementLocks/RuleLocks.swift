import CPostgresQuery
import SQLSyntax
import SchemaModel

/// Rules that rewrite INSERT, UPDATE and DELETE.
extension StatementJudge {
  /// Runs the rules for an event on a table or view.
  /// - Returns: whether one of them takes the statement's place.
  mutating func applyRules(of name: ObjectName, _ event: String) -> Bool {
    let rules = before.table(name)?.rules ?? before.catalog.views[name]?.rules ?? []
    var isReplaced = false
    for rule in rules where !["D", "R"].contains(rule.enabled) && followed.insert("rule \(rule.name)").inserted {
      _ = try? parser.withStatement(rule.sql) { node in
        guard let statement = node.pointee.rule_stmt?.pointee, Self.event(statement.event) == event else { return }
        let actions = PostgresList(statement.actions, statement.n_actions)
        if !actions.isEmpty {
          draft.lock(name, .accessShare)
          if event != "INSERT" { read(name, .rowExclusive) }
        }
        for action in actions { execute(action) }
        if statement.instead != 0, statement.where_clause == nil { isReplaced = true }
      }
    }
    return isReplaced
  }

  private static func event(_ event: PgQuery__CmdType) -> String {
    switch event {
    case PG_QUERY__CMD_TYPE__CMD_INSERT: "INSERT"
    case PG_QUERY__CMD_TYPE__CMD_UPDATE: "UPDATE"
    case PG_QUERY__CMD_TYPE__CMD_DELETE: "DELETE"
    default: ""
    }
  }

  /// The tables that a publication names, by the statements that made it what it is.
  func published(_ name: String) -> [ObjectName] {
    var tables: [ObjectName] = []
    for raw in before.catalog.unmodelled where raw.sql.contains(name) {
      _ = try? parser.withStatement(raw.sql) { node in
        if node.kind == PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT {
          let statement = node.pointee.create_publication_stmt.pointee
          guard statement.pubname.text == name else { return }
          tables = named(PostgresList(statement.pubobjects, statement.n_pubobjects))
        } else if node.kind == PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT {
          let statement = node.pointee.alter_publication_stmt.pointee
          guard statement.pubname.text == name else { return }
          let objects = named(PostgresList(statement.pubobjects, statement.n_pubobjects))
          switch statement.action {
          case PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects: tables.removeAll { objects.contains($0) }
          case PG_QUERY__ALTER_PUBLICATION_ACTION__AP_SetObjects: tables = objects
          default: tables += objects
          }
        }
      }
    }
    return tables
  }

  private func named(_ objects: PostgresList<PgQuery__Node>) -> [ObjectName] {
    objects.compactMap { before.find($0.pointee.publication_obj_spec?.pointee.pubtable?.pointee.relation) }
  }
}
