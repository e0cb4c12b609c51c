import PlannerStatistics
import QueryPlanning
import SchemaModel
import TestKit
import Testing

/// How many plans a second advice may ask for. Printed, not judged: machines differ.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct SpeedTests {
  @Test func candidatesAreTriedByTheThousand() async throws {
    let project = try PlannedProject(schema: Shop.schema, file: Shop.plan(rows: 1_000_000))
    try await project.session { session in
      let statement = try await session.statement(
        "SELECT id FROM orders WHERE total_cents = $1 AND customer_id = $2 ORDER BY placed_at LIMIT 20")
      let count = 200
      let clock = ContinuousClock()
      let plain = try await clock.measure {
        for _ in 0..<count { _ = try await session.explain(statement) }
      }
      var costs: Set<Double> = []
      let names = ["id", "tenant_id", "customer_id", "status", "total_cents", "placed_at"]
      let tried = try await clock.measure {
        for number in 0..<count {
          let columns = [names[number % 6], names[(number / 6 + number + 1) % 6]]
          let index = Index("candidate", columns: columns[0] == columns[1] ? [columns[0]] : columns)
          costs.insert(
            try await session.with(added: [(index, ObjectName("orders"))]) { try await $0.explain(statement).cost })
        }
      }
      #expect(costs.count > 1)
      print("plans a second: \(Int(Double(count) / (plain / .seconds(1))))")
      print(
        "candidate indexes made, asked about and taken away a second: \(Int(Double(count) / (tried / .seconds(1))))")
    }
  }
}
