import Diagnostics
import Foundation
import PrismaReading
import PrismaWriting
import SchemaModel
import TestKit
import Testing
import Workspace

/// Every SQL source of the corpus as a Prisma schema: it is accepted, and read again it is the same catalog, but for what
/// the writer lists as not expressible; and what it lists is lost indeed.
@Suite struct SQLSourcesTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  private struct Outcome: Sendable {
    var source: CorpusSource
    var facts = 0
    var remarks: [String] = []
    var problems: [String] = []
  }

  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func sqlComesBackFromPrisma() throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 60)
    let outcomes = sources.compactMap { Self.measure($0, under: root) }
    let remarks = Dictionary(outcomes.flatMap(\.remarks).map { ($0, 1) }, uniquingKeysWith: +)
    print("| SQL as Prisma | sources | facts |\n|---|---|---|")
    print("| written | \(outcomes.count) | \(outcomes.reduce(0) { $0 + $1.facts }) |")
    print("| accepted and the same when read again | \(outcomes.count { $0.problems.isEmpty }) | |")
    for (kind, count) in remarks.sorted(by: { $0.key < $1.key }) { print("| not expressible: \(kind) | | \(count) |") }
    for outcome in outcomes where !outcome.problems.isEmpty {
      let shown = outcome.problems.prefix(8).joined(separator: "\n    ")
      print("\(outcome.source.path): \(outcome.problems.count)\n    \(shown)")
      Issue.record("\(outcome.source.path): \(shown)")
    }
    #expect(outcomes.count > (Self.isProof ? 200 : 20))
  }

  /// nil for a source that is no SQL, or is not read without an error.
  private static func measure(_ source: CorpusSource, under root: String) -> Outcome? {
    let original = source.read(under: root)
    guard !original.hasErrors, original.value.origin.language == .sql else { return nil }
    let written = PrismaWriter().schema(of: original.value)
    var outcome = Outcome(source: source, remarks: written.notExpressible.map(\.kind))
    let reading = PrismaReader().read([SourceFile(path: "written.prisma", text: written.text)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      outcome.problems = [DiagnosticFormatter(usesColor: false).format(Array(errors.prefix(2)))]
      return outcome
    }
    let differences = RemarkedDifferences(
      original.value, reading.value, remarks: written.notExpressible, isWhole: true)
    outcome.facts = differences.facts
    outcome.problems =
      differences.unremarked + differences.untrue.map { "not true: \($0)" }
      + unseen(written).map { "not in the text: \($0)" }
    if written.notExpressible.count(where: { $0.kind == "other object" }) != original.value.unmodelled.count {
      outcome.problems.append("not every object that is not modelled has a remark")
    }
    return outcome
  }

  /// Remarks that no comment shows, be it by their number.
  private static func unseen(_ written: PrismaText) -> [String] {
    let lines = Set(written.text.split(whereSeparator: \.isNewline).map { String($0.drop { $0 == " " }) })
    let counts = Dictionary(
      written.notExpressible.filter { $0.object == nil || $0.kind == "unique constraint" }.map { ($0.kind, 1) },
      uniquingKeysWith: +)
    return written.notExpressible.filter { remark in
      let first = remark.what.split(whereSeparator: \.isNewline).first ?? ""
      let counted = "// Not in Prisma: \(counts[remark.kind, default: 0]) \(NameWords.plural(remark.kind))"
      return !lines.contains("// Not in Prisma: \(first)") && !lines.contains(counted)
    }.map(\.what)
  }
}
