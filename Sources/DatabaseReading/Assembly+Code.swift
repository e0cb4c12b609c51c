import Diagnostics
import SchemaModel

/// Triggers, rules, policies and functions.
extension CatalogAssembly {
  /// Bits of pg_trigger.tgtype (pg_trigger.h).
  private enum TriggerBit {
    static let row = 1 << 0
    static let before = 1 << 1
    static let insteadOf = 1 << 6
    static let events = [(1 << 2, "INSERT"), (1 << 4, "UPDATE"), (1 << 3, "DELETE"), (1 << 5, "TRUNCATE")]
  }

  mutating func readTriggers() {
    for row in rows(.triggers) {
      guard let table = relations[row.text("relation")] else { continue }
      let bits = row.number("type") ?? 0
      var trigger = Trigger(
        row.text("name"),
        bits & TriggerBit.before != 0 ? .before : bits & TriggerBit.insteadOf != 0 ? .insteadOf : .after,
        events: TriggerBit.events.filter { bits & $0.0 != 0 }.map(\.1), forEachRow: bits & TriggerBit.row != 0,
        function: ObjectName(row.text("function"), schema: row.text("function_schema")), sql: row.text("definition"))
      trigger.updateColumns = row.list("columns")
      trigger.condition = syntax.triggerCondition(trigger.sql)
      trigger.arguments = Self.arguments(hex: row.text("arguments"))
      trigger.isConstraint = row.isTrue("is_constraint")
      trigger.deferral = row.deferral()
      trigger.oldTable = row["old_table"]
      trigger.newTable = row["new_table"]
      trigger.constraintTable = row["constraint_relation"].flatMap { relations[$0] }
      trigger.enabled = row.text("enabled")
      trigger.comment = row["comment"]
      if !catalog.tables.update(table, { $0.triggers.append(trigger) }) {
        catalog.views.update(table) { $0.triggers.append(trigger) }
      }
    }
  }

  /// Texts that end with a NUL each.
  private static func arguments(hex: String) -> [String] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hex.utf8 {
      let value = digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
    return parts.dropLast().map { String(decoding: $0, as: UTF8.self) }
  }

  mutating func readRules() {
    for row in rows(.rules) {
      guard let table = relations[row.text("relation")] else { continue }
      var sql = row.text("definition")[...]
      while let last = sql.last, last.isWhitespace || last == ";" { sql = sql.dropLast() }
      var rule = RewriteRule(row.text("name"), sql: String(sql))
      rule.enabled = row.text("enabled")
      rule.comment = row["comment"]
      if !catalog.tables.update(table, { $0.rules.append(rule) }) {
        catalog.views.update(table) { $0.rules.append(rule) }
      }
    }
  }

  private static let commands: [String: Policy.Command] = [
    "*": .all, "r": .select, "a": .insert, "w": .update, "d": .delete,
  ]

  /// Role number 0, which has no name, is everybody.
  mutating func readPolicies() {
    for row in rows(.policies) {
      guard let table = relations[row.text("relation")] else { continue }
      var policy = Policy(row.text("name"))
      policy.isPermissive = row.isTrue("is_permissive")
      policy.command = Self.commands[row.text("command")] ?? .all
      policy.roles = row.list("roles").map { $0.isEmpty ? "public" : $0 }
      policy.using = syntax.expression(row["using"])
      policy.check = syntax.expression(row["check"])
      policy.comment = row["comment"]
      catalog.tables.update(table) { $0.policies.append(policy) }
    }
  }

  mutating func readFunctions() {
    let aggregates = Dictionary(rows(.aggregates).map { ($0.text("function"), $0) }) { first, _ in first }
    for row in rows(.functions) {
      let arguments = row.vector("arguments").map { types.argument($0) }
      var function = Function(row.objectName, argumentTypes: arguments, sql: row.text("definition"))
      switch row["kind"] {
      case "p": function.kind = .procedure
      case "a":
        function.kind = .aggregate
        function.sql = aggregates[row.text("function")].map { AggregateText.sql(of: $0) } ?? ""
      default: break
      }
      while let last = function.sql.last, last.isWhitespace { function.sql.removeLast() }
      function.returns = returnType(row)
      function.language = row.text("language")
      function.volatility = ["i": .immutable, "s": .stable][row.text("volatility")] ?? .volatile
      function.isSecurityDefiner = row.isTrue("is_security_definer")
      function.isLeakproof = row.isTrue("is_leakproof")
      function.settings = ArrayText.options(row.list("settings")).mapValues(Self.plain)
      function.comment = row["comment"]
      catalog.functions.append(function)
    }
  }

  /// Parameters that go out say by themselves what comes back.
  private func returnType(_ row: Row) -> String? {
    guard row["kind"] == "f" || row["kind"] == "w" else { return nil }
    let modes = row.list("modes")
    let names = row.list("names")
    let numbers = row.list("all_arguments").compactMap { Int($0) }
    if modes.contains("t") {
      let columns = modes.indices.filter { modes[$0] == "t" }.map { place in
        "\(SQLIdentifier.quoted(names[place])) \(types.argument(numbers[place]))"
      }
      return "TABLE(\(columns.joined(separator: ", ")))"
    }
    if modes.contains("o") || modes.contains("b") { return nil }
    return (row.isTrue("returns_set") ? "SETOF " : "") + types.type(row.text("type")).display
  }

  /// The elements of a list without their quotes: `"$user", public`.
  private static func plain(_ value: String) -> String {
    guard value.contains("\"") else { return value }
    return value.split(separator: ",").map { item in
      let trimmed = item.drop(while: \.isWhitespace)
      guard trimmed.count >= 2, trimmed.first == "\"", trimmed.last == "\"" else { return String(trimmed) }
      return String(trimmed.dropFirst().dropLast().replacing("\"\"", with: "\""))
    }.joined(separator: ", ")
  }
}
