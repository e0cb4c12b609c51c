import DesignPatterns
import Foundation
import SchemaModel
import TestKit
import Testing

/// The SQL of every pattern loads on the schema that offers it, shows its effect, and can be taken back.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct EffectTests {
  private static let cases = CaseTests.names.map { PatternedPlan(case: $0, in: CaseTests.folder) }

  /// Partitions have tests of their own.
  @Test func everyScriptLoadsAndLeadsBack() async throws {
    let shipped = ["agri-commerce", "course-platform", "league-manager"].map { PatternedPlan(shipped: $0) }
    var count = 0
    try await ThrowawayPostgres.run { postgres in
      for plan in shipped + Self.cases {
        let patterns = plan.patterns.filter { $0.kind != .partitioning && !$0.scripts.isEmpty }
        guard !patterns.isEmpty else { continue }
        try await postgres.recreateDatabase("loads")
        #expect(try await postgres.complaint(loading: plan.schema, into: "loads") == nil)
        for pattern in patterns {
          for script in pattern.scripts {
            count += 1
            let complaint = try await postgres.complaint(loading: script.sql, into: "loads")
            #expect(complaint == nil, "\(plan.name) \(pattern.fingerprint) \(script.role)")
          }
        }
      }
    }
    print("\(count) scripts loaded")
    #expect(count > 30)
  }

  /// What one pattern of a case does to rows.
  struct Effect: Sendable, CustomTestStringConvertible {
    var name: String
    var kind: DesignPattern.Kind
    var table: String
    /// Rows that are there before it, and what is asked and answered after it.
    var rows: String
    var checks: [(sql: String, answer: Answer)]
    var testDescription: String { "\(name) \(kind.rawValue)" }

    enum Answer: Sendable {
      case contains(String)
      case equals(String)
      case refused(String)
    }
  }

  /// How many rows the recursive query finds.
  private static func below(_ id: String) -> String {
    "(WITH RECURSIVE b AS (SELECT id FROM parts WHERE id = \(id) UNION ALL SELECT p.id FROM parts p JOIN b ON p.parent_id = b.id) SELECT count(*) FROM b)"
  }

  static let effects: [Effect] = [
    Effect(
      name: "search", kind: .trigram, table: "articles",
      rows:
        "INSERT INTO articles (title, body) SELECT md5(n::text), 'body' FROM generate_series(1, 20000) n; ANALYZE articles;",
      checks: [
        ("EXPLAIN SELECT id FROM articles WHERE title ILIKE '%' || 'abcdef' || '%'", .contains("articles_title_trgm"))
      ]),
    Effect(
      name: "search", kind: .fullText, table: "articles",
      rows:
        "INSERT INTO articles (title, body) SELECT 't', md5(n::text) || ' common' FROM generate_series(1, 20000) n; ANALYZE articles;",
      checks: [
        (
          "EXPLAIN SELECT id FROM articles WHERE body_search @@ to_tsquery('simple', md5('77'))",
          .contains("articles_body_search")
        ),
        ("SELECT count(*) FROM articles WHERE body_search @@ to_tsquery('simple', md5('77'))", .equals("1")),
      ]),
    Effect(
      name: "versions", kind: .effectiveDates, table: "product_prices",
      rows:
        "INSERT INTO products VALUES (1, 'a'); INSERT INTO product_prices VALUES (1, '2026-01-01', '2026-01-31', 5);",
      checks: [
        ("INSERT INTO product_prices VALUES (1, '2026-01-31', NULL, 6)", .refused("product_prices_do_not_overlap")),
        ("INSERT INTO product_prices VALUES (1, '2026-02-01', NULL, 6) RETURNING amount", .equals("6.00")),
      ]),
    Effect(
      name: "owners", kind: .polymorphic, table: "attachments",
      rows: "INSERT INTO invoices VALUES (1, 'i'); INSERT INTO attachments VALUES (1, 'Invoice', 1, 'k');",
      checks: [
        ("SELECT invoice_id FROM attachments", .equals("1")),
        ("DELETE FROM invoices", .refused("attachments_invoice_id_fkey")),
        ("INSERT INTO attachments VALUES (2, 'Invoice', 1, 'k')", .refused("attachments_owner_id_one")),
      ]),
    Effect(
      name: "keys", kind: .keyOverflow, table: "readings",
      rows: "SELECT setval('readings_id_seq', 2147483647);",
      checks: [("INSERT INTO readings (value) VALUES (1) RETURNING id", .equals("2147483648"))]),
    Effect(
      name: "derived", kind: .generatedColumn, table: "lines",
      rows: "INSERT INTO lines VALUES (1, 2, 3, 0);",
      checks: [
        ("SELECT total FROM lines", .equals("6.0000")),
        ("UPDATE lines SET total = 7", .refused("can only be updated to DEFAULT")),
      ]),
    Effect(
      name: "edits", kind: .versionColumn, table: "rosters",
      rows: "INSERT INTO rosters VALUES (1, 'a', 'b');",
      checks: [
        (
          "UPDATE rosters SET body = 'c', version = version + 1 WHERE id = 1 AND version = 0 RETURNING version",
          .equals("1")
        ),
        (
          "UPDATE rosters SET body = 'd', version = version + 1 WHERE id = 1 AND version = 0 RETURNING version",
          .equals("")
        ),
      ]),
    Effect(
      name: "queue", kind: .retentionJob, table: "jobs",
      rows:
        "INSERT INTO parcels VALUES (1); INSERT INTO jobs (parcel_id, state, created_at) SELECT 1, 'done', now() - n * interval '1 hour' FROM generate_series(1, 12000) n;",
      checks: [
        ("CALL forget_jobs(now() - interval '14 days', 5000)", .equals("")),
        ("SELECT count(*) BETWEEN 334 AND 336 FROM jobs", .equals("t")),
      ]),
    Effect(
      name: "tenants", kind: .tenantSchemas, table: "patients",
      rows: "INSERT INTO clinics VALUES (1, 'north');",
      checks: [
        ("CALL add_tenant('north')", .equals("")), ("CALL add_tenant('south')", .equals("")),
        ("INSERT INTO north.patients VALUES (1, 1, 'p') RETURNING id", .equals("1")),
        ("INSERT INTO south.visits VALUES (1, 1, '2026-03-01') RETURNING id", .refused("visits_patient_id_fkey")),
        ("SELECT all_tenants('patients')", .contains("UNION ALL")),
      ]),
    Effect(
      name: "tree", kind: .tree, table: "parts",
      rows: "INSERT INTO parts SELECT n, nullif(n / 10, 0), 'p' FROM generate_series(1, 20000) n; ANALYZE parts;",
      checks: [
        ("SELECT count(*) - \(below("7")) FROM parts_paths WHERE ancestor_id = 7", .equals("0")),
        (
          "SELECT string_agg(ancestor_id::text, ' ' ORDER BY depth) FROM parts_paths WHERE descendant_id = 1234",
          .equals("1234 123 12 1")
        ),
        // A child before its parent in one statement, a subtree that moves, one that would lie below itself, and one that goes.
        ("INSERT INTO parts VALUES (30002, 30001, 'c'), (30001, 7, 'p') RETURNING id", .contains("30001")),
        ("SELECT count(*) FROM parts_paths WHERE ancestor_id = 7 AND descendant_id > 30000", .equals("2")),
        ("UPDATE parts SET parent_id = 8 WHERE id = 77 RETURNING id", .equals("77")),
        ("SELECT count(*) - \(below("8")) FROM parts_paths WHERE ancestor_id = 8", .equals("0")),
        ("SELECT count(*) - \(below("7")) FROM parts_paths WHERE ancestor_id = 7", .equals("0")),
        ("UPDATE parts SET parent_id = 77 WHERE id = 8", .refused("below itself")),
        ("DELETE FROM parts WHERE id IN (30001, 30002) RETURNING id", .contains("30001")),
        ("SELECT count(*) FROM parts_paths WHERE descendant_id > 30000", .equals("0")),
        ("EXPLAIN SELECT descendant_id FROM parts_paths WHERE ancestor_id = 7", .contains("parts_paths_pkey")),
      ]),
    Effect(
      name: "archive", kind: .retentionJob, table: "messages",
      rows:
        "INSERT INTO messages (body, sent_at) SELECT 'b', now() - n * interval '1 day' FROM generate_series(1, 1000) n;",
      checks: [
        ("CALL forget_messages((now() - interval '365 days')::timestamptz, 100)", .equals("")),
        ("SELECT count(*) FROM messages WHERE sent_at < now() - interval '365 days'", .equals("0")),
        ("SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM messages_archive)", .equals("1000")),
      ]),
    Effect(
      name: "report", kind: .materializedView, table: "sales",
      rows:
        "INSERT INTO branches VALUES (1, 'a'), (2, 'b'); INSERT INTO sales SELECT n, n % 2 + 1, 1, 2, n % 10 = 0 FROM generate_series(1, 1000) n;",
      checks: [
        ("SELECT turnover, sales FROM turnover_of_a_branch WHERE branch_id = 2", .equals("1000.00|500")),
        ("UPDATE sales SET is_void = true WHERE id = 1 RETURNING id", .equals("1")),
        ("REFRESH MATERIALIZED VIEW CONCURRENTLY turnover_of_a_branch", .equals("")),
        ("SELECT turnover, sales FROM turnover_of_a_branch WHERE branch_id = 2", .equals("998.00|499")),
      ]),
  ]

  @Test(arguments: effects)
  func itShowsItsEffect(effect: Effect) async throws {
    let plan = try #require(Self.cases.first { $0.name == effect.name })
    let pattern = try #require(plan.pattern(effect.kind, on: effect.table))
    try await ThrowawayPostgres.run { postgres in
      #expect(try await postgres.complaint(loading: plan.schema) == nil)
      #expect(try await postgres.complaint(loading: effect.rows) == nil)
      #expect(try await postgres.complaint(loading: pattern.script(.apply) ?? "") == nil)
      for (sql, answer) in effect.checks {
        switch answer {
        case .equals(let text): #expect(try await postgres.query(sql) == text, "\(sql)")
        case .contains(let text):
          let lines = try await postgres.query(sql)
          #expect(lines.contains(text), "\(sql)")
        case .refused(let reason):
          #expect(try await postgres.complaint(loading: sql)?.contains(reason) == true, "\(sql)")
        }
      }
    }
  }

  /// The planner multiplies the shares of columns that tell each other, until it knows.
  @Test func dependentColumnsAreEstimatedTogether() async throws {
    let plan = try #require(Self.cases.first { $0.name == "dependent" })
    let pattern = try #require(plan.pattern(.extendedStatistics, on: "files"))
    let rows = """
      INSERT INTO tenants SELECT generate_series(1, 100);
      INSERT INTO folders SELECT n, n % 100 + 1 FROM generate_series(1, 1000) n;
      INSERT INTO files SELECT n, (n % 1000 + 1) % 100 + 1, n % 1000 + 1, 'f' FROM generate_series(1, 200000) n;
      ANALYZE;
      """
    let question = "EXPLAIN SELECT id, name FROM files WHERE tenant_id = 8 AND folder_id = 7"
    try await ThrowawayPostgres.run { postgres in
      #expect(try await postgres.complaint(loading: plan.schema) == nil)
      #expect(try await postgres.complaint(loading: rows) == nil)
      #expect(try await Self.expected(postgres, question) < 10)
      #expect(try await postgres.complaint(loading: pattern.script(.apply) ?? "") == nil)
      let expected = try await Self.expected(postgres, question)
      #expect((150...250).contains(expected))
    }
  }

  private static func expected(_ postgres: ThrowawayPostgres, _ question: String) async throws -> Int {
    let plan = try await postgres.query(question)
    return plan.firstMatch(of: #/rows=([0-9]+)/#).flatMap { Int($0.1) } ?? -1
  }

  /// A waiting session hears of a row, and a statement of many rows tells it once.
  @Test func aQueueTellsOfItsRows() async throws {
    let plan = try #require(Self.cases.first { $0.name == "queue" })
    let pattern = try #require(plan.pattern(.queueWakeUp, on: "jobs"))
    try await ThrowawayPostgres.run { postgres in
      #expect(try await postgres.complaint(loading: plan.schema) == nil)
      #expect(try await postgres.complaint(loading: pattern.script(.apply) ?? "") == nil)
      let told = try await postgres.query(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'jobs'::regclass AND NOT tgisinternal")
      #expect(told == "tell_of_jobs")
      let rows =
        "INSERT INTO parcels VALUES (1); INSERT INTO jobs (parcel_id, state) SELECT 1, 'open' FROM generate_series(1, 3);"
      #expect(try await postgres.complaint(loading: rows) == nil)
    }
  }
}
