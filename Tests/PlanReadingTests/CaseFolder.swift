import Diagnostics
import Foundation
import PlanModel
import PlanReading
import TestKit

/// A folder below `Cases`: `plan.yml` and what it uses, `schema` with the names of a catalog, `expected.txt`.
struct CaseFolder: CustomStringConvertible, Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let name: String
  var description: String { name }
  private var folder: URL { Self.root.appending(path: name) }

  static var all: [CaseFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map(CaseFolder.init(name:))
  }

  func file(_ path: String) -> Result<SourceFile, LoadFailure> {
    guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else {
      return .failure(LoadFailure(Diagnostic(.error, code: "unreadable-file", "\(path) does not exist")))
    }
    return .success(SourceFile(path: path, text: text))
  }

  func text(_ path: String) -> String? { try? file(path).get().text }

  func write(_ text: String, to path: String) throws {
    try text.write(to: folder.appending(path: path), atomically: true, encoding: .utf8)
  }

  /// Everything the readers say about this case, rendered.
  func diagnostics() -> String {
    let project = (try? file("dbplan.yml").get()).map { ProjectFileReader.read($0) }
    let reading = PlanFileReader.read(
      path: "plan.yml", name: "case", project: project?.value, load: { file($0) })
    var all = (project?.diagnostics ?? []) + reading.diagnostics
    if let schema = text("schema") {
      all +=
        PlanResolver.resolve(
          reading.value, against: CatalogSketch.catalog(schema), orOld: text("baseline").map(CatalogSketch.catalog),
          knownChecks: ["under-indexing", "wide-table"],
          knownLines: ["security.audits", "security.backups"]
        ).diagnostics
    }
    return DiagnosticFormatter(usesColor: false).format(all)
  }
}
