import BrowserKit
import Foundation
import TestKit
import Testing
import Workspace

/// Every page, as a browser shows it: on a large screen and a telephone, light and dark, with scripts and without.
///
/// A seeded sample; with `DBPLAN_PROVE=1` all pages, and a table of them.
@Suite(
  .serialized, .enabled(if: SharedBrowser.isExpected, "chromium is not installed: \(Browser.program.installation)"),
  .browser)
struct PageTests {
  static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  let browser: Browser

  init() throws { browser = try #require(SharedBrowser.current) }

  @Test func pagesOfTheExamples() async throws {
    try await withTemporaryFolder { folder in
      let result = try await BuiltProgram()("generate", "--quiet", "--output", folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      try await tryPages("generate, the examples", of: folder, sample: 20)
    }
  }

  /// The site holds the same pages, so that a sample of them is enough day by day.
  @Test(.enabled(if: isProof, "all pages are tried with DBPLAN_PROVE=1")) func pagesOfALargeSchema() async throws {
    try await withTemporaryFolder { folder in
      try write(SyntheticSchema(tableCount: 500).sql, to: "\(folder)/schema.sql")
      let result = try await BuiltProgram()(
        "generate", "--quiet", "--schema", "schema.sql", "--output", "pages", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      try await tryPages("generate, 500 tables", of: "\(folder)/pages", sample: 10)
    }
  }

  func tryPages(_ name: String, of folder: String, sample: Int) async throws {
    var trial = PageTrial(name, folder: try PageFolder(folder), sample: Self.isProof ? nil : sample)
    #expect(!trial.pages.isEmpty)
    try await trial.run(in: browser, tabs: ProcessInfo.processInfo.activeProcessorCount)
    if Self.isProof {
      print("\n\(try await browser.version()), at \(PageVisit.widths) px\n\n\(PageTrial.table(of: [trial]))")
    } else {
      print("\(name): \(trial.pages.count) of \(trial.folder.pages.count) pages:", trial.pages.joined(separator: " "))
    }
    #expect(trial.problems.isEmpty, "\(trial.problems.count) problems:\n\(Self.list(trial.problems))")
  }

  static func list(_ problems: [PageProblem]) -> String {
    problems.prefix(isProof ? 400 : 20).map(\.description).joined(separator: "\n")
  }
}
