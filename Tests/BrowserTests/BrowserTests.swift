import BrowserKit
import Foundation
import TestKit
import Testing
import Workspace

/// What becomes of the browser itself.
@Suite(
  .serialized, .enabled(if: SharedBrowser.isExpected, "chromium is not installed: \(Browser.program.installation)"))
struct BrowserTests {
  @Test func leavesNothing() async throws {
    let folder = try await Browser.run { browser in
      let version = try await browser.version()
      #expect(version.contains("Chrome"), "\(version)")
      _ = try await Tab(of: browser)
      return browser.folder
    }
    #expect(Self.processes(naming: folder) == [])
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func pageThatHangsIsNamed() async throws {
    try await withTemporaryFolder { pages in
      try write("<!doctype html><title>x</title><script>for (;;) {}</script>", to: "\(pages)/endless.html")
      let folder = Folder()
      await #expect(throws: BrowserError.hung(page: "endless.html", seconds: 3)) {
        try await Browser.run { browser in
          await folder.set(browser.folder)
          var trial = PageTrial("endless", folder: try PageFolder(pages))
          try await trial.run(in: browser, tabs: 2, limit: .seconds(3))
        }
      }
      let path = await folder.path
      #expect(!path.isEmpty && Self.processes(naming: path) == [])
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  private actor Folder {
    var path = ""
    func set(_ path: String) { self.path = path }
  }

  /// The command lines that name a folder; none on systems without `/proc`.
  private static func processes(naming folder: String) -> [String] {
    let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
    return numbers.compactMap { number in
      FileManager.default.contents(atPath: "/proc/\(number)/cmdline").map { String(decoding: $0, as: UTF8.self) }
    }.filter { $0.contains(folder) }
  }
}
