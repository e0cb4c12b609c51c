import Foundation
import SQLSyntax

/// The SQL that code in PL/pgSQL sends, as PostgreSQL's own parser of the language finds it.
struct ProcedureCode {
  enum Kind {
    /// A statement.
    case query
    /// An expression, which may hold queries.
    case expression
    /// An expression that gives a statement.
    case dynamic
  }

  struct Piece {
    var kind: Kind
    var sql: String
  }

  private(set) var pieces: [Piece] = []
  /// Whether something that is not known here decides which of them run.
  private(set) var isConditional = false
  private let event: String?
  private let parser: SQLParser

  /// - Parameter event: what fires the trigger that the code belongs to.
  init?(_ statement: String, event: String?, _ parser: SQLParser) {
    self.event = event
    self.parser = parser
    guard let text = parser.code(of: statement),
      let functions = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
    else { return nil }
    for function in functions { _ = walk(function) }
  }

  /// Whether the code ends with it.
  private mutating func walk(_ value: Any) -> Bool {
    if let list = value as? [Any] { return list.contains { walk($0) } }
    guard let node = value as? [String: Any] else { return false }
    var ends = false
    for (key, value) in node.sorted(by: { $0.key < $1.key }) { ends = walk(key, value) || ends }
    return ends
  }

  private mutating func walk(_ key: String, _ value: Any) -> Bool {
    let inner = value as? [String: Any] ?? [:]
    switch key {
    case "PLpgSQL_stmt_if": return branch(inner)
    case "PLpgSQL_stmt_case", "PLpgSQL_stmt_while":
      isConditional = true
      _ = walk(inner.values.map(\.self))
    case "PLpgSQL_stmt_execsql": note(.query, inner["sqlstmt"])
    case "PLpgSQL_stmt_perform", "PLpgSQL_stmt_call": note(.query, inner["expr"])
    case "PLpgSQL_stmt_fors":
      note(.query, inner["query"])
      _ = walk(inner["body"] ?? [])
    case "PLpgSQL_stmt_return_query":
      note(.query, inner["query"])
      note(.dynamic, inner["dynquery"])
    case "PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors":
      note(.dynamic, inner["query"])
      _ = walk(inner["body"] ?? [])
    case "PLpgSQL_stmt_return":
      _ = walk(inner)
      return true
    case "PLpgSQL_expr": note(.expression, [key: value])
    // What an error brings about is not what usually happens.
    case "exceptions", "PLpgSQL_stmt_raise", "PLpgSQL_stmt_assert": break
    default: return walk(value)
    }
    return false
  }

  /// `IF TG_OP = 'INSERT'` is decided here, any other condition is not.
  private mutating func branch(_ node: [String: Any]) -> Bool {
    var arms: [(condition: Any?, body: Any)] = [(node["cond"], node["then_body"] ?? [])]
    for item in node["elsif_list"] as? [[String: Any]] ?? [] {
      guard let arm = item["PLpgSQL_if_elsif"] as? [String: Any] else { continue }
      arms.append((arm["cond"], arm["stmts"] ?? []))
    }
    arms.append((nil, node["else_body"] ?? []))
    var mayGoOn = false
    for (condition, body) in arms {
      guard let condition else { return walk(body) && !mayGoOn }
      switch holds(condition) {
      case true?: return walk(body) && !mayGoOn
      case false?: continue
      case nil:
        isConditional = true
        _ = walk(condition)
        if !walk(body) { mayGoOn = true }
      }
    }
    return false
  }

  private func holds(_ condition: Any) -> Bool? {
    guard let event, let sql = Self.query(condition) else { return nil }
    let fact = Condition.comparison(Comparison("tg_op", "=", .text(event)))
    guard let wanted = ConstraintProof(parser: parser).with(sql, { Condition($0) }) else { return nil }
    return fact.implies(wanted) ? true : fact.refutes(wanted) ? false : nil
  }

  private mutating func note(_ kind: Kind, _ expression: Any?) {
    guard let expression, var sql = Self.query(expression) else { return }
    if kind == .expression, let sign = sql.firstRange(of: ":=") { sql = String(sql[sign.upperBound...]) }
    pieces.append(Piece(kind: kind, sql: sql))
  }

  private static func query(_ expression: Any) -> String? {
    ((expression as? [String: Any])?["PLpgSQL_expr"] as? [String: Any])?["query"] as? String
  }
}
