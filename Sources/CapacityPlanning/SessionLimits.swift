package import Diagnostics
package import PlanModel

/// How long statements, locks and idle transactions of a login may last.
package struct SessionLimits: Sendable {
  /// Times are taken to be spread exponentially, so that one in 100 to the power of k lasts k times the p99: five of them
  /// end one statement in ten thousand million that nothing is wrong with.
  package static let statementFactor = 5.0
  package static let idleFactor = 10.0
  /// What a checkpoint or a failover may hold up without anybody's fault, in seconds.
  package static let least = 1.0

  package struct Limit: Sendable {
    package var setting: String
    package var seconds: Double
    /// What it is a multiple of, and by how much; no factor where the plan states the limit itself.
    package var measured: Double
    package var factor: Double?
    /// The query, transaction or deployment it is taken from.
    package var from: String
    package var spans: [SourceSpan?]

    /// Milliseconds as PostgreSQL writes them.
    package var value: String { "\(Int((seconds * 1000).rounded()))ms" }
  }

  /// A query so much slower than the others of its login that it sets a limit of its own, by SET LOCAL.
  package struct Exception: Sendable {
    package var query: Query
    package var seconds: Double
    package var value: String { "\(Int((seconds * 1000).rounded()))ms" }
  }

  package let login: String
  package let limits: [Limit]
  package let exceptions: [Exception]
  /// A lock_timeout of the plan that would never be reached, since statements end before it: seconds.
  package let lateLockTimeout: Double?

  /// One for each login of the plan's queries, by name.
  package static func all(_ plan: Plan) -> [SessionLimits] {
    let roles = WorkloadRoles(plan)
    let groups = Dictionary(grouping: plan.queries.filter { $0.p99 != nil }) { roles.login(of: $0)?.value ?? "" }
    return groups.keys.filter { !$0.isEmpty }.sorted().map { SessionLimits($0, groups[$0] ?? [], plan, roles) }
  }

  private init(_ login: String, _ queries: [Query], _ plan: Plan, _ roles: WorkloadRoles) {
    self.login = login
    var rest = queries.sorted { ($1.seconds, $0.name.value) < ($0.seconds, $1.name.value) }
    var exceptions: [Exception] = []
    while rest.count > 1, rest[0].seconds > 4 * rest[1].seconds, rest[0].seconds > Self.least {
      exceptions.append(Exception(query: rest[0], seconds: Self.statementFactor * rest[0].seconds))
      rest.removeFirst()
    }
    self.exceptions = exceptions
    var limits: [Limit] = []
    if let slowest = rest.first {
      limits.append(
        Limit(
          setting: "statement_timeout", seconds: max(Self.least, Self.statementFactor * slowest.seconds),
          measured: slowest.seconds, factor: Self.statementFactor, from: slowest.name.value,
          spans: [slowest.p99?.span, slowest.role?.span]))
    }
    let lock = plan.deployment?.lockTimeout
    let isReached = lock.map { lock in limits.first.map { lock.value.value < $0.seconds } ?? true } ?? false
    lateLockTimeout = isReached ? nil : lock?.value.value
    if let lock, isReached {
      limits.append(
        Limit(
          setting: "lock_timeout", seconds: lock.value.value, measured: lock.value.value, from: "deployment",
          spans: [lock.span]))
    }
    if let longest = Self.longest(login, plan, roles), let hold = longest.hold {
      limits.append(
        Limit(
          setting: "idle_in_transaction_session_timeout",
          seconds: max(Self.least, Self.idleFactor * hold.value.value), measured: hold.value.value,
          factor: Self.idleFactor, from: longest.name.value, spans: [hold.span]))
    }
    self.limits = limits
  }

  /// The transaction of a login that holds its connection longest.
  private static func longest(_ login: String, _ plan: Plan, _ roles: WorkloadRoles) -> Transaction? {
    plan.transactions.filter { transaction in
      transaction.hold != nil
        && plan.queries.contains { query in
          roles.login(of: query)?.value == login && transaction.runs.contains { $0.value == query.name.value }
        }
    }.max { ($0.hold?.value.value ?? 0, $1.name.value) < ($1.hold?.value.value ?? 0, $0.name.value) }
  }
}

extension Query {
  fileprivate var seconds: Double { p99?.value.value ?? 0 }
}
