import Diagnostics
package import PlanModel

/// The pool of one instance in the words of the library that keeps it.
package struct ClientPool: Sendable {
  package struct Setting: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package let library: ClientLibrary
  /// Code that sets it, on one line.
  package let code: String
  /// Seconds after which a request that waits for a connection gives up: the slowest p99 of the plan. Who has waited that
  /// long has missed every service level there is.
  package let wait: Double?
  /// The query whose p99 that is.
  package let slowest: Query?
  package let size: Int
  /// What the same instance holds open between bursts: the mean number busy, rounded up.
  package let kept: Int

  package init(_ sizing: PoolSizing, _ library: ClientLibrary, _ plan: Plan) {
    self.library = library
    size = sizing.size
    kept = min(size, max(1, Int(sizing.share.rounded(.up))))
    slowest = plan.queries.filter { $0.p99 != nil }.max { ($0.p99?.value.value ?? 0) < ($1.p99?.value.value ?? 0) }
    wait = slowest?.p99?.value.value
    code = Self.code(library, size: size, kept: kept, wait: wait)
  }

  /// Prisma 7 (connection pool, "driver adapter defaults"): the pool is node-postgres' own, `max` 10,
  /// `connectionTimeoutMillis` 0, which waits for ever, `idleTimeoutMillis` 10,000. Prisma 6: parameters of the URL,
  /// `connection_limit` twice the cores and one, `pool_timeout` 10 seconds. SQLAlchemy (QueuePool): `pool_size` 5,
  /// `max_overflow` 10, `pool_timeout` 30 seconds.
  private static func code(_ library: ClientLibrary, size: Int, kept: Int, wait: Double?) -> String {
    switch library {
    case .prisma(let major, _) where (major ?? 7) >= 7:
      let limit = wait.map { ", connectionTimeoutMillis: \(Int(($0 * 1000).rounded(.up)))" } ?? ""
      return "new PrismaPg({ connectionString, max: \(size)\(limit), idleTimeoutMillis: 10000 })"
    case .prisma:
      let limit = wait.map { "&pool_timeout=\(Int($0.rounded(.up)))" } ?? ""
      return "?connection_limit=\(size)\(limit)"
    case .sqlalchemy:
      let limit = wait.map { ", pool_timeout=\(Int($0.rounded(.up)))" } ?? ""
      return "create_engine(url, pool_size=\(kept), max_overflow=\(size - kept)\(limit), pool_pre_ping=True)"
    case .other:
      return "max=\(size)" + (wait.map { ", wait=\(Int(($0 * 1000).rounded(.up)))ms" } ?? "")
    }
  }
}
