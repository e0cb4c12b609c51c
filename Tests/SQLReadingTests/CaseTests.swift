import Diagnostics
import Foundation
import SQLReading
import Testing

/// `Cases/<name>.sql` beside `Cases/<name>.txt`: the catalog, then the diagnostics. The names in them were compared
/// with those PostgreSQL 15 chose for the same input. `DBPLAN_UPDATE_CASES=1` writes the expectations anew.
struct CaseTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()
  }()

  @Test func everyExpectationHasAnInput() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let expectations = files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
    #expect(expectations.sorted() == Self.names)
    #expect(!Self.names.isEmpty)
  }

  @Test(arguments: names) func readsAsExpected(_ name: String) throws {
    let input = try String(contentsOf: Self.folder.appending(path: "\(name).sql"), encoding: .utf8)
    let reading = SQLReader().read([SourceFile(path: "\(name).sql", text: input)])
    let diagnostics = reading.diagnostics.map { diagnostic in
      "\(diagnostic.span?.line ?? 0):\(diagnostic.span?.column ?? 0) \(diagnostic.severity.rawValue) "
        + "\(diagnostic.code): \(diagnostic.message)\(diagnostic.fix.map { " (\($0))" } ?? "")"
    }
    let actual = (CatalogText(catalog: reading.value).lines + diagnostics).joined(separator: "\n") + "\n"
    let file = Self.folder.appending(path: "\(name).txt")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(actual == expected)
  }
}
