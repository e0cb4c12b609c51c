import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

/// Bits of pg_trigger.tgtype (pg_trigger.h).
private enum TriggerBit {
  static let before: Int32 = 1 << 1
  static let insteadOf: Int32 = 1 << 6
  static let events: [(Int32, String)] = [
    (1 << 2, "INSERT"), (1 << 4, "UPDATE"), (1 << 3, "DELETE"), (1 << 5, "TRUNCATE"),
  ]
}

extension CatalogBuilder {
  mutating func createTrigger(_ statement: PgQuery__CreateTrigStmt) {
    guard let target = require(statement.relation) else {
      keepElsewhere("CREATE TRIGGER")
      return
    }
    let name = statement.trigname.text ?? ""
    let path = PostgresList(statement.funcname, statement.n_funcname).strings
    let function = functionName(path)
    let timing: Trigger.Timing =
      statement.timing & TriggerBit.before != 0
      ? .before : statement.timing & TriggerBit.insteadOf != 0 ? .insteadOf : .after
    var trigger = Trigger(
      name, timing, events: TriggerBit.events.filter { statement.events & $0.0 != 0 }.map(\.1),
      forEachRow: statement.row != 0, function: function, sql: source.text, span: source.span)
    trigger.updateColumns = PostgresList(statement.columns, statement.n_columns).strings
    trigger.condition = expression(statement.when_clause)
    trigger.arguments = PostgresList(statement.args, statement.n_args).strings
    trigger.isConstraint = statement.isconstraint != 0
    trigger.deferral = TableDraft.Constraint.deferral(statement.deferrable != 0, statement.initdeferred != 0)
    for node in PostgresList(statement.transition_rels, statement.n_transition_rels) {
      guard let transition = node.pointee.trigger_transition?.pointee else { continue }
      if transition.is_new != 0 {
        trigger.newTable = transition.name.text
      } else {
        trigger.oldTable = transition.name.text
      }
    }
    if let relation = statement.constrrel { trigger.constraintTable = find(Self.path(relation.pointee)) }
    let existing = catalog.tables[target]?.triggers ?? catalog.views[target]?.triggers ?? []
    if existing.contains(where: { $0.name == name }), statement.replace == 0 {
      report(
        .error, "duplicate-object", "trigger \"\(name)\" of \(target.display) already exists", at: headline,
        why: "PostgreSQL would refuse this statement; the first one stands")
      return
    }
    let made = trigger
    let change = { (triggers: inout [Trigger]) in
      guard let position = triggers.firstIndex(where: { $0.name == name }) else { return triggers.append(made) }
      let comment = triggers[position].comment
      triggers[position] = made
      triggers[position].comment = comment
    }
    if !catalog.tables.update(target, { change(&$0.triggers) }) {
      catalog.views.update(target) { change(&$0.triggers) }
    }
    guard trigger.isForEachRow else { return }
    for partition in partitions(of: target) { copy(trigger, to: partition) }
  }

  private static let builtInTriggerFunctions: Set<String> = [
    "tsvector_update_trigger", "tsvector_update_trigger_column", "suppress_redundant_updates_trigger",
  ]

  /// The function a name means: PostgreSQL's own, else the first of the search path that is declared.
  func functionName(_ path: [String]) -> ObjectName {
    guard let name = path.last else { return ObjectName("") }
    if path.count >= 2 { return ObjectName(name, schema: path[path.count - 2]) }
    if Self.builtInTriggerFunctions.contains(name) { return ObjectName(name, schema: "pg_catalog") }
    let candidates = searchPath.map { ObjectName(name, schema: $0) }
    return candidates.first { functionPositions["\($0.qualified)()"] != nil } ?? candidates.first ?? ObjectName(name)
  }

  /// Something on a table that these files do not own.
  mutating func keepElsewhere(_ kind: String) {
    guard diagnostics.last?.severity != .error else { return }
    catalog.unmodelled.append(RawObject(kind: kind, sql: source.text, span: source.span))
  }

  mutating func createEventTrigger(_ statement: PgQuery__CreateEventTrigStmt) {
    let name = statement.trigname.text ?? ""
    if catalog.eventTriggers.contains(name) {
      report(.error, "duplicate-object", "event trigger \"\(name)\" already exists", at: headline)
      return
    }
    catalog.eventTriggers.append(EventTrigger(name, sql: source.text, span: source.span))
  }

  mutating func alterEventTrigger(_ statement: PgQuery__AlterEventTrigStmt) {
    let enabled = statement.tgenabled.text ?? "O"
    catalog.eventTriggers.update(statement.trigname.text ?? "") { $0.enabled = enabled }
  }

  mutating func createRule(_ statement: PgQuery__RuleStmt, _ node: PostgresNode) {
    guard let target = require(statement.relation) else { return keepElsewhere("CREATE RULE") }
    var rule = RewriteRule(
      statement.rulename.text ?? "", sql: qualifiedText(node), span: source.span)
    let existing = catalog.tables[target]?.rules ?? catalog.views[target]?.rules ?? []
    if let old = existing.first(where: { $0.name == rule.name }) {
      guard statement.replace != 0 else {
        report(
          .error, "duplicate-object", "rule \"\(rule.name)\" of \(target.display) already exists", at: headline,
          why: "PostgreSQL would refuse this statement; the first one stands")
        return
      }
      rule.enabled = old.enabled
      rule.comment = old.comment
    }
    let replacement = rule
    let change = { (rules: inout [RewriteRule]) in
      if let position = rules.firstIndex(where: { $0.name == replacement.name }) {
        rules[position] = replacement
      } else {
        rules.append(replacement)
      }
    }
    if !catalog.tables.update(target, { change(&$0.rules) }) { catalog.views.update(target) { change(&$0.rules) } }
  }
}
