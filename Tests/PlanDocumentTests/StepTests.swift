import CommonMark
import Compilation
import Diagnostics
import Foundation
import MigrationPlanning
import PlanDocument
import PlanModel
import SQLReading
import SchemaModel
import StatementLocks
import TestKit
import Testing

/// Section 7 on steps made by hand: each fact of a step has its place.
struct StepTests {
  private static let schema = """
    CREATE TABLE patients (id bigint PRIMARY KEY, mobile text);
    CREATE TABLE visits (id bigint PRIMARY KEY, patient_id bigint NOT NULL);
    """
  private static let adds = """
    ALTER TABLE patients ADD COLUMN phone text NOT NULL;
    ALTER TABLE patients DROP COLUMN mobile;
    ALTER TABLE visits ADD CONSTRAINT visits_patient FOREIGN KEY (patient_id) REFERENCES patients (id);
    """
  private static let plan = """
    as_of: 2026-03-02
    volumes: { patients: { rows: 4M }, visits: { rows: 60M } }
    deployment: { release: rolling, lock_timeout: 3s, rollback_window: 7 days }
    backfills: [ { column: patients.phone, sql: mobile, batch: 5k, pause: 100ms } ]
    queries:
      - { name: by phone, sql: SELECT id FROM patients WHERE phone = $1, since: migrate }
      - { name: by mobile, sql: SELECT id FROM patients WHERE mobile = $1, until: migrate }
      - { name: registers, sql: "INSERT INTO patients (id, mobile) VALUES ($1, $2)", until: expand }
      - { name: visits, sql: SELECT id FROM visits WHERE patient_id = $1 }

    """

  /// The steps, each with what is said of it and the schema that it leaves.
  static func migration(_ baseline: Catalog, isBroken: Bool = false) -> MigrationPlan {
    func step(
      _ name: String, _ phase: MigrationStep.Phase, on table: String, up: String, down: String
    ) -> MigrationStep {
      MigrationStep(
        MigrationStep.name(name), "\(name).", phase: phase, on: ObjectName(table), up: [up], down: [down])
    }
    var add = step(
      "Adds the phone", .expand, on: "patients", up: "ALTER TABLE patients ADD COLUMN IF NOT EXISTS phone text",
      down: "ALTER TABLE patients DROP COLUMN IF EXISTS phone")
    add.locks = [StatementEffect.Lock(ObjectName("patients"), .accessExclusive)]
    add.duration = StepDuration(.instant, because: "catalog alone")
    add.hazards = ["queues behind long transactions on `patients`"]
    add.loses = "the phones entered since"
    add.keep = "`COPY patients (id, phone)` before it"
    var fill = step(
      "Fills the phone", .migrate, on: "patients", up: "UPDATE patients SET phone = mobile WHERE phone IS NULL",
      down: "SELECT 1")
    fill.isData = true
    fill.locks = [StatementEffect.Lock(ObjectName("patients"), .rowExclusive)]
    fill.duration = StepDuration(.minutes, seconds: 80...240, because: "800 batches of 5k rows")
    fill.after = [
      StepCheck("patients without a phone", sql: "SELECT count(*) FROM patients WHERE phone IS NULL", expected: "0")
    ]
    var key = step(
      "Adds the key", .migrate, on: "visits",
      up: "ALTER TABLE visits ADD CONSTRAINT visits_patient FOREIGN KEY (patient_id) REFERENCES patients (id)",
      down: "ALTER TABLE visits DROP CONSTRAINT visits_patient")
    key.locks = [
      StatementEffect.Lock(ObjectName("patients"), .shareRowExclusive),
      StatementEffect.Lock(ObjectName("visits"), .shareRowExclusive),
    ]
    key.work = .scan
    key.scans = [ObjectName("visits")]
    key.duration = StepDuration(.minutes, seconds: 60...90, because: "60M rows are read")
    var drop = step(
      "Drops the mobile", .contract, on: "patients",
      up: "ALTER TABLE patients ALTER COLUMN phone SET NOT NULL, DROP COLUMN mobile",
      down: "ALTER TABLE patients ALTER COLUMN phone DROP NOT NULL, ADD COLUMN mobile text")
    drop.locks = [StatementEffect.Lock(ObjectName("patients"), .accessExclusive)]
    drop.duration = StepDuration(.instant, because: "catalog alone")
    drop.irreversible = "the numbers of `patients.mobile` are gone"
    var plan = MigrationPlan()
    plan.steps = isBroken ? [add, fill, drop, key] : [add, fill, key, drop]
    if isBroken { plan.steps[2].phase = .expand }
    plan.deploys = [
      MigrationPlan.Deploy(after: 1, changes: ["writes `phone`"]),
      MigrationPlan.Deploy(after: 3, changes: ["no longer reads `mobile`"]),
    ]
    plan.pointOfNoReturn = isBroken ? 2 : 3
    plan.likelyRenames = [
      MigrationPlan.LikelyRename("patients.mobile", to: "patients.phone", because: "same type and place")
    ]
    plan.gaps = [MigrationPlan.Gap("patients.mobile", because: "it can not go on as contacts.mobile: no shared key")]
    var catalog = baseline
    for step in plan.steps {
      let file = SourceFile(path: "up.sql", text: step.up.map { $0 + ";" }.joined())
      catalog = SQLReader().read([file], onto: catalog).value
      plan.catalogs.append(catalog)
    }
    return plan
  }

  /// Two steps with nothing to be done on the way there.
  private static func addBack(to plan: inout MigrationPlan) {
    func step(_ name: String, _ summary: String, _ down: String) -> MigrationStep {
      MigrationStep(
        name, "On the way back: \(summary)", phase: .contract, on: ObjectName("patients"), up: [], down: [down])
    }
    let require = step("requires-it", "requires it again.", "ALTER TABLE patients ADD CHECK (phone <> '') NOT VALID")
    var prove = step("proves-it", "proves it again.", "ALTER TABLE patients VALIDATE CONSTRAINT patients_phone_check")
    prove.downLocks = [StatementEffect.Lock(ObjectName("patients"), .shareUpdateExclusive)]
    prove.downDuration = StepDuration(.seconds, seconds: 2...9, because: "1 GiB read")
    plan.steps.insert(contentsOf: [require, prove], at: 3)
    plan.catalogs.insert(contentsOf: [plan.catalogs[2], plan.catalogs[2]], at: 3)
  }

  static func example(
    isBroken: Bool = false, withBack: Bool = false, _ more: [String: String] = [:],
    revisions: [String: RevisionChain] = [:]
  ) throws -> Example {
    var files = more
    files["Plans/small/schema.sql"] = schema
    files["Plans/small/additions.sql"] = adds
    files["Plans/small/plan.yml"] =
      "plan: small\nschema: schema.sql\nbaseline: schema.sql\nadds: additions.sql\n" + plan
    var project = Project(files: files)
    project.revisions = revisions
    var compiled = project.compile("small")
    #expect(!compiled.hasErrors, "\(compiled.diagnostics)")
    let baseline = try #require(compiled.value.baseline)
    var plan = migration(baseline.catalog, isBroken: isBroken)
    if withBack { addBack(to: &plan) }
    compiled.value.migration = plan
    return Example("small", compiled)
  }

  @Test func stepsStandInATableWithTheirDeploys() throws {
    let example = try Self.example()
    let rows = example.rows(of: "7.2 Zero-downtime approach")
    #expect(rows.map { $0[0] } == ["001", "deploy 1", "002", "003", "deploy 2", "004"], "\(rows)")
    #expect(rows[0][3] == "ACCESS EXCLUSIVE on patients" && rows[0][4] == "reads and writes" && rows[0][5] == "instant")
    #expect(rows[2][3] == "—" && rows[2][5] == "80 s to 4 min: 800 batches of 5k rows")
    #expect(rows[3][3] == "SHARE ROW EXCLUSIVE on patients, visits" && rows[3][4] == "writes")
    #expect(rows[5][2].contains("No way back from here on"))
    let part = example.part("7.2 Zero-downtime approach")
    #expect(part.contains("SELECT count(*) FROM patients WHERE phone IS NULL"))
    #expect(part.contains("queues behind long transactions on `patients`"))
    #expect(part.contains("4 statements run against the schema of each of the 4 steps"))
  }

  @Test func stepsOfTheWayBackAloneStandBehindTheOthersInItsOrder() throws {
    let example = try Self.example(withBack: true)
    let tables = Document(example.part("7.2 Zero-downtime approach")).tables.map { $0.rows.map { $0.map(\.plainText) } }
    #expect(tables[0].map { $0[0] } == ["001", "deploy 1", "002", "003", "deploy 2", "006"], "\(tables[0])")
    let rows = tables[1]
    #expect(rows.map { $0[0] } == ["005", "004"], "\(rows)")
    #expect(rows[0][2] == "Proves it again." && rows[0][3] == "SHARE UPDATE EXCLUSIVE on patients")
    #expect(rows[0][5] == "2 s to 9 s: 1 GiB read" && rows[1][2] == "Requires it again.")
    let part = example.part("7.2 Zero-downtime approach")
    #expect(part.contains("2 steps of the way back alone") && !part.contains("On the way back:"))
    #expect(part.contains("(migrations/005-proves-it/down.sql)") && !part.contains("005-proves-it/up.sql"))
  }

  @Test func theFirstScreenNamesTheWorstLockTheOrderAndTheWayBack() throws {
    let screen = try Self.example().part("first screen")
    #expect(screen.contains("step [003](migrations/003-adds-the-key/up.sql): SHARE ROW EXCLUSIVE on"))
    #expect(screen.contains("blocks writes meanwhile"))
    #expect(screen.contains("`lock_timeout` 3 s"))
    #expect(screen.contains("→ **deploy 1** →") && screen.contains("→ **deploy 2** →"))
    #expect(screen.contains("no way back from") || screen.contains("nothing leads all the way back"))
  }

  @Test func theWayBackNamesWhatItLosesAndWhatHasNone() throws {
    let example = try Self.example()
    let rows = example.rows(of: "7.3 Rollback procedures")
    #expect(rows.map { $0[0] } == ["001", "004"])
    #expect(rows[0][1] == "the phones entered since" && rows[0][2] == "COPY patients (id, phone) before it")
    #expect(rows[1][1].contains("the numbers of patients.mobile are gone"))
    #expect(example.output.report.escalations.contains { $0.title == "Step 004 has no way back" })
  }

  @Test func questionsCarryTheLineThatAnswersThem() throws {
    let example = try Self.example()
    let questions = example.output.report.questions
    #expect(
      questions.first { $0.id == "rename" }?.answer.contains("renames: { patients.mobile: patients.phone }") == true)
    #expect(
      example.output.report.escalations.contains {
        $0.title == "The steps leave patients.mobile undone" && $0.reason.contains("no shared key")
      })
    #expect(example.part("7.4 Data migration steps").contains("`patients.mobile` may go on as `patients.phone`"))
  }

  @Test func aStepThatBreaksAStatementIsAnEscalation() throws {
    let example = try Self.example(isBroken: true)
    let broken = example.output.report.escalations.filter { $0.title.contains("breaks the query") }.map(\.title)
    #expect(broken == ["Step 003 breaks the query “by mobile”", "Step 003 breaks the query “registers”"], "\(broken)")
    #expect(try Self.example().output.report.escalations.allSatisfy { !$0.title.contains("breaks the query") })
  }

  @Test func headsArrivalsAndTransactionsAreTold() throws {
    var chain = RevisionChain()
    chain.entries = [
      MigrationHistory.Entry("a1"), MigrationHistory.Entry("b2", parents: ["a1"]),
      MigrationHistory.Entry("c3", parents: ["a1"]),
    ]
    let example = try Self.example(
      [
        "alembic.ini": "[alembic]\nscript_location = %(here)s/db\n",
        "db/versions/a.py": "", "db/env.py": "context.configure(connection=connection)\n",
        "prisma/migrations/20260101000000_init/migration.sql": "SELECT 1;",
        "prisma/migrations/20260501000000_next/migration.sql": "SELECT 1;",
      ], revisions: ["db/versions": chain])
    let titles = example.output.report.escalations.map(\.title)
    #expect(
      titles.contains("db/versions has 2 heads") && titles.contains("db/env.py runs all revisions in one transaction"))
    let part = example.part("7.1 Schema change strategy")
    #expect(part.contains("Follows `b2` and `c3` of 3 migrations in `db/versions`"))
    #expect(part.contains("Follows `20260501000000_next` of 2 migrations in `prisma/migrations`"))
    let subject = example.output.report.subject
    let prisma = MigrationDocuments.files(subject, as: .prisma).map(\.path)
    #expect(prisma.first == "migrations-prisma/20260501000001_adds_the_phone/migration.sql")
    let alembic = MigrationDocuments.files(subject, as: .alembic)
    #expect(alembic[0].text.contains("down_revision = (\"b2\", \"c3\")"))
    // Taken over, they do not stand in their own way.
    var taken: [String: String] = [:]
    for file in MigrationDocuments.files(subject, as: .prisma) {
      taken["prisma/migrations/" + file.path.dropFirst("migrations-prisma/".count)] = file.text
    }
    for file in alembic { taken["alembic/versions/" + file.path.dropFirst("migrations-alembic/".count)] = file.text }
    var own = RevisionChain()
    own.entries = AlembicRevisions.revisions(subject.steps, of: subject.plan.name).enumerated().map {
      position, revision in
      MigrationHistory.Entry(revision.id)
    }
    let again = try Self.example(
      taken.merging(["prisma/migrations/20260501000000_next/migration.sql": "SELECT 1;"]) { $1 },
      revisions: ["alembic/versions": own])
    #expect(MigrationDocuments.files(again.output.report.subject, as: .prisma).map(\.path) == prisma)
    #expect(!again.output.report.escalations.contains { $0.title.contains("heads") })
  }
}
