import Foundation
import Rehearsal
import TestKit
import Testing

/// The planned way between neighbouring versions of the corpus's schemas, and from schemas to what seeded changes make of
/// them: there, back and there again, with rows. A fixed sample, or with `DBPLAN_PROVE=1` all.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct PlannedHistoryTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  /// Only pairs whose names hold one of these, separated by bars.
  private static let wanted = ProcessInfo.processInfo.environment["DBPLAN_PAIRS"]
  /// `3/8`: the third of each eight, so that eight runs at once are all of them.
  private static let share = (ProcessInfo.processInfo.environment["DBPLAN_PAIRS_EVERY"] ?? "1/1").split(separator: "/")
    .compactMap { Int($0) }
  private static let mutations = ProcessInfo.processInfo.environment["DBPLAN_MUTATIONS"].flatMap { Int($0) }

  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func plansLeadThereAndBack() async throws {
    let root = try #require(CorpusSource.root)
    let chosen = Self.chosen(try CorpusPairs.all(under: root)) { $0 % 250 == 11 }
    try await PlannedReport.measure(chosen, "Versions")
  }

  @Test func plansForChangesAtRandom() async throws {
    let pairs = try MutatedSchemas.pairs(Self.mutations ?? (Self.isProof ? 200 : 3))
    try await PlannedReport.measure(Self.chosen(pairs) { _ in true }, "Changes at random")
  }

  private static func chosen(_ pairs: [CatalogPair], sample: (Int) -> Bool) -> [CatalogPair] {
    guard isProof || wanted != nil else { return pairs.enumerated().filter { sample($0.offset) }.map(\.element) }
    let names = wanted?.split(separator: "|") ?? [""]
    let every = share.count == 2 ? (first: share[0] - 1, of: share[1]) : (first: 0, of: share.first ?? 1)
    return pairs.filter { pair in names.contains { $0.isEmpty || pair.name.contains($0) } }.enumerated()
      .filter { $0.offset % every.of == every.first }.map(\.element)
  }
}
