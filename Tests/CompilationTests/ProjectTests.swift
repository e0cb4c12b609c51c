import Compilation
import Diagnostics
import PlanReading
import Testing

@Suite struct ProjectTests {
  private func project(_ paths: [String: String]) -> Reading<Project> {
    Project.read(SourceTree(files: paths.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }))
  }

  @Test func plansAreFilesAndFolders() {
    let reading = project([
      "Plans/b.yml": "", "Plans/a/plan.yml": "", "Plans/a.yml": "", "Plans/_shared.yml": "",
      "Plans/Wrong Name.yml": "", "Plans/c.yaml": "", "Plans/d/other.yml": "",
    ])
    #expect(reading.value.requests.map(\.name) == ["a", "b"])
    #expect(reading.diagnostics.map(\.code) == ["plan-file-name", "plan-file-name", "plan-file-name"])
    #expect(reading.diagnostics.map(\.severity) == [.error, .error, .warning])
  }

  /// The folders of the output that other commands write to.
  @Test(arguments: ["diff", "pr", "site"])
  func namesOfCommandsAreTaken(name: String) {
    let reading = project(["Plans/a.yml": "", "Plans/\(name).yml": ""])
    #expect(reading.value.requests.map(\.name) == ["a"])
    #expect(reading.diagnostics.map(\.code) == ["plan-file-name"])
    #expect(reading.diagnostics.first?.message == "a plan can not be called \(name)")
    #expect(PlanName.problem(with: name, at: nil) != nil)
    #expect(PlanName.of(source: "db/\(name).sql") == "\(name)-schema")
  }

  @Test func theSchemaImpliesAPlan() {
    let reading = project(["dbplan.yml": "schema: db/My_Schema.sql", "db/My_Schema.sql": ""])
    #expect(reading.value.requests.map(\.name) == ["my-schema"])
    #expect(reading.value.requests.first?.schema.map(\.value) == ["db/My_Schema.sql"])
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func aTreeWithoutPlansSaysSo() {
    #expect(project(["README.md": ""]).diagnostics.map(\.code) == ["no-plans"])
  }

  @Test func anUnknownPlanIsTold() {
    let all = project(["Plans/orders.yml": "", "Plans/stock.yml": ""]).value
    let chosen = all.requests(named: ["stock", "order"])
    #expect(chosen.value.map(\.name) == ["stock"])
    #expect(chosen.diagnostics.map(\.fix) == ["did you mean orders?"])
    #expect(all.requests(named: []).value.map(\.name) == ["orders", "stock"])
  }

  @Test func aTreeInMemoryKnowsItsFolders() {
    let broken = Diagnostic(
      .error, code: "not-utf8", "b", at: SourceSpan(path: "x/y/b.sql", offset: 0, length: 0, line: 1, column: 1))
    let tree = SourceTree(
      files: ["x/y/a.sql", "x/z", "../out.sql"].map { SourceFile(path: $0, text: "") }, problems: [broken])
    #expect(tree.names(".").sorted() == ["..", "x"])
    #expect(tree.names("x/y").sorted() == ["a.sql", "b.sql"])
    #expect(tree.kind("x/y") == .folder && tree.kind("x/y/b.sql") == .file && tree.kind("x/q") == .missing)
    #expect(tree.file("x/y/b.sql").diagnostics == [broken])
    #expect(tree.folder(".", ["sql"]).value.map(\.path) == ["x/y/a.sql"])
    #expect(tree.folder("x/y", ["sql"]).diagnostics == [broken])
  }
}
