import Diagnostics
package import PlanModel
package import SchemaModel

/// What a role of the plan is given.
package struct RoleGrants: Sendable {
  package struct TableGrant: Sendable, Hashable {
    package var table: ObjectName
    package var commands: [AccessRole.Command]
    /// The only columns that a command is given; all columns for one that is not here.
    package var columns: [AccessRole.Command: [String]] = [:]
    /// Whether policies of other tables need it, and the plan does not name it.
    package var isForPolicies = false
  }

  package var role: String
  package var login: String?
  package var memberOf: [String]
  package var tables: [TableGrant] = []
  package var views: [ObjectName] = []
  package var sequences: [ObjectName] = []
  /// Functions that defaults, checks and policies of its tables call, where not everybody may.
  package var functions: [Function] = []
  /// What it may do to every table, those to come as well.
  package var everywhere: [AccessRole.Command] = []

  /// Schemas of what it may use, sorted.
  package var schemas: [String] { Set((tables.map(\.table) + views + sequences).map(\.schema)).sorted() }
}

/// Reads the grants out of a plan's matrix.
struct GrantMaker {
  private let plan: Plan
  private let catalog: Catalog
  private let masked: [String: [ObjectName: Set<String>]]
  private let calls: HiddenCalls
  /// The schema's own grants on tables, by role.
  private let declared: [String: [ObjectName: [Grant]]]

  init(_ plan: Plan, _ catalog: Catalog) {
    self.plan = plan
    self.catalog = catalog
    calls = HiddenCalls(catalog)
    let grants = catalog.grants.filter { !$0.isRevoke && [.table, .column].contains($0.objectKind) }
    declared = Dictionary(grouping: grants, by: \.grantee).mapValues { Dictionary(grouping: $0, by: \.object) }
    var masked: [String: [ObjectName: Set<String>]] = [:]
    for column in plan.sensitive where column.dataClass != nil {
      for role in column.maskFor {
        masked[role.value, default: [:]][column.column.value.table, default: []].insert(column.column.value.column)
      }
    }
    self.masked = masked
  }

  func grants(reads: [PathRead]) -> [RoleGrants] {
    let byRole = Dictionary(grouping: reads, by: \.role)
    return plan.roles.map { grants($0, byRole[$0.name.value] ?? []) }
  }

  private func grants(_ role: AccessRole, _ reads: [PathRead]) -> RoleGrants {
    var result = RoleGrants(
      role: role.name.value, login: role.login?.value, memberOf: role.inherits.map(\.value))
    for table in catalog.tables where table.partitionOf == nil {
      let commands = role.ownCommands(on: table.name)
      if !commands.isEmpty { result.tables.append(grant(role, table, commands)) }
      let read = reads.filter { $0.table == table.name }.reduce(into: Set<String>()) { $0.formUnion($1.columns) }
      if !read.isEmpty {
        result.tables.append(
          RoleGrants.TableGrant(
            table: table.name, commands: [.select],
            columns: [.select: table.columns.names.filter(read.contains)], isForPolicies: true))
      }
      if commands.contains(.insert) { result.sequences += sequences(of: table) }
    }
    result.views = views(role)
    result.functions = calls.functions(behind: result.tables.map(\.table), and: result.views)
    result.everywhere = role.access.first { $0.table == nil }?.commands ?? []
    return result
  }

  private func grant(
    _ role: AccessRole, _ table: Table, _ commands: [AccessRole.Command]
  ) -> RoleGrants.TableGrant {
    var grant = RoleGrants.TableGrant(table: table.name, commands: commands)
    let hidden = masked[role.name.value]?[table.name] ?? []
    for command in commands where command != .delete {
      let narrower = declaredColumns(role, table, command)
      let names = table.columns.names.filter { name in
        (narrower?.contains(name) ?? true) && !(command == .select && hidden.contains(name))
      }
      if names.count < table.columns.count { grant.columns[command] = names }
    }
    return grant
  }

  /// The columns that the schema grants, where it grants columns and not the table: it says more than the plan's line.
  private func declaredColumns(
    _ role: AccessRole, _ table: Table, _ command: AccessRole.Command
  ) -> Set<String>? {
    let privilege = command.rawValue.uppercased()
    let grants = (declared[role.name.value]?[table.name] ?? []).filter { $0.privileges.contains(privilege) }
    guard !grants.isEmpty, grants.allSatisfy({ !$0.columns.isEmpty }) else { return nil }
    return Set(grants.flatMap(\.columns))
  }

  /// Sequences behind the defaults of columns; those of identity columns need no grant.
  private func sequences(of table: Table) -> [ObjectName] {
    let owned = catalog.sequences.filter { $0.ownedBy?.table == table.name }.map(\.name)
    let named = table.columns.compactMap { column -> ObjectName? in
      guard let text = column.defaultExpression?.sql, text.contains("nextval("),
        let start = text.firstIndex(of: "'"), let end = text[text.index(after: start)...].firstIndex(of: "'"),
        let parts = RegclassText.parts(of: String(text[text.index(after: start)..<end])), let name = parts.last
      else { return nil }
      return ObjectName(name, schema: parts.count > 1 ? parts[parts.count - 2] : table.name.schema)
    }
    let known = named.filter { catalog.sequences.contains($0) && !owned.contains($0) }
    return owned + known
  }

  /// Views the plan names for the role, and those the schema grants it; a materialised view knows no policies, so that only a
  /// role that sees every row gets it by a line for all tables.
  private func views(_ role: AccessRole) -> [ObjectName] {
    let granted = Set(
      catalog.grants.filter { $0.grantee == role.name.value && !$0.isRevoke && $0.privileges.contains("SELECT") }
        .map(\.object))
    return catalog.views.filter { view in
      let isNamed = role.ownCommands(on: view.name).contains(.select)
      return granted.contains(view.name) || isNamed && (!view.isMaterialized || role.rows?.value == "all")
    }
    .map(\.name)
  }
}
