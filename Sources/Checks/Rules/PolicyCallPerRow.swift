import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Functions that a policy calls for each row although their answer is the same for all.
struct PolicyCallPerRow: Check {
  let metadata = CheckMetadata(
    code: "policy-call-per-row", severity: .warning,
    summary: "A policy calls a function for each row whose answer does not depend on the row.",
    why: """
      current_setting(), auth.uid() and functions that wrap them are called again for every row that is read. As a scalar \
      subquery the call is made once, before the first row: 200,000 rows in 8 ms in place of 19 ms.
      """,
    fix: "Write (SELECT the_call()) in place of the call.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    sources: ["PostgreSQL manual: 38.7 Function Volatility Categories", "EXPLAIN of PostgreSQL 15: InitPlan"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let rings = PolicyRings(subject)
    return subject.readPolicies.compactMap { table, read in
      let found = read.conditions.flatMap { RepeatedCalls(subject).find($0) }
      // Plain calls are on purpose where a subquery would come back to its own table.
      guard !found.isEmpty, !rings.contains(table.name) else { return nil }
      var names: [String] = []
      for call in found where !names.contains(call.name) { names.append(call.name) }
      let parts = found.map { (old: $0.sql, new: "(SELECT \($0.sql))") }
      return finding(
        on: table.name, read.policy.name,
        "\(read.policy.display(table.name)) calls \(names.joined(separator: ", ")) for each row",
        evidence: [subject.rowsText(of: table.name)],
        fix: PolicyFix.replacing(parts, in: read.policy, table.name), at: read.policy.span ?? table.span)
    }
  }
}

/// Finds calls that would give the same for every row and are made for each of them.
private struct RepeatedCalls {
  struct Found {
    var name: String
    /// The largest expression around the call that the row has no part in.
    var sql: String
  }

  private let subject: CheckSubject

  init(_ subject: CheckSubject) { self.subject = subject }

  func find(_ term: ConditionTerm) -> [Found] { find(term, around: nil) }

  private func find(_ term: ConditionTerm, around outer: String?) -> [Found] {
    switch term {
    case .subquery(let query):
      let tested = query.tested.map { find($0, around: nil) } ?? []
      // Asked once for the whole query, whatever it calls.
      guard query.isCorrelated(subject.catalog) else { return tested }
      return tested + query.terms.flatMap { find($0, around: nil) }
    case .call(let call):
      let whole = outer ?? (isFree(term) ? call.sql : nil)
      if isRepeated(call, term) {
        return [Found(name: "\(call.path.joined(separator: "."))()", sql: whole ?? call.sql)]
      }
      return call.arguments.flatMap { find($0, around: whole) }
    case .cast(let inner, let cast): return find(inner, around: outer ?? (isFree(term) ? cast.sql : nil))
    default: return term.children.flatMap { find($0, around: nil) }
    }
  }

  /// Neither a column nor a subquery stands in it.
  private func isFree(_ term: ConditionTerm) -> Bool {
    !term.parts.contains { part in
      switch part {
      case .column, .subquery: true
      default: false
      }
    }
  }

  /// What has only constants to work on is done once when it is immutable; who is logged in is at hand.
  private func isRepeated(_ call: ConditionCall, _ term: ConditionTerm) -> Bool {
    guard isFree(term), !["current_user", "session_user", "current_timestamp"].contains(call.name) else { return false }
    let bodies = subject.conditions.functions.bodies(of: call)
    if !bodies.isEmpty { return bodies.contains { $0.function.volatility != .immutable } }
    return SessionCalls.isOne(call)
  }
}
