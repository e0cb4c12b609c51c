import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 5.3: the pool in the words of the library that keeps it, and what a pooler asks of it.
enum PoolerFacts {
  static func sayings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let plan = subject.plan
    let sizing = PoolSizing(plan, hasBaseline: subject.baseline != nil)
    let library = ClientLibrary(plan, subject.catalog)
    var facts: [TemplateRecord] = []
    if let sizing, let library { facts.append(client(sizing, library, subject, &page)) }
    facts += pooler(plan, sizing, &page)
    guard let mode = PoolerSettings.mode(of: plan.deployment?.pooler?.value), mode != .session else { return facts }
    if let library, let statements = statements(library, plan, &page) { facts.append(statements) }
    if let policies = policies(subject, library, &page) { facts.append(policies) }
    return facts
  }

  private static func client(
    _ sizing: PoolSizing, _ library: ClientLibrary, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let pool = ClientPool(sizing, library, subject.plan)
    let stack = subject.plan.stack
    var text: Prose = "\(name(of: library, stack)): \(code: pool.code)"
    if let slowest = pool.slowest, let p99 = slowest.p99 {
      text.append("; who waits \(p99.value.shown) for a connection has missed even \(slowest.name.value)")
    }
    return page.say(
      "client", .derived,
      from: [stack.orm?.span.plan, stack.prisma?.span.plan, pool.slowest?.p99?.span.plan]
        + sizing.demand.spans.map(\.plan) + bounds(sizing, subject.plan), text)
  }

  /// What a pool cites when the server or the application bounds it.
  private static func bounds(_ sizing: PoolSizing, _ plan: Plan) -> [Source?] {
    let deployment = plan.deployment
    let instances = (deployment?.maximumInstances ?? deployment?.minimumInstances)?.span.plan
    guard sizing.wanted > sizing.bound else { return [instances] }
    return [
      instances, deployment?.maxConnections?.span.plan, deployment?.reserved?.span.plan,
      deployment?.concurrency?.span.plan,
    ]
  }

  private static func name(of library: ClientLibrary, _ stack: Stack) -> Prose {
    switch library {
    case .prisma: stack.prisma.map { "Prisma \($0.value)" } ?? "Prisma"
    case .sqlalchemy: "SQLAlchemy"
    case .other(let name): Prose(name)
    }
  }

  private static func pooler(_ plan: Plan, _ sizing: PoolSizing?, _ page: inout Composition) -> [TemplateRecord] {
    guard let pooler = plan.deployment?.pooler else { return [] }
    var text: Prose = "Pooler: \(pooler.value)"
    guard let sizing, let settings = PoolerSettings(plan, sizing) else {
      if PoolerSettings.mode(of: pooler.value) == .transaction { text.append("; settings by SET LOCAL only") }
      return [page.say("pooler", .derived, from: [pooler.span.plan], text)]
    }
    if settings.mode == .transaction {
      text.append("; settings by SET LOCAL only")
      if sizing.demand.needed <= sizing.free {
        text.append("; \(sizing.demand.needed) server connections: \(PoolSizing.arithmetic(sizing.demand.total))")
      }
    }
    let deployment = plan.deployment
    var code = [
      "pool_mode = \(settings.mode.rawValue)", "default_pool_size = \(settings.defaultPoolSize)",
      "max_db_connections = \(settings.databaseConnections)", "max_client_conn = \(settings.clients)",
    ]
    if let wait = settings.wait { code.append("query_wait_timeout = \(wait)") }
    var reason: Prose = "PgBouncer: \(Prose.joined(code.map(Prose.code)))"
    if let first = settings.logins.first {
      let others = settings.logins.dropFirst().map { "\($0.name) \(Format.decimal($0.busy))" }
      reason.append("; a pool for each login, the largest of \(code: first.name): \(Format.decimal(first.busy)) busy")
      if !others.isEmpty { reason.append(", \(Format.list(others, limit: 4))") }
    }
    let slowest = plan.queries.max { ($0.p99?.value.value ?? 0) < ($1.p99?.value.value ?? 0) }?.p99?.span
    return [
      page.say("pooler", .derived, from: [pooler.span.plan] + sizing.demand.spans.map(\.plan), text),
      page.say(
        "pgbouncer", .derived,
        from: [
          pooler.span.plan, deployment?.maxConnections?.span.plan, deployment?.reserved?.span.plan,
          (deployment?.maximumInstances ?? deployment?.minimumInstances)?.span.plan,
          deployment?.concurrency?.span.plan, slowest.plan,
        ] + sizing.demand.spans.map(\.plan), reason),
    ]
  }

  /// What becomes of prepared statements when the next transaction runs on another server connection.
  ///
  /// Prisma 7: node-postgres sends statements without a name unless `statementNameGenerator`, since 7.6.0, gives them one
  /// (release notes; adapter-pg's source), and the parameter `pgbouncer` means nothing to it. Prisma 6: `pgbouncer=true` for
  /// PgBouncer below 1.21, and not above it with `max_prepared_statements` over 0 (Prisma's guide to PgBouncer).
  /// psycopg 3: `prepare_threshold=None` (its page on prepared statements); asyncpg: `statement_cache_size=0` (its FAQ), by
  /// SQLAlchemy's dialect also `prepared_statement_cache_size=0`. Migrations take advisory locks of a session, so they go past
  /// the pooler: `directUrl`, in Prisma 7 the URL of prisma.config.ts.
  private static func statements(
    _ library: ClientLibrary, _ plan: Plan, _ page: inout Composition
  ) -> TemplateRecord? {
    let count = Format.counted(plan.queries.count, "declared query", "declared queries")
    let text: Prose
    switch library {
    case .prisma(let major?, let minor) where major >= 7:
      let names: Prose =
        major > 7 || (minor ?? 0) >= 6
        ? "; with \(code: "statementNameGenerator"): \(code: "max_prepared_statements") over the \(count)"
        : ""
      text =
        "Prisma \(plan.stack.prisma?.value ?? "7") sends unnamed statements; \(code: plan.deployment?.pooler?.value ?? "") passes them\(names); \(migrations("prisma.config.ts", plan))"
    case .prisma:
      text =
        "\(code: "pgbouncer=true") in the URL below PgBouncer 1.21; from 1.21 on without it, \(code: "max_prepared_statements") over the \(count); \(migrations("directUrl", plan))"
    case .sqlalchemy:
      text =
        "Named statements of the \(count) stay off: psycopg \(code: "prepare_threshold=None"), asyncpg \(code: "statement_cache_size=0") and \(code: "prepared_statement_cache_size=0"); \(code: "NullPool") leaves pooling to \(code: plan.deployment?.pooler?.value ?? "")"
    case .other: return nil
    }
    return page.say(
      "prepared", .derived,
      from: [plan.stack.prisma?.span.plan ?? plan.stack.orm?.span.plan, plan.deployment?.pooler?.span.plan], text)
  }

  private static func migrations(_ place: String, _ plan: Plan) -> Prose {
    let command: Prose = plan.stack.migrate.map { "\(code: $0.value)" } ?? "migrations"
    return "\(command) past the pooler, by \(code: place)"
  }

  /// Policies read a setting, which holds for one transaction: a read that is in none needs one of its own.
  private static func policies(
    _ subject: PlanSubject, _ library: ClientLibrary?, _ page: inout Composition
  ) -> TemplateRecord? {
    let plan = subject.plan
    guard let setting = plan.tenancy?.setting else { return nil }
    let roles = WorkloadRoles(plan)
    let kept = plan.queries.filter { query in
      roles.role(of: query)?.rows.map { $0.value != "all" } ?? false
    }
    let alone = kept.filter { plan.transactions(running: $0).isEmpty }
    guard !kept.isEmpty else { return nil }
    let call: Prose =
      switch library {
      case .prisma: "\(code: "prisma.$transaction")"
      case .sqlalchemy: "\(code: "session.begin()")"
      default: "a transaction"
      }
    let busiest = alone.max { ($0.busiest?.value.value ?? 0) < ($1.busiest?.value.value ?? 0) }
    let cost: Prose =
      busiest.flatMap { query in
        query.busiest.map {
          "; three statements more for each of \(query.name.value), \(Format.rate(3 * $0.value.value)) at its busiest"
        }
      } ?? ""
    return page.say(
      "policy-setting", .derived,
      from: [setting.span.plan, busiest?.busiest?.span.plan, plan.deployment?.pooler?.span.plan],
      "\(code: "set_config('\(setting.value)', $1, true)") within \(call): \(alone.count) of \(Format.counted(kept.count, "query", "queries")) under policies are in no declared transaction\(cost)"
    )
  }
}
