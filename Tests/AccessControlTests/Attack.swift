import AccessControl
import Diagnostics
import PlanModel
import PostgresClient
import SQLWriting
import SchemaModel
import TestKit

/// Everything a role tries against rows that are not its own, and everything it may do to its own.
struct Attack {
  typealias Row = TenantRows.Row

  let project: SecuredProject
  let database: AttackedDatabase
  let rows: TenantRows
  /// Rows that are there.
  let filled: [ObjectName: [Row]]
  private(set) var attempts = 0
  /// What was reached and should not have been.
  private(set) var breaches: [String] = []
  /// What the plan allows and the database refused.
  private(set) var refusals: [String] = []

  private static let own = Row(tenant: 0, number: 0)

  init(_ project: SecuredProject, _ database: AttackedDatabase, _ rows: TenantRows, filled: [ObjectName: [Row]]) {
    self.project = project
    self.database = database
    self.rows = rows
    self.filled = filled
  }

  mutating func run() async throws {
    for role in project.plan.roles {
      let session = session(role)
      for table in project.catalog.tables where table.partitionOf == nil {
        let reach = project.design.reaches.reach(role, table.name)
        guard reach != .unparted, reach != .every else { continue }
        try await attack(table, role, session, reach)
      }
      try await attackPartitions(role, session)
      try await attackViews(role, session)
    }
    try await attackAsOwner()
  }

  // MARK: One table

  private mutating func attack(
    _ table: Table, _ role: AccessRole, _ session: AttackedDatabase.Session, _ reach: RowReach
  ) async throws {
    let commands = Set(role.commands(on: table.name))
    let foreign = (filled[table.name] ?? []).filter { !isOwn($0, of: table.name, role, reach) }
    let name = QuotedIdentifier.text(table.name)
    for row in foreign {
      let identity = rows.identity(table, row)
      do {
        try await expectNothing("SELECT count(*) FROM \(name) WHERE \(identity)", session)
        try await expectNothing("DELETE FROM \(name) WHERE \(identity)", session)
        if let change = change(of: table, nil) {
          try await expectNothing("UPDATE \(name) SET \(change) WHERE \(identity)", session)
        }
      }
    }
    try await expectNothing(
      "UPDATE \(name) SET \(change(of: table, nil) ?? "ctid = ctid") WHERE \(outside(foreign, table))", session)
    try await withoutSettings(table, session)
    let other = foreign.last ?? Row(tenant: 1, number: 0)
    try await expectNothing(
      rows.insert(table, Row(tenant: other.tenant, number: 2), parent: other), session)
    try await expectNothing("TRUNCATE \(name)", session)
    guard case .rows = reach, (filled[table.name] ?? []).contains(Self.own) else { return }
    try await move(table, role, session, to: other)
    try await pointAcross(table, role, session)
    try await use(table, role, commands, session)
  }

  /// A condition that names several rows at once.
  private func outside(_ foreign: [Row], _ table: Table) -> String {
    foreign.isEmpty ? "false" : foreign.map { "(\(rows.identity(table, $0)))" }.joined(separator: " OR ")
  }

  /// The setting missing, empty and malformed.
  private mutating func withoutSettings(_ table: Table, _ session: AttackedDatabase.Session) async throws {
    let count = "SELECT count(*) FROM \(QuotedIdentifier.text(table.name))"
    for value in ["''", "'*'"] {
      let settings = session.settings.map { (name: $0.name, value: value) }
      try await expectNothing(count, .init(role: session.role, settings: settings))
    }
    try await expectNothing(count, .init(role: session.role, settings: []), on: database.fresh)
  }

  /// The own row, given to somebody else.
  private mutating func move(
    _ table: Table, _ role: AccessRole, _ session: AttackedDatabase.Session, to other: Row
  ) async throws {
    guard case .rows(let condition) = project.design.reaches.reach(role, table.name) else { return }
    for term in condition.terms where term.keys.isEmpty {
      guard let value = rows.value(table.name, term.column, other) else { continue }
      if value == rows.value(table.name, term.column, Self.own) { continue }
      try await expectNothing(
        "UPDATE \(QuotedIdentifier.text(table.name)) SET \(QuotedIdentifier.text(term.column)) = \(value) WHERE "
          + rows.identity(table, Self.own), session)
    }
  }

  /// A child of somebody else's parent.
  private mutating func pointAcross(
    _ table: Table, _ role: AccessRole, _ session: AttackedDatabase.Session
  ) async throws {
    for key in table.foreignKeys where key.isEnforced {
      let reach = project.design.reaches.reach(role, key.target)
      guard case .rows = reach,
        let other = (filled[key.target] ?? []).first(where: { !isOwn($0, of: key.target, role, reach) })
      else { continue }
      let theirs = zip(key.columns, key.targetColumns).compactMap { column, target in
        rows.value(key.target, target, other).map { (column, $0) }
      }
      let name = QuotedIdentifier.text(table.name)
      for part in [theirs, theirs.filter { $0.0 != project.design.reaches.tenants?.key }] where !part.isEmpty {
        let sets = part.map { "\(QuotedIdentifier.text($0.0)) = \($0.1)" }.joined(separator: ", ")
        try await expectNothing("UPDATE \(name) SET \(sets) WHERE \(rows.identity(table, Self.own))", session)
        try await expectNothing(
          rows.insert(
            table, Row(tenant: 0, number: 2), parent: Self.own,
            changed: Dictionary(part, uniquingKeysWith: { first, _ in first })), session)
      }
    }
  }

  /// What the plan allows on the own row.
  private mutating func use(
    _ table: Table, _ role: AccessRole, _ commands: Set<AccessRole.Command>, _ session: AttackedDatabase.Session
  ) async throws {
    let name = QuotedIdentifier.text(table.name)
    let identity = rows.identity(table, Self.own)
    if commands.contains(.select) {
      attempts += 1
      let outcome = try await database.attempt("SELECT count(*) FROM \(name) WHERE \(identity)", as: session)
      if outcome != .rows(1) { refusals.append("\(role.name.value): SELECT of the own row of \(name): \(outcome)") }
    }
    var allowed: [String] = []
    if commands.contains(.insert), grant(role, table)?.columns[.insert] == nil {
      // Of what the key itself names there is one row: it is refused as a second one, behind the policies.
      let isRoot = project.design.reaches.tenants?.isRoot(table.name) == true
      allowed.append(rows.insert(table, Row(tenant: 0, number: isRoot ? 0 : 2), parent: Self.own))
    }
    if commands.contains(.update), let change = change(of: table, grant(role, table)?.columns[.update]) {
      allowed.append("UPDATE \(name) SET \(change) WHERE \(identity)")
    }
    if commands.contains(.delete) { allowed.append("DELETE FROM \(name) WHERE \(identity)") }
    for sql in allowed {
      attempts += 1
      let outcome = try await database.attempt(sql, as: session)
      if outcome.isDenied || outcome == .rows(0) { refusals.append("\(role.name.value): \(sql): \(outcome)") }
    }
  }

  // MARK: Partitions and owners

  private mutating func attackPartitions(_ role: AccessRole, _ session: AttackedDatabase.Session) async throws {
    for table in project.catalog.tables {
      guard let parent = table.partitionOf?.parent else { continue }
      let reach = project.design.reaches.reach(role, parent)
      guard reach != .unparted, reach != .every else { continue }
      try await expectNothing("SELECT count(*) FROM \(QuotedIdentifier.text(table.name))", session)
    }
  }

  /// A view shows a role what it would show if there were no other tenant.
  private mutating func attackViews(_ role: AccessRole, _ session: AttackedDatabase.Session) async throws {
    guard project.plan.tenancy != nil, role.rows?.value != "all" else { return }
    let masking = project.design.maskingViews.filter { $0.roles.contains(role.name.value) }.map(\.name)
    for view in project.catalog.views.map(\.name) + masking {
      let name = QuotedIdentifier.text(view)
      let sql = "SELECT count(*) FROM \(name)"
      attempts += 1
      let seen = try await database.attempt(sql, as: session)
      guard case .rows(let count) = seen else { continue }
      let foreign = filled.flatMap { table, rows in rows.filter { $0.tenant == 1 }.map { (table, $0) } }
      let removals = foreign.compactMap { name, row -> String? in
        guard let table = project.catalog.tables[name], project.design.reaches.parted.contains(name) else { return nil }
        return "DELETE FROM \(QuotedIdentifier.text(name)) WHERE \(rows.identity(table, row))"
      }
      let alone = try await database.attempt(sql, as: session, after: removals)
      if alone != .rows(count) { breaches.append("\(session.role): view \(name): \(seen), alone \(alone)") }
    }
  }

  private mutating func attackAsOwner() async throws {
    let setting = project.plan.tenancy?.setting?.value
    for table in project.catalog.tables where project.design.reaches.parted.contains(table.name) {
      let settings = setting.flatMap { name in tenantValue(Self.own).map { [(name: name, value: $0)] } } ?? []
      let session = AttackedDatabase.Session(role: AttackedDatabase.owner, settings: settings)
      let name = QuotedIdentifier.text(table.name)
      for row in (filled[table.name] ?? []).filter({ $0.tenant == 1 }) {
        let identity = rows.identity(table, row)
        try await expectNothing("SELECT count(*) FROM \(name) WHERE \(identity)", session)
        try await expectNothing("DELETE FROM \(name) WHERE \(identity)", session)
        if let change = change(of: table, nil) {
          try await expectNothing("UPDATE \(name) SET \(change) WHERE \(identity)", session)
        }
      }
      try await expectNothing(rows.insert(table, Row(tenant: 1, number: 2), parent: Row(tenant: 1, number: 0)), session)
    }
  }

  // MARK: Support

  private mutating func expectNothing(
    _ sql: String, _ session: AttackedDatabase.Session, on connection: PostgresConnection? = nil
  ) async throws {
    attempts += 1
    let outcome = try await database.attempt(sql, as: session, on: connection)
    let isRefused = if case .refused = outcome { true } else { false }
    let didChange = sql.hasPrefix("TRUNCATE") ? !isRefused : outcome.reached > 0
    if didChange { breaches.append("\(session.role): \(sql): \(outcome)") }
  }

  private func isOwn(_ row: Row, of table: ObjectName, _ role: AccessRole, _ reach: RowReach) -> Bool {
    guard case .rows = reach, row.tenant == 0 else { return false }
    return project.design.reaches.owners[role.name.value]?[table] == nil || row.number == 0
  }

  private func grant(_ role: AccessRole, _ table: Table) -> RoleGrants.TableGrant? {
    project.design.grants.first { $0.role == role.name.value }?.tables.first { $0.table == table.name }
  }

  /// `column = column` of one that may be written.
  private func change(of table: Table, _ columns: [String]?) -> String? {
    let keys = Set(table.foreignKeys.flatMap(\.columns) + (table.primaryKey?.columns ?? []))
    let writable = table.columns.filter {
      $0.generated == nil && $0.identity == nil && (columns?.contains($0.name) ?? true)
    }
    let chosen = writable.first { !keys.contains($0.name) } ?? writable.first
    return chosen.map { "\(QuotedIdentifier.text($0.name)) = \(QuotedIdentifier.text($0.name))" }
  }

  private func session(_ role: AccessRole) -> AttackedDatabase.Session {
    var settings: [(name: String, value: String)] = []
    if let setting = project.plan.tenancy?.setting?.value, let value = tenantValue(Self.own) {
      settings.append((setting, value))
    }
    if let setting = role.setting?.value, let owners = project.design.reaches.owners[role.name.value],
      let value = keyValue(owners, Self.own)
    {
      settings.append((setting, value))
    }
    return AttackedDatabase.Session(role: role.name.value, settings: settings)
  }

  private func tenantValue(_ row: Row) -> String? {
    project.design.reaches.tenants.flatMap { keyValue($0, row) }
  }

  private func keyValue(_ paths: KeyPaths, _ row: Row) -> String? {
    for table in paths.tables.sorted() {
      switch paths[table] {
      case .own(let column)?, .root(let column)?:
        if let value = rows.value(table, column, row) { return value }
      default: continue
      }
    }
    return nil
  }
}
