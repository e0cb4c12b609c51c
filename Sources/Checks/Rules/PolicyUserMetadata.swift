import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Rights that a user gives themselves.
struct PolicyUserMetadata: Check {
  let metadata = CheckMetadata(
    code: "policy-user-metadata", severity: .error,
    summary: "A policy believes user_metadata of the token, which users write themselves.",
    why: """
      On hosted PostgreSQL a signed-in user may set their own user_metadata through the client library: a role or tenant that is \
      read there is whatever they say.
      """,
    fix: "Read it from app_metadata, which only the server writes, or from a table.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (
        shop = (SELECT current_setting('request.jwt.claims', true)::jsonb -> 'user_metadata' ->> 'shop'));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (
        shop = (SELECT current_setting('request.jwt.claims', true)::jsonb -> 'app_metadata' ->> 'shop'));
      """),
    sources: ["Supabase: Row Level Security, auth.jwt()"])

  private static let names: Set<String> = ["user_metadata", "raw_user_meta_data"]

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      let parts = read.conditions.flatMap(\.parts)
      let isRead = parts.contains { part in
        switch part {
        case .operation(let name, let sides) where name.hasPrefix("->") || name.hasPrefix("#>"):
          return sides.dropFirst().contains { side in
            side.text.map { text in Self.names.contains { text == $0 || text.hasPrefix("{\($0),") } } ?? false
          }
        case .column(let path): return path.last.map(Self.names.contains) ?? false
        default: return false
        }
      }
      guard isRead else { return nil }
      return finding(
        on: table.name, read.policy.name,
        "\(read.policy.display(table.name)) believes what users write about themselves",
        evidence: [(read.policy.using ?? read.policy.check)?.sql],
        fix: PolicyFix.replacing(
          [("'user_metadata'", "'app_metadata'"), ("raw_user_meta_data", "raw_app_meta_data")], in: read.policy,
          table.name),
        at: read.policy.span ?? table.span)
    }
  }
}
