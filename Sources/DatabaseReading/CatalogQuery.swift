/// What is asked of a database's catalogs: one query a kind of object, whatever the number of objects.
///
/// They run with an empty search path, so that PostgreSQL's deparsers qualify every name and no function or operator
/// of the database can stand in for one of the system. Objects that belong to an extension are left out.
package enum CatalogQuery: String, CaseIterable, Sendable {
  case types
  case schemas
  case extensions
  case roles
  case enums
  case domains
  case domainChecks
  case compositeTypes
  case rangeTypes
  case collations
  case sequences
  case relations
  case columns
  case constraints
  case indexes
  case triggers
  case rules
  case policies
  case viewReads
  case functions
  case aggregates
  case privileges
  case defaultPrivileges
  case statistics
  case eventTriggers
  case foreignServers
  case unmodelled

  /// - Parameter version: `server_version_num`; from 130000 on.
  package func sql(for version: Int) -> String {
    switch self {
    case .types, .enums, .domains, .domainChecks, .compositeTypes, .rangeTypes, .collations: typeSQL(version)
    case .relations, .columns, .constraints, .indexes, .sequences, .statistics: relationSQL(version)
    case .triggers, .rules, .policies, .viewReads, .functions, .aggregates, .eventTriggers: codeSQL(version)
    case .schemas, .extensions, .roles, .foreignServers, .unmodelled: databaseSQL(version)
    case .privileges, .defaultPrivileges: privilegeSQL(version)
    }
  }
}

/// Parts of queries.
enum CatalogFilter {
  /// A schema, by the alias of its `pg_namespace`, that is not the system's.
  static func isUsers(_ namespace: String) -> String {
    "\(namespace).nspname !~ '^pg_' AND \(namespace).nspname <> 'information_schema'"
  }

  /// An object that no extension owns.
  static func isFree(_ catalog: String, _ oid: String) -> String {
    """
    NOT EXISTS (SELECT FROM pg_depend x_ WHERE x_.classid = '\(catalog)'::regclass AND x_.objid = \(oid) AND x_.deptype = 'e')
    """
  }

  /// A column of newer servers, or what it means on older ones.
  static func since(_ first: Int, _ version: Int, _ expression: String, else old: String) -> String {
    version >= first ? expression : old
  }
}
