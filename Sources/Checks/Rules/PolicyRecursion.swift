import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that ask a table whose own policies ask back.
struct PolicyRecursion: Check {
  let metadata = CheckMetadata(
    code: "policy-recursion", severity: .error,
    summary: "A policy reads its own table, or one whose policies read it: every query is an error.",
    why: """
      PostgreSQL puts the policies of each table that a policy reads into the query. When it comes back to a table that it is at, \
      it stops with "infinite recursion detected in policy", for every command that meets the policy.
      """,
    fix: """
      Look the rights up in a SECURITY DEFINER function whose owner the policies do not hold, or compare a column of the row \
      itself.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
      ALTER TABLE members ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON members USING (team_id IN (SELECT m.team_id FROM members m WHERE m.login = current_user));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
      ALTER TABLE members ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON members USING (login = current_user);
      """),
    sources: ["PostgreSQL 15: rewriteHandler.c, fireRIRrules", "PostgreSQL manual: CREATE POLICY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let names = subject.catalog.tables.filter { $0.rowSecurity.isEnabled && !$0.policies.isEmpty }.map(\.name)
    let looks = Dictionary(
      names.map { ($0, PolicyLooks($0, subject)) }, uniquingKeysWith: { first, _ in first })
    var reported: Set<Set<ObjectName>> = []
    return subject.securedTables.compactMap { table -> Finding? in
      for read in subject.conditions[table.name] {
        guard let way = way(from: table.name, read, looks, subject), reported.insert(Set(way)).inserted else {
          continue
        }
        let text = way.map(\.display).joined(separator: ", whose policies read ")
        return finding(
          on: table.name, read.policy.name,
          "\(read.policy.display(table.name)) comes back to where it began: it reads \(text)",
          evidence: ["infinite recursion detected in policy for relation \"\(way.last?.name ?? "")\""],
          fix: .words(
            "look \(way[0].display) up in a SECURITY DEFINER function with a fixed search_path, owned by a role that its "
              + "policies do not hold"),
          at: read.policy.span ?? table.span)
      }
      return nil
    }
  }

  /// The tables from a policy's own query back to one that is being worked on.
  private func way(
    from table: ObjectName, _ read: ReadPolicy, _ looks: [ObjectName: PolicyLooks], _ subject: CheckSubject
  ) -> [ObjectName]? {
    var seen: Set<ObjectName> = []
    func search(_ name: ObjectName, _ active: [ObjectName]) -> [ObjectName]? {
      guard let look = looks[name], look.hasQuery, meets(read.policy.roles, look, subject) else { return nil }
      if active.contains(name) { return [name] }
      guard seen.insert(name).inserted else { return nil }
      for next in look.reads {
        if let rest = search(next, active + [name]) { return [name] + rest }
      }
      return nil
    }
    let first = read.conditions.flatMap(\.queries).flatMap { subject.tables(of: $0) }.map(\.name)
    for name in first {
      if let found = search(name, [table]) { return found }
    }
    return nil
  }

  /// Whether a role that meets the one meets the other.
  private func meets(_ roles: [String], _ look: PolicyLooks, _ subject: CheckSubject) -> Bool {
    roles.contains("public") || look.roles.contains("public") || !look.roles.isDisjoint(with: roles)
  }
}

/// What reading a table makes PostgreSQL read besides.
private struct PolicyLooks {
  /// Whether any policy for SELECT holds a subquery, be it without a table: only then PostgreSQL looks for a ring.
  var hasQuery = false
  var reads: [ObjectName] = []
  var roles: Set<String> = []

  init(_ table: ObjectName, _ subject: CheckSubject) {
    for read in subject.conditions[table] where read.covers(.select) {
      guard let condition = read.using, condition.holdsQuery else { continue }
      hasQuery = true
      roles.formUnion(read.policy.roles)
      for other in condition.queries.flatMap({ subject.tables(of: $0) }) where !reads.contains(other.name) {
        reads.append(other.name)
      }
    }
  }
}
