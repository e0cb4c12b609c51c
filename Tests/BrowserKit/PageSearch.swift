/// What the search of a page answers.
package struct PageSearch: Sendable {
  package struct Answer: Sendable, Decodable {
    package struct Found: Sendable, Decodable {
      package var words: String
      package var address: String
    }

    package var found: [Found]
    /// How wide the page is with the answer open.
    package var width: Int
  }

  package var answer: Answer
  /// Errors of the console, of scripts and of loading.
  package var complaints: [String]
  /// Requests that left the folder.
  package var outside: [String]

  /// Types words into the search of a page, on a telephone, and waits for the answer.
  package static func search(
    for words: String, on page: String, of folder: PageFolder, by tab: Tab, limit: Duration = .seconds(600)
  ) async throws -> PageSearch {
    try await tab.limited(to: limit, page: "\(page), searched for \(words)") {
      try await tab.allowScripts(true)
      try await tab.resize(to: PageVisit.widths[1], height: 812)
      try await tab.visit(PageFolder.address(of: "\(folder.path)/\(page)"))
      let answer = try await tab.value(of: "(\(script))(\(DevToolsValue.text(words).literal))", as: Answer.self)
      let record = tab.record
      return PageSearch(
        answer: answer, complaints: record.complaints,
        outside: record.requests.filter { folder.file(at: $0) == nil })
    }
  }

  private static let script = String(decoding: PackageResources.search_js, as: UTF8.self)
}
