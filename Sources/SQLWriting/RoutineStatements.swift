package import SchemaModel

extension SQLWriter {
  /// nil when the query is not known (views that only an ORM declares).
  package func createView(_ view: View) -> String? {
    guard !view.query.isEmpty else { return nil }
    let kind = view.isMaterialized ? "MATERIALIZED VIEW" : view.isRecursive ? "RECURSIVE VIEW" : "VIEW"
    let aliases = view.columnAliases.isEmpty ? "" : " (\(QuotedIdentifier.list(view.columnAliases)))"
    let data = view.isMaterialized && !view.isPopulated ? "\nWITH NO DATA" : ""
    return
      "CREATE \(kind) \(QuotedIdentifier.text(view.name))\(aliases)\(storage(view.options)) AS\n\(view.query)\(data)"
  }

  /// The statement as it was written, made to create exactly the function that the catalog holds.
  /// - Parameter replacing: OR REPLACE, whether or not it was written.
  package func createFunction(_ function: Function, replacing: Bool = false) -> String {
    var scanner = SQLReferences(function.sql)
    let kinds: Set<String> = ["function", "procedure", "aggregate"]
    while let chain = scanner.nextChain() {
      guard chain.count == 1, kinds.contains(chain[0].text) else { continue }
      guard let name = scanner.nextChain(), let first = name.first, let last = name.last else { break }
      let bytes = Array(function.sql.utf8)
      let head =
        replacing
        ? "CREATE OR REPLACE \(chain[0].text.uppercased()) "
        : String(decoding: bytes[..<first.range.lowerBound], as: UTF8.self)
      let tail = String(decoding: bytes[last.range.upperBound...], as: UTF8.self)
      return head + QuotedIdentifier.text(function.name) + tail
    }
    return function.sql
  }

  package func createTrigger(_ trigger: Trigger, on table: ObjectName) -> String {
    let events = trigger.events.map { event in
      event == "UPDATE" && !trigger.updateColumns.isEmpty
        ? "UPDATE OF \(QuotedIdentifier.list(trigger.updateColumns))" : event
    }
    var lines = ["CREATE \(trigger.isConstraint ? "CONSTRAINT " : "")TRIGGER \(QuotedIdentifier.text(trigger.name))"]
    lines.append("\(trigger.timing.rawValue) \(events.joined(separator: " OR ")) ON \(QuotedIdentifier.text(table))")
    if let other = trigger.constraintTable { lines.append("FROM \(QuotedIdentifier.text(other))") }
    if trigger.deferral != .notDeferrable { lines.append(trigger.deferral.rawValue) }
    let transitions =
      (trigger.oldTable.map { ["OLD TABLE AS \(QuotedIdentifier.text($0))"] } ?? [])
      + (trigger.newTable.map { ["NEW TABLE AS \(QuotedIdentifier.text($0))"] } ?? [])
    if !transitions.isEmpty { lines.append("REFERENCING \(transitions.joined(separator: " "))") }
    var last = trigger.isForEachRow ? "FOR EACH ROW" : "FOR EACH STATEMENT"
    if let condition = trigger.condition { last += " WHEN (\(condition.sql))" }
    let arguments = SQLLiteral.list(trigger.arguments)
    lines.append("\(last) EXECUTE FUNCTION \(QuotedIdentifier.text(trigger.function))(\(arguments))")
    return lines.joined(separator: "\n  ")
  }

  package func viewIndexes(_ view: View) -> [String] {
    view.query.isEmpty
      ? [] : view.indexes.flatMap { [createIndex($0, on: view.name)] + indexStatistics($0, in: view.name.schema) }
  }

  package func viewAttachments(_ view: View) -> [String] {
    guard !view.query.isEmpty else { return [] }
    let name = QuotedIdentifier.text(view.name)
    let defaults = view.columnDefaults.sorted { $0.key < $1.key }.map { column, expression in
      "ALTER VIEW \(name) ALTER COLUMN \(QuotedIdentifier.text(column)) SET DEFAULT \(defaultText(expression))"
    }
    let targets = view.columnStatistics.sorted { $0.key < $1.key }.map { column, target in
      "ALTER MATERIALIZED VIEW \(name) ALTER COLUMN \(QuotedIdentifier.text(column)) SET STATISTICS \(target)"
    }
    let cluster = view.clusteredOn.map {
      ["ALTER MATERIALIZED VIEW \(name) CLUSTER ON \(QuotedIdentifier.text($0))"]
    }
    return defaults + targets + (cluster ?? [])
      + view.rules.flatMap { statements(for: $0, on: view.name) }
      + view.triggers.flatMap { statements(for: $0, on: view.name) }
  }

  /// Rules, triggers, row security and policies.
  func attachments(of placed: PlacedTable) -> [String] {
    let table = placed.table
    let name = QuotedIdentifier.text(table.name)
    var statements =
      table.rules.flatMap { self.statements(for: $0, on: table.name) }
      + table.triggers.flatMap { self.statements(for: $0, on: table.name) }
    if table.rowSecurity.isEnabled { statements.append("ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY") }
    if table.rowSecurity.isForced { statements.append("ALTER TABLE \(name) FORCE ROW LEVEL SECURITY") }
    return statements + table.policies.map { createPolicy($0, on: table.name) }
  }

  package func statements(for rule: RewriteRule, on table: ObjectName) -> [String] {
    let words = ["D": "DISABLE RULE", "R": "ENABLE REPLICA RULE", "A": "ENABLE ALWAYS RULE"]
    let state = words[rule.enabled].map { word in
      "ALTER TABLE \(QuotedIdentifier.text(table)) \(word) \(QuotedIdentifier.text(rule.name))"
    }
    return [rule.sql] + (state.map { [$0] } ?? [])
  }

  package func statements(for trigger: Trigger, on table: ObjectName) -> [String] {
    let words = ["D": "DISABLE TRIGGER", "R": "ENABLE REPLICA TRIGGER", "A": "ENABLE ALWAYS TRIGGER"]
    let state = words[trigger.enabled].map { word in
      "ALTER TABLE \(QuotedIdentifier.text(table)) \(word) \(QuotedIdentifier.text(trigger.name))"
    }
    return [createTrigger(trigger, on: table)] + (state.map { [$0] } ?? [])
  }

  package func createPolicy(_ policy: Policy, on table: ObjectName) -> String {
    var text = "CREATE POLICY \(QuotedIdentifier.text(policy.name)) ON \(QuotedIdentifier.text(table))"
    if !policy.isPermissive { text += " AS RESTRICTIVE" }
    if policy.command != .all { text += " FOR \(policy.command.rawValue)" }
    if policy.roles != ["public"] { text += " TO \(policy.roles.map(RoleNames.text).joined(separator: ", "))" }
    if let using = policy.using { text += "\n  USING (\(using.sql))" }
    if let check = policy.check { text += "\n  WITH CHECK (\(check.sql))" }
    return text
  }
}
