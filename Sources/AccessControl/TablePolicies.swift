import Diagnostics
import PlanModel
package import SchemaModel

/// What row security of one table has to become.
package struct TablePolicies: Sendable {
  package var table: ObjectName
  /// Made by the plan, in the order of roles and commands.
  package var made: [Policy] = []
  /// Those of the schema that stay.
  package var kept: [Policy] = []
  /// Whether ENABLE and FORCE are to be written.
  package var enables = false
  package var forces = false
  /// Partitions, closed to everybody who asks them directly.
  package var partitions: [ObjectName] = []
}

/// A role reads these columns of a table so that policies of other tables can look there.
package struct PathRead: Sendable, Hashable {
  package var role: String
  package var table: ObjectName
  package var columns: Set<String>
}

/// Writes the policies of every table for every role and command of the plan.
struct PolicyMaker {
  private let plan: Plan
  private let catalog: Catalog
  private let reaches: RowReaches
  private let existing: ExistingPolicies
  /// Foreign keys that hold the tenant by themselves, by table and name.
  private let tenantKeys: Set<ForeignKey>
  private let plain: Set<ObjectName>
  private let partitions: [ObjectName: [ObjectName]]
  private(set) var reads: [PathRead] = []

  init(_ plan: Plan, _ catalog: Catalog, _ reaches: RowReaches, keys: [TenantKey]) {
    self.plan = plan
    self.catalog = catalog
    self.reaches = reaches
    let settings = [plan.tenancy?.setting?.value].compactMap(\.self) + plan.roles.compactMap(\.setting?.value)
    existing = ExistingPolicies(catalog, settings: settings)
    tenantKeys = Set(keys.map(\.old))
    plain = RingedTables.find(catalog, reaches, tenantKeys)
    var partitions: [ObjectName: [ObjectName]] = [:]
    for table in catalog.tables {
      if let parent = table.partitionOf?.parent { partitions[parent, default: []].append(table.name) }
    }
    self.partitions = partitions
  }

  mutating func policies(of table: Table) -> TablePolicies {
    var result = TablePolicies(table: table.name, kept: table.policies)
    result.enables = !table.rowSecurity.isEnabled
    result.forces = !table.rowSecurity.isForced
    result.partitions = partitions[table.name] ?? []
    var names = Set(table.policies.map(\.name))
    for role in plan.roles {
      for command in role.ownCommands(on: table.name) {
        guard let policy = policy(table, role, command, besides: names) else { continue }
        names.insert(policy.name)
        result.made.append(policy)
      }
    }
    return result
  }

  /// nil when nothing has to be added: policies of the schema do it, or no row is the role's.
  private mutating func policy(
    _ table: Table, _ role: AccessRole, _ command: AccessRole.Command, besides names: Set<String>
  ) -> Policy? {
    let there = ExistingPolicies.permissive(table, role, command)
    if there.isEmpty, isGivenByMembership(table, role, command) { return nil }
    switch reaches.reach(role, table.name) {
    case .unparted, .nothing: return nil
    case .every:
      return there.isEmpty ? policy(role, command, SQLExpression("true"), SQLExpression("true"), besides: names) : nil
    case .rows(let condition):
      let isBound = there.allSatisfy { existing.isBound($0, to: condition.terms, command) }
      if !there.isEmpty, isBound { return nil }
      let checks = [.insert, .update].contains(command) ? self.checks(table, role, condition) : []
      read(condition.terms + checks, from: table, role)
      let writer = PolicyExpression(table.name, isPlain: plain.contains(table.name))
      let strict = condition.terms.map { term in
        var term = term
        term.sharesNull = false
        return term
      }
      var made = policy(
        role, command, writer.text(command == .select ? condition.terms : strict), writer.text(strict + checks),
        besides: names)
      made.isPermissive = there.isEmpty
      return made
    }
  }

  /// A member meets the policies of the roles it is a member of.
  private func isGivenByMembership(_ table: Table, _ role: AccessRole, _ command: AccessRole.Command) -> Bool {
    role.memberships.contains { other in
      other.ownCommands(on: table.name).contains(command)
        && reaches.reach(other, table.name) == reaches.reach(role, table.name)
    }
  }

  /// For a role that comes to the table only on the way of another table's policies.
  func pathPolicy(of table: Table, _ role: AccessRole) -> Policy? {
    guard case .rows(let condition) = reaches.reach(role, table.name),
      ExistingPolicies.permissive(table, role, .select).isEmpty
    else { return nil }
    let text = PolicyExpression(table.name, isPlain: plain.contains(table.name)).text(condition.terms)
    return policy(role, .select, text, text, besides: Set(table.policies.map(\.name)))
  }

  private func policy(
    _ role: AccessRole, _ command: AccessRole.Command, _ using: SQLExpression, _ check: SQLExpression,
    besides names: Set<String>
  ) -> Policy {
    let suffix = "_\(command.rawValue)"
    let wanted = PrismaConstraintName.shortened(role.name.value, suffix: suffix)
    let free = (2...99).lazy.map { PrismaConstraintName.shortened(role.name.value, suffix: "\(suffix)_\($0)") }
    var policy = Policy(names.contains(wanted) ? free.first { !names.contains($0) } ?? wanted : wanted)
    policy.roles = [role.name.value]
    switch command {
    case .select: policy.command = .select
    case .insert: policy.command = .insert
    case .update: policy.command = .update
    case .delete: policy.command = .delete
    }
    if command != .insert { policy.using = using }
    if command == .insert || command == .update { policy.check = check }
    return policy
  }

  /// What a written row may point at: rows that are the role's as well.
  private func checks(_ table: Table, _ role: AccessRole, _ condition: RowCondition) -> [RowCondition.Term] {
    let ways = Set(condition.terms.compactMap(\.keys.first))
    var found: [RowCondition.Term] = []
    for key in table.foreignKeys where key.isEnforced && !ways.contains(key) {
      guard case .rows(let parent) = reaches.reach(role, key.target) else { continue }
      for term in parent.terms where !isHeld(key, table, term) {
        guard let check = check(key, table, term), !condition.terms.contains(check), !found.contains(check) else {
          continue
        }
        found.append(check)
      }
    }
    return found
  }

  private func check(_ key: ForeignKey, _ table: Table, _ term: RowCondition.Term) -> RowCondition.Term? {
    var check = term
    check.isOptional = key.columns.contains { table.columns[$0]?.isNullable == true }
    if term.keys.isEmpty, let position = key.targetColumns.firstIndex(of: term.column) {
      // The foreign key holds the key itself.
      check.column = key.columns[position]
      if key.columns.count > 1, check.column == reaches.tenants?.key { return nil }
      return check
    }
    check.keys = [key] + term.keys
    // A table's policies can not look into the table itself.
    return check.keys.contains { $0.target == table.name } ? nil : check
  }

  /// Whether the foreign key itself keeps the tenant: it has the tenant's column, or gets it.
  private func isHeld(_ key: ForeignKey, _ table: Table, _ term: RowCondition.Term) -> Bool {
    guard term.setting == plan.tenancy?.setting?.value else { return false }
    if tenantKeys.contains(key) { return true }
    guard term.keys.isEmpty, case .own(let own)? = reaches.tenants?[table.name] else { return false }
    return zip(key.columns, key.targetColumns).contains { $0 == own && $1 == term.column }
  }

  private mutating func read(_ terms: [RowCondition.Term], from table: Table, _ role: AccessRole) {
    for term in terms {
      for (position, key) in term.keys.enumerated() {
        var columns = Set(key.targetColumns)
        if position + 1 < term.keys.count {
          columns.formUnion(term.keys[position + 1].columns)
        } else {
          columns.insert(term.column)
        }
        reads.append(PathRead(role: role.name.value, table: key.target, columns: columns))
      }
    }
  }
}

/// Tables that rows of their own children's tables are pointed at from: a written row's policy looks into a child, whose own
/// policy looks back. PostgreSQL refuses that unless the policy looked back at has no subquery.
enum RingedTables {
  static func find(_ catalog: Catalog, _ reaches: RowReaches, _ held: Set<ForeignKey>) -> Set<ObjectName> {
    guard let tenants = reaches.tenants else { return [] }
    var found = Set<ObjectName>()
    for table in catalog.tables where reaches.parted.contains(table.name) {
      for key in table.foreignKeys where !held.contains(key) {
        guard case .parent(let path)? = tenants[key.target], path.tables.contains(table.name) else { continue }
        found.insert(table.name)
      }
    }
    return found
  }
}
