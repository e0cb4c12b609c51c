import Diagnostics
import Foundation
import PlanModel
import PlanReading
import Testing

/// The plan files that ship read without a word.
struct ExampleTests {
  private static let plans = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Plans")

  static var names: [String] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: plans.path)) ?? []
    return folders.filter { FileManager.default.fileExists(atPath: "\(plans.path)/\($0)/plan.yml") }.sorted()
  }

  @Test(arguments: names)
  func readsWithoutDiagnostics(name: String) {
    let reading = PlanFileReader.read(path: "Plans/\(name)/plan.yml", name: name, project: nil) { path in
      let url = Self.plans.deletingLastPathComponent().appending(path: path)
      guard let text = try? String(contentsOf: url, encoding: .utf8) else {
        return .failure(LoadFailure(Diagnostic(.error, code: "unreadable-file", "\(path) does not exist")))
      }
      return .success(SourceFile(path: path, text: text))
    }
    #expect(DiagnosticFormatter(usesColor: false).format(reading.diagnostics) == "")
    #expect(!reading.value.queries.isEmpty)
    #expect(reading.value.sources.schema.allSatisfy { $0.value.hasPrefix("Plans/") })
  }
}
