import Checks
import Diagnostics
import FindingReports
import Testing

struct WorkflowAnnotationTests {
  private let file = SourceFile(path: "db/a.sql", text: "CREATE TABLE a (\n  id bigint\n);\nCREATE TABLE b ();\n")

  private var locator: ReportLocator { ReportLocator(paths: ReportPaths(prefix: "app/"), files: [file]) }

  @Test func oneLineKeepsItsColumns() {
    let annotation = WorkflowAnnotation(
      .error, at: locator.location(of: file.span(19..<21)), title: "wide-table", "too wide")
    #expect(
      annotation.command
        == "::error file=app/db/a.sql,line=2,endLine=2,col=3,endColumn=5,title=wide-table::too wide")
  }

  @Test func severalLinesHaveNone() {
    // The span ends with the line break: the next line is not part of it.
    let annotation = WorkflowAnnotation(.note, at: locator.location(of: file.span(0..<32)), title: "t", "m")
    #expect(annotation.command == "::notice file=app/db/a.sql,line=1,endLine=3,title=t::m")
  }

  @Test func withoutAPlace() {
    #expect(WorkflowAnnotation(.warning, at: nil, title: "t", "m").command == "::warning title=t::m")
  }

  @Test func nothingEndsTheCommandEarly() {
    let location = ReportLocation(path: "a,b:c%\n::error::x.sql", line: 1, column: 1, end: nil)
    let annotation = WorkflowAnnotation(.error, at: location, title: "x::y,z", "100%\r\n::stop-commands::1, 2: 3")
    #expect(
      annotation.command
        == "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.sql,line=1,endLine=1,title=x%3A%3Ay%2Cz::"
        + "100%25%0D%0A::stop-commands::1, 2: 3")
    #expect(!annotation.command.contains("\n"))
  }

  @Test func findingsSayWhyAndWhatToDo() {
    let finding = Finding(
      .warning, code: "under-indexing", "no index", evidence: "8/s", fix: "CREATE INDEX;\nCREATE INDEX;",
      at: file.span(0..<3))
    #expect(
      WorkflowAnnotation(finding, locator).command.hasSuffix(
        "title=under-indexing::no index.%0A8/s.%0AFix:%0ACREATE INDEX;%0ACREATE INDEX;"))
  }
}
