import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// Statements of a pattern on their way to a file.
struct ScriptBuilder {
  private var script = SQLScript()

  var text: String { script.text.hasSuffix("\n\n") ? String(script.text.dropLast()) : script.text }

  mutating func note(_ text: String) { script.note(text) }
  mutating func add(_ statement: String) { script.add([statement]) }
  mutating func add(_ statements: [String]) { script.add(statements) }

  /// One transaction that gives up rather than make others queue behind it.
  mutating func transaction(lockTimeout: String, _ statements: [String]) {
    script.add(["BEGIN", "SET LOCAL lock_timeout = \(SQLLiteral.text(lockTimeout))"])
    for statement in statements { script.add([statement]) }
    script.add("COMMIT")
  }
}

extension PatternSubject {
  /// What the plan states, as PostgreSQL reads it, else two seconds.
  var lockTimeout: String {
    plan.deployment?.lockTimeout.map { "\(Int(($0.value.value * 1000).rounded()))ms" } ?? "2s"
  }
}

/// `ALTER TABLE name`
func altering(_ table: ObjectName) -> String { "ALTER TABLE \(QuotedIdentifier.text(table))" }
