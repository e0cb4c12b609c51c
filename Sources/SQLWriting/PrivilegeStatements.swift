package import SchemaModel

extension SQLWriter {
  /// GRANT or REVOKE. A privilege on a database is written as a comment: the one it is loaded into has its own name.
  package func grant(_ grant: Grant) -> String {
    let columns = grant.columns.isEmpty ? "" : " (\(QuotedIdentifier.list(grant.columns)))"
    let privileges = grant.privileges.map { $0 + columns }.joined(separator: ", ")
    let target = "\(kindText(grant.objectKind)) \(objectText(grant))"
    let grantee = RoleNames.text(grant.grantee)
    let statement =
      grant.isRevoke
      ? "REVOKE \(privileges) ON \(target) FROM \(grantee)"
      : "GRANT \(privileges) ON \(target) TO \(grantee)\(grant.isGrantable ? " WITH GRANT OPTION" : "")"
    return grant.objectKind == .database
      ? "-- \(statement.split(whereSeparator: \.isNewline).joined(separator: " "))" : statement
  }

  package func alterDefaultPrivileges(_ privilege: DefaultPrivilege) -> String {
    var text = "ALTER DEFAULT PRIVILEGES"
    if let owner = privilege.owner { text += " FOR ROLE \(RoleNames.text(owner))" }
    if let schema = privilege.schema { text += " IN SCHEMA \(QuotedIdentifier.text(schema))" }
    let privileges = privilege.privileges.joined(separator: ", ")
    let grantee = RoleNames.text(privilege.grantee)
    return privilege.isRevoke
      ? "\(text) REVOKE \(privileges) ON \(privilege.objects) FROM \(grantee)"
      : "\(text) GRANT \(privileges) ON \(privilege.objects) TO \(grantee)\(privilege.isGrantable ? " WITH GRANT OPTION" : "")"
  }

  package func kindText(_ kind: Grant.ObjectKind) -> String { kind == .column ? "TABLE" : kind.rawValue }

  package func objectText(_ grant: Grant) -> String {
    switch grant.objectKind {
    case .schema, .database, .language, .foreignServer, .foreignDataWrapper: QuotedIdentifier.text(grant.object.name)
    default: QuotedIdentifier.text(grant.object) + (grant.argumentTypes.map { "(\($0.joined(separator: ", ")))" } ?? "")
    }
  }
}
