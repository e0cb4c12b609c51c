import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Functions that are marked IMMUTABLE and answer differently from session to session.
struct ImmutableSessionFunction: Check {
  let metadata = CheckMetadata(
    code: "immutable-session-function", severity: .error,
    summary: "A function is marked IMMUTABLE and reads a setting or who is logged in.",
    why: """
      PostgreSQL works an immutable call out when it plans, once: a prepared statement or a PL/pgSQL function keeps the first \
      tenant's key in its plan, and shows the next one the rows of the first.
      """,
    fix: "Mark the function STABLE: its answer is the same within one statement and no longer.",
    bad: CheckExample(
      .sql,
      """
      CREATE FUNCTION shop() RETURNS bigint LANGUAGE sql IMMUTABLE
        AS $$ SELECT nullif(current_setting('app.shop_id', true), '')::bigint $$;
      """),
    good: CheckExample(
      .sql,
      """
      CREATE FUNCTION shop() RETURNS bigint LANGUAGE sql STABLE
        AS $$ SELECT nullif(current_setting('app.shop_id', true), '')::bigint $$;
      """),
    sources: ["PostgreSQL manual: 38.7 Function Volatility Categories"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.judgedFunctions.compactMap { body in
      let function = body.function
      guard function.volatility == .immutable, subject.conditions.functions.asksSession(function) else { return nil }
      let users = subject.readPolicies.filter { _, read in
        read.conditions.contains { $0.calls.contains { $0.name == function.name.name } }
      }
      let names = users.map { "\"\($0.policy.policy.name)\" of \($0.table.name.display)" }
      let signature = "\(SQLText.name(function.name))(\(function.argumentTypes.joined(separator: ", ")))"
      return finding(
        on: nil, function.signature, "\(function.name.display)() is IMMUTABLE and asks the session",
        evidence: [names.isEmpty ? nil : "the policies \(names.joined(separator: ", ")) call it"],
        fix: .sql("ALTER FUNCTION \(signature) STABLE;"), at: function.span)
    }
  }
}
