import SchemaModel

/// Who may do what to tables, by the grants that the schema makes itself.
struct GrantedAccess: Sendable {
  private let byTable: [ObjectName: [Grant]]
  private let byFunction: [ObjectName: [Grant]]
  /// Whether the schema says anything about who uses its tables.
  let isKnown: Bool

  init(_ catalog: Catalog) {
    let given = catalog.grants.filter { !$0.isRevoke && !$0.privileges.isEmpty }
    let onTables = given.filter { [.table, .column].contains($0.objectKind) }
    byTable = Dictionary(grouping: onTables, by: \.object)
    let routines: Set<Grant.ObjectKind> = [.function, .procedure, .routine]
    byFunction = Dictionary(
      grouping: catalog.grants.filter { routines.contains($0.objectKind) && !$0.privileges.isEmpty }, by: \.object)
    isKnown = !onTables.isEmpty
  }

  func grants(on table: ObjectName) -> [Grant] { byTable[table] ?? [] }

  /// Names of roles with any of the privileges, sorted; `PUBLIC` among them.
  func grantees(of table: ObjectName, _ privileges: Set<String>? = nil) -> [String] {
    let meant = grants(on: table).filter { grant in
      privileges.map { !$0.isDisjoint(with: grant.privileges) } ?? true
    }
    return Set(meant.map(\.grantee)).sorted()
  }

  /// Whether everybody may call a function: PostgreSQL lets them unless it was revoked.
  func isOpen(_ function: Function) -> Bool {
    let own = (byFunction[function.name] ?? []).filter {
      $0.argumentTypes == nil || $0.argumentTypes == function.argumentTypes
    }
    return !own.contains { $0.isRevoke && $0.grantee == "PUBLIC" && $0.privileges.contains("EXECUTE") }
  }
}
