package import SchemaModel

/// Which schemas have to be made: declared ones and those that objects stand in.
package enum SchemaNames {
  package static func needed(by catalog: Catalog) -> [Schema] {
    var schemas = NamedList(catalog.schemas)
    func need(_ name: String?) {
      // An empty database has `public`.
      guard let name, !name.isEmpty, name != "public", !schemas.contains(name) else { return }
      schemas.append(Schema(name))
    }
    catalog.extensions.forEach { need($0.schema) }
    catalog.enums.forEach { need($0.name.schema) }
    catalog.domains.forEach { need($0.name.schema) }
    catalog.compositeTypes.forEach { need($0.name.schema) }
    catalog.rangeTypes.forEach { need($0.name.schema) }
    catalog.collations.forEach { need($0.name.schema) }
    catalog.sequences.forEach { need($0.name.schema) }
    catalog.functions.forEach { need($0.name.schema) }
    catalog.tables.forEach { need($0.name.schema) }
    catalog.views.forEach { need($0.name.schema) }
    return schemas.filter { !isBuiltIn($0.name) }
  }

  private static func isBuiltIn(_ name: String) -> Bool { name.hasPrefix("pg_") || name == "information_schema" }
}

/// Which roles have to be made: declared ones and those that grants, policies and memberships name.
package enum RoleNames {
  package static func needed(by catalog: Catalog) -> [Role] {
    var roles = NamedList<Role>()
    func need(_ name: String?) {
      guard let name, isRealRole(name), !roles.contains(name) else { return }
      roles.append(catalog.roles[name] ?? Role(name))
    }
    for role in catalog.roles {
      role.memberOf.forEach(need)
      need(role.name)
    }
    catalog.grants.forEach { need($0.grantee) }
    for table in catalog.tables { table.policies.forEach { $0.roles.forEach(need) } }
    for privilege in catalog.defaultPrivileges {
      need(privilege.owner)
      need(privilege.grantee)
    }
    return Array(roles)
  }

  /// Words that stand for somebody, and the roles every server has, can not be created.
  package static func isRealRole(_ name: String) -> Bool {
    !isKeyword(name) && !name.hasPrefix("pg_")
  }

  package static func isKeyword(_ name: String) -> Bool {
    [
      "public", "PUBLIC", "current_user", "CURRENT_USER", "session_user", "SESSION_USER", "current_role",
      "CURRENT_ROLE",
    ]
    .contains(name)
  }

  package static func text(_ name: String) -> String {
    isKeyword(name) ? name.uppercased() : QuotedIdentifier.text(name)
  }
}

extension SQLWriter {
  package func createSchema(_ schema: Schema) -> String {
    "CREATE SCHEMA IF NOT EXISTS \(QuotedIdentifier.text(schema.name))"
  }

  /// Without a version: the server's own is what there is.
  package func createExtension(_ item: Extension) -> String {
    let place = item.schema.map { " WITH SCHEMA \(QuotedIdentifier.text($0))" } ?? ""
    return "CREATE EXTENSION IF NOT EXISTS \(QuotedIdentifier.text(item.name))\(place)"
  }

  /// Roles belong to the whole server, so one that is there is left alone; none can log in.
  package func createRole(_ role: Role) -> [String] {
    let wanted = ["INHERIT", "NOINHERIT", "BYPASSRLS", "NOBYPASSRLS", "CREATEDB", "CREATEROLE"]
    let options = role.options.map { $0.uppercased() }.filter(wanted.contains)
    let create = (["CREATE ROLE \(QuotedIdentifier.text(role.name)) NOLOGIN"] + options).joined(separator: " ")
    let body = """
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = \(SQLLiteral.text(role.name))) THEN
          \(create);
        END IF;
      END
      """
    let mark = DollarQuote.mark(for: body)
    let memberships = role.memberOf.filter { !RoleNames.isKeyword($0) }.map { parent in
      "GRANT \(QuotedIdentifier.text(parent)) TO \(QuotedIdentifier.text(role.name))"
        + (role.administers.contains(parent) ? " WITH ADMIN OPTION" : "")
    }
    return ["DO \(mark)\n\(body)\n\(mark)"] + memberships
  }
}

/// A dollar quote that does not occur in what it quotes.
package enum DollarQuote {
  /// The body on lines of its own between its marks.
  package static func text(_ body: String) -> String {
    let mark = mark(for: body)
    return "\(mark)\n\(body)\n\(mark)"
  }

  static func mark(for body: String) -> String {
    var mark = "$$"
    var length = 0
    while body.contains(mark) {
      length += 1
      mark = "$\(String(repeating: "q", count: length))$"
    }
    return mark
  }
}
