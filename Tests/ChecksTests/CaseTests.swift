import Checks
import Diagnostics
import Foundation
import PlanModel
import Testing

/// Every case folder says what its check says. `DBPLAN_UPDATE_CASES=1` rewrites the expectations and fails.
struct CaseTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil

  @Test(arguments: CaseFolder.all)
  func saysWhatIsExpected(folder: CaseFolder) throws {
    let check = try #require(CheckRegistry.check(named: folder.code), "no check is named \(folder.code)")
    let input = try #require(folder.input, "\(folder) has no schema")
    let reading = input.subject()
    let problems = reading.diagnostics.filter { $0.severity != .note }
    #expect(DiagnosticFormatter(usesColor: false).format(problems) == "")
    let result = CheckRunner(checks: [check]).run(reading.value, today: CalendarDate("2026-06-01"))
    let output = rendered(result)
    if Self.isUpdating { try folder.write(output, to: "expected.txt") }
    #expect(output == folder.text("expected.txt"))
    #expect(!Self.isUpdating, "expectations were rewritten")
    let isFlagging = folder.name.hasPrefix("flags-")
    #expect(isFlagging || folder.name.hasPrefix("silent-"), "a case flags or is silent")
    #expect(isFlagging == !result.findings.isEmpty)
  }

  @Test
  func everyCheckHasBothKindsOfCases() {
    let folders = Dictionary(grouping: CaseFolder.all, by: \.code)
    for check in CheckRegistry.all {
      let names = folders[check.metadata.code]?.map(\.name) ?? []
      #expect(names.contains { $0.hasPrefix("flags-") }, "\(check.metadata.code) has no case that flags")
      #expect(names.contains { $0.hasPrefix("silent-") }, "\(check.metadata.code) has no case that is silent")
    }
  }

  @Test
  func nothingLiesInCasesThatIsNotRead() {
    let known: Set<String> = [
      "schema.sql", "schema.prisma", "baseline.sql", "baseline.prisma", "beside.sql", "plan.yml", "expected.txt",
    ]
    for folder in CaseFolder.all { #expect(Set(folder.fileNames).isSubset(of: known), "\(folder)") }
  }
}
