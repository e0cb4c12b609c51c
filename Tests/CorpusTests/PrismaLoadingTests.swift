import Foundation
import TestKit
import Testing

/// Every SQL source of `DBPLAN_CORPUS` as a Prisma schema: what PostgreSQL has after its SQL is what it has after the
/// source itself, but for what the writer of the schema remarked on. A fixed sample, or with `DBPLAN_PROVE=1` all.
@Suite struct PrismaLoadingTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func prismaMakesWhatTheSourceMakes() async throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root).filter(\.isSQL)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 12)
    let measure = PrismaMeasure(live: LiveMeasure(root: root, preludes: try CorpusPreludes()))
    let outcomes = try await outcomes(of: sources, measure)
    // What can not be read or loaded itself has its reason there.
    let known = try LiveExceptions()
    let exceptions = try LiveExceptions("prisma-exceptions.txt")
    var met: Set<LiveExceptions.Entry> = []
    var unexcused: [String] = []
    for outcome in outcomes {
      let failures = outcome.failure.map { [($0.step, $0.message)] } ?? []
      for (step, what) in failures + outcome.differences.map({ ("different", $0) }) {
        if let entry = exceptions.entry(step, outcome.source.path, what) {
          met.insert(entry)
        } else if known.entry(step, outcome.source.path, what) == nil {
          unexcused.append("\(outcome.source.path): \(step): \(what)")
        }
      }
    }
    let compared = outcomes.filter { $0.failure == nil }
    print("| SQL, and SQL of the Prisma schema written of it | sources | facts |\n|---|--:|--:|")
    print("| loaded and compared | \(compared.count) of \(outcomes.count) | \(compared.reduce(0) { $0 + $1.facts }) |")
    print("| the same but for remarks | \(compared.count { $0.differences.isEmpty }) | |")
    for entry in exceptions.entries where met.contains(entry) {
      print("  except \(entry.comparison): \(entry.source): \(entry.object): \(entry.reason)")
    }
    for line in unexcused {
      print(line)
      Issue.record("\(line)")
    }
    #expect(compared.count > (Self.isProof ? 250 : 5))
    guard Self.isProof else { return }
    for entry in exceptions.entries where !met.contains(entry) {
      Issue.record("the exception is not needed any more: \(entry)")
    }
  }

  /// Two servers at once; on each, one source after the other finds an empty database.
  private func outcomes(of sources: [CorpusSource], _ measure: PrismaMeasure) async throws -> [PrismaOutcome] {
    try await withThrowingTaskGroup(of: [PrismaOutcome].self) { group in
      for job in 0..<2 {
        group.addTask {
          try await ThrowawayPostgres.run { server in
            var outcomes: [PrismaOutcome] = []
            for number in stride(from: job, to: sources.count, by: 2) {
              outcomes.append(try await measure.measure(sources[number], on: server))
            }
            return outcomes
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.source.path < $1.source.path }
    }
  }
}
