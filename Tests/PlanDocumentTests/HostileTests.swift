import CommonMark
import Compilation
import Diagnostics
import PageWriting
import PlanDocument
import Testing

/// Text from schemas and plans is shown, never obeyed.
struct HostileTests {
  private static let texts = [
    "a|b", "quote\" and ' tick", "back`tick``s", "<script>alert(1)</script>", "line\nbreak", "🦊 emoji",
    "\u{202E}right to left",
    "](javascript:x)", "{{mustache}} {{{raw}}}", "<!-- comment -->", "**bold** _it_ # head", "![x](http://x/y.png)",
    "&lt; &amp;", "a\\|b",
  ]

  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
  private static func yaml(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing(
        "\u{202E}", with: "\\u202E") + "\""
  }

  private static func example() -> Example {
    var schema = ""
    var plan =
      "plan: \(yaml(texts.joined(separator: " ")))\nschema: schema.sql\nowner: \(yaml(texts[3]))\ndomain: \(yaml(texts.filter { !$0.hasPrefix("![") }.joined(separator: "\n\n")))\n"
    var describe = "describe:\n", volumes = "volumes:\n", queries = "queries:\n", rules = "rules:\n", roles = "roles:\n"
    for (number, text) in texts.enumerated() {
      let table = quoted(text + "\(number)")
      schema +=
        "CREATE TABLE \(table) (id bigint PRIMARY KEY, \(quoted(text)) text DEFAULT '\(text.replacing("'", with: "''"))');\n"
      schema += "CREATE INDEX \(quoted("i " + text)) ON \(table) (\(quoted(text)));\n"
      schema += "COMMENT ON COLUMN \(table).\(quoted(text)) IS '\(text.replacing("'", with: "''"))';\n"
      describe += "  \(yaml(table)): \(yaml(text))\n"
      volumes += "  \(yaml(table)): { rows: 1k }\n"
      queries +=
        "  - { name: \(yaml(text)), sql: \(yaml("SELECT id FROM \(table) WHERE id = $1")), rate: 1/s, p95: 10ms, role: \(yaml(text)) }\n"
      rules += "  - { rule: \(yaml(text)) }\n"
      roles += "  \(yaml(text)): { login: \(yaml(text)), \"*\": [select], rows: all }\n"
    }
    plan += describe + volumes + queries + rules + roles
    plan +=
      "decisions:\n  - { id: D1, question: \(yaml(texts[3])), options: [ { name: \(yaml(texts[0])), pros: [\(yaml(texts[7]))] } ] }\n"
    let files = ["Plans/hostile/plan.yml": plan, "Plans/hostile/schema.sql": schema]
    return Example("hostile", Project(files: files).compile("hostile"))
  }

  @Test func compiles() {
    let errors = Self.example().compiled.diagnostics.filter { $0.severity == .error }
    #expect(DiagnosticFormatter(usesColor: false).format(errors) == "")
  }

  @Test func markdownShowsTheTextAndNothingElse() {
    let example = Self.example()
    for file in example.documents where file.path.hasSuffix(".md") {
      let document = Document(file.text)
      // The writer breaks with an empty comment what would read as markup.
      #expect(
        document.html.filter { !Self.isFold($0) }.filter { $0.trimmingPrefix("<!-- -->") != "" } == [], "\(file.path)")
      for link in document.links {
        #expect(!link.lowercased().hasPrefix("javascript"), "\(file.path): \(link)")
        #expect(!link.contains("://"), "\(file.path): \(link)")
      }
    }
    let plan = Document(example.document("plan.md"))
    #expect(plan.headings.filter { $0.level == 1 }.count == 1)
    #expect(plan.headings.filter { $0.level == 2 }.count == 14)
    #expect(plan.headings.first?.text.contains("<script>alert(1)</script>") == true)
    #expect(plan.headings.first?.text.contains("{{mustache}} {{{raw}}}") == true)
  }

  /// Marks around folded rows, which count them in our own words.
  private static func isFold(_ html: String) -> Bool {
    let text = html.trimmingPrefix("<!-- ").prefix { $0 != "\n" }
    return text == "/fold -->"
      || text.hasPrefix("fold: ") && text.hasSuffix(" -->")
        && text.dropFirst("fold: ".count).dropLast(" -->".count).allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
  }

  /// Every name stands literally in a cell of 2.2, and every row keeps its shape.
  @Test func tablesKeepTheirShape() throws {
    let plan = Self.example().document("plan.md")
    let section = try #require(Document.parts(of: plan)["2.2 Table definitions with columns"])
    let table = try #require(Document(section).tables.first)
    #expect(table.rows.count == Self.texts.count)
    for (number, text) in Self.texts.enumerated() {
      let shown = table.rows.map { $0.map(\.plainText) }
      let name = (text + "\(number)").replacing("\n", with: " ")
      #expect(shown.contains { $0[0].replacing("\n", with: " ") == name }, "\(name) among \(shown.map { $0[0] })")
    }
  }

  @Test func pagesHoldNoForeignElement() {
    let example = Self.example()
    let builder = PageBuilder(templates: Example.templates)
    for file in example.documents where file.path.hasSuffix(".md") {
      let page = builder.page(
        markdown: file.text, metadata: PageMetadata(siteTitle: example.name, stylesheet: "style.css", footer: "made"))
      #expect(!page.contains("<script>alert"), "\(file.path)")
      #expect(!page.contains("<!-- comment"), "\(file.path)")
      #expect(!page.contains("href=\"javascript"), "\(file.path)")
      #expect(!page.contains("y.png\""), "\(file.path)")
    }
  }
}
