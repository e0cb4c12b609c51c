import DesignPatterns
import Foundation
import SchemaModel
import TestKit
import Testing

/// Partitions by value: where they are offered and where not, and their scripts on rows that are being changed.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct ValuePartitionTests {
  private static let all = "SELECT md5(string_agg(c::text, ',' ORDER BY id)) FROM contacts AS c"

  /// Asked for by number, or with a rule that a part could not keep: the same sizes, no offer.
  @Test func onlyTheTableThatIsAskedForByOneColumnIsHashed() {
    let plan = PatternedPlan(case: "hashed", in: CaseTests.folder)
    #expect(plan.patterns.filter { $0.kind == .partitioning }.map(\.table.name) == ["contacts"])
  }

  @Test func rowsStayThereAndBackAndOnePartIsRead() async throws {
    let plan = PatternedPlan(case: "hashed", in: CaseTests.folder)
    let proposal = try #require(plan.pattern(.partitioning, on: "contacts"))
    let rows = """
      INSERT INTO accounts SELECT n, 'a' FROM generate_series(1, 500) n;
      INSERT INTO contacts (account_id, email, full_name)
      SELECT 1 + n % 500, 'm' || n, 'f' || n FROM generate_series(1, 25000) n;
      """
    try await ThrowawayPostgres.run { postgres in
      #expect(try await postgres.complaint(loading: plan.schema + rows) == nil)
      let before = try await postgres.query(Self.all)
      #expect(try await postgres.complaint(loading: proposal.script(.apply) ?? "") == nil)
      #expect(try await postgres.query(Self.all) == before)
      let parts = try await postgres.query(
        "SELECT count(*), count(*) FILTER (WHERE n > 0) FROM (SELECT (SELECT count(*) FROM contacts c WHERE c.tableoid = i.inhrelid) AS n FROM pg_inherits i WHERE inhparent = 'contacts'::regclass) p"
      )
      let count = try #require(parts.split(separator: "|").first)
      #expect(parts == "\(count)|\(count)")
      for question in [
        "SELECT id FROM contacts WHERE account_id = 7 AND full_name > 'f'",
        "SELECT c.id FROM accounts a JOIN contacts c ON c.account_id = a.id WHERE a.id = 7 AND c.email = 'm6'",
      ] {
        let explained = try await postgres.query("EXPLAIN (COSTS OFF) " + question)
        #expect(
          Set(explained.matches(of: /contacts_part_[0-9]+/).map { String($0.0) }.filter { !$0.isEmpty }).count == 1)
      }
      let added = "INSERT INTO contacts (account_id, email, full_name) VALUES (3, 'new', 'n') RETURNING id"
      #expect(try await postgres.query(added) == "25001")
      let after = try await postgres.query(Self.all)
      #expect(try await postgres.complaint(loading: proposal.script(.back) ?? "") == nil)
      #expect(try await postgres.query(Self.all) == after)
      #expect(try await postgres.query("SELECT relkind FROM pg_class WHERE oid = 'contacts'::regclass") == "r")
      #expect(try await postgres.query(added.replacing("'new'", with: "'newer'")) == "25002")
    }
  }

  /// Writes between the copy and the swap, and a copy that is called again, reach the table that comes.
  @Test func whatIsWrittenBesideTheCopyArrives() async throws {
    let plan = PatternedPlan(case: "hashed", in: CaseTests.folder)
    let apply = try #require(plan.pattern(.partitioning, on: "contacts")?.script(.apply))
    let call = try #require(apply.firstRange(of: "CALL "))
    let check = try #require(apply.firstRange(of: "-- 3."))
    let writes = """
      UPDATE contacts SET full_name = 'changed' WHERE id = 5;
      UPDATE contacts SET account_id = 9 WHERE id = 6;
      DELETE FROM contacts WHERE id = 7;
      INSERT INTO contacts (account_id, email, full_name) VALUES (3, 'between', 'n');

      """
    let rows = """
      INSERT INTO accounts SELECT n, 'a' FROM generate_series(1, 500) n;
      INSERT INTO contacts (account_id, email, full_name)
      SELECT 1 + n % 500, 'm' || n, 'f' || n FROM generate_series(1, 100) n;

      """
    try await ThrowawayPostgres.run { postgres in
      let loaded = plan.schema + rows + apply[..<call.lowerBound] + writes
      #expect(try await postgres.complaint(loading: loaded) == nil)
      let copy = String(apply[call.lowerBound..<check.lowerBound])
      // Twice in small batches, with writes between.
      let small = copy.replacing("10000", with: "7")
      let later = writes.replacing("'between'", with: "'later'").replacing("= 7", with: "= 8")
      #expect(try await postgres.complaint(loading: small + later + small) == nil)
      let before = try await postgres.query(Self.all)
      #expect(try await postgres.query(Self.all.replacing("FROM contacts", with: "FROM contacts_new")) == before)
      #expect(try await postgres.complaint(loading: String(apply[check.lowerBound...])) == nil)
      #expect(try await postgres.query(Self.all) == before)
      #expect(try await postgres.query("SELECT count(*) FROM contacts WHERE id IN (5, 6)") == "2")
    }
  }

  /// Open rows that lie side by side, or rows that are asked for whatever their state: the same sizes, no offer.
  @Test func onlyScatteredRowsThatAreAskedForApartAreListed() {
    let plan = PatternedPlan(case: "finished", in: CaseTests.folder)
    #expect(plan.patterns.filter { $0.kind == .partitioning }.map(\.table.name) == ["deliveries"])
  }

  /// What is open is read alone, a row that is finished changes its part, and all of them come back.
  @Test func finishedRowsLieApart() async throws {
    let plan = PatternedPlan(case: "finished", in: CaseTests.folder)
    let proposal = try #require(plan.pattern(.partitioning, on: "deliveries"))
    let rows = """
      INSERT INTO depots SELECT generate_series(1, 9);
      INSERT INTO deliveries (depot_id, state, address)
      SELECT 1 + n % 9, (CASE n % 50 WHEN 0 THEN 'booked' WHEN 1 THEN 'on_the_way' ELSE 'delivered' END)::delivery_state, 'a'
      FROM generate_series(1, 12000) n;
      """
    let all = Self.all.replacing("contacts", with: "deliveries")
    try await ThrowawayPostgres.run { postgres in
      #expect(try await postgres.complaint(loading: plan.schema + rows) == nil)
      let before = try await postgres.query(all)
      #expect(try await postgres.complaint(loading: proposal.script(.apply) ?? "") == nil)
      #expect(try await postgres.query(all) == before)
      #expect(try await postgres.query("SELECT count(*) FROM deliveries_rest") == "480")
      for condition in ["state = 'booked'", "state IN ('booked', 'on_the_way')", "state <> 'delivered'"] {
        let explained = try await postgres.query(
          "EXPLAIN (COSTS OFF) SELECT id FROM deliveries WHERE depot_id = 1 AND \(condition)")
        #expect(explained.contains("deliveries_rest") && !explained.contains("deliveries_delivered"), "\(condition)")
      }
      let moved = "UPDATE deliveries SET state = 'delivered' WHERE id = 50 AND state <> 'delivered' RETURNING id"
      #expect(try await postgres.query(moved) == "50")
      #expect(try await postgres.query("SELECT count(*) FROM deliveries_rest") == "479")
      let after = try await postgres.query(all)
      #expect(try await postgres.complaint(loading: proposal.script(.back) ?? "") == nil)
      #expect(try await postgres.query(all) == after)
      #expect(try await postgres.query("SELECT relkind FROM pg_class WHERE oid = 'deliveries'::regclass") == "r")
    }
  }
}
