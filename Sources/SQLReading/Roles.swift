import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Role names; `PUBLIC` for everybody, `CURRENT_USER` and its kin as they are written.
  func roleNames(_ roles: PostgresList<PgQuery__Node>) -> [String] {
    roles.compactMap { node in
      node.kind == PG_QUERY__NODE__NODE_ROLE_SPEC ? node.pointee.role_spec.map { Self.roleName($0.pointee) } : nil
    }
  }

  static func roleName(_ role: PgQuery__RoleSpec) -> String {
    switch role.roletype {
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: "PUBLIC"
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_ROLE: "CURRENT_ROLE"
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_USER: "CURRENT_USER"
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_SESSION_USER: "SESSION_USER"
    default: role.rolename.text ?? ""
    }
  }

  mutating func createRole(_ statement: PgQuery__CreateRoleStmt) {
    var role = Role(statement.role.text ?? "", span: source.span)
    role.canLogin = statement.stmt_type == PG_QUERY__ROLE_STMT_TYPE__ROLESTMT_USER
    apply(PostgresList(statement.options, statement.n_options), to: &role)
    catalog.roles.append(role)
  }

  mutating func alterRole(_ statement: PgQuery__AlterRoleStmt) {
    guard let name = statement.role.map({ Self.roleName($0.pointee) }), var role = catalog.roles[name] else {
      return
    }
    apply(PostgresList(statement.options, statement.n_options), to: &role, action: statement.action)
    catalog.roles[name] = role
  }

  private static let flags: [String: (on: String, off: String)] = [
    "superuser": ("SUPERUSER", "NOSUPERUSER"), "inherit": ("INHERIT", "NOINHERIT"),
    "createrole": ("CREATEROLE", "NOCREATEROLE"), "createdb": ("CREATEDB", "NOCREATEDB"),
    "isreplication": ("REPLICATION", "NOREPLICATION"), "bypassrls": ("BYPASSRLS", "NOBYPASSRLS"),
  ]

  /// Passwords are no part of a schema and never kept.
  private mutating func apply(_ options: PostgresList<PgQuery__Node>, to role: inout Role, action: Int32 = 1) {
    for option in options {
      guard let element = option.pointee.def_elem?.pointee, let key = element.defname.text else { continue }
      let value = Self.text(ofOption: element.arg)
      let isOn = value == "true" || value == "1"
      if key == "canlogin" { role.canLogin = isOn }
      if let flag = Self.flags[key] {
        role.options.removeAll { $0 == flag.on || $0 == flag.off }
        role.options.append(isOn ? flag.on : flag.off)
      }
      if key == "connectionlimit" {
        role.options.removeAll { $0.hasPrefix("CONNECTION LIMIT") }
        role.options.append("CONNECTION LIMIT \(value ?? "-1")")
      }
      guard let list = element.arg, list.pointee.node_case == PG_QUERY__NODE__NODE_LIST else { continue }
      let names = roleNames(PostgresList(list.pointee.list.pointee.items, list.pointee.list.pointee.n_items))
      switch key {
      case "addroleto": role.memberOf += names
      // ALTER GROUP ... DROP USER says so by its action.
      case "rolemembers" where action < 0: names.forEach { removeMembership(of: $0, in: role.name) }
      case "rolemembers": names.forEach { addMembership(of: $0, in: role.name, administers: false) }
      case "adminmembers": names.forEach { addMembership(of: $0, in: role.name, administers: true) }
      default: break
      }
    }
  }

  private mutating func addMembership(of member: String, in group: String, administers: Bool) {
    // A role that these files do not create still belongs to the group.
    if !catalog.roles.contains(member), !Self.isWordForRole(member) { catalog.roles.append(Role(member)) }
    catalog.roles.update(member) { role in
      if !role.memberOf.contains(group) { role.memberOf.append(group) }
      if administers, !role.administers.contains(group) { role.administers.append(group) }
    }
  }

  private mutating func removeMembership(of member: String, in group: String) {
    catalog.roles.update(member) { role in
      role.memberOf.removeAll { $0 == group }
      role.administers.removeAll { $0 == group }
    }
  }

  private static func isWordForRole(_ name: String) -> Bool {
    ["PUBLIC", "CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"].contains(name) || name.hasPrefix("pg_")
  }

  mutating func grantRole(_ statement: PgQuery__GrantRoleStmt) {
    let groups = PostgresList(statement.granted_roles, statement.n_granted_roles).compactMap { node in
      node.pointee.access_priv?.pointee.priv_name.text
    }
    for member in roleNames(PostgresList(statement.grantee_roles, statement.n_grantee_roles)) {
      for group in groups {
        if statement.is_grant != 0 {
          addMembership(of: member, in: group, administers: statement.admin_opt != 0)
        } else if statement.admin_opt != 0 {
          catalog.roles.update(member) { $0.administers.removeAll { $0 == group } }
        } else {
          removeMembership(of: member, in: group)
        }
      }
    }
  }

  /// A renamed role keeps its memberships, privileges and policies.
  mutating func renameRole(_ old: String, to new: String) {
    let follow = { (name: String) in name == old ? new : name }
    catalog.roles.update(old) { $0.name = new }
    for name in catalog.roles.names {
      catalog.roles.update(name) { role in
        role.memberOf = role.memberOf.map(follow)
        role.administers = role.administers.map(follow)
      }
    }
    for position in catalog.grants.indices where catalog.grants[position].grantee == old {
      grantIndex[GrantKey(catalog.grants[position])] = nil
      catalog.grants[position].grantee = new
      grantIndex[GrantKey(catalog.grants[position])] = position
    }
    for position in catalog.defaultPrivileges.indices {
      catalog.defaultPrivileges[position].grantee = follow(catalog.defaultPrivileges[position].grantee)
      catalog.defaultPrivileges[position].owner = catalog.defaultPrivileges[position].owner.map(follow)
    }
    for table in catalog.tables where table.policies.contains(where: { $0.roles.contains(old) }) {
      catalog.tables.update(table.name) { table in
        for position in table.policies.indices {
          table.policies[position].roles = table.policies[position].roles.map(follow)
        }
      }
    }
  }

  mutating func dropRole(_ statement: PgQuery__DropRoleStmt) {
    for name in roleNames(PostgresList(statement.roles, statement.n_roles)) {
      catalog.roles[name] = nil
      for other in catalog.roles.names { removeMembership(of: other, in: name) }
    }
  }

  /// `DROP OWNED BY`: what the roles may do goes; what they own is not known here.
  mutating func dropOwned(_ statement: PgQuery__DropOwnedStmt) {
    let roles = roleNames(PostgresList(statement.roles, statement.n_roles))
    forgetGrants { roles.contains($0.grantee) }
    catalog.defaultPrivileges.removeAll { roles.contains($0.grantee) || $0.owner.map(roles.contains) == true }
  }
}
