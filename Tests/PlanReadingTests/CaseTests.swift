import Foundation
import Testing

struct CaseTests {
  @Test(arguments: CaseFolder.all)
  func diagnosticsAreAsExpected(of folder: CaseFolder) throws {
    let actual = folder.diagnostics()
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil {
      try folder.write(actual, to: "expected.txt")
      Issue.record("expectations were rewritten")
    }
    #expect(folder.text("expected.txt") == actual)
  }

  @Test func casesAreFound() { #expect(CaseFolder.all.count >= 10) }
}
