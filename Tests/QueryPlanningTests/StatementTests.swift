import PlannerStatistics
import QueryPlanning
import SchemaModel
import TestKit
import Testing

/// How a statement of an application becomes one that the planner is asked about.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct StatementTests {
  private static let schema = """
    CREATE TABLE people (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, role text NOT NULL, born date,
      created_at timestamptz NOT NULL DEFAULT now(), tags text[] NOT NULL, age smallint NOT NULL);
    """
  private static let plan = """
    volumes: { people: { rows: 1M, growth: 10k/month } }
    columns:
      people.role: { values: { reader: 90%, writer: 9%, owner: 1% } }
      people.tags: { values: { new: 30%, old: 1% } }
    """

  @Test func parametersBecomeTypicalConstants() async throws {
    let found = try await PlannedProject(schema: Self.schema, plan: Self.plan).session { session in
      let cases = [
        "SELECT 1 FROM people WHERE id = $1", "SELECT 1 FROM people AS p WHERE $1 = p.role",
        "SELECT 1 FROM people WHERE created_at >= $1 AND created_at < $2", "SELECT 1 FROM people WHERE name LIKE $1",
        "SELECT 1 FROM people WHERE role = ANY ($1)", "SELECT 1 FROM people WHERE tags @> $1 LIMIT $2",
        "SELECT 1 FROM people WHERE lower(name) = $1 AND age > $2",
        "UPDATE people SET name = $1 WHERE id IN ($2, $3)",
        "SELECT 1 FROM people WHERE (created_at AT TIME ZONE name)::date = $1",
      ]
      var found: [String] = []
      for sql in cases {
        let statement = try await session.statement(sql)
        _ = try await session.explain(statement)
        found.append(
          statement.parameters.map { "\($0.column?.column ?? "-") \($0.value ?? "NULL") \($0.basis)" }
            .joined(separator: ", "))
      }
      return found
    }
    #expect(
      found == [
        "id 500000 middle", "role reader common",
        "created_at 2026-05-01 03:00:00+00 newest, created_at 2026-05-31 13:30:00+00 newest", "name mzz% beginning",
        "role {\"reader\",\"writer\",\"owner\"} common", "tags {\"new\"} common, - 1 type", "- a type, age 1 type",
        "- a type, id 500000 middle, id 510000 middle", "- 2026-07-01 type",
      ])
  }

  @Test func theClockStandsAtTheDayOfTheShape() async throws {
    try await PlannedProject(schema: Self.schema, plan: Self.plan).session { session in
      let statement = try await session.statement(
        "SELECT now(), 'now()' AS now, t.now /* now() */ FROM (SELECT CURRENT_DATE AS now, localtimestamp, pg_catalog.now() AS b) t;"
      )
      #expect(
        statement.text == """
          SELECT CAST('2026-07-01 00:00:00+00' AS timestamptz), 'now()' AS now, t.now /* now() */ \
          FROM (SELECT CAST('2026-07-01' AS date) AS now, CAST('2026-07-01 00:00:00+00' AS timestamp), pg_catalog.now() AS b) t
          """)
      #expect(try await session.explain(statement).root.rows == 1)
    }
  }

  @Test func aGenericPlanKnowsNoValue() async throws {
    try await PlannedProject(schema: Self.schema, plan: Self.plan).session { session in
      let sql = "SELECT 1 FROM people WHERE role = $1"
      let typical = try await session.explain(try await session.statement(sql))
      let generic = try await session.explain(try await session.statement(sql, .generic))
      #expect(typical.root.rows == 900_000 && abs(generic.root.rows - 333_333) <= 1)
    }
  }
}
