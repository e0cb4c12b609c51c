import Foundation

/// Expected outputs beside the tests that make them, in `Cases/`.
///
/// With `DBPLAN_UPDATE_CASES=1` they are rewritten, and the run still fails, so that nobody updates by accident.
package struct CaseFolder: Sendable {
  private let folder: String

  /// - Parameter test: the path of the test file, which `Cases/` stands beside.
  package init(beside test: String = #filePath) {
    folder = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Cases").path
  }

  /// What is wrong with a text that should be the case's, or nil.
  package func difference(_ actual: String, from name: String) throws -> String? {
    let path = "\(folder)/\(name)"
    let expected = try? String(contentsOfFile: path, encoding: .utf8)
    if expected == actual { return nil }
    guard ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] == "1" else {
      return expected.map { "\(name): \(firstDifference($0, actual))" } ?? "\(name) is missing"
    }
    try write(actual, to: path)
    return "\(name) was rewritten"
  }

  /// Files that no test asked for.
  package func orphans(except names: Set<String>) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !names.contains($0) && !$0.hasPrefix(".") }
  }

  private func firstDifference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, lines) in zip(old, new).enumerated() where lines.0 != lines.1 {
      return "line \(number + 1): expected \(lines.0), got \(lines.1)"
    }
    return "expected \(old.count) lines, got \(new.count)"
  }
}
