import Diagnostics
import Foundation
import TestKit
import Templates
import Templating
import Testing
import Workspace

/// Every schema of `DBPLAN_CORPUS`, read, planned, loaded into PostgreSQL and read back: a fixed sample of them, or
/// with `DBPLAN_PROVE=1` all.
@Suite struct CorpusTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func everySourceIsPlannedAndLoads() async throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root)
    #expect(all.count > 400)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 25)
    let templates = TemplateSet.read(
      (ShippedTemplates.sections + ShippedTemplates.pages).map { SourceFile(path: $0.name, text: $0.text) })
    let measure = SourceMeasure(root: root, templates: templates.value, preludes: try CorpusPreludes())
    let outcomes = try await outcomes(of: sources, measure)
    let exceptions = try CorpusExceptions()
    print(report(outcomes, exceptions))
    for outcome in outcomes {
      guard let failure = outcome.failure, exceptions.entry(for: outcome.source, failure.step) == nil else { continue }
      Issue.record("\(outcome.source.path): \(failure.step.rawValue): \(failure.message)")
      print("\(outcome.source.path): \(failure.step.rawValue): \(failure.message)")
    }
    for entry in exceptions.entries {
      let meant = all.filter { CorpusTable.matches($0.path, entry.pattern) }
      let measured = outcomes.filter { meant.contains($0.source) }
      guard measured.count == meant.count else { continue }
      let isNeeded = measured.contains { outcome in
        outcome.failure.map { exceptions.entry(for: outcome.source, $0.step) == entry } ?? false
      }
      #expect(isNeeded, "the exception \(entry.pattern) is not needed any more")
    }
  }

  /// Two servers at once; on each, one source after the other finds an empty database.
  private func outcomes(of sources: [CorpusSource], _ measure: SourceMeasure) async throws -> [SourceOutcome] {
    let jobs = 2
    let found = try await withThrowingTaskGroup(of: [(Int, SourceOutcome)].self) { group in
      for job in 0..<jobs {
        group.addTask {
          try await ThrowawayPostgres.run { server in
            var outcomes: [(Int, SourceOutcome)] = []
            for number in stride(from: job, to: sources.count, by: jobs) {
              outcomes.append((number, try await measure.measure(sources[number], on: server)))
            }
            return outcomes
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return found.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func report(_ outcomes: [SourceOutcome], _ exceptions: CorpusExceptions) -> String {
    let steps = CorpusStep.allCases
    var lines = ["sources: \(outcomes.count)"]
    for (position, step) in steps.enumerated() {
      let tried = outcomes.filter { outcome in
        outcome.failure.flatMap { steps.firstIndex(of: $0.step) }.map { $0 >= position } ?? true
      }
      lines.append("\(step.rawValue): \(tried.count { $0.failure?.step != step }) of \(tried.count)")
    }
    for entry in exceptions.entries {
      let excused = outcomes.filter { outcome in
        outcome.failure.map { exceptions.entry(for: outcome.source, $0.step) == entry } ?? false
      }
      if !excused.isEmpty {
        lines.append("  except \(entry.step.rawValue): \(entry.pattern) (\(excused.count)): \(entry.reason)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
