import Checks
import Compilation
import Diagnostics
import PlanDocument
import PlanModel
import SchemaModel
import Testing

/// What a plan says is kept, tested or ticked is what was looked at.
struct JudgementTests {
  private static func example(_ name: String) throws -> Example {
    try #require(Example.all.first { $0.name == name })
  }

  private static func part(_ heading: String, of name: String) throws -> String {
    try #require(Document.parts(of: try example(name).document("plan.md"))[heading])
  }

  // MARK: Derived columns

  @Test func aTriggerThatIsThereIsNamed() throws {
    let tables = try Self.part("2.2 Table definitions with columns", of: "league-manager")
    #expect(tables.contains("stored, not computed: kept by `roster_entries_count` on `roster_entries`"))
    let checks = try Self.part("8.3 Data integrity checks", of: "league-manager")
    #expect(checks.contains("| kept by `roster_entries_count` on `roster_entries` |"))
  }

  @Test(arguments: ["course-platform", "reading-progress", "warehouse-inventory"])
  func aTriggerThatIsNotThereIsMissed(plan: String) throws {
    #expect(try Self.part("2.2 Table definitions with columns", of: plan).contains("not computed: **no trigger yet**"))
    #expect(try Self.part("8.3 Data integrity checks", of: plan).contains("| **no trigger yet** |"))
    #expect(try Self.example(plan).report.subject.findings.contains { $0.code == "derived-without-trigger" })
  }

  // MARK: Rules

  @Test func aKeyThatRefusesMoreIsNotMissing() throws {
    let rules = try Self.part("2.4 Constraint definitions", of: "course-platform")
    #expect(
      rules.contains("| a deleted chapter gives up its place | **stricter**: `chapters_course_id_position_key` refuses")
    )
    #expect(rules.contains("| one running subscription per organisation | **not yet**"))
    let checks = try Self.part("8.3 Data integrity checks", of: "course-platform")
    #expect(!checks.contains("gives up its place"))
    #expect(checks.contains("one running subscription per organisation"))
  }

  // MARK: Tests

  @Test(arguments: ["agri-commerce", "course-platform"])
  func everyCheckIsCountedBeforeTheListIsCut(plan: String) throws {
    let checks = try Self.part("8.3 Data integrity checks", of: plan)
    let example = try Self.example(plan)
    let key = try #require(example.report.subject.plan.tenancy?.key?.value)
    let catalog = example.compiled.value.catalog
    let loose = catalog.tables.filter { $0.partitionOf == nil && $0.columns.contains(key) }.flatMap { table in
      table.foreignKeys.filter { !$0.columns.contains(key) && catalog.tables[$0.target]?.columns.contains(key) == true }
    }
    let rows = checks.split(separator: "\n").filter { $0.contains("leaves it out") }
    let more = try #require(checks.firstMatch(of: /(\d+) more of the same kinds/)).1
    #expect(rows.count + (Int(more) ?? 0) == loose.count)
  }

  @Test func whatADecisionIsAboutComesFirst() throws {
    let checks = try Self.part("8.3 Data integrity checks", of: "agri-commerce")
    let rows = checks.split(separator: "\n").filter { $0.contains("leaves it out") }
    #expect(rows.first?.contains("`order_items_order_id_fkey` leaves it out; 168M rows") == true)
  }

  @Test func aKeyAroundAKeyNeedsNoCheck() throws {
    #expect(!(try Self.part("8.3 Data integrity checks", of: "stat-corrections")).contains("_account_id_id_key"))
  }

  @Test func onlyPoliciesByTenantAreTriedWithAnotherTenantsRow() throws {
    let example = try Self.example("league-manager")
    let policies = example.compiled.value.catalog.tables.filter { $0.partitionOf == nil }.flatMap(\.policies)
    let open = policies.count { [$0.using?.sql, $0.check?.sql].allSatisfy { $0 == nil || $0 == "true" } }
    #expect(open > 20)
    let tests = try Self.part("8.1 Schema validation tests", of: "league-manager")
    #expect(tests.contains("| policy without condition | \(open) | every row, and only as its roles |"))
    #expect(tests.contains("| policy by tenant | "))
    #expect(!tests.contains("| \(policies.count) | another tenant's row |"))
  }

  // MARK: Checklists

  @Test func aTickSaysWhatWasJudged() throws {
    let list = try Self.part("Checklists", of: "stat-corrections")
    #expect(
      list.contains(
        "- [x] foreign keys constrained: nothing from `implicit-join` in 15 of 26 tables, those that change"))
    #expect(list.contains("- [ ] foreign keys and frequent columns indexed: 52 of 54 foreign keys have an index"))
    #expect(list.contains("- [ ] no index skipped: 52 of 54"))
    #expect(!list.contains("connection pool sized"), "a feature plan sizes none")
  }

  @Test(arguments: Example.all)
  func codeThatWasNotReadIsNotTicked(example: Example) throws {
    let list = try #require(Document.parts(of: example.document("plan.md"))["Checklists"])
    #expect(!list.contains("- [x] no database URL in the code"))
    #expect(!list.contains("- [x] no N+1 in the implementation"))
  }

  @Test func aQueryPerRowLeavesTheLineOpen() throws {
    #expect(!(try Self.part("Checklists", of: "warehouse-inventory")).contains("no N+1 queries"))
    #expect(try Self.part("Checklists", of: "stat-corrections").contains("- [x] no N+1 queries: no `per:` among 6"))
    #expect(try Self.part("Checklists", of: "agri-commerce").contains("- [ ] no N+1 queries: 1 finding"))
  }

  @Test func aQueryWithoutAnIndexIsNotServed() throws {
    let list = try Self.part("Checklists", of: "agri-commerce")
    #expect(list.contains("- [ ] indexes for query patterns: 9 of 11 queries enter by an index"))
  }

  @Test func aListWithoutAnswersIsNotShown() throws {
    let project = Project(files: [
      "Plans/bare/plan.yml": "plan: Bare\nschema: schema.sql\n",
      "Plans/bare/schema.sql": "CREATE TABLE a (id bigint PRIMARY KEY);\n",
    ])
    let plan = try #require(Example("bare", project.compile("bare")).documents.first { $0.path == "plan.md" })
    let list = try #require(Document.parts(of: plan.text)["Checklists"])
    #expect(list.contains("**Schema quality**: 2 of 2 answered lines pass"))
    #expect(!list.contains("0 of 0") && !list.contains("**Database security**"))
  }
}
