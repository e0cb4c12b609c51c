import Checks
import Compilation
import Diagnostics
import Foundation
import MigrationChecks
import MigrationReading
import PlanModel
import SchemaModel
import TestKit
import Testing

/// The migrations that the shipped plans write, held against the rules that other tools have, too.
struct OwnMigrationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Codes of rules that squawk's rules are compared with.
  private static func codes() throws -> Set<String> {
    let text = try String(contentsOf: root.appending(path: ".ci/squawk-rules.txt"), encoding: .utf8)
    return Set(
      text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
        let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return parts.count > 1 && parts[1] != "-" ? parts[1] : nil
      })
  }

  private static var plans: [String] {
    MigrationCase.names(root.appending(path: "Output")).filter { plan in
      !MigrationCase.names(root.appending(path: "Output/\(plan)/migrations")).isEmpty
    }
  }

  @Test(arguments: plans)
  func noneOfThemFires(plan: String) throws {
    let codes = try Self.codes()
    #expect(codes.count > 10 && codes.isSubset(of: Set(MigrationRules.codes)), "\(codes)")
    let sources = ShippedPlans.files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil)
      .compile(path: "Plans/\(plan)/plan.yml", name: plan, date: nil)
    let folder = Self.root.appending(path: "Output/\(plan)/migrations")
    let files = try MigrationCase.names(folder).map { name in
      SourceFile(
        path: "\(name).sql", text: try String(contentsOf: folder.appending(path: "\(name)/up.sql"), encoding: .utf8))
    }
    let facts = MigrationFacts(plan: compiled.value.plan, postgres: compiled.value.plan.stack.postgres?.value ?? 15)
    let baseline = compiled.value.baseline?.catalog ?? Catalog()
    let judged = MigrationJudge(postgres: facts.postgres, knowsBaseline: true)
      .judge(MigrationReader().read(files).value, onto: baseline, runsTogether: true)
    let runner = MigrationRunner(rules: MigrationRules.all, facts: facts)
    let findings = judged.value.flatMap(runner.findings)
    for finding in findings where codes.contains(finding.code) {
      Issue.record("\(finding.span?.path ?? ""): \(finding.message) [\(finding.code)]")
    }
    print("| \(plan) | \(files.count) migrations | \(findings.count) findings of all rules |")
  }
}
