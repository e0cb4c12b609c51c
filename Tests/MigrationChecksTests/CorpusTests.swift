import Checks
import Diagnostics
import Foundation
import MigrationChecks
import MigrationReading
import TestKit
import Testing

/// Real histories of migrations are judged from their beginning.
@Suite(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
struct CorpusTests {
  private static var folders: [String] {
    let root = CorpusSource.root ?? ""
    let prisma = [
      "amplication-dsg-catalog", "amplication-plugin-api", "amplication-server", "boxyhq-saas-starter-kit",
      "hoppscotch",
      "litellm", "amplication-gpt-gateway",
    ].map { "prisma/\($0)/migrations" }
    return (prisma + ["projects/zoonk/migrations", "sql/crates.io/migrations"]).map { "\(root)/\($0)" }
  }

  @Test(arguments: folders)
  func everyMigrationIsJudged(folder: String) throws {
    let paths = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
    let files = try paths.filter { $0.hasSuffix(".sql") || $0.hasSuffix("metadata.toml") }.map {
      SourceFile(path: $0, text: try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
    }
    #expect(!files.isEmpty)
    let migrations = MigrationReader().read(files)
    let result = MigrationInput(files).run(migrations)
    #expect(result.diagnostics.filter { $0.severity == .error }.isEmpty)
    for finding in result.findings { #expect(finding.span != nil && finding.fix != nil, "\(finding.code)") }
    let name = folder.split(separator: "/").dropLast().last ?? ""
    print("| \(name) | \(migrations.value.count) | \(result.findings.count) |")
  }
}
