import CapacityPlanning
import Compilation
import Diagnostics
import PlanModel
import SchemaModel
import Sizing
import Testing

/// The working behind pools, limits, caches, batches and vacuum, on plans of a few lines.
struct CapacityTests {
  static let schema = """
    CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, state integer NOT NULL,
      note text, placed_at timestamptz NOT NULL);
    CREATE INDEX orders_shop ON orders (shop_id, placed_at);
    CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, body text) PARTITION BY RANGE (at);
    CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
    CREATE TABLE events_b PARTITION OF events FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
    """

  static func compile(_ lines: String) throws -> CompiledPlan {
    let files = [
      SourceFile(path: "Plans/small/plan.yml", text: "plan: Small\nschema: schema.sql\n" + lines),
      SourceFile(path: "Plans/small/schema.sql", text: schema),
    ]
    let reading = PlanCompiler(tree: SourceTree(files: files), project: nil)
      .compile(path: "Plans/small/plan.yml", name: "small", date: nil)
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.message) == [])
    return reading.value
  }

  // MARK: Pools

  private static let reads = """
    queries:
      - { name: read, sql: SELECT state FROM orders WHERE id = $1, rate: 40/s, peak: 200/s, p95: 50ms, p99: 90ms, role: web }
      - { name: list, sql: "SELECT id FROM orders WHERE shop_id = $1 LIMIT 9", rate: 5/s, p95: 100ms, p99: 400ms, role: clerk }
    roles:
      web: { login: site, orders: [select], rows: all }
      clerk: { login: app, orders: [select], rows: all }
    deployment: { instances: { min: 1, max: 2 }, concurrency: 20/instance, max_connections: 60, reserved: 10,
      pooler: pgbouncer-transaction, lock_timeout: 800ms }

    """

  @Test(arguments: [
    (
      "prisma", "7.8.0",
      "new PrismaPg({ connectionString, max: 13, connectionTimeoutMillis: 400, idleTimeoutMillis: 10000 })"
    ),
    ("prisma", "6.2.1", "?connection_limit=13&pool_timeout=1"),
    ("sqlalchemy", "", "create_engine(url, pool_size=6, max_overflow=7, pool_timeout=1, pool_pre_ping=True)"),
  ])
  func poolsAreSetInTheLibrarysWords(orm: String, version: String, code: String) throws {
    let stack = "stack: { orm: \(orm)\(version.isEmpty ? "" : ", prisma: \(version)") }\n"
    let compiled = try Self.compile(Self.reads + stack)
    let sizing = try #require(PoolSizing(compiled.plan, hasBaseline: false))
    let library = try #require(ClientLibrary(compiled.plan, compiled.catalog))
    // (200 × 0.05 + 5 × 0.1) / 2 = 5.25 busy; 5.25 + 3 × √5.25 = 12.1
    #expect(sizing.size == 13)
    #expect(ClientPool(sizing, library, compiled.plan).code == code)
  }

  @Test func aPoolerKeepsAPoolForEachLogin() throws {
    let plan = try Self.compile(Self.reads).plan
    let settings = try #require(PoolerSettings(plan, PoolSizing(plan, hasBaseline: false)))
    #expect(settings.mode == .transaction)
    // site: 10 + 3 × √10 = 19.5; app: 0.5 + 3 × √0.5 = 2.6
    #expect(settings.logins.map(\.name) == ["site", "app"])
    #expect(settings.logins.map(\.connections) == [20, 3])
    #expect(settings.defaultPoolSize == 20)
    #expect(settings.databaseConnections == 50)
    #expect(settings.clients == 40)
    #expect(settings.wait == 1)
  }

  // MARK: Limits

  @Test func limitsAreThoseOfALogin() throws {
    let plan = try Self.compile(
      Self.reads + "transactions: [ { name: move, runs: [list], rate: 1/s, isolation: read committed, hold: 300ms } ]\n"
    ).plan
    let all = SessionLimits.all(plan)
    #expect(all.map(\.login) == ["app", "site"])
    #expect(
      all[0].limits.map(\.setting) == ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"])
    // 5 × 400 ms, the deployment's, 10 × 300 ms
    #expect(all[0].limits.map(\.value) == ["2000ms", "800ms", "3000ms"])
    // 5 × 90 ms is less than a second, and 800 ms come before it
    #expect(all[1].limits.map(\.value) == ["1000ms", "800ms"])
  }

  @Test func aLateLockTimeoutIsSaid() throws {
    let plan = try Self.compile(Self.reads.replacing("lock_timeout: 800ms", with: "lock_timeout: 2s")).plan
    let all = SessionLimits.all(plan)
    #expect(all.map { $0.limits.map(\.setting) } == [["statement_timeout"], ["statement_timeout"]])
    #expect(all.map(\.lateLockTimeout) == [2, 2])
  }

  @Test func whatIsFarSlowerSetsItsOwnLimit() throws {
    let slow = "  - { name: export, sql: SELECT id FROM orders, rate: 1/h, p95: 3s, p99: 9s, role: clerk }\nroles:"
    let plan = try Self.compile(Self.reads.replacing("roles:", with: slow)).plan
    let app = try #require(SessionLimits.all(plan).first)
    #expect(app.exceptions.map(\.query.name.value) == ["export"])
    #expect(app.exceptions.map(\.value) == ["45000ms"])
    #expect(app.limits.first?.value == "2000ms")
  }

  // MARK: Caches

  @Test(arguments: [(1.0, 1.0, 1.0, 0.5), (300.0, 100.0, 3.0, 0.9), (10.0, 1000.0, 10.0, 1 / 11.0)])
  func hitsFollowFromRateKeysAndTime(rate: Double, keys: Double, life: Double, expected: Double) {
    #expect(abs(ReadCache.hits(rate: rate, keys: keys, life: life, isSkewed: false) - expected) < 1e-9)
  }

  /// The stretches of ranks stand for them: compared with the sum over every rank.
  @Test(arguments: [(50.0, 1000.0, 10.0), (300.0, 20_000.0, 15.0), (2.0, 5000.0, 60.0)])
  func skewedHitsAreTheSumOverRanks(rate: Double, keys: Double, life: Double) {
    let ranks = (1...Int(keys)).map { 1 / Double($0) }
    let total = ranks.reduce(0, +)
    let exact = ranks.reduce(0.0) { sum, weight in
      let asked = rate * weight / total * life
      return sum + weight / total * asked / (1 + asked)
    }
    #expect(abs(ReadCache.hits(rate: rate, keys: keys, life: life, isSkewed: true) - exact) < 0.002)
  }

  private static let cached = """
    tenancy: { model: shared-schema, key: shop_id, setting: app.shop_id }
    roles: { clerk: { login: app, orders: [select, update], rows: tenant } }
    volumes: { shops: { rows: 400 }, orders: { rows: 2M, growth: 20k/day, updates: 5/s } }
    columns: { orders.state: { distinct: 5 } }
    queries:
      - { name: board, sql: "SELECT count(*) FROM orders WHERE state = $1", rate: 9/s, peak: 60/s, p95: 20ms, staleness: 10s, role: clerk }
      - { name: exact, sql: SELECT note FROM orders WHERE id = $1, rate: 9/s, p95: 2ms, staleness: 0s, role: clerk }
      - { name: take, sql: "SELECT id FROM orders WHERE id = $1 FOR UPDATE", rate: 9/s, p95: 2ms, staleness: 10s, role: clerk }
      - { name: save, sql: UPDATE orders SET state = $2 WHERE id = $1, rate: 4/s, p95: 4ms, role: clerk }

    """

  @Test func aKeyHasTheParametersAndTheTenant() throws {
    let compiled = try Self.compile(Self.cached)
    let keys = QueryKeys(compiled.plan.queries[0], compiled.plan, compiled.catalog)
    #expect(keys.parts.map(\.name) == ["shop_id", "state"])
    #expect(keys.count == 2000)
    #expect(!keys.isLowerBound)
  }

  @Test func cachesAreJudged() throws {
    let compiled = try Self.compile(Self.cached)
    let demand = ConnectionDemand(compiled.plan)
    let caches = compiled.plan.queries.compactMap { ReadCache($0, compiled.plan, compiled.catalog, demand: demand) }
    #expect(caches.map(\.verdict) == [.cache, .fresh, .decides("FOR UPDATE")])
    // 60/s over 2,000 keys for 10 s: λT = 0.3
    #expect(abs((caches[0].hits ?? 0) - 0.3 / 1.3) < 1e-9)
    #expect(caches[0].invalidatedBy == ["save"])
    #expect(caches[0].isProposed)
  }

  @Test func replicasAnswerWhatMayBeStale() throws {
    let reads = ReplicaReads(try Self.compile(Self.cached).plan)
    #expect(reads.reads.map(\.refusal) == [nil, .fresh, .locks])
    #expect(abs(reads.connections - 60 * 0.02) < 1e-9)
    #expect(reads.strictest?.name.value == "board")
  }

  // MARK: Vacuum

  private static func vacuum(_ volume: String, table: String = "orders") throws -> VacuumAdvice? {
    let compiled = try compile("volumes: { \(table): { \(volume) } }\n")
    let table = try #require(compiled.catalog.tables[ObjectName(table)])
    let partitions = compiled.catalog.tables.filter { $0.partitionOf?.parent == table.name }.map(\.name)
    return VacuumAdvice(
      table, partitions: partitions, compiled.plan, SizeEstimator(catalog: compiled.catalog, plan: compiled.plan),
      rows: compiled.plan.volumes.first?.rows?.value.value)
  }

  @Test func defaultsDoForSmallTables() throws {
    let advice = try #require(try Self.vacuum("rows: 100k, growth: 1k/day, updates: 1/s"))
    // 50 + 0.2 × 100,000 dead rows, 86,400 a day
    #expect(advice.vacuum?.rows == 20_050)
    #expect(abs((advice.vacuum?.every ?? 0) - 20_050) < 1e-6)
    #expect(advice.settings.isEmpty)
  }

  @Test func largeTablesGetAShareThatBoundsTheirDeadRows() throws {
    let advice = try #require(try Self.vacuum("rows: 200M, growth: 10M/month, updates: 20/s"))
    let setting = try #require(advice.settings.first { $0.work == .vacuum })
    #expect(setting.bytes.before > 2 * VacuumAdvice.deadBytes)
    #expect(abs(setting.bytes.after / VacuumAdvice.deadBytes - 1) < 0.06)
    #expect(setting.after.every < setting.before.every)
  }

  @Test func insertsAloneBringVacuumOnceAWeek() throws {
    let advice = try #require(try Self.vacuum("rows: 200M, growth: 10M/month"))
    #expect(advice.settings.map(\.work) == [.insertVacuum, .analyze])
    for setting in advice.settings { #expect(abs(setting.after.every / (7 * CalendarUnit.day) - 1) < 0.06) }
  }

  @Test func partitionsTakeTheSettings() throws {
    let advice = try #require(try Self.vacuum("rows: 400M, growth: 1M/month", table: "events"))
    #expect(advice.isPartitioned)
    #expect(advice.targets.map(\.name) == ["events_a", "events_b"])
    #expect(!advice.settings.isEmpty)
  }

  @Test func updatesOfNoIndexedColumnNeedRoomOnThePage() throws {
    let lines = """
      volumes: { orders: { rows: 1M, updates: 5/s } }
      queries: [ { name: save, sql: UPDATE orders SET state = $2 WHERE id = $1, rate: 5/s } ]

      """
    func advice(_ lines: String) throws -> VacuumAdvice? {
      let compiled = try Self.compile(lines)
      let table = try #require(compiled.catalog.tables[ObjectName("orders")])
      return VacuumAdvice(
        table, partitions: [], compiled.plan, SizeEstimator(catalog: compiled.catalog, plan: compiled.plan), rows: 1e6)
    }
    #expect(try advice(lines)?.settings.map(\.work) == [.fillFactor])
    #expect(try advice(lines)?.changes.dead == 0)
    let moved = lines.replacing("SET state", with: "SET shop_id")
    #expect(try advice(moved)?.settings.map(\.work) == [])
    #expect(try advice(moved)?.changes.dead == 5 * 86_400)
  }

  @Test func writesAndLocksTakeTransactionIDs() throws {
    let plan = try Self.compile(Self.cached).plan
    #expect(TransactionIDs(plan).perSecond == 13)
  }

  // MARK: Batches

  private static func batch(_ batch: String, lock: String = "2s") throws -> BatchAdvice? {
    let compiled = try compile(
      "stack: { orm: prisma, prisma: 7.8.0 }\nbatches: [ { \(batch) } ]\ndeployment: { disk: 100 MB/s, lock_timeout: \(lock) }\n"
    )
    return BatchAdvice(
      compiled.plan.batches[0], compiled.plan, compiled.catalog,
      SizeEstimator(catalog: compiled.catalog, plan: compiled.plan), ClientLibrary(compiled.plan, compiled.catalog))
  }

  @Test func locksCutABatch() throws {
    let advice = try #require(
      try Self.batch("name: purge, table: orders, rows: 90k, every: night, within: 5 min, mode: delete"))
    // 300 rows a second, 2 s: 600, and 500 of the round numbers below
    #expect(advice.bound == .locks)
    #expect(advice.chunk == 500)
    #expect(advice.transactions == 180)
    #expect(advice.isInTime == true)
    let stricter = try #require(
      try Self.batch("name: purge, table: orders, rows: 90k, every: night, within: 5 min, mode: delete", lock: "1s"))
    #expect(stricter.chunk == 200)
  }

  @Test func parametersCutAnInsert() throws {
    let advice = try #require(
      try Self.batch("name: load, table: orders, rows: 90k, every: night, within: 5 min, mode: insert"))
    // 32,766 parameters of five columns: 6,553 rows
    #expect(advice.bound == .parameters)
    #expect(advice.chunk == 5000)
  }

  @Test func shortBatchesStayWhole() throws {
    let advice = try #require(
      try Self.batch("name: purge, table: orders, rows: 90, every: night, within: 5 min, mode: delete"))
    #expect(advice.bound == .whole)
    #expect(advice.transactions == 1)
  }

  @Test func aBatchThatOverlapsIsSaid() throws {
    let advice = try #require(
      try Self.batch("name: purge, table: orders, rows: 9k, every: 5 min, within: 10 min, mode: update"))
    #expect(advice.overlaps)
  }
}
