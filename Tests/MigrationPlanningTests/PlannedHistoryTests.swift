import Foundation
import Rehearsal
import TestKit
import Testing

/// The planned way between neighbouring versions of the corpus's schemas, and from schemas to what seeded changes make of
/// them: there, back and there again, with rows. A fixed sample, or with `DBPLAN_PROVE=1` all.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct PlannedHistoryTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  /// Only pairs whose names hold it, one of so many.
  private static let wanted = ProcessInfo.processInfo.environment["DBPLAN_PAIRS"]
  private static let every = ProcessInfo.processInfo.environment["DBPLAN_PAIRS_EVERY"].flatMap { Int($0) }
  private static let mutations = ProcessInfo.processInfo.environment["DBPLAN_MUTATIONS"].flatMap { Int($0) }

  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func plansLeadThereAndBack() async throws {
    let root = try #require(CorpusSource.root)
    let isWhole = Self.isProof || Self.wanted != nil
    let pairs = try CorpusPairs.all(under: root).filter { pair in
      Self.wanted.map { $0.split(separator: "|").contains { pair.name.contains($0) } } ?? true
    }
    let chosen = pairs.enumerated().filter { isWhole ? $0.offset % (Self.every ?? 1) == 0 : $0.offset % 250 == 11 }
    try await PlannedReport.measure(chosen.map(\.element), "Versions")
  }

  @Test func plansForChangesAtRandom() async throws {
    let count = Self.mutations ?? (Self.isProof ? 200 : 3)
    let pairs = try MutatedSchemas.pairs(count).filter { pair in
      Self.wanted.map { $0.split(separator: "|").contains { pair.name.contains($0) } } ?? true
    }
    try await PlannedReport.measure(pairs, "Changes at random")
  }
}
