import MigrationPlanning
import PlanModel
import SchemaModel
import TestKit
import Testing

/// The files of a plan in each of its forms, to the byte.
struct FormTests {
  @Test func sql() throws {
    try Self.compare(MigrationFiles(lockTimeout: 2000).files(HandMadePlan.steps), with: "forms/sql.txt")
  }

  @Test func prisma() throws {
    let writer = PrismaMigrations(
      lockTimeout: 2000, after: "20260302235958_before", date: CalendarDate(year: 2026, month: 3, day: 1))
    try Self.compare(writer.files(HandMadePlan.steps), with: "forms/prisma.txt")
  }

  @Test func alembic() throws {
    let writer = AlembicRevisions(lockTimeout: 2000, of: "waitlist", after: ["0a1b2c3d4e5f"])
    try Self.compare(writer.files(HandMadePlan.steps), with: "forms/alembic.txt")
  }

  private static func compare(_ files: [MigrationFiles.File], with name: String) throws {
    let text = files.map { "==== \($0.path)\n\($0.text)" }.joined()
    #expect(try CaseFolder().difference(text, from: name) == nil)
  }

  @Test func noFileIsLeftOver() throws {
    let names = ["sql", "prisma", "alembic"].map { "forms/\($0).txt" }
    #expect(try CaseFolder().orphans(except: Set(names)).filter { $0.hasPrefix("forms/") }.isEmpty)
  }

  @Test(
    arguments: [
      (nil, "2026-03-01", "20260301000000"), ("20260101120000_a", "2026-03-01", "20260301000000"),
      ("20260301000000_a", "2026-03-01", "20260301000001"), ("20261231235959_a", "2026-03-01", "20270101000000"),
      ("20269999000000_a", "2026-03-01", "20269999000001"), ("20260101120000_a", nil, "20260101120001"),
      (nil, nil, "19700101000000"), ("initial", "2026-03-01", "20260301000000"),
    ] as [(String?, String?, String)])
  func stampsComeAfterWhatIsThere(newest: String?, date: String?, first: String) {
    let writer = PrismaMigrations(lockTimeout: 1, after: newest, date: date.flatMap { CalendarDate($0) })
    let folders = writer.files(HandMadePlan.steps).map { String($0.path.prefix { $0 != "_" }) }
    #expect(folders.first == first)
    #expect(folders == folders.sorted() && Set(folders).count == HandMadePlan.steps.count)
  }

  @Test func revisionsFollowOneAnotherAndKeepTheirNames() {
    let steps = HandMadePlan.steps + [HandMadePlan.steps[0]]
    let ids = AlembicRevisions.revisions(steps, of: "waitlist").map(\.id)
    #expect(Set(ids).count == steps.count && ids.allSatisfy { $0.count == 12 })
    #expect(ids == AlembicRevisions.revisions(steps, of: "waitlist").map(\.id))
    #expect(Set(ids).isDisjoint(with: AlembicRevisions.revisions(steps, of: "other").map(\.id)))
    let files = AlembicRevisions(lockTimeout: 1, of: "waitlist", after: ["x", "y"]).files(steps)
    #expect(files[0].text.contains("down_revision = (\"x\", \"y\")"))
    #expect(files[1].text.contains("down_revision = \"\(ids[0])\""))
    #expect(AlembicRevisions(lockTimeout: 1, of: "w", after: []).files(steps)[0].text.contains("down_revision = None"))
  }

  @Test func longStepsAreCutAndTheRestFollows() {
    var plan = MigrationPlan()
    let long = (1...400).map { "CREATE TABLE t\($0) (\n  id int PRIMARY KEY,\n  note text\n)" }
    plan.steps = [
      HandMadePlan.steps[0],
      MigrationStep(
        "create-tables", "Creates tables.", phase: .expand, on: ObjectName("t1"), up: long,
        down: (1...400).reversed().map { "DROP TABLE IF EXISTS t\($0)" }), HandMadePlan.steps[1],
    ]
    plan.deploys = [0, 1, 2, 3].map { MigrationPlan.Deploy(after: $0, changes: []) }
    plan.pointOfNoReturn = 2
    let cut = plan.split()
    #expect(cut.steps.flatMap(\.up) == plan.steps.flatMap(\.up))
    #expect(cut.steps.reversed().flatMap(\.down) == plan.steps.reversed().flatMap(\.down))
    let parts = cut.steps.count - 2
    #expect(parts > 1 && cut.deploys.map(\.after) == [0, 1, parts + 1, parts + 2] && cut.pointOfNoReturn == parts + 1)
    #expect(Set(cut.steps.map(\.name)).count == cut.steps.count)
    let files =
      MigrationFiles(lockTimeout: 1).files(cut.steps)
      + PrismaMigrations(lockTimeout: 1, after: nil, date: nil).files(cut.steps)
      + AlembicRevisions(lockTimeout: 1, of: "x", after: []).files(cut.steps)
    for file in files { #expect(file.text.split(separator: "\n", omittingEmptySubsequences: false).count < 1000) }
    #expect(plan.split(after: 100_000).steps.count == 3)
  }
}
