import AccessControl
import Diagnostics
package import PlanModel
package import SchemaModel

/// What a plan wants recorded, and how: the tables that get a trigger, those that have one, who reads the log and who keeps it.
package struct AuditDesign: Sendable {
  /// A role that reads the log.
  package struct Reader: Sendable, Hashable {
    package var role: String
    /// Settings whose values a record's tenant, or its actor, has to have; nil for either.
    package var tenantSetting: String?
    package var actorSetting: String?
    /// The recorded tables whose every column the role may see.
    package var tables: [ObjectName]
    /// Recorded tables whose records it does not see: not its own, or with columns that are masked for it.
    package var closed: [ObjectName]
  }

  /// A free name in the schema.
  package let schema: String
  /// The role that owns the log and writes it.
  package let owner: String
  /// Tables that get a trigger, in the plan's order.
  package let tables: [AuditedTable]
  /// Tables of the plan's list that triggers of the schema record.
  package let recorded: [RecordedTable]
  package let readers: [Reader]
  /// The role whose job makes months and drops old ones.
  package let job: String?
  package let actor: String?
  package let tenantSetting: String?
  package let keep: Duration?
  package let events: Set<String>
  package let postgres: Int
  /// The first month that is made.
  package let start: CalendarDate?
  /// Roles of the plan; none of them keeps a privilege that it is not given here.
  let roles: [String]

  /// The log as SQL names it.
  package var log: ObjectName { ObjectName("changes", schema: schema) }

  /// nil when the plan says nothing about recording.
  package init?(_ plan: Plan, _ catalog: Catalog, date: CalendarDate?) {
    guard let audit = plan.audit else { return nil }
    let names = FreeNames(plan, catalog)
    schema = names.schema
    owner = names.owner
    let listed = audit.tables.compactMap { catalog.tables[$0.value] }
    recorded = RecordingTriggers.tables(listed, in: catalog)
    let theirs = Set(recorded.map(\.table))
    let listedNames = Set(listed.map(\.name))
    let own = listed.filter { table in
      !theirs.contains(table.name) && (table.kind == .ordinary || table.partitionKey != nil)
        && !(table.partitionOf.map { listedNames.contains($0.parent) } ?? false)
    }
    let paths = KeyPaths(ofTenantsIn: plan, catalog)
    let maker = AuditedTableMaker(plan, catalog, paths, keep: audit.keep?.value)
    let tables = own.map { maker.table($0) }
    self.tables = tables
    events = Set(audit.securityEvents.map { $0.value.lowercased() })
    actor = audit.actor?.value
    keep = audit.keep?.value
    tenantSetting = plan.tenancy?.setting?.value
    job = audit.job?.value
    postgres = plan.stack.postgres?.value ?? 15
    start = date
    roles = plan.roles.map(\.name.value)
    readers = audit.readers.compactMap { name in
      plan.roles.first { $0.name.value == name.value }.flatMap { Self.reader($0, plan, tables.map(\.name)) }
    }
  }

  /// Whether there is anything to make.
  package var isNeeded: Bool { !tables.isEmpty || !events.isDisjoint(with: ["ddl", "grant"]) || recordsLogins }

  /// An event trigger sees who logs in from PostgreSQL 17 on.
  package var recordsLogins: Bool { events.contains("login") && postgres >= 17 }

  private static func reader(_ role: AccessRole, _ plan: Plan, _ tables: [ObjectName]) -> Reader? {
    let seesAll =
      role.rows?.value == "all"
      || role.rows == nil && plan.tenancy?.cross.contains { $0.value == role.name.value } == true
    guard role.rows?.value != "none" else { return nil }
    let isOwner = role.ownerColumn != nil
    // Whose own rows are meant is known when the log's actor comes from the same setting.
    if isOwner, role.setting == nil || role.setting?.value != plan.audit?.actor?.value { return nil }
    let masked = Set(
      plan.sensitive.filter { $0.dataClass != nil && $0.maskFor.contains { $0.value == role.name.value } }
        .map(\.column.value.table))
    let open = tables.filter { role.commands(on: $0).contains(.select) && !masked.contains($0) }
    return Reader(
      role: role.name.value, tenantSetting: seesAll ? nil : plan.tenancy?.setting?.value,
      actorSetting: isOwner ? role.setting?.value : nil, tables: open, closed: tables.filter { !open.contains($0) })
  }
}

/// Names that neither schema nor plan uses.
private struct FreeNames {
  let schema: String
  let owner: String

  init(_ plan: Plan, _ catalog: Catalog) {
    let schemas = Set(
      catalog.schemas.names + catalog.tables.map(\.name.schema) + catalog.functions.map(\.name.schema))
    schema = Self.free(["audit", "audit_trail", "change_log"], besides: schemas)
    let roles = Set(plan.roles.map(\.name.value) + plan.roles.compactMap(\.login?.value) + catalog.roles.map(\.name))
    owner = Self.free(["audit_owner", "\(schema)_owner", "change_log_owner"], besides: roles)
  }

  private static func free(_ names: [String], besides taken: Set<String>) -> String {
    let others = (2...99).lazy.map { "\(names[0])_\($0)" }
    return names.first { !taken.contains($0) } ?? others.first { !taken.contains($0) } ?? names[0]
  }
}
