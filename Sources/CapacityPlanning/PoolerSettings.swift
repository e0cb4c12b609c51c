import Diagnostics
package import PlanModel

/// PgBouncer's settings by the demand of a plan (pgbouncer.ini reference).
package struct PoolerSettings: Sendable {
  package enum Mode: String, Sendable, Hashable {
    case session
    case transaction
    case statement
  }

  /// The server connections that the queries of one login need.
  package struct Login: Sendable, Hashable {
    package var name: String
    package var busy: Double
    package var connections: Int
  }

  package let mode: Mode
  /// A pool is kept for each pair of database and user, so that each login has one; the largest first.
  package let logins: [Login]
  /// Pools without a size of their own: what the largest login needs.
  package let defaultPoolSize: Int
  /// All of them together: what the server leaves free.
  package let databaseConnections: Int
  /// As many clients as there are requests at work in all instances.
  package let clients: Int
  /// Seconds a client waits for a server connection, 120 by default; the slowest p99 rounded up.
  package let wait: Int?

  /// nil without a pooler that is understood, or without a pool.
  package init?(_ plan: Plan, _ sizing: PoolSizing?) {
    guard let mode = Self.mode(of: plan.deployment?.pooler?.value), let sizing else { return nil }
    self.mode = mode
    logins = Self.logins(plan)
    defaultPoolSize = min(sizing.free, logins.map(\.connections).max() ?? sizing.demand.needed)
    databaseConnections = sizing.free
    clients = max(sizing.opened, sizing.instances * (plan.deployment?.concurrency?.value ?? 0))
    wait = plan.queries.compactMap { $0.p99?.value.value }.max().map { max(1, Int($0.rounded(.up))) }
  }

  /// `pgbouncer-transaction`: the mode that a pooler's name tells.
  package static func mode(of pooler: String?) -> Mode? {
    guard let pooler = pooler?.lowercased() else { return nil }
    return [Mode.transaction, .statement, .session].first { pooler.contains($0.rawValue) }
  }

  private static func logins(_ plan: Plan) -> [Login] {
    let roles = WorkloadRoles(plan)
    let queries = Dictionary(plan.queries.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    let transactions = Dictionary(
      plan.transactions.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    var busy: [String: Double] = [:]
    for term in ConnectionDemand(plan).terms {
      let runs = transactions[term.name]?.runs.compactMap { queries[$0.value] }
      let query = queries[term.name] ?? queries[term.name.replacingSuffix(", other runs")]
      let login = (query ?? runs?.first).flatMap { roles.login(of: $0)?.value }
      if let login { busy[login, default: 0] += term.connections }
    }
    return busy.map { Login(name: $0.key, busy: $0.value, connections: ConnectionDemand.withHeadroom($0.value)) }
      .sorted { ($1.busy, $0.name) < ($0.busy, $1.name) }
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
