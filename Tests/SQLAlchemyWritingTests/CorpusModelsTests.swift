import Diagnostics
import Foundation
import SQLAlchemyImport
import SQLAlchemyWriting
import SQLReading
import SQLWriting
import SchemaModel
import TestKit
import Testing
import Workspace

/// Models are written of every schema of the corpus; SQLAlchemy imports them, and the DDL it makes is the same catalog
/// but for what is listed as not expressible.
@Suite struct CorpusModelsTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  private struct Outcome: Sendable {
    var source: CorpusSource
    var facts = 0
    var remarks: [String] = []
    var problem: String?
  }

  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: SQLAlchemyProducts.python != nil, "no SQLAlchemy in .prove/sqlalchemy: run .ci/sqlalchemy-products"))
  func sqlAlchemyMakesTheSameCatalog() async throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 25)
    let outcomes = try await withThrowingTaskGroup(of: [Outcome].self) { group in
      let jobs = 2
      for job in 0..<jobs {
        group.addTask {
          var outcomes: [Outcome] = []
          for number in stride(from: job, to: sources.count, by: jobs) {
            if let outcome = try await Self.measure(sources[number], under: root) { outcomes.append(outcome) }
          }
          return outcomes
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let remarks = Dictionary(outcomes.flatMap(\.remarks).map { ($0, 1) }, uniquingKeysWith: +)
    print("| models of SQLAlchemy | sources | facts |\n|---|---|---|")
    print("| written | \(outcomes.count) | \(outcomes.reduce(0) { $0 + $1.facts }) |")
    print("| the same in SQLAlchemy's DDL | \(outcomes.count { $0.problem == nil }) | |")
    for (kind, count) in remarks.sorted(by: { $0.key < $1.key }) { print("| not expressible: \(kind) | | \(count) |") }
    for outcome in outcomes.sorted(by: { $0.source.path < $1.source.path }) {
      guard let problem = outcome.problem else { continue }
      print("\(outcome.source.path): \(problem)")
      Issue.record("\(outcome.source.path): \(problem)")
    }
    #expect(outcomes.count > (Self.isProof ? 300 : 10))
  }

  /// nil for a source that is not read without an error.
  private static func measure(_ source: CorpusSource, under root: String) async throws -> Outcome? {
    let reading = source.read(under: root)
    guard !reading.hasErrors else { return nil }
    let catalog = reading.value
    let written = SQLAlchemyWriter().models(of: catalog)
    var outcome = Outcome(source: source, remarks: written.notExpressible.map(\.kind))
    let result = try await withTemporaryFolder { folder in
      try write(written.text, to: "\(folder)/models.py")
      // Every mapper is configured before the DDL is made, and a warning is an error.
      try write("import sqlalchemy.orm\nimport models\nsqlalchemy.orm.configure_mappers()\n", to: "\(folder)/check.py")
      let request = ModelImport(Located("import:check,models:Base"))
      let program = Program(SQLAlchemyProducts.python ?? "", debian: "python3", homebrew: "python")
      return try await ProcessRunner().run(program, ["-W", "error"] + request.arguments, in: folder)
    }
    guard result.isSuccess else {
      outcome.problem = result.errorOutput.split(separator: "\n").last.map(String.init) ?? "Python failed"
      return outcome
    }
    let prelude = SQLWriter().schema(of: Expressible.prelude(of: catalog))
    let files = [("prelude.sql", prelude), ("models.sql", result.output)].map { SourceFile(path: $0, text: $1) }
    let again = SQLReader().read(files)
    if let error = again.diagnostics.first(where: { $0.severity == .error }) {
      outcome.problem = DiagnosticFormatter(usesColor: false).format([error])
      return outcome
    }
    let wanted = CatalogFacts.lines(of: Expressible.part(of: catalog))
    let found = CatalogFacts.lines(of: Expressible.part(of: again.value))
    outcome.facts = wanted.count
    let lost = wanted.subtracting(found).sorted()
    let gained = found.subtracting(wanted).sorted()
    if !lost.isEmpty || !gained.isEmpty {
      outcome.problem =
        "\(lost.count) lost, \(gained.count) gained: "
        + (lost.prefix(3).map { "- \($0)" } + gained.prefix(3).map { "+ \($0)" }).joined(separator: "\n    ")
    }
    return outcome
  }
}
