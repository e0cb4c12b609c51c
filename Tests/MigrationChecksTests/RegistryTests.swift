import Checks
import Diagnostics
import Foundation
import MigrationChecks
import Testing

struct RegistryTests {
  private static let codes = MigrationRules.all.map { $0.metadata.code }
  /// Told where comments and histories are compared; `SuppressionTests` and the commands' tests hold them.
  private static let toldElsewhere: Set<String> = [
    "suppression-without-reason", "unused-suppression", "non-linear-history",
  ]

  @Test
  func codesAreSortedUniqueKebabCaseAndNoChecks() {
    #expect(Self.codes == Self.codes.sorted())
    #expect(Set(Self.codes).count == Self.codes.count)
    for code in Self.codes {
      #expect(code.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(code)")
      #expect(CheckRegistry.check(named: code) == nil, "\(code) is a check of plans already")
    }
  }

  @Test(arguments: codes)
  func metadataIsComplete(code: String) throws {
    let metadata = try #require(MigrationRules.rule(named: code)).metadata
    #expect(metadata.summary.hasSuffix(".") && !metadata.summary.contains("\n"))
    #expect(metadata.summary.count <= 110)
    for text in [metadata.why, metadata.fix] {
      #expect(text.hasSuffix(".") && !text.contains("\n") && !text.contains("  "), "\(text)")
    }
    #expect(!metadata.sources.isEmpty)
  }

  @Test(arguments: codes.filter { !toldElsewhere.contains($0) })
  func badExampleIsFlaggedAndGoodOneIsNot(code: String) throws {
    let rule = try #require(MigrationRules.rule(named: code))
    for (example, isBad) in [(rule.metadata.bad, true), (rule.metadata.good, false)] {
      let result = MigrationInput(example).run(rules: [rule])
      #expect(DiagnosticFormatter(usesColor: false).format(result.diagnostics) == "")
      #expect(result.findings.isEmpty != isBad, "\(rendered(result))")
    }
  }
}
