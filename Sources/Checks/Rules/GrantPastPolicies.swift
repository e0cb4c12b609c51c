import Diagnostics
import PlanModel
import SchemaModel

/// Privileges that no policy holds.
struct GrantPastPolicies: Check {
  let metadata = CheckMetadata(
    code: "grant-past-policies", severity: .warning,
    summary: "TRUNCATE, REFERENCES or TRIGGER is granted on a table with policies, which do not hold there.",
    why: """
      TRUNCATE removes the rows of every tenant. REFERENCES lets a foreign key ask which keys exist. TRIGGER lets a function run \
      with every row that others write. Row security holds none of them, and GRANT ALL gives all three.
      """,
    fix: "Grant the commands that are needed, by name.",
    bad: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      GRANT ALL ON notes TO clerk;
      """),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO clerk;
      """),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies", "PostgreSQL manual: 5.7 Privileges"])

  private static let privileges = ["TRUNCATE", "REFERENCES", "TRIGGER"]

  func findings(in subject: CheckSubject) -> [Finding] {
    let bypassing = Set(subject.bypassingRoles)
    return subject.securedTables.compactMap { table in
      let grants = subject.access.grants(on: table.name).filter { grant in
        !bypassing.contains(grant.grantee) && !Set(Self.privileges).isDisjoint(with: grant.privileges)
      }
      guard let first = grants.first else { return nil }
      let roles = Set(grants.map(\.grantee)).sorted()
      let given = Self.privileges.filter { name in grants.contains { $0.privileges.contains(name) } }
      let list = roles.map { $0 == "PUBLIC" ? $0 : SQLText.name($0) }.joined(separator: ", ")
      return finding(
        on: table.name, nil,
        "\(roles.joined(separator: ", ")) \(roles.count == 1 ? "has" : "have") \(given.joined(separator: ", ")) on "
          + "\(table.name.display), past its policies",
        evidence: [subject.rowsText(of: table.name)],
        fix: .sql("REVOKE \(given.joined(separator: ", ")) ON \(SQLText.name(table.name)) FROM \(list);"),
        at: first.span ?? table.span)
    }
  }
}
