import CommonMark
import Compilation
import Diagnostics
import Foundation
import MarkdownWriting
import PlanDocument
import PlanModel
import SchemaModel
import Testing

/// Headings, links and anchors of what is written.
struct StructureTests {
  private static let sections = [
    "1. Overview", "2. Schema Design", "3. Prisma Models", "4. Query Patterns", "5. Performance Strategy",
    "6. Security Design",
    "7. Migration Plan", "8. Testing Strategy", "Findings", "Checklists", "Options", "Escalations", "Open questions",
    "Sources",
  ]

  @Test(arguments: Example.all)
  func headingsOfThePlan(example: Example) {
    let headings = Document(example.document("plan.md")).headings
    #expect(
      headings.filter { $0.level == 1 }.map(\.text) == [
        "Database Architecture Plan: \(example.report.subject.plan.title?.value ?? example.name)"
      ])
    #expect(headings.filter { $0.level == 2 }.map(\.text) == Self.sections)
    let parts = headings.filter { $0.level == 3 && $0.text.first?.isNumber == true }.map(\.text)
    #expect(parts == PartID.allCases.map(\.heading))
    #expect(Set(parts.map { String($0.prefix(1)) }).count == 8)
  }

  @Test(arguments: Example.all)
  func headingsOfTheSheets(example: Example) {
    let sheets = example.documents.filter { $0.path.hasPrefix("tables/") }
    #expect(!sheets.isEmpty)
    for sheet in sheets {
      let headings = Document(sheet.text).headings
      #expect(headings.first?.level == 2)
      #expect(headings.first?.text.hasPrefix("Table: ") == true)
      let parts = ["Purpose", "Columns", "Indexes", "Constraints", "Triggers", "Performance Considerations"]
      #expect(headings.dropFirst().filter { $0.level == 3 }.map(\.text) == parts, "\(sheet.path)")
    }
  }

  /// A heading is followed by something before the next heading of its level or above.
  @Test(arguments: Example.all)
  func noHeadingStandsAlone(example: Example) {
    for file in example.documents where file.path.hasSuffix(".md") {
      let empty = Document(file.text).emptyHeadings
      #expect(empty == [], "\(file.path)")
    }
  }

  @Test(arguments: Example.all)
  func everyLinkLeadsSomewhere(example: Example) {
    let documents = example.documents
    var anchors: [String: Set<String>] = [:]
    for file in documents where file.path.hasSuffix(".md") { anchors[file.path] = Document(file.text).anchors }
    var written = Set(documents.map(\.path))
    for drawing in example.output.drawings {
      written.insert("\(drawing.path).svg")
      if drawing.keepsSource { written.insert("\(drawing.path).dot") }
    }
    for file in documents where file.path.hasSuffix(".md") {
      for link in Document(file.text).links where !link.contains("://") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let path = parts[0].isEmpty ? file.path : Self.resolved(parts[0], from: file.path)
        #expect(written.contains(path), "\(file.path) links to \(link)")
        if parts.count > 1, path.hasSuffix(".md") {
          #expect(anchors[path]?.contains(parts[1]) == true, "\(file.path) links to \(link)")
        }
      }
    }
  }

  /// `../plan.md` from `tables/a.md`.
  private static func resolved(_ link: String, from path: String) -> String {
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for step in link.split(separator: "/").map(String.init) {
      if step == ".." { _ = folders.popLast() } else if step != "." { folders.append(step) }
    }
    return folders.joined(separator: "/").removingPercentEncoding ?? ""
  }
}
