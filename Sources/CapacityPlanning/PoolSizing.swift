import Diagnostics
package import PlanModel

/// Connection pools by demand, within what the server and the application's concurrency allow.
package struct PoolSizing: Sendable {
  package let demand: ConnectionDemand
  /// Connections that are not reserved.
  package let free: Int
  package let instances: Int
  /// Mean number busy in one instance at the declared peaks.
  package let share: Double
  /// What one instance needs, with headroom.
  package let wanted: Int
  /// What one instance can use: its share of the free connections, and no more than the requests it works on at once.
  package let bound: Int

  package var size: Int { min(wanted, bound) }
  package var fits: Bool { wanted <= bound && demand.needed <= free }
  /// What all instances hold when their pools are full.
  package var opened: Int { size * instances }

  /// nil where the facts are missing, and for a plan that starts from a baseline: its queries are not all there are.
  package init?(_ plan: Plan, hasBaseline: Bool) {
    guard !hasBaseline, let deployment = plan.deployment, let limit = deployment.maxConnections else { return nil }
    let demand = ConnectionDemand(plan)
    let instances = (deployment.maximumInstances ?? deployment.minimumInstances)?.value ?? 1
    guard !demand.terms.isEmpty, instances > 0 else { return nil }
    self.demand = demand
    self.instances = instances
    free = max(0, limit.value - (deployment.reserved?.value ?? 0))
    share = demand.total / Double(instances)
    wanted = ConnectionDemand.withHeadroom(share)
    bound = min(free / instances, deployment.concurrency?.value ?? .max)
  }

  /// `24.3 + 3 × √24.3 = 39.1`: what a mean number asks for.
  package static func arithmetic(_ mean: Double) -> String {
    let number = Format.decimal(mean)
    return "\(number) + 3 × √\(number) = \(Format.decimal(mean + 3 * mean.squareRoot()))"
  }
}
