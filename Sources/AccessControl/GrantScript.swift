import PlanModel
import SQLWriting
package import SchemaModel

/// `grants.sql`: the plan's roles, made where they are missing, and what they are given; nothing for everybody. Loaded after the
/// schema, again and again if need be.
package enum GrantScript {
  /// nil when the plan has no roles.
  package static func text(_ design: AccessDesign, _ catalog: Catalog) -> String? {
    guard !design.grants.isEmpty else { return nil }
    var script = SQLScript()
    let logins = Set(design.grants.compactMap(\.login)).subtracting(design.grants.map(\.role)).sorted()
    script.add(
      design.grants.map { create($0.role, $0.login == $0.role ? "LOGIN" : "NOLOGIN") }
        + logins.map { create($0, "LOGIN NOINHERIT") })
    script.add(memberships(design.grants))
    script.add(withdrawals(design, catalog))
    for role in design.grants { script.add(statements(role)) }
    for view in design.maskingViews { add(view, to: &script) }
    return script.text
  }

  /// Made anew each time, since a view can not lose a column.
  private static func add(_ view: MaskingView, to script: inout SQLScript) {
    let name = QuotedIdentifier.text(view.name)
    script.heading("\(view.table.display) without \(view.masked.joined(separator: ", "))")
    script.add(
      block: ["DROP VIEW IF EXISTS \(name)", SQLWriter().createView(view.view)].compactMap(\.self)
        + ["GRANT SELECT ON \(name) TO \(QuotedIdentifier.list(view.roles))"])
  }

  /// CREATE ROLE knows no IF NOT EXISTS.
  private static func create(_ role: String, _ options: String) -> String {
    """
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = \(SQLLiteral.text(role))) THEN
        CREATE ROLE \(QuotedIdentifier.text(role)) \(options);
      END IF;
    END
    $$
    """
  }

  private static func memberships(_ grants: [RoleGrants]) -> [String] {
    grants.flatMap { role in
      role.memberOf.map { "GRANT \(QuotedIdentifier.text($0)) TO \(QuotedIdentifier.text(role.role))" }
        + [role.login].compactMap(\.self).filter { $0 != role.role }.map {
          "GRANT \(QuotedIdentifier.text(role.role)) TO \(QuotedIdentifier.text($0))"
        }
    }
  }

  /// What everybody has by default, and what the roles had before.
  private static func withdrawals(_ design: AccessDesign, _ catalog: Catalog) -> [String] {
    // Types and functions of extensions stand in schema public, where no table need be.
    let schemas = Set(
      ["public"] + design.grants.flatMap(\.schemas) + catalog.tables.map(\.name.schema)
        + catalog.functions.map(\.name.schema) + catalog.schemas.names
    ).sorted()
    let roles = QuotedIdentifier.list(design.grants.map(\.role))
    var statements = schemas.flatMap { schema in
      let name = QuotedIdentifier.text(schema)
      return [
        "REVOKE ALL ON SCHEMA \(name) FROM PUBLIC",
        "REVOKE ALL ON ALL TABLES IN SCHEMA \(name) FROM PUBLIC, \(roles)",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA \(name) FROM PUBLIC, \(roles)",
        "GRANT USAGE ON SCHEMA \(name) TO \(roles)",
      ]
    }
    statements += catalog.functions.filter { $0.isSecurityDefiner && $0.kind == .function }.map { function in
      SQLWriter().grant(execute(function, for: "PUBLIC", isRevoke: true))
    }
    statements.append("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC")
    return statements
  }

  private static func execute(_ function: Function, for grantee: String, isRevoke: Bool = false) -> Grant {
    var grant = Grant(["EXECUTE"], on: .function, function.name, to: grantee)
    grant.argumentTypes = function.argumentTypes
    grant.isRevoke = isRevoke
    return grant
  }

  private static func statements(_ role: RoleGrants) -> [String] {
    let writer = SQLWriter()
    var statements: [String] = []
    // Tables with the same commands stand in one statement.
    var order: [[AccessRole.Command]] = []
    var groups: [[AccessRole.Command]: [ObjectName]] = [:]
    var narrowed: [Grant] = []
    for grant in role.tables {
      let whole = grant.commands.filter { grant.columns[$0] == nil }
      if !whole.isEmpty {
        if groups[whole] == nil { order.append(whole) }
        groups[whole, default: []].append(grant.table)
      }
      for command in grant.commands {
        guard let columns = grant.columns[command], !columns.isEmpty else { continue }
        var narrow = Grant([command.rawValue.uppercased()], on: .column, grant.table, to: role.role)
        narrow.columns = columns
        narrowed.append(narrow)
      }
    }
    let grantee = QuotedIdentifier.text(role.role)
    for commands in order {
      let list = (groups[commands] ?? []).map { QuotedIdentifier.text($0) }.joined(separator: ", ")
      statements.append(
        "GRANT \(commands.map { $0.rawValue.uppercased() }.joined(separator: ", ")) ON \(list) TO \(grantee)")
    }
    statements += narrowed.map { writer.grant($0) }
    if !role.views.isEmpty {
      let list = role.views.map { QuotedIdentifier.text($0) }.joined(separator: ", ")
      statements.append("GRANT SELECT ON \(list) TO \(grantee)")
    }
    if !role.sequences.isEmpty {
      let list = role.sequences.map { QuotedIdentifier.text($0) }.joined(separator: ", ")
      statements.append("GRANT USAGE ON SEQUENCE \(list) TO \(grantee)")
    }
    statements += role.functions.map { writer.grant(execute($0, for: role.role)) }
    if !role.everywhere.isEmpty {
      let commands = role.everywhere.map { $0.rawValue.uppercased() }
      statements += role.schemas.map { schema in
        var privilege = DefaultPrivilege(objects: "TABLES", privileges: commands, grantee: role.role)
        privilege.schema = schema
        return writer.alterDefaultPrivileges(privilege)
      }
    }
    return statements
  }
}
