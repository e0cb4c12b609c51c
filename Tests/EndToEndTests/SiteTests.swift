import Foundation
import TestKit
import Testing
import Workspace

/// `dbplan site`: every link leads somewhere, whatever things are called.
struct SiteTests {
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  @Test func theSiteOfTheExamplesIsWhole() async throws {
    try await withTemporaryFolder { folder in
      let first = try await dbplan("site", "--jobs", "1", "--output", "\(folder)/one")
      #expect(first.status == 0, "\(first.errorOutput)")
      #expect(first.output == "\(folder)/one/site/index.html\n")
      let site = try SiteFiles(in: "\(folder)/one/site")
      #expect(site.pages.count > 250)
      let problems = site.problems()
      #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(10).joined(separator: "\n"))")
      for page in [
        "index", "plans", "league-manager/index", "league-manager/tables/public.games", "plans/league-manager/plan",
      ] {
        #expect(site.files["\(page).html"]?.contains("<form class=\"search\"") == true, "\(page)")
      }
      #expect(site.files["search-index.js"]?.contains("\"created_at\"") == true)
      // The same bytes, in whatever order they are made.
      let second = try await dbplan("site", "--jobs", "3", "--output", "\(folder)/one")
      #expect(second.errorOutput.contains("0 files written"), "\(second.errorOutput)")
    }
  }

  @Test func theSameAsMarkdown() async throws {
    try await withTemporaryFolder { folder in
      let result = try await dbplan("site", "--format", "md", "--output", folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let site = try SiteFiles(in: "\(folder)/site")
      #expect(site.documents.count > 250)
      #expect(site.pages.isEmpty)
      #expect(site.documents.allSatisfy { site.files[$0]?.contains("MarkdownPhrase(") == false })
      let problems = site.documentProblems()
      #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(10).joined(separator: "\n"))")
    }
  }

  /// A plan that lays something over its schema leaves the reference as the schema is.
  @Test func anOverlayAloneStandsBesideItsSchema() async throws {
    try await withTemporaryFolder { folder in
      let result = try await dbplan("site", "stat-corrections", "--output", folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let site = try SiteFiles(in: "\(folder)/site")
      #expect(site.problems().isEmpty)
      let sheets = site.pages.filter { $0.hasPrefix("plans/stat-corrections/tables/") }.map {
        $0.split(separator: "/")[3]
      }
      let tables = site.pages.filter { $0.hasPrefix("tables/") }.map { $0.split(separator: "/")[1] }
      #expect(!tables.isEmpty)
      #expect(sheets.contains { !tables.contains($0) }, "the plan makes tables")
    }
  }

  @Test(arguments: ["html", "md"])
  func hostileNamesStayNames(format: String) async throws {
    try await withTemporaryFolder { folder in
      try write(Self.hostileSchema, to: "\(folder)/schema.sql")
      let result = try await dbplan("site", "--schema", "schema.sql", "--format", format, "--output", "out", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      // Nothing beside the folder that was asked for.
      let top = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(top == ["out", "schema.sql"])
      let site = try SiteFiles(in: "\(folder)/out/site")
      let names = site.files.keys.map { $0.lowercased() }
      #expect(Set(names).count == names.count)
      #expect(site.files.keys.count { $0.hasPrefix("tables/") } == Self.names.count)
      let problems = format == "html" ? site.problems() : []
      #expect(problems.isEmpty, "\(problems.prefix(10).joined(separator: "\n"))")
      for page in site.pages {
        let text = site.files[page] ?? ""
        #expect(!text.contains("<script>alert"), "\(page)")
        #expect(!text.contains("<b>bold"), "\(page)")
      }
    }
  }

  @Test(arguments: [["site"], ["generate"], ["generate", "--schema", "schema.sql", "--name", "site"]])
  func thatNameIsTaken(arguments: [String]) async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      try write(Sample.plan, to: "\(folder)/Plans/site.yml")
      let result = try await dbplan.run(arguments, in: folder)
      #expect(result.status == 2)
      #expect(result.errorOutput.contains("plan-file-name"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/Output"))
    }
  }

  /// The pages of tables tell what the plan says of them, and no second page does.
  @Test func theReferenceStandsForTheSheets() async throws {
    try await withTemporaryFolder { folder in
      let result = try await dbplan("site", "league-manager", "--output", folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let site = try SiteFiles(in: "\(folder)/site")
      #expect(site.problems().isEmpty)
      #expect(!site.pages.contains { $0.hasPrefix("plans/league-manager/tables/") })
      #expect(!site.pages.contains("plans/league-manager/indexes.html"))
      let plan = try #require(site.files["plans/league-manager/plan.html"])
      #expect(plan.contains("href=\"../../tables/public.games.html\""))
      #expect(plan.contains("href=\"../../indexes.html\""))
      #expect(plan.contains("<svg"), "the plan shows the schema's drawing")
      let table = try #require(site.files["tables/public.games.html"])
      #expect(table.contains("In the plan") && table.contains("href=\"../plans/league-manager/plan.html"))
    }
  }

  private static let names = [
    "../../escape", "a/b", "A/B", "Case", "case", "quote\"s", "tick's", "<script>alert(1)</script>", "<b>bold</b>",
    "pipe|pipe", "back`tick", "emoji 🦊", "new\nline", "](javascript:x)", "#hash?query", "per%20cent", "amp&amp;", ".",
    "..",
    "{{mustache}}", "con", "index", String(repeating: "long", count: 15),
  ]

  private static let hostileSchema: String = {
    var sql = "CREATE TYPE \"<b>bold</b> 'kind'\" AS ENUM ('</script>', 'a|b', '🦊');\n"
    for (number, name) in names.enumerated() {
      let table = quoted(name)
      sql +=
        "CREATE TABLE \(table) (id bigint PRIMARY KEY, \(quoted(name)) text, \(quoted(name.uppercased() + "-2")) text,"
      sql += " kind \"<b>bold</b> 'kind'\", first_id bigint REFERENCES \(quoted(names[0])) (id));\n"
      sql += "CREATE INDEX \(quoted("index \(number) \(name.prefix(20))")) ON \(table) (\(quoted(name)));\n"
      sql += "COMMENT ON TABLE \(table) IS '\(name.replacingOccurrences(of: "'", with: "''"))';\n"
      sql += "CREATE VIEW \(quoted("v" + name)) AS SELECT id FROM \(table);\n"
    }
    return sql
  }()

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
