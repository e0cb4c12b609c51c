import Compilation
import Diagnostics
import PlanDocument
import Templates
import Templating
import Testing

/// Templates ask for nothing that a plan can not give.
struct TemplateTests {
  @Test(arguments: Example.all)
  func shippedTemplatesFitEveryExample(example: Example) {
    #expect(PlanDocumentWriter(templates: Example.templates).diagnostics(for: example.report) == [])
  }

  @Test func shippedTemplatesFitASchemaAlone() {
    let example = Example("schema", Project.shipped.compile(schema: "Plans/league-manager/schema.sql"))
    #expect(!example.hasErrors)
    #expect(PlanDocumentWriter(templates: Example.templates).diagnostics(for: example.report) == [])
  }

  @Test func shippedTemplatesFitAnEmptySchema() {
    let example = Example("schema", Project(files: ["empty.sql": "-- nothing\n"]).compile(schema: "empty.sql"))
    #expect(PlanDocumentWriter(templates: Example.templates).diagnostics(for: example.report) == [])
    #expect(Document(example.document("plan.md")).headings.filter { $0.level == 2 }.count == 14)
  }

  @Test func aBrokenTemplateIsShownWhereItBreaks() throws {
    let mine = SourceFile(
      path: "volume.md",
      text: "### 1.2 Volume and growth projections\n\n{{#tables}}\n| {{tabel}} |\n{{/tables}}\n{{> missing}}\n")
    let set = TemplateSet.read(ShippedTemplates.sections.map { SourceFile(path: $0.name, text: $0.text) } + [mine])
    #expect(set.diagnostics == [])
    let example = try #require(Example.all.first)
    let diagnostics = PlanDocumentWriter(templates: set.value).diagnostics(for: example.report)
    let found = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(found.span?.path == "volume.md" && found.span?.line == 4 && found.span?.column == 3)
    #expect(found.fix?.contains("table") == true)
  }

  @Test func everyTemplateIsUsed() {
    let texts = ShippedTemplates.sections
    let roots: Set<String> = ["plan.md", "summary.md", "sheet.md", "indexdocument.md", "privacydocument.md"]
    for template in texts where !roots.contains(template.name) {
      let name = template.name.dropLast(3)
      #expect(texts.contains { $0.text.contains("{{> \(name)}}") }, "\(template.name)")
    }
  }
}
