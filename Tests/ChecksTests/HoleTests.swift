import Checks
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import TestKit
import Testing

/// Each hole in row security is real: somebody gets through on PostgreSQL. The rule of its name finds it; what the rule proposes
/// closes it, and then the rule has nothing to say.
///
/// The nine facts of row security stand here by number, but for the eighth: operators that are not leakproof lose their index,
/// which `QueryRewritingTests.LeakproofTests` shows.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct HoleTests {
  @Test func everyHoleIsRealFoundAndClosed() async throws {
    try await ThrowawayPostgres.run { server in
      print("\n| rule | fact | open | closed |\n|---|---|---|---|")
      for hole in Hole.all {
        let open = try await Self.attack(hole, on: hole.bad, server)
        #expect(open.contains(hole.open), "\(hole.code): the hole is not there: \(open)")
        let found = Self.findings(hole, hole.bad)
        #expect(!found.isEmpty, "\(hole.code) does not find it")
        let fixes = found.filter { $0.fixLanguage == .sql }.compactMap(\.fix)
        let mended = hole.good ?? hole.bad + "\n" + fixes.joined(separator: "\n").replacing(" CONCURRENTLY", with: "")
        let closed = try await Self.attack(hole, on: mended, server)
        #expect(closed.contains(hole.closed), "\(hole.code): the hole is still there: \(closed)\n\(mended)")
        #expect(Self.findings(hole, mended).isEmpty, "\(hole.code) still speaks of \(mended)")
        let fact = hole.fact.map { "\($0)" } ?? ""
        print("| \(hole.code) | \(fact) | \(hole.open) | \(hole.closed) |")
      }
    }
  }

  /// PostgreSQL takes USING for what is written: no hole, and no finding.
  @Test func usingAloneHoldsWhatIsWritten() async throws {
    let hole = Hole(
      "policy-loose-check", fact: 4,
      Hole.notes + "CREATE POLICY own ON notes USING (shop_id = \(Hole.setting));\nGRANT ALL ON notes TO clerk;",
      Hole.asClerk + "INSERT INTO notes VALUES (9, 2, 'x')", open: "", closed: "")
    let outcome = try await ThrowawayPostgres.run { try await Self.attack(hole, on: hole.bad, $0) }
    #expect(outcome.contains("42501"))
    #expect(Self.findings(hole, hole.bad).isEmpty)
  }

  @Test func theFactsAreAllHere() {
    #expect(Set(Hole.all.compactMap(\.fact)) == Set(1...9).subtracting([8]))
  }

  private static func findings(_ hole: Hole, _ schema: String) -> [Finding] {
    guard let check = CheckRegistry.check(named: hole.code) else { return [] }
    let plan = hole.plan.map { "plan: Test\n\($0)\n" }
    let reading = CheckInput(.sql, schema, plan: plan).subject()
    #expect(DiagnosticFormatter(usesColor: false).format(reading.diagnostics.filter { $0.severity == .error }) == "")
    return CheckRunner(checks: [check]).run(reading.value, today: nil).findings
  }

  /// What the last statement answers, or the code of the first one that is refused.
  private static func attack(_ hole: Hole, on schema: String, _ server: ThrowawayPostgres) async throws -> String {
    try await server.recreateDatabase("hole")
    if let complaint = try await server.complaint(loading: Hole.roles + schema + "\n" + hole.rows, into: "hole") {
      return "not loaded: \(complaint)"
    }
    let connection = try await server.server.connect(to: "hole")
    do throws(PostgresError) {
      var answer = ""
      for statement in hole.attack.split(separator: ";") {
        let text = statement.drop { $0.isWhitespace }
        guard !text.isEmpty else { continue }
        let rows = try await connection.query(String(text)).rows
        answer = rows.map { row in row.map { $0 ?? "" }.joined(separator: "|") }.joined(separator: "\n")
      }
      return answer
    } catch {
      return "\(error.sqlState ?? "") \(error)"
    }
  }
}
