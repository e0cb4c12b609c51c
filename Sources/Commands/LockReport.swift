import JSONWriting
import SchemaModel
import StatementLocks

/// What statements lock and do, for people and programs.
enum LockReport {
  static func json(_ statements: [ReadStatement]) -> String {
    JSONWriter().write(["outcome": "done", "statements": .array(statements.map(document))])
  }

  private static func document(_ statement: ReadStatement) -> JSONValue {
    let effect = statement.effect
    let locks = effect.locks.map { lock -> JSONValue in
      ["relation": .string(lock.relation.display), "mode": .string(lock.mode.rawValue)]
    }
    return [
      "sql": .string(statement.sql), "locks": .array(locks), "rewrites": names(effect.rewrites),
      "scans": names(effect.scans), "builds": names(effect.builds), "transactional": .bool(effect.isTransactional),
    ]
  }

  private static func names(_ names: [ObjectName]) -> JSONValue { .array(names.map { .string($0.display) }) }

  static func text(_ statements: [ReadStatement]) -> String {
    statements.map(text).joined(separator: "\n")
  }

  private static func text(_ statement: ReadStatement) -> String {
    let effect = statement.effect
    var lines = [headline(statement.sql)]
    lines += effect.locks.map { "  \($0.mode.rawValue) on \($0.relation.display): \(words($0.mode))" }
    if effect.locks.isEmpty { lines.append("  no lock on a relation") }
    lines += work("rewrites", effect.rewrites) + work("scans", effect.scans) + work("builds", effect.builds)
    if !effect.isTransactional { lines.append("  cannot run in a transaction block") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func work(_ verb: String, _ names: [ObjectName]) -> [String] {
    names.isEmpty ? [] : ["  \(verb) \(names.map(\.display).joined(separator: ", "))"]
  }

  private static func headline(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whom a lock keeps waiting.
  static func words(_ mode: LockMode) -> String {
    switch mode {
    case .accessShare: "only DROP, TRUNCATE and most ALTER TABLE wait"
    case .rowShare: "as a read; statements that lock out all writers wait"
    case .rowExclusive: "index builds and schema changes wait, reads and writes go on"
    case .shareUpdateExclusive: "schema changes, VACUUM and ANALYZE wait, reads and writes go on"
    case .share: "writes wait, reads go on"
    case .shareRowExclusive: "writes wait, reads go on"
    case .exclusive: "writes and SELECT FOR UPDATE wait, plain reads go on"
    case .accessExclusive: "reads and writes wait"
    }
  }
}
