import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Rights that are compared by patterns.
struct PolicyPatternMatch: Check {
  let metadata = CheckMetadata(
    code: "policy-pattern-match", severity: .warning,
    summary: "A policy compares what the session says by LIKE or a regular expression.",
    why: """
      % and _ in either value stand for anything: a tenant that is called "%" sees every row, and "shop_1" matches "shop11". The \
      operators are not leakproof besides, so that no index serves the policy.
      """,
    fix: "Compare by =, or by = ANY with a list of the exact values.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop LIKE (SELECT current_setting('app.shop', true)));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop = (SELECT current_setting('app.shop', true)));
      """),
    sources: ["PostgreSQL manual: 9.7 Pattern Matching"])

  private static let operators: Set<String> = ["~~", "~~*", "~", "~*", "~~ any", "~~* any", "~ any"]

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      guard read.policy.isPermissive else { return nil }
      for part in read.conditions.flatMap(\.parts) {
        guard case .operation(let name, let sides) = part, Self.operators.contains(name), sides.count >= 2,
          subject.conditions.functions.asksSession(part)
        else { continue }
        return finding(
          on: table.name, read.policy.name,
          "\(read.policy.display(table.name)) compares the session's value by \(name.hasPrefix("~~") ? "LIKE" : "a pattern")",
          evidence: [(read.policy.using ?? read.policy.check)?.sql],
          fix: .words("compare the whole value by = in \(read.policy.display(table.name))"),
          at: read.policy.span ?? table.span, severity: isOfEmail(sides) ? .note : nil)
      }
      return nil
    }
  }

  /// `email LIKE '%@example.org'`: the pattern is the policy's own.
  private func isOfEmail(_ sides: [ConditionTerm]) -> Bool { sides.last?.text != nil }
}
