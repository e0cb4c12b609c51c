import DesignPatterns
import Foundation
import SchemaModel
import TestKit
import Testing

/// The scripts of a partitioning proposal, run on the schema that offers it.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct PartitioningTests {
  /// Every proposal of the plans that ship loads, keeps the rows, and leads back to the schema it came from.
  @Test(arguments: ["agri-commerce", "course-platform", "decided", "hashed", "finished"])
  func everyProposalLeadsThereAndBack(_ name: String) async throws {
    let isCase = CaseTests.names.contains(name)
    let plan = isCase ? PatternedPlan(case: name, in: CaseTests.folder) : PatternedPlan(shipped: name)
    let proposals = plan.patterns.filter { $0.kind == .partitioning }
    #expect(!proposals.isEmpty)
    try await ThrowawayPostgres.run { postgres in
      for (number, proposal) in proposals.enumerated() {
        let database = "there_\(number)"
        try await postgres.recreateDatabase(database)
        #expect(try await postgres.complaint(loading: plan.schema, into: database) == nil)
        #expect(proposal.script(.apply) != nil && proposal.script(.back) != nil)
        let before = try await Self.dump(postgres, database)
        for script in proposal.scripts {
          let complaint = try await postgres.complaint(loading: script.sql, into: database)
          #expect(complaint == nil, "\(proposal.fingerprint) \(script.role)")
        }
        let left = try await postgres.query(
          "SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE '\(proposal.table.name)%'",
          in: database)
        #expect(left == "0" || proposal.table.name == "play_events")
        #expect(try await Self.dump(postgres, database) == before, "\(proposal.fingerprint) does not lead back")
      }
    }
  }

  /// What PostgreSQL says of the schema, statement by statement, in an order that does not depend on when each was made.
  private static func dump(_ postgres: ThrowawayPostgres, _ database: String) async throws -> [String] {
    try await postgres.dump(database).split(separator: "\n").filter { !$0.hasPrefix("--") && !$0.contains("restrict") }
      .map { String($0).trimmingCharacters(in: CharacterSet(charactersIn: ", ")) }.sorted()
  }

  /// Rows of three months go where they belong; one month is read alone and leaves in a moment.
  @Test func stockMovementsArePrunedAndDetached() async throws {
    let plan = PatternedPlan(shipped: "agri-commerce")
    let proposal = try #require(plan.pattern(.partitioning, on: "stock_movements"))
    try await ThrowawayPostgres.run { postgres in
      #expect(try await postgres.complaint(loading: plan.schema) == nil)
      #expect(try await postgres.complaint(loading: Self.rows(from: "2026-06-01", days: 90)) == nil)
      let apply = try #require(proposal.script(.apply))
      #expect(try await postgres.complaint(loading: apply) == nil)
      #expect(try await postgres.complaint(loading: Self.rows(from: "2026-10-01", days: 60)) == nil)
      #expect(try await postgres.query("SELECT count(*) FROM stock_movements") == "150")
      #expect(try await postgres.query("SELECT count(*) FROM stock_movements_before_2026_10") == "90")
      #expect(try await postgres.query("SELECT count(*) FROM stock_movements_2026_11") == "29")
      let explained = try await postgres.query(
        "EXPLAIN SELECT * FROM stock_movements WHERE occurred_at >= '2026-11-01 00:00:00+00' AND occurred_at < '2026-12-01 00:00:00+00'"
      )
      #expect(explained.contains("stock_movements_2026_11") && !explained.contains("2026_10"))
      let refused = try await postgres.complaint(loading: Self.rows(from: "2027-01-01", days: 1))
      #expect(refused?.contains("no partition of relation") == true)
      let keep = try #require(proposal.script(.keep))
      #expect(try await postgres.complaint(loading: keep) == nil)
      #expect(try await postgres.query("SELECT count(*) FROM stock_movements") == "119", "October has left")
      #expect(try await postgres.complaint(loading: Self.rows(from: "2027-01-01", days: 1)) == nil)
      // The rows point at nothing, which their copy would be asked for.
      let back = "SET session_replication_role = replica;\n" + (try #require(proposal.script(.back)))
      #expect(try await postgres.complaint(loading: back) == nil)
      #expect(try await postgres.query("SELECT count(*) FROM stock_movements") == "120")
    }
  }

  /// One row a day; what they point at is not asked for.
  private static func rows(from day: String, days: Int) -> String {
    """
    SET session_replication_role = replica;
    INSERT INTO stock_movements (id, shop_id, product_id, lot_id, kind, quantity, occurred_at, updated_at)
    SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'PICK', -1,
           timestamptz '\(day) 12:00:00+00' + n * interval '1 day', now()
    FROM generate_series(0, \(days - 1)) AS n;
    """
  }
}
