import Diagnostics
import PlanModel
import SchemaModel

/// Privileges that everybody is given.
struct GrantToPublic: Check {
  let metadata = CheckMetadata(
    code: "grant-to-public", severity: .warning,
    summary: "A privilege on tables, sequences or a schema is granted to PUBLIC, now or by default.",
    why: """
      PUBLIC is every role that exists or is made later. A grant to it can not be taken from one role alone, and a default \
      privilege gives it on tables that nobody has thought of yet.
      """,
    fix: "Grant to a role, and make that role's members those who need it.",
    bad: CheckExample(
      .sql, "CREATE TABLE notes (id bigint PRIMARY KEY, body text); GRANT SELECT, INSERT ON notes TO PUBLIC;"),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, body text);
      GRANT SELECT, INSERT ON notes TO clerk;
      """),
    sources: ["PostgreSQL manual: 5.7 Privileges", "PostgreSQL manual: ALTER DEFAULT PRIVILEGES"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let external = Set(subject.plan.external.map(\.table.value))
    let grants = subject.catalog.grants.filter { grant in
      grant.grantee == "PUBLIC" && !grant.isRevoke && isMeant(grant) && subject.isJudgedObject(grant.object)
        && !external.contains(grant.object)
    }
    return grants.map { given($0, subject) } + defaults(subject)
  }

  /// USAGE of a schema opens nothing by itself; its CREATE does.
  private func isMeant(_ grant: Grant) -> Bool {
    switch grant.objectKind {
    case .table, .column, .sequence: !grant.privileges.isEmpty
    case .schema: grant.privileges.contains("CREATE")
    default: false
    }
  }

  private func given(_ grant: Grant, _ subject: CheckSubject) -> Finding {
    let privileges = grant.objectKind == .schema ? ["CREATE"] : grant.privileges
    let columns = grant.columns.isEmpty ? "" : " (\(SQLText.list(grant.columns)))"
    let list = privileges.map { $0 + columns }.joined(separator: ", ")
    let isSchema = grant.objectKind == .schema
    let name = isSchema ? SQLText.name(grant.object.name) : SQLText.name(grant.object)
    let kind = isSchema ? "SCHEMA " : grant.objectKind == .sequence ? "SEQUENCE " : ""
    let shown = isSchema ? "schema \(grant.object.name)" : grant.object.display
    let isRead = privileges == ["SELECT"]
    return finding(
      on: isSchema ? nil : grant.object,
      grant.columns.isEmpty ? (isSchema ? grant.object.name : nil) : grant.columns.joined(separator: ", "),
      "everybody has \(list) on \(shown)",
      evidence: [subject.rowsText(of: grant.object)],
      fix: .sql("REVOKE \(list) ON \(kind)\(name) FROM PUBLIC;"), at: grant.span, severity: isRead ? .note : nil)
  }

  private func defaults(_ subject: CheckSubject) -> [Finding] {
    subject.catalog.defaultPrivileges.filter {
      $0.grantee == "PUBLIC" && !$0.isRevoke && ["TABLES", "SEQUENCES", "SCHEMAS"].contains($0.objects)
    }.map { entry in
      let owner = entry.owner.map { " FOR ROLE \(SQLText.name($0))" } ?? ""
      let schema = entry.schema.map { " IN SCHEMA \(SQLText.name($0))" } ?? ""
      let list = entry.privileges.joined(separator: ", ")
      return finding(
        on: nil, [entry.objects.lowercased(), entry.schema].compactMap(\.self).joined(separator: " in "),
        "everybody gets \(list) on \(entry.objects.lowercased()) that are made later",
        fix: .sql("ALTER DEFAULT PRIVILEGES\(owner)\(schema) REVOKE \(list) ON \(entry.objects) FROM PUBLIC;"),
        at: entry.span)
    }
  }
}

extension CheckSubject {
  /// A table in scope; what is no table counts where the whole schema is judged.
  fileprivate func isJudgedObject(_ name: ObjectName) -> Bool {
    catalog.tables.contains(name) ? isJudged(name) : isWhole
  }
}
