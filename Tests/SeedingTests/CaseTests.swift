import Diagnostics
import Foundation
import PlanModel
import SQLReading
import SchemaModel
import Seeding
import TestKit
import Testing

/// Files of rows and what becomes of them: a script, or what is wrong and where. The seed is the schema's last table.
struct CaseTests {
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: SeedCase.folder)) ?? []).sorted()

  @Test(arguments: names) func scriptOrProblems(_ name: String) throws {
    let made = try SeedCase(name)
    let text =
      made.problems.isEmpty
      ? made.script ?? "" : DiagnosticFormatter(usesColor: false).format(made.problems)
    #expect(
      try CaseFolder().difference(text, from: "\(name)/\(made.problems.isEmpty ? "expected.sql" : "problems.txt")")
        == nil)
  }

  @Test func noFileIsLeftOver() throws {
    let used = try Self.names.flatMap { name in
      let expected = try SeedCase(name).problems.isEmpty ? "expected.sql" : "problems.txt"
      return [name, "\(name)/schema.sql", "\(name)/rows.csv", "\(name)/\(expected)"]
    }
    #expect(try CaseFolder().orphans(except: Set(used)).isEmpty)
  }
}

/// A case, read.
struct SeedCase {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases").path
  let schema: String
  let rows: String
  let table: Table
  let seed: SeedTable?
  let script: String?
  let problems: [Diagnostic]

  init(_ name: String) throws {
    schema = try String(contentsOfFile: "\(Self.folder)/\(name)/schema.sql", encoding: .utf8)
    rows = try String(contentsOfFile: "\(Self.folder)/\(name)/rows.csv", encoding: .utf8)
    let catalog = SQLReader().read([SourceFile(path: "schema.sql", text: schema)]).value
    table = try #require(catalog.tables.last { _ in true })
    var plan = Seed(table: Located(table.name))
    plan.file = Located("rows.csv")
    plan.environments = [Located("test")]
    let reading = SeedReader.read(plan, SourceFile(path: "rows.csv", text: rows), into: catalog)
    seed = reading.value
    problems = reading.diagnostics
    script = reading.value.flatMap { SeedScript(catalog).text($0, for: "test") }
  }
}
