import Compilation
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import Seeding
import TestKit
import Testing

/// PostgreSQL is the judge: the rows are those that its own COPY reads, a second run changes nothing, a changed row is put
/// right, and what counts on does not meet them.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ServerTests {
  @Test func scriptsBringTheRowsOnce() async throws {
    let cases = try CaseTests.names.map { ($0, try SeedCase($0)) }.filter { $0.1.script != nil }
    #expect(cases.count >= 4)
    try await ThrowawayServer.run { server in
      for (number, entry) in cases.enumerated() {
        try await server.createDatabase("seed\(number)")
        let connection = try await server.connect(to: "seed\(number)")
        try await connection.run(script: entry.1.schema)
        try await Self.check(entry.0, entry.1, connection)
      }
      print("seeds: \(cases.count) cases, each three times")
    }
  }

  private static func check(_ name: String, _ made: SeedCase, _ connection: PostgresConnection) async throws {
    let seed = try #require(made.seed)
    let script = try #require(made.script)
    let table = QuotedIdentifier.text(seed.table)
    let columns = QuotedIdentifier.list(seed.columns)
    // The same rows by PostgreSQL's own reader of such files.
    try await connection.run(
      script: """
        CREATE TEMP TABLE copied AS SELECT \(columns) FROM \(table) WITH NO DATA;
        COPY copied FROM stdin WITH (FORMAT csv, HEADER);
        \(made.rows.drop { $0 == "\u{FEFF}" })\\.
        """)
    try await connection.run(script: script)
    let text = seed.columns.map { "\(QuotedIdentifier.text($0))::text" }.joined(separator: ", ")
    let difference = """
      SELECT count(*) FROM (
        (SELECT \(text) FROM \(table) EXCEPT ALL SELECT \(text) FROM copied)
        UNION ALL (SELECT \(text) FROM copied EXCEPT ALL SELECT \(text) FROM \(table))) AS differences
      """
    #expect(try await connection.query(difference).rows == [["0"]], "\(name)")
    let versions = "SELECT string_agg(xmin::text || ctid::text, ' ' ORDER BY ctid) FROM \(table)"
    let before = try await connection.query(versions).rows
    try await connection.run(script: script)
    #expect(try await connection.query(versions).rows == before, "\(name) writes rows again")
    if let changed = seed.columns.first(where: { !seed.key.contains($0) && made.table.columns[$0]?.isNullable == true })
    {
      try await connection.run(script: "UPDATE \(table) SET \(QuotedIdentifier.text(changed)) = NULL")
      try await connection.run(script: script)
      #expect(try await connection.query(difference).rows == [["0"]], "\(name) does not mend")
    }
    guard name == "explicit-ids" else { return }
    try await connection.run(script: "INSERT INTO nodes (name) VALUES ('next')")
    #expect(try await connection.query("SELECT id, rank FROM nodes WHERE name = 'next'").rows == [["8", "10"]])
  }

  @Test(arguments: ["agri-commerce", "course-platform", "league-manager"])
  func shippedSeedsRunTwice(_ name: String) async throws {
    let sources = ShippedPlans.files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil).compile(
      path: "Plans/\(name)/plan.yml", name: name, date: nil)
    #expect(!compiled.hasErrors, "\(compiled.diagnostics)")
    let seeds = compiled.value.seeds
    #expect(seeds.count == compiled.value.plan.seeds.count && !seeds.isEmpty)
    let scripts = seeds.compactMap { SeedScript(compiled.value.catalog).text($0, for: "all") }
    try await ThrowawayServer.run { server in
      try await server.createDatabase("seeded")
      let connection = try await server.connect(to: "seeded")
      try await connection.run(script: SQLWriter().schema(of: compiled.value.catalog))
      for _ in 0...1 {
        for (seed, script) in zip(seeds, scripts) {
          try await connection.run(script: script)
          let count = try await connection.query("SELECT count(*) FROM \(QuotedIdentifier.text(seed.table))").rows
          #expect(count == [["\(seed.rows.count)"]], "\(seed.table.display)")
        }
      }
    }
  }
}
