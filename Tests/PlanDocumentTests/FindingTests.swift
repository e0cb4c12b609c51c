import Checks
import CommonMark
import Compilation
import Diagnostics
import PlanDocument
import SchemaModel
import Testing

/// Findings say why, and what to copy is whole.
struct FindingTests {
  @Test(arguments: Example.all)
  func evidenceAndFixesStandInTheSheets(example: Example) {
    for finding in example.report.subject.findings where finding.waiver == nil {
      guard let table = finding.table, let fix = finding.fix, finding.fixLanguage != nil else { continue }
      let sheet = example.document("tables/\(table.qualified).md")
      guard !sheet.isEmpty else { continue }
      #expect(sheet.contains(fix), "\(finding.fingerprint)")
    }
  }

  @Test(arguments: Example.all)
  func noStatementIsCut(example: Example) throws {
    let section = try #require(Document.parts(of: example.document("plan.md"))["Findings"])
    let table = try #require(Document(section).tables.first)
    #expect(table.header.map(\.plainText) == ["Severity", "Where", "Found", "Why", "Instead", "Check", "From"])
    #expect(table.rows.contains { $0[3].plainText != "—" })
    for row in table.rows { #expect(!row[4].plainText.contains("…"), "\(row[4].plainText)") }
  }

  /// Code spans in somebody's prose stay code, backticks in a name stay backticks.
  @Test func codeSpansInProse() {
    let files = [
      "Plans/small/plan.yml": "plan: small\nschema: schema.sql\ndescribe: { a: \"sum of `b.total`, once ` alone\" }\n",
      "Plans/small/schema.sql": "CREATE TABLE a (id bigint PRIMARY KEY);",
    ]
    let example = Example("small", Project(files: files).compile("small"))
    for path in ["plan.md", "tables/public.a.md"] {
      #expect(example.document(path).contains("sum of `b.total`, once \\` alone"), "\(path)")
    }
  }

  @Test func foreignKeysThatAreNoRelationsAreExplained() throws {
    let example = try #require(Example.all.first { $0.name == "agri-commerce" })
    let part = Document.parts(of: example.document("plan.md"))["3.2 Relation configurations"] ?? ""
    #expect(part.contains("2 foreign keys of implicit `_ProductCertifications` are many-to-many"))
  }
}
