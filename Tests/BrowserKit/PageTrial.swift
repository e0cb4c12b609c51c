import TestKit

/// Pages of a folder, tried in a browser.
package struct PageTrial: Sendable {
  /// What was tried, in words for a table.
  package var name: String
  package var folder: PageFolder
  package var pages: [String]
  package private(set) var problems: [PageProblem] = []
  package private(set) var links = 0
  package private(set) var withScripts = 0

  /// - Parameter count: how many pages at most; all when nil. Of each folder, of each length of path, there is one.
  package init(_ name: String, folder: PageFolder, sample count: Int? = nil, seed: UInt64 = 1) {
    self.name = name
    self.folder = folder
    guard let count, count < folder.pages.count else {
      pages = folder.pages
      return
    }
    var random = SeededGenerator(seed: seed)
    let shuffled = folder.pages.shuffled(using: &random)
    var kinds: Set<String> = []
    // What differs in kind first: a page of each folder, and those that are alone in theirs.
    let first = shuffled.filter { kinds.insert(Self.kind(of: $0)).inserted }
    let rest = shuffled.filter { !first.contains($0) }
    pages = (first + rest).prefix(count).sorted()
  }

  /// Sheets of one folder are of a kind; pages with a name that is found elsewhere are of that name's.
  private static func kind(of page: String) -> String {
    let parts = page.split(separator: "/")
    return parts.count > 2 ? "\(parts.dropLast().suffix(1).joined())/" : "\(parts.last ?? "")"
  }

  /// Visits all pages in several tabs at a time.
  ///
  /// - Parameter limit: what no page takes on any machine; one that does is named and ends the browser.
  package mutating func run(in browser: Browser, tabs: Int, limit: Duration = .seconds(600)) async throws {
    let work = PageQueue(pages)
    let folder = folder
    let visits = try await withThrowingTaskGroup(of: [Tried].self) { group in
      for _ in 0..<tabs {
        group.addTask {
          let tab = try await Tab(of: browser)
          var tried: [Tried] = []
          while let page = await work.next() {
            let visit = try await PageVisit.of(page, in: folder.path, by: tab, limit: limit)
            tried.append(
              Tried(
                page: page, problems: visit.problems(in: folder), links: visit.content.links.count,
                hasScripts: visit.content.scripts > 0))
          }
          return tried
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    for visit in visits.sorted(by: { $0.page < $1.page }) {
      problems += visit.problems
      links += visit.links
      withScripts += visit.hasScripts ? 1 : 0
    }
  }

  private struct Tried: Sendable {
    var page: String
    var problems: [PageProblem]
    var links: Int
    var hasScripts: Bool
  }

  /// The table of `make prove`.
  package static func table(of trials: [PageTrial]) -> String {
    let header = ["Pages", "of", "tried", "links", "with scripts"] + PageRule.allCases.map(\.rawValue)
    let rows = trials.map { trial in
      [trial.name] + [trial.folder.pages.count, trial.pages.count, trial.links, trial.withScripts].map(String.init)
        + PageRule.allCases.map { rule in String(trial.problems.count { $0.rule == rule }) }
    }
    let rule = ["---"] + Array(repeating: "--:", count: header.count - 1)
    return ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}

/// Pages that wait for a tab.
private actor PageQueue {
  private var pages: ArraySlice<String>

  init(_ pages: [String]) { self.pages = pages[...] }

  func next() -> String? { pages.popFirst() }
}
