import Compilation
import Diagnostics
import Foundation
import PlanDocument
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing
import Workspace
import Yams

/// What operations take from a plan runs where it is meant to run.
struct OperationsTests {
  /// The queries of a collector file, each with the columns that its metrics and labels name.
  private struct Collector {
    struct Query {
      var name: String
      var sql: String
      var values: [String] = []
      var labels: [String] = []
    }

    var queries: [Query]
    var metrics: Set<String>

    init(_ text: String) throws {
      let root = try #require(try Yams.compose(yaml: text)?.mapping)
      var queries = try #require(root["queries"]?.sequence).map { node in
        Query(name: node.mapping?["query_name"]?.string ?? "", sql: node.mapping?["query"]?.string ?? "")
      }
      var metrics: Set<String> = []
      for node in try #require(root["metrics"]?.sequence) {
        let metric = try #require(node.mapping)
        metrics.insert(try #require(metric["metric_name"]?.string))
        let place = try #require(queries.firstIndex { $0.name == metric["query_ref"]?.string })
        queries[place].values += metric["values"]?.sequence?.compactMap(\.string) ?? []
        queries[place].labels = metric["key_labels"]?.sequence?.compactMap(\.string) ?? []
      }
      self.queries = queries
      self.metrics = metrics
    }
  }

  @Test(.enabled(if: ThrowawayPostgres.isInstalled))
  func everyMetricHasAValueAndEverySettingHolds() async throws {
    let settings = ["shared_preload_libraries": "'pg_stat_statements'"]
    try await ThrowawayPostgres.run(settings: settings) { server in
      for example in Example.all {
        try await server.recreateDatabase("monitored")
        let schema = SQLWriter().schema(of: example.compiled.value.catalog)
        #expect(try await server.complaint(loading: schema, into: "monitored") == nil, "\(example.name)")
        let connection = try await server.server.connect(to: "monitored")
        try await connection.run(script: "CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        try await Self.readMetrics(of: example, on: connection)
        try await Self.applySettings(of: example, on: connection)
        await connection.close()
      }
    }
  }

  /// Newer servers come without extensions: everything but the statements is read of a plan that names their version.
  @Test func metricsOfNewerServersHaveValues() async throws {
    for programs in try ServersUnderTest.listed() {
      try await ThrowawayPostgres.run(programs: programs) { server in
        let connection = try await server.server.connect()
        let version = try #require(
          try await connection.query("SELECT current_setting('server_version_num')::int / 10000").value)
        try await connection.run(
          script: """
            CREATE TABLE marks (id bigint PRIMARY KEY, at timestamptz NOT NULL) PARTITION BY HASH (id);
            CREATE TABLE marks_0 PARTITION OF marks FOR VALUES WITH (MODULUS 1, REMAINDER 0);
            """)
        let files = [
          "Plans/small/schema.sql": "CREATE TABLE marks (id bigint PRIMARY KEY, at timestamptz NOT NULL);",
          "Plans/small/plan.yml":
            "plan: Small\nschema: schema.sql\nstack: { postgres: \(version) }\nvolumes: { marks: { rows: 9k } }\ndeployment: { replicas: 1 }\n",
        ]
        let example = Example("small", Project(files: files).compile("small"))
        let collector = try Collector(example.document("monitoring-queries.yml"))
        #expect(collector.queries.count >= 9)
        for query in collector.queries { try await Self.read(query, of: "PostgreSQL \(version)", on: connection) }
        await connection.close()
      }
    }
  }

  private static func readMetrics(of example: Example, on connection: PostgresConnection) async throws {
    let collector = try Collector(example.document("monitoring-queries.yml"))
    #expect(collector.queries.count >= 10 && collector.metrics.count >= 25, "\(example.name)")
    for query in collector.queries { try await Self.read(query, of: example.name, on: connection) }
    try await Self.findStatements(of: example, collector, on: connection)
  }

  private static func read(
    _ query: Collector.Query, of name: String, on connection: PostgresConnection
  ) async throws {
    let result = try await connection.query(query.sql)
    #expect(Set(result.columns) == Set(query.values + query.labels), "\(name): \(query.name)")
    #expect(!result.rows.isEmpty, "\(name): \(query.name) returns no row")
    for row in result.rows {
      for (column, value) in zip(result.columns, row) {
        let isRead = query.labels.contains(column) ? value != nil : value.flatMap { Double($0) } != nil
        #expect(isRead, "\(name): \(query.name).\(column) is \(value ?? "null")")
      }
    }
  }

  /// A declared query that has run is found among those that pg_stat_statements keeps.
  private static func findStatements(
    of example: Example, _ collector: Collector, on connection: PostgresConnection
  ) async throws {
    let statements = try #require(collector.queries.first { $0.name == "statement" })
    var ran: Set<String> = []
    for query in example.compiled.value.plan.queries {
      guard let sql = query.sql?.value, query.shape?.isRead == true, query.shape?.parameterCount == 0 else { continue }
      if (try? await connection.query(sql)) != nil { ran.insert(query.name.value) }
    }
    let found = try await connection.query(statements.sql).rows.filter { ($0[1].flatMap { Double($0) } ?? 0) > 0 }
    #expect(Set(found.compactMap { $0[0] }).isSuperset(of: ran), "\(example.name)")
  }

  private static func applySettings(of example: Example, on connection: PostgresConnection) async throws {
    let script = example.document("settings.sql")
    let lines = script.split(separator: "\n").map(String.init)
    let isWhole = example.compiled.value.baseline == nil
    #expect(isWhole == lines.contains { $0.hasPrefix("ALTER ROLE") }, "\(example.name): a feature sets no limits")
    for login in Set(lines.filter { $0.hasPrefix("ALTER ROLE") }.map { $0.split(separator: " ")[2] }) {
      let known = try await connection.query("SELECT 1 FROM pg_roles WHERE rolname = '\(login)'").rows
      if known.isEmpty { try await connection.run(script: "CREATE ROLE \(login) LOGIN") }
    }
    try await connection.run(script: script)
    let roles = try await connection.query("SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole <> 0").rows
    #expect(roles.count == lines.count { $0.hasPrefix("ALTER ROLE") }, "\(example.name)")
    let tables = try await connection.query(
      "SELECT count(*) FROM pg_class WHERE array_to_string(reloptions, ',') ~ 'autovacuum|fillfactor'"
    ).rows
    let changed = lines.count { $0.hasPrefix("ALTER TABLE") }
    #expect((tables.first?.first ?? nil).flatMap { Int($0) } ?? 0 >= changed, "\(example.name)")
  }

  /// What an alert asks for is exported by the collector, or by an exporter that it names.
  @Test(arguments: Example.all)
  func alertsNameWhatIsExported(example: Example) throws {
    let collector = try Collector(example.document("monitoring-queries.yml"))
    let groups = try #require(
      try Yams.compose(yaml: example.document("monitoring.yml"))?.mapping?["groups"]?.sequence)
    let expressions = groups.flatMap { $0.mapping?["rules"]?.sequence ?? [] }.compactMap {
      $0.mapping?["expr"]?.string
    }
    #expect(expressions.count > 20)
    var used: Set<String> = []
    for expression in expressions {
      let names = Self.metricNames(in: expression)
      #expect(!names.isEmpty, "\(expression)")
      for name in names where !Self.exported.contains(name) {
        #expect(collector.metrics.contains(name), "\(name) is exported by nothing: \(expression)")
        used.insert(name)
      }
    }
    #expect(used.count > 15)
  }

  /// Of node_exporter and pgbouncer_exporter.
  private static let exported: Set<String> = [
    "node_memory_MemAvailable_bytes", "node_cpu_seconds_total", "node_disk_read_bytes_total",
    "node_disk_written_bytes_total", "node_filesystem_avail_bytes", "pgbouncer_pools_client_maxwait_seconds",
  ]

  private static func metricNames(in expression: String) -> [String] {
    var bare = ""
    var isQuoted = false
    var previous: Character = " "
    for character in expression {
      if character == "\"", previous != "\\" { isQuoted.toggle() }
      if !isQuoted { bare.append(character) }
      previous = character
    }
    return bare.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init).filter {
      $0.hasPrefix("dbplan_") || $0.hasPrefix("node_") || $0.hasPrefix("pgbouncer_")
    }
  }

  private static let promtool = Program("promtool", debian: "prometheus", homebrew: "prometheus")

  @Test func prometheusTakesTheRules() async throws {
    guard Self.promtool.locate() != nil else {
      print("promtool is not installed (Debian: prometheus): alert rules were not checked by it")
      return
    }
    try await withTemporaryFolder { folder in
      for example in Example.all {
        let path = "\(folder)/\(example.name).yml"
        try write(example.document("monitoring.yml"), to: path)
        let answer = try await ProcessRunner().output(of: Self.promtool, ["check", "rules", path])
        #expect(answer.contains("SUCCESS"), "\(example.name): \(answer)")
      }
    }
  }

  /// Names of plans are whatever people write.
  @Test func hostileNamesStayNames() async throws {
    let names = ["a\\\" or 1", "x{{ $labels }}", "50 % \\ 'of' it", "line", "]})|(.*"]
    let queries = names.map {
      "  - { name: \(Self.quoted($0)), sql: \"SELECT id FROM marks WHERE note = 'it''s 5_%' AND id = $1\", rate: 4/s, p95: 20ms, p99: 40ms }"
    }
    let files = [
      "Plans/small/schema.sql": "CREATE TABLE marks (id bigint PRIMARY KEY, note text NOT NULL);",
      "Plans/small/plan.yml":
        "plan: Small\nschema: schema.sql\nas_of: 2026-01-01\nvolumes: { marks: { rows: 2M, growth: 9k/day } }\nmonitoring: { stack: prometheus, page: \"{{ x }}\", slow: 90ms }\nqueries:\n"
        + queries.joined(separator: "\n") + "\n",
    ]
    let example = Example("small", Project(files: files).compile("small"))
    #expect(!example.hasErrors, "\(example.compiled.diagnostics.map(\.message))")
    let collector = try Collector(example.document("monitoring-queries.yml"))
    #expect(collector.queries.first?.name == "statement")
    if Self.promtool.locate() != nil {
      try await withTemporaryFolder { folder in
        try write(example.document("monitoring.yml"), to: "\(folder)/rules.yml")
        let answer = try await ProcessRunner().output(of: Self.promtool, ["check", "rules", "\(folder)/rules.yml"])
        #expect(answer.contains("SUCCESS"))
      }
    }
    guard ThrowawayPostgres.isInstalled else { return }
    let settings = ["shared_preload_libraries": "'pg_stat_statements'"]
    let asked = try await ThrowawayServer.run(settings: settings) { server in
      let connection = try await server.connect()
      try await connection.run(script: "CREATE EXTENSION pg_stat_statements; CREATE TABLE marks (id bigint, note text)")
      _ = try await connection.query("SELECT id  FROM marks\nWHERE note = 'other' AND id = $1", ["7"])
      return try await connection.query(collector.queries[0].sql).rows
    }
    #expect(Set(asked.compactMap { $0[0] }) == Set(names))
    #expect(asked.allSatisfy { $0[1] == "1" }, "a run is found by its words: \(asked)")
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// Another stack gets the queries and no rules that it could not read.
  @Test func rulesAreForPrometheusAlone() throws {
    var project = Project.shipped
    let path = "Plans/league-manager/_shared.yml"
    project[path] = project[path].replacing("stack: prometheus", with: "stack: datadog")
    let example = Example("league-manager", project.compile("league-manager"))
    #expect(example.document("monitoring.yml").isEmpty)
    #expect(!example.document("monitoring-queries.yml").isEmpty)
    #expect(example.document("plan.md").contains("datadog takes no rule file of Prometheus"))
  }
}
