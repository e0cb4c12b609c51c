import Checks
import Diagnostics
import Foundation
import MigrationChecks
import Testing

/// A folder `Cases/<code>/<flags-...|silent-...>`: `migration.sql` or a folder `migrations`, where needed `baseline.sql` and
/// `plan.yml`, and `expected.txt`: what the rule of that code says.
struct MigrationCase: CustomStringConvertible, Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let code: String
  let name: String
  var description: String { "\(code)/\(name)" }
  var folder: URL { Self.root.appending(path: code).appending(path: name) }

  static var all: [MigrationCase] {
    names(root).flatMap { code in
      names(root.appending(path: code)).map { MigrationCase(code: code, name: $0) }
    }
  }

  static func names(_ folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  func text(_ path: String) -> String? { try? String(contentsOf: folder.appending(path: path), encoding: .utf8) }

  var input: MigrationInput {
    let base = folder.path + "/"
    let paths = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
    let files = paths.filter { $0 == "migration.sql" || $0.hasPrefix("migrations/") }.compactMap { path in
      (try? String(contentsOfFile: base + path, encoding: .utf8)).map {
        // Alone it is read as psql runs it, and not as Prisma does.
        SourceFile(path: path == "migration.sql" ? "001.sql" : path, text: $0)
      }
    }
    return MigrationInput(files, baseline: text("baseline.sql"), plan: text("plan.yml"))
  }
}

/// `DBPLAN_UPDATE_CASES=1` rewrites the expectations and fails.
struct CaseTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil

  @Test(arguments: MigrationCase.all)
  func saysWhatIsExpected(folder: MigrationCase) throws {
    let rule = try #require(MigrationRules.rule(named: folder.code), "no rule is named \(folder.code)")
    let own: Set<String> = ["suppression-without-reason", "unused-suppression"]
    let result = folder.input.run(rules: own.contains(folder.code) ? MigrationRules.all : [rule])
    let findings = result.findings.filter { $0.code == folder.code }
    let output = rendered(.init(findings: findings, diagnostics: result.diagnostics))
    if Self.isUpdating {
      try output.write(to: folder.folder.appending(path: "expected.txt"), atomically: true, encoding: .utf8)
    }
    #expect(output == folder.text("expected.txt"))
    #expect(!Self.isUpdating, "expectations were rewritten")
    let isFlagging = folder.name.hasPrefix("flags-")
    #expect(isFlagging || folder.name.hasPrefix("silent-"), "a case flags or is silent")
    #expect(isFlagging == findings.contains { $0.waiver == nil })
  }

  @Test
  func everyRuleHasBothKindsOfCases() {
    let folders = Dictionary(grouping: MigrationCase.all, by: \.code)
    for rule in MigrationRules.all where rule.metadata.code != "non-linear-history" {
      let names = folders[rule.metadata.code]?.map(\.name) ?? []
      #expect(names.contains { $0.hasPrefix("flags-") }, "\(rule.metadata.code) has no case that flags")
      #expect(names.contains { $0.hasPrefix("silent-") }, "\(rule.metadata.code) has no case that is silent")
    }
  }

  @Test
  func nothingLiesInCasesThatIsNotRead() {
    let known: Set<String> = ["migration.sql", "migrations", "baseline.sql", "plan.yml", "expected.txt"]
    for folder in MigrationCase.all {
      #expect(Set(MigrationCase.names(folder.folder)).isSubset(of: known), "\(folder)")
    }
  }
}
