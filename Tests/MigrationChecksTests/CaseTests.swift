import Checks
import Diagnostics
import Foundation
import MigrationChecks
import MigrationReading
import Testing
import Workspace

/// A folder `Cases/<code>/<flags-...|silent-...>`: `migration.sql`, a folder `migrations` or Alembic's `versions`, where needed
/// `baseline.sql`, `plan.yml` and `applied`, what a commit has of `migrations`, and `expected.txt`: what the rule of that code says.
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
    var input = MigrationInput(files, baseline: text("baseline.sql"), plan: text("plan.yml"))
    input.applied = paths.filter { $0.hasPrefix("applied/") }.compactMap { path in
      (try? String(contentsOfFile: base + path, encoding: .utf8)).map {
        SourceFile(path: "migrations/" + path.dropFirst("applied/".count), text: $0)
      }
    }
    return input
  }

  /// Revisions are read by Python.
  func migrations() async throws -> Reading<[WrittenMigration]> {
    let files = Self.names(folder.appending(path: "versions")).filter { $0.hasSuffix(".py") }.compactMap { name in
      text("versions/\(name)").map { SourceFile(path: "versions/\(name)", text: $0) }
    }
    guard !files.isEmpty else { return MigrationReader().read(input.files) }
    return try await Revisions.read(files)
  }
}

/// Alembic's revisions, by the process that the program itself would start.
enum Revisions {
  static func output(_ parsing: AlembicParsing) async throws -> [UInt8] {
    let result = try await ProcessRunner().run(
      .python3, ["-I", "-S", "-c", AlembicParsing.script], input: parsing.input, timeLimit: .seconds(120))
    #expect(result.isSuccess, "\(result.errorOutput)")
    return result.bytes
  }

  static func read(_ files: [SourceFile]) async throws -> Reading<[WrittenMigration]> {
    let parsing = AlembicParsing(files)
    return parsing.migrations(from: try await output(parsing))
  }
}

/// `DBPLAN_UPDATE_CASES=1` rewrites the expectations and fails.
struct CaseTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil

  @Test(arguments: MigrationCase.all)
  func saysWhatIsExpected(folder: MigrationCase) async throws {
    let rule = try #require(MigrationRules.rule(named: folder.code), "no rule is named \(folder.code)")
    let own: Set<String> = ["suppression-without-reason", "unused-suppression"]
    let migrations = try await folder.migrations()
    let result = folder.input.run(migrations, own.contains(folder.code) ? MigrationRules.all : [rule])
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
    for rule in MigrationRules.all {
      let names = folders[rule.metadata.code]?.map(\.name) ?? []
      #expect(names.contains { $0.hasPrefix("flags-") }, "\(rule.metadata.code) has no case that flags")
      #expect(names.contains { $0.hasPrefix("silent-") }, "\(rule.metadata.code) has no case that is silent")
    }
  }

  @Test
  func nothingLiesInCasesThatIsNotRead() {
    let known: Set<String> = [
      "migration.sql", "migrations", "versions", "applied", "baseline.sql", "plan.yml", "expected.txt",
    ]
    for folder in MigrationCase.all {
      #expect(Set(MigrationCase.names(folder.folder)).isSubset(of: known), "\(folder)")
    }
  }
}
