import Checks
import Diagnostics
import PlanModel
import PlanReading
import PostgresClient
import QueryReading
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// What the rules propose for their own examples runs on their own schema, and so does the query that is found fault with.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct FindingTests {
  @Test func proposalsRunOnTheirSchema() async throws {
    let proposals = CheckRegistry.all.flatMap { check -> [Proposal] in
      guard check.metadata.bad.language == .sql else { return [] }
      return Proposal.of(check)
    }
    #expect(Set(proposals.map(\.code)).count >= 8, "\(proposals.map(\.code))")
    try await ThrowawayPostgres.run { server in
      for (position, proposal) in proposals.enumerated() {
        let database = "proposal_\(position)"
        try await server.createDatabase(database)
        let connection = try await server.server.connect(to: database)
        try await connection.run(script: proposal.schema)
        for sql in [proposal.query, proposal.rewrite] {
          do {
            if sql == proposal.rewrite { try await connection.run(script: proposal.steps) }
            _ = try await connection.query("PREPARE asked AS \(sql)")
            _ = try await connection.query("DEALLOCATE asked")
          } catch {
            Issue.record("\(proposal.code): \(error)\n\(sql)")
          }
        }
      }
    }
  }
}

private struct Proposal: Sendable {
  var code: String
  var schema: String
  var query: String
  /// What has to be there before the rewrite.
  var steps: String
  var rewrite: String

  static func of(_ check: any Check) -> [Proposal] {
    let example = check.metadata.bad
    let catalog = CatalogOfSQL.read(example.schema)
    let text = "plan: Example\n" + (example.plan ?? "") + "\n"
    let reading = PlanFileReader.read(path: "plan.yml", name: "test", project: nil) { path in
      .success(SourceFile(path: path, text: text))
    }
    let plan = PlanResolver.resolve(
      reading.value, against: catalog, knownChecks: CheckRegistry.all.map(\.metadata.code))
    let filled = QueryReader.fillShapes(of: plan.value, against: catalog)
    return check.findings(in: CheckSubject(catalog: catalog, plan: filled.value)).compactMap { finding in
      let query = filled.value.queries.first {
        $0.name.value == finding.object || finding.queries.contains($0.name.value)
      }
      guard let rewrite = finding.rewrite, let sql = query?.sql?.value else { return nil }
      let steps = (finding.fix ?? "").replacing(rewrite, with: "").replacing(" CONCURRENTLY", with: "")
      return Proposal(code: finding.code, schema: example.schema, query: sql, steps: steps, rewrite: rewrite)
    }
  }
}
