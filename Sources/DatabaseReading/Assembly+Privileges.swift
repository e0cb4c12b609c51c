import SchemaModel

/// Who may do what.
extension CatalogAssembly {
  /// Rows about one object and role follow each other; they become one list of privileges.
  mutating func readPrivileges() {
    for row in rows(.privileges) {
      guard let kind = Grant.ObjectKind(rawValue: row.text("kind")) else { continue }
      var grant = Grant([row.text("privilege")], on: kind, row.objectName, to: row.text("grantee"))
      if row["arguments"] != nil { grant.argumentTypes = row.vector("arguments").map { types.argument($0) } }
      grant.columns = row["column"].map { [$0] } ?? []
      grant.isGrantable = row.isTrue("is_grantable")
      grant.isRevoke = row.isTrue("is_revoke")
      if let last = catalog.grants.last, Self.areOneList(last, grant) {
        catalog.grants[catalog.grants.count - 1].privileges.append(row.text("privilege"))
      } else {
        catalog.grants.append(grant)
      }
    }
    for position in catalog.grants.indices {
      let kind = catalog.grants[position].objectKind
      catalog.grants[position].privileges.sort { Self.rank($0, kind) < Self.rank($1, kind) }
    }
  }

  private static func areOneList(_ left: Grant, _ right: Grant) -> Bool {
    left.objectKind == right.objectKind && left.object == right.object && left.argumentTypes == right.argumentTypes
      && left.columns == right.columns && left.grantee == right.grantee && left.isGrantable == right.isGrantable
      && left.isRevoke == right.isRevoke
  }

  /// PostgreSQL's order (acl.h), which people know from GRANT; that of sequences is the order of the manual.
  private static func rank(_ privilege: String, _ kind: Grant.ObjectKind) -> Int {
    let order = [
      "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN", "EXECUTE", "USAGE",
      "CREATE",
      "CONNECT", "TEMPORARY",
    ]
    if kind == .database, privilege == "CREATE" { return -1 }
    return order.firstIndex(of: privilege) ?? order.count
  }

  mutating func readDefaultPrivileges() {
    let kinds = ["r": "TABLES", "S": "SEQUENCES", "f": "FUNCTIONS", "T": "TYPES", "n": "SCHEMAS", "L": "LARGE OBJECTS"]
    for row in rows(.defaultPrivileges) {
      var entry = DefaultPrivilege(
        objects: kinds[row.text("objects")] ?? "", privileges: [row.text("privilege")], grantee: row.text("grantee"))
      entry.owner = row["owner"]
      entry.schema = row["schema"]
      entry.isGrantable = row.isTrue("is_grantable")
      entry.isRevoke = row.isTrue("is_revoke")
      if let last = catalog.defaultPrivileges.last, last.owner == entry.owner, last.schema == entry.schema,
        last.objects == entry.objects, last.grantee == entry.grantee, last.isGrantable == entry.isGrantable,
        last.isRevoke == entry.isRevoke
      {
        catalog.defaultPrivileges[catalog.defaultPrivileges.count - 1].privileges.append(row.text("privilege"))
      } else {
        catalog.defaultPrivileges.append(entry)
      }
    }
  }
}
