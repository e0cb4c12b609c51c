import BrowserKit
import Foundation
import TestKit
import Testing
import Workspace

extension PageTests {
  @Test func siteOfTheExamples() async throws {
    try await withTemporaryFolder { folder in
      let result = try await BuiltProgram()("site", "--quiet", "--output", folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      try await tryPages("site, the examples", of: folder, sample: 20)
      try await trySearch(on: folder)
    }
  }

  @Test func siteOfALargeSchema() async throws {
    try await withTemporaryFolder { folder in
      try write(SyntheticSchema(tableCount: 500).sql, to: "\(folder)/schema.sql")
      let result = try await BuiltProgram()(
        "site", "--quiet", "--schema", "schema.sql", "--output", "pages", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      try await tryPages("site, 500 tables", of: "\(folder)/pages", sample: 10)
      try await trySearch(on: "\(folder)/pages")
    }
  }

  /// Whoever types the name of a table finds its page, from every page.
  private func trySearch(on path: String) async throws {
    let folder = try PageFolder(path)
    var random = SeededGenerator(seed: 2)
    let tables = folder.pages.filter { $0.contains("/tables/") }.shuffled(using: &random)
    #expect(!tables.isEmpty)
    let tab = try await Tab(of: browser)
    for (table, page) in zip(
      tables.prefix(Self.isProof ? 50 : 4), folder.pages.shuffled(using: &random))
    {
      let file = table.split(separator: "/").last ?? ""
      let name = String(file.dropLast(".html".count).split(separator: ".").last ?? "")
      let search = try await PageSearch.search(for: name, on: page, of: folder, by: tab)
      let addresses = search.answer.found.map(\.address)
      #expect(
        addresses.contains { $0.hasSuffix("/\(file)") },
        "\(page): \(name) is not found: \(addresses.prefix(5))")
      #expect(search.complaints == [] && search.outside == [], "\(page)")
      #expect(
        search.answer.width <= 375,
        "\(page): the answer to \(name) is \(search.answer.width) px wide")
    }
  }
}
