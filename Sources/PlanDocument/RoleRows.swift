import AccessControl
import Diagnostics
import PlanModel
import SchemaModel

/// Which rows each role sees: as the plan says, else as its other lines show.
struct RoleRows {
  enum Answer {
    case stated(Located<String>)
    /// The role is one of those that may cross tenants.
    case crossing(Located<String>)
    /// All its tables are shared by tenants or owned by a library; with the lines that say so.
    case withoutTenant([Source?])
    case open

    var isOpen: Bool {
      if case .open = self { return true }
      return false
    }

    var text: Prose {
      switch self {
      case .stated(let rows): .written(rows)
      case .crossing: "all: crosses tenants"
      case .withoutTenant: "all: no tenant column"
      case .open: .none
      }
    }

    var sources: [Source?] {
      switch self {
      case .stated(let rows): [rows.span.plan]
      case .crossing(let role): [role.span.plan]
      case .withoutTenant(let sources): sources
      case .open: []
      }
    }
  }

  private let crossing: [String: Located<String>]
  private let tenantBound: Set<ObjectName>
  /// Tables that are shared by tenants or owned by a library, and the line that says so.
  private let apart: [ObjectName: Source?]
  private let hasTenants: Bool

  init(_ subject: PlanSubject) {
    let tenancy = subject.plan.tenancy
    crossing = Dictionary(tenancy?.cross.map { ($0.value, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    tenantBound = subject.tenantPaths?.tables ?? []
    let shared = tenancy?.shared.map { ($0.value, $0.span.plan) } ?? []
    let external = subject.plan.external.map { ($0.table.value, $0.table.span.plan) }
    apart = Dictionary(shared + external, uniquingKeysWith: { first, _ in first })
    hasTenants = tenancy?.key != nil
  }

  subscript(role: AccessRole) -> Answer {
    if let rows = role.rows { return .stated(rows) }
    if let crossing = crossing[role.name.value] { return .crossing(crossing) }
    let tables = named(role)
    guard hasTenants, !seesEveryTable(role), !tables.isEmpty, tables.isDisjoint(with: tenantBound) else { return .open }
    let lines = tables.sorted().compactMap { apart[$0] }
    return lines.count == tables.count ? .withoutTenant(lines) : .open
  }

  /// Whether rows of tenants are among what a role may touch.
  func reachesTenants(_ role: AccessRole) -> Bool {
    seesEveryTable(role) ? !tenantBound.isEmpty : !named(role).isDisjoint(with: tenantBound)
  }

  private func seesEveryTable(_ role: AccessRole) -> Bool {
    ([role] + role.memberships).contains { $0.access.contains { $0.table == nil && !$0.commands.isEmpty } }
  }

  private func named(_ role: AccessRole) -> Set<ObjectName> {
    Set(([role] + role.memberships).flatMap(\.access).filter { !$0.commands.isEmpty }.compactMap(\.table))
  }
}
