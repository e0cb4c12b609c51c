import Checks
import Diagnostics
import Foundation
import Testing

struct RegistryTests {
  private static let codes = CheckRegistry.all.map(\.metadata.code)

  @Test
  func codesAreSortedUniqueAndKebabCase() {
    #expect(Self.codes == Self.codes.sorted())
    #expect(Set(Self.codes).count == Self.codes.count)
    for code in Self.codes {
      #expect(code.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(code)")
    }
  }

  @Test
  func everyFileUnderRulesIsRegistered() {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Checks/Rules")
    let files = CaseFolder.names(folder).map { $0.replacing(".swift", with: "") }
    #expect(files == CheckRegistry.all.map { "\(type(of: $0))" }.sorted())
    #expect(files.count == Self.codes.count)
  }

  @Test(arguments: codes)
  func metadataIsComplete(code: String) throws {
    let metadata = try #require(CheckRegistry.check(named: code)).metadata
    #expect(metadata.summary.hasSuffix("."))
    #expect(metadata.summary.count <= 100)
    #expect(!metadata.summary.contains("\n"))
    for text in [metadata.why, metadata.fix] {
      #expect(text.hasSuffix(".") && !text.contains("\n") && !text.contains("  "), "\(text)")
    }
    #expect(!metadata.sources.isEmpty)
  }

  @Test(arguments: codes)
  func badExampleIsFlaggedAndGoodOneIsNot(code: String) throws {
    let check = try #require(CheckRegistry.check(named: code))
    for (example, isBad) in [(check.metadata.bad, true), (check.metadata.good, false)] {
      let reading = CheckInput(example).subject()
      let problems = reading.diagnostics.filter { $0.severity == .error }
      #expect(DiagnosticFormatter(usesColor: false).format(problems) == "")
      let result = CheckRunner(checks: [check]).run(reading.value, today: nil)
      #expect(result.findings.isEmpty != isBad, "\(rendered(result))")
    }
  }
}
