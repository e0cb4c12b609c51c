import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that let pass whoever says nothing about themselves.
struct PolicyOpenWithoutSession: Check {
  let metadata = CheckMetadata(
    code: "policy-open-without-session", severity: .error,
    summary: "A policy passes every row, or another's, when the session's setting is missing.",
    why: """
      A pooled connection that lost its setting, a job that never made one, or a user who resets it sees everything: missing \
      must mean no rows. A condition that compares by <> with whose the row is passes everybody's rows but one's own.
      """,
    fix: """
      Compare with nullif(current_setting(..., true), ''), which no key equals when it is missing, and give those who may see \
      everything a role and policy of their own.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (
        current_setting('app.shop_id', true) IS NULL OR shop_id = current_setting('app.shop_id', true)::bigint);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    sources: ["PostgreSQL manual: CREATE POLICY", "PostgreSQL manual: 9.27.1 Configuration Settings Functions"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      guard read.policy.isPermissive, !subject.isForCrossing(read.policy) else { return nil }
      guard let flaw = read.conditions.lazy.compactMap({ self.flaw($0, subject) }).first else { return nil }
      return finding(
        on: table.name, read.policy.name, "\(read.policy.display(table.name)) \(flaw)",
        evidence: [subject.rowsText(of: table.name)], fix: fix(read, table, subject), at: read.policy.span ?? table.span
      )
    }
  }

  private func flaw(_ condition: ConditionTerm, _ subject: CheckSubject) -> String? {
    let parts = condition.conjuncts
    // One part that binds holds the whole.
    guard !parts.contains(where: { subject.sessionKey($0) != nil && !isDefaulted($0, subject) }) else { return nil }
    for part in parts {
      let alternatives = part.alternatives
      if alternatives.count > 1, alternatives.contains(where: { isMissing($0, subject) }) {
        return "passes every row when the session says nothing"
      }
      if isDefaulted(part, subject) { return "falls back to a value of its own when the session says nothing" }
    }
    guard parts.count == 1, case .operation("<>", let sides) = condition, sides.count == 2,
      sides.contains(where: { if case .column = $0.withoutCasts { true } else { false } }),
      sides.contains(where: { $0.ownColumns.isEmpty && subject.conditions.functions.asksSession($0) })
    else { return nil }
    return "passes the rows of everybody else: it compares by <>"
  }

  /// `setting IS NULL`, `setting = ''`.
  private func isMissing(_ term: ConditionTerm, _ subject: CheckSubject) -> Bool {
    func isSession(_ term: ConditionTerm) -> Bool {
      term.ownColumns.isEmpty && !term.queries.contains { !$0.relations.isEmpty }
        && subject.conditions.functions.asksSession(term)
    }
    switch term {
    case .nullTest(let inner, isNull: true): return isSession(inner)
    case .operation("=", let sides) where sides.count == 2:
      return sides.contains { $0.text == "" } && sides.contains(where: isSession)
    case .all(let terms): return terms.allSatisfy { isMissing($0, subject) || $0.constantTruth == true }
    default: return false
    }
  }

  /// `shop_id = coalesce(setting, shop_id)` and `coalesce(setting, 5)`; nothing's own id is no default.
  private func isDefaulted(_ term: ConditionTerm, _ subject: CheckSubject) -> Bool {
    guard case .operation("=", let sides) = term, sides.count == 2 else { return false }
    guard sides.contains(where: { if case .column = $0.withoutCasts { true } else { false } }) else { return false }
    return sides.contains { side in
      guard case .call(let call) = side.bare, call.name == "coalesce", call.arguments.count > 1,
        subject.conditions.functions.asksSession(side), let last = call.arguments.last
      else { return false }
      if case .column = last.withoutCasts { return true }
      guard let text = last.text else { return false }
      return !text.isEmpty && text.contains { !"0-".contains($0) } && text != "-1"
    }
  }

  private func fix(_ read: ReadPolicy, _ table: Table, _ subject: CheckSubject) -> Fix {
    let policy = read.policy
    if read.conditions.contains(where: { if case .operation("<>", _) = $0 { true } else { false } }) {
      return .words("compare by = in place of <>")
    }
    guard read.conditions.allSatisfy({ $0.conjuncts.count == 1 }) else {
      return .words("leave out what passes without a session, so that a missing setting means no rows")
    }
    let keys = subject.keyColumns(table.name)
    guard
      let condition = PolicyCondition.within(read, of: table) ?? PolicyCondition.meant(for: table, keys, subject)
    else {
      return .words("leave out what passes without a session, so that a missing setting means no rows")
    }
    return PolicyFix.alter(
      policy, table.name, using: policy.using == nil ? nil : condition, check: policy.check == nil ? nil : condition)
  }
}
