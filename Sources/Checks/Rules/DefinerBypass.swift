import Diagnostics
import IndexAnalysis
import PlanModel
import PolicyReading
import SchemaModel

/// SECURITY DEFINER functions that show everybody the rows of tables with policies.
struct DefinerBypass: Check {
  let metadata = CheckMetadata(
    code: "definer-bypass", severity: .warning,
    summary: "A SECURITY DEFINER function reads tables with policies, and everybody may call it.",
    why: """
      The function runs as its owner, whom the policies of the owner's tables do not hold unless they are forced. PostgreSQL \
      lets every role call a new function until that is revoked.
      """,
    fix: "Revoke EXECUTE from PUBLIC and grant it to who needs it, or let the function run as its caller.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      CREATE FUNCTION note_list() RETURNS SETOF notes LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
        AS 'SELECT * FROM notes';
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      CREATE FUNCTION note_list() RETURNS SETOF notes LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
        AS 'SELECT * FROM notes';
      REVOKE EXECUTE ON FUNCTION note_list() FROM PUBLIC;
      """),
    sources: ["PostgreSQL manual: CREATE FUNCTION, Writing SECURITY DEFINER Functions Safely"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let secured = subject.securedTables
    guard !secured.isEmpty else { return [] }
    let called = subject.readPolicies.flatMap { $0.policy.conditions.flatMap(\.calls) }.map(\.name)
    // Policies of tables that are looked after elsewhere are kept as text.
    let elsewhere = subject.catalog.unmodelled.filter { $0.kind == "CREATE POLICY" }
    let needed = Set(called).union(elsewhere.flatMap { SQLTokens($0.sql).nouns })
    return subject.conditions.functions.all.compactMap { body in
      let function = body.function
      // Triggers can not be called, and what policies call everybody has to be let.
      guard function.isSecurityDefiner, !["trigger", "event_trigger"].contains(function.returns?.lowercased()),
        !needed.contains(function.name.name), subject.access.isOpen(function)
      else { return nil }
      let tables = secured.filter { subject.conditions.functions.reads(body, $0.name) }.map(\.name.display)
      // One that asks who is calling keeps to their rows, as far as can be told.
      guard !tables.isEmpty, !subject.conditions.functions.asksSession(function), !asksHosted(body) else { return nil }
      let kind = function.kind == .procedure ? "PROCEDURE" : "FUNCTION"
      let signature = "\(SQLText.name(function.name))(\(function.argumentTypes.joined(separator: ", ")))"
      return finding(
        on: nil, function.signature,
        "everybody may call \(function.name.display)(), which reads \(tables.joined(separator: ", ")) as its owner",
        fix: .sql("REVOKE EXECUTE ON \(kind) \(signature) FROM PUBLIC;"), at: function.span)
    }
  }

  private func asksHosted(_ body: FunctionBodies.Body) -> Bool {
    body.words.contains("auth") && !body.words.isDisjoint(with: ["uid", "jwt", "email"])
  }
}
