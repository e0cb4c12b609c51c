import Diagnostics
import PlanModel
import PlanReading
import SchemaModel
import Testing

struct PlanFileReaderTests {
  private func read(_ files: [String: String], path: String = "Plans/a/plan.yml", name: String = "a") -> Reading<Plan> {
    let project = files["dbplan.yml"].map { ProjectFileReader.read(SourceFile(path: "dbplan.yml", text: $0)).value }
    return PlanFileReader.read(path: path, name: name, project: project) { path in
      files[path].map { .success(SourceFile(path: path, text: $0)) }
        ?? .failure(LoadFailure(Diagnostic(.error, code: "unreadable-file", "\(path) does not exist")))
    }
  }

  @Test func planWinsOverUsedFilesAndTheseOverTheProject() {
    let reading = read([
      "dbplan.yml": "project: P\nschema: db/schema.sql\nchecks: { a: off, b: note }\noutput: Out\n",
      "Plans/_shared.yml":
        "owner: shared\nschema: schema.sql\nchecks: { b: error }\nvolumes: { t: { rows: 5, width: 8 } }\n",
      "Plans/a/plan.yml": "use: ../_shared.yml\nowner: own\nvolumes: { t: { rows: 7 }, u: { rows: 1 } }\n",
    ])
    let plan = reading.value
    #expect(reading.diagnostics.isEmpty)
    #expect(plan.project?.value == "P")
    #expect(plan.owner?.value == "own")
    #expect(plan.sources.schema.map(\.value) == ["Plans/schema.sql"])
    #expect(plan.checks.map(\.code.value) == ["a", "b"])
    #expect(plan.checks.map(\.severity) == [nil, .error])
    #expect(plan.volumes.map { $0.rows?.value.value } == [7, 1])
    #expect(plan.volumes.map { $0.rows?.span?.path } == ["Plans/a/plan.yml", "Plans/a/plan.yml"])
    #expect(plan.volumes[0].width?.span?.reference == "Plans/_shared.yml:4")
    #expect(plan.files == ["Plans/a/plan.yml", "Plans/_shared.yml", "dbplan.yml"])
  }

  @Test func pathsAreRelativeToTheFileTheyStandIn() {
    let plan = read([
      "Plans/_s.yml": "schema: [../db/a.prisma, postgres://h/db]\nseeds: { t: { file: seeds/t.csv } }",
      "Plans/a/plan.yml": "use: ../_s.yml\nadds: ./more.sql\nbaseline: git:main\ntemplates: /abs/t",
    ]).value
    #expect(plan.sources.schema.map(\.value) == ["db/a.prisma", "postgres://h/db"])
    #expect(plan.sources.adds.map(\.value) == ["Plans/a/more.sql"])
    #expect(plan.sources.baseline?.value == "git:main")
    #expect(plan.sources.templates?.value == "/abs/t")
    #expect(plan.seeds.first?.file?.value == "Plans/seeds/t.csv")
  }

  @Test func baselineNoneTakesTheProjectsAway() {
    let plan = read(["dbplan.yml": "baseline: git:main", "Plans/a/plan.yml": "baseline: none"]).value
    #expect(plan.sources.baseline == nil)
  }

  @Test(arguments: ["Plan", "a_b", "", "ä", "a b"])
  func namesAreSmallLettersDigitsAndHyphens(name: String) {
    #expect(read(["Plans/a/plan.yml": "owner: x"], name: name).diagnostics.map(\.code) == ["plan-name"])
  }

  @Test func scalarsKeepTheirText() {
    let plan = read([
      "Plans/a/plan.yml": "owner: off\nplan: 2026-03-02\nstack: { prisma: 7.10 }\ndomain: |\n  one\n  two\n"
    ]).value
    #expect(plan.owner?.value == "off")
    #expect(plan.title?.value == "2026-03-02")
    #expect(plan.stack.prisma?.value == "7.10")
    #expect(plan.domain?.value == "one\ntwo\n")
  }

  @Test func aSpanCoversTheWholeScalar() throws {
    let text =
      "# é\nplan: 'it''s'\nowner: \"a\\\"b\"\ndomain: >\n  one\n  two\nqueries:\n  - name: x\n    sql: SELECT 1,\n      2\n"
    let plan = read(["Plans/a/plan.yml": text]).value
    func source(_ span: SourceSpan?) throws -> String {
      let span = try #require(span)
      return String(decoding: Array(text.utf8)[span.offset..<span.offset + span.length], as: UTF8.self)
    }
    #expect(try source(plan.title?.span) == "'it''s'")
    #expect(try source(plan.owner?.span) == "\"a\\\"b\"")
    #expect(try source(plan.domain?.span) == ">\n  one\n  two")
    #expect(try source(plan.queries.first?.sql?.span) == "SELECT 1,\n      2")
  }
}
