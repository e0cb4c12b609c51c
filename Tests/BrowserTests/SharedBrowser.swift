import BrowserKit
import Foundation
import Testing

/// One browser for all tests of a suite, gone when the last has ended.
struct SharedBrowser: SuiteTrait, TestScoping {
  @TaskLocal static var current: Browser?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Browser.run { browser in
      try await Self.$current.withValue(browser) { try await function() }
    }
  }

  /// A machine without the browser skips the pages and says so; one that integrates may not.
  static var isExpected: Bool {
    let variables = ProcessInfo.processInfo.environment
    return Browser.isInstalled || variables["CI"] != nil || variables["DBPLAN_PROVE"] == "1"
  }
}

extension Trait where Self == SharedBrowser {
  static var browser: Self { SharedBrowser() }
}
