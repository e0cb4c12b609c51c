package import Diagnostics

package struct Policy: Hashable, Sendable {
  package enum Command: String, Hashable, Sendable, CaseIterable {
    case all = "ALL"
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
  }

  package var name: String
  package var isPermissive = true
  package var command = Command.all
  /// Roles it is for; `public` when none was named.
  package var roles: [String] = ["public"]
  package var using: SQLExpression?
  package var check: SQLExpression?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }
}

/// One privilege list of one role on one object.
package struct Grant: Hashable, Sendable {
  package enum ObjectKind: String, Hashable, Sendable {
    case table = "TABLE"
    case column = "COLUMN"
    case sequence = "SEQUENCE"
    case schema = "SCHEMA"
    case function = "FUNCTION"
    case procedure = "PROCEDURE"
    case routine = "ROUTINE"
    case type = "TYPE"
    case domain = "DOMAIN"
    case database = "DATABASE"
    case language = "LANGUAGE"
    case foreignServer = "FOREIGN SERVER"
    case foreignDataWrapper = "FOREIGN DATA WRAPPER"
  }

  package var objectKind: ObjectKind
  /// The object; for schemas, databases and languages only `name` counts.
  package var object: ObjectName
  /// For functions: the argument types; nil when there is only one of that name.
  package var argumentTypes: [String]?
  /// Empty for the whole table.
  package var columns: [String] = []
  /// `SELECT`, `INSERT`, ... in PostgreSQL's order; ALL PRIVILEGES is spelt out.
  package var privileges: [String]
  /// `PUBLIC` for everybody.
  package var grantee: String
  package var isGrantable = false
  /// A REVOKE of what PostgreSQL gives by default (EXECUTE for PUBLIC, say) is kept as such.
  package var isRevoke = false
  package var span: SourceSpan?

  package init(
    _ privileges: [String], on objectKind: ObjectKind, _ object: ObjectName, to grantee: String,
    span: SourceSpan? = nil
  ) {
    self.privileges = privileges
    self.objectKind = objectKind
    self.object = object
    self.grantee = grantee
    self.span = span
  }
}

package struct DefaultPrivilege: Hashable, Sendable {
  package var owner: String?
  package var schema: String?
  /// `TABLES`, `SEQUENCES`, `FUNCTIONS`, `TYPES`, `SCHEMAS`.
  package var objects: String
  package var privileges: [String]
  package var grantee: String
  package var isGrantable = false
  package var isRevoke = false
  package var span: SourceSpan?

  package init(objects: String, privileges: [String], grantee: String) {
    self.objects = objects
    self.privileges = privileges
    self.grantee = grantee
  }
}
