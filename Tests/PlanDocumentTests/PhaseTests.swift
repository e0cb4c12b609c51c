import Compilation
import Diagnostics
import MigrationPlanning
import PlanDocument
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Old code against every phase: what is said of a plan's statements is what PostgreSQL says of them in the schema of each step.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct PhaseTests {
  @Test(arguments: [false, true]) func handMadeSteps(isBroken: Bool) async throws {
    let example = try StepTests.example(isBroken: isBroken)
    let found = try await Self.compare(example)
    #expect(found == (isBroken ? ["by mobile", "registers"] : []))
  }

  /// Steps as they are planned: what the old code reads stays as long as the plan says that it is sent.
  @Test func plannedSteps() async throws {
    let example = Example.small(
      schema: """
        CREATE TABLE patients (id bigint PRIMARY KEY, mobile text, age int NOT NULL, note text);
        CREATE TABLE visits (id bigint PRIMARY KEY, patient_id bigint NOT NULL);
        """,
      adds: """
        ALTER TABLE patients RENAME COLUMN mobile TO phone;
        ALTER TABLE patients ALTER COLUMN age TYPE bigint;
        ALTER TABLE patients ADD COLUMN source text NOT NULL;
        ALTER TABLE patients DROP COLUMN note;
        ALTER TABLE visits ADD CONSTRAINT visits_patient FOREIGN KEY (patient_id) REFERENCES patients (id);
        """,
      """
      volumes: { patients: { rows: 4M }, visits: { rows: 60M } }
      renames: { patients.mobile: patients.phone }
      backfills: [ { column: patients.source, sql: "'phone'" } ]
      queries:
        - { name: by mobile, sql: SELECT age FROM patients WHERE mobile = $1, until: migrate }
        - { name: by phone, sql: SELECT source FROM patients WHERE phone = $1, since: migrate }
        - { name: notes, sql: SELECT note FROM patients WHERE id = $1, until: contract }
        - { name: adds, sql: "INSERT INTO patients (id, age) VALUES ($1, $2)", until: contract }
        - { name: visits, sql: SELECT id FROM visits WHERE patient_id = $1 }

      """)
    #expect(!example.compiled.hasErrors, "\(example.compiled.diagnostics)")
    #expect(try await Self.compare(example) == ["notes"])
    let broken = example.report.escalations.filter { $0.title.contains("breaks the query “notes”") }
    // What only shows when it runs: a row without the new value.
    #expect(example.report.escalations.contains { $0.title.contains("breaks the query “adds”") })
    #expect(broken.count == 1 && broken[0].reason.contains("note"), "\(example.report.escalations)")
  }

  @Test func aRowWithoutARequiredValueIsRefused() async throws {
    let example = try StepTests.example(isBroken: true)
    let baseline = try #require(example.compiled.value.baseline)
    let migration = try #require(example.compiled.value.migration)
    try await ThrowawayServer.run { server in
      let connection = try await server.connect()
      try await connection.run(script: SQLWriter().schema(of: baseline.catalog))
      try await connection.run(script: migration.steps[0].up[0])
      _ = try await connection.query("INSERT INTO patients (id, mobile) VALUES ($1, $2)", ["1", "a"])
      try await connection.run(
        script: "UPDATE patients SET phone = mobile; ALTER TABLE patients ALTER phone SET NOT NULL")
      await #expect(throws: PostgresError.self) {
        _ = try await connection.query("INSERT INTO patients (id, mobile) VALUES ($1, $2)", ["2", "a"])
      }
    }
  }

  @Test(arguments: Example.all) func shippedPlans(example: Example) async throws {
    guard !example.report.subject.migration.steps.isEmpty else { return }
    #expect(try await Self.compare(example) == [])
  }

  /// The names of the statements that PostgreSQL refuses in a step in which they are sent; the same as those that are said.
  private static func compare(_ example: Example) async throws -> [String] {
    let compiled = example.compiled.value
    let migration = example.report.subject.migration
    let baseline = try #require(compiled.baseline)
    let uses = try #require(StatementsInUse(compiled.plan, from: baseline.catalog, migration))
    let said = uses.broken().filter { !$0.problem.hasPrefix("INSERT") }
    let refused = try await ThrowawayServer.run { server in
      var refused: [String: Int] = [:]
      var prepared = 0
      for position in 0...migration.steps.count {
        let name = "step\(position)"
        try await server.createDatabase(name, from: position == 0 ? "template0" : "step\(position - 1)")
        let connection = try await server.connect(to: name)
        try await connection.run(
          script: position == 0
            ? SQLWriter().schema(of: baseline.catalog)
            : migration.steps[position - 1].up.map { $0 + ";\n" }.joined())
        for query in compiled.plan.queries where refused[query.name.value] == nil {
          guard let sql = query.sql?.value, uses.span(of: query)?.contains(position) == true else { continue }
          prepared += 1
          do {
            try await connection.run(script: "PREPARE tried AS \(sql)")
            try await connection.run(script: "DEALLOCATE tried")
          } catch { refused[query.name.value] = position }
        }
        await connection.close()
      }
      print("phases: \(example.name): \(prepared) times prepared in \(migration.steps.count) steps")
      return refused
    }
    // A statement of the new code, which nobody dates, begins where the schema knows it.
    let undated = Set(compiled.plan.queries.filter { $0.since == nil }.map(\.name.value))
    let counted = refused.filter { !(undated.contains($0.key) && $0.value == 0) }
    #expect(Set(counted.keys) == Set(said.map(\.query)), "\(counted) and \(said)")
    for broken in said { #expect(counted[broken.query].map { max(0, $0 - 1) } == broken.step, "\(broken)") }
    return counted.keys.sorted()
  }
}
