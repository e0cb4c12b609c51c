import CatalogAlteration
import CatalogComparison
import Foundation
import TestKit
import Testing

/// Every pair of neighbouring versions of the corpus's schemas: there, back and there again on PostgreSQL, with rows. A
/// fixed sample, or with `DBPLAN_PROVE=1` all.
struct HistoryTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  /// Only pairs whose name holds it.
  private static let wanted = ProcessInfo.processInfo.environment["DBPLAN_PAIRS"]

  @Test(
    .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func everyNeighbourIsReached() async throws {
    let root = try #require(CorpusSource.root)
    var pairs = try CorpusPairs.all(under: root).map { pair in
      guard pair.renames.isEmpty, pair.name.hasSuffix(".sql") else { return pair }
      var pair = pair
      pair.renames = StatedRenames.read(try CorpusPairs.text("\(root)/\(pair.name)"))
      return pair
    }
    if let wanted = Self.wanted {
      pairs = pairs.filter { $0.name.contains(wanted) }
      let step = ProcessInfo.processInfo.environment["DBPLAN_PAIRS_EVERY"].flatMap { Int($0) } ?? 1
      pairs = pairs.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    } else if !Self.isProof {
      pairs = pairs.enumerated().filter { $0.offset % 200 == 7 }.map(\.element)
    }
    let renamed = pairs.count { !CatalogRenames($0.renames, from: $0.old, to: $0.new).isEmpty }
    print("Pairs that state renames: \(renamed)")
    try await PairReport.measure(pairs, "Versions of")
  }
}

/// Judges pairs and prints what came of them.
enum PairReport {
  static func measure(_ pairs: [CatalogPair], _ title: String) async throws {
    var outcomes: [(pair: CatalogPair, outcome: PairOutcome)] = []
    try await ThrowawayPostgres.run { server in
      var judge = AlterationJudge(server: server)
      for pair in pairs {
        let outcome = try await judge.judge(pair)
        outcomes.append((pair, outcome))
        switch outcome {
        case .equal, .unchanged: break
        case .unloadable(let reason): print("not loaded: \(pair.name): \(reason)")
        case .oneWay(let reason): print("no way back, and says so: \(pair.name): \(reason.prefix(200))")
        case .different(let lines): print("different: \(pair.name): \(lines.joined(separator: ", "))")
        }
        if outcomes.count % 100 == 0 { print("\(outcomes.count) of \(pairs.count) tried") }
        fflush(nil)
      }
    }
    print(
      "| \(title) | pairs | there and back | rows that came along | of these pairs without rows | no way back, and says so |"
        + " nothing changed | can not load |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    for group in Set(pairs.map(\.group)).sorted() {
      line(of: outcomes.filter { $0.pair.group == group }.map(\.outcome), group)
    }
    if Set(pairs.map(\.group)).count > 1 { line(of: outcomes.map(\.outcome), "all") }
    for (pair, outcome) in outcomes {
      switch outcome {
      case .equal, .unchanged, .unloadable: break
      case .different(let lines): Issue.record("\(pair.name): \(lines.joined(separator: ", "))")
      }
    }
  }

  private static func line(of outcomes: [PairOutcome], _ title: String) {
    var (equal, empty, unloadable, same, carried, oneWay) = (0, 0, 0, 0, 0, 0)
    for outcome in outcomes {
      switch outcome {
      case .equal(let rows):
        equal += 1
        empty += rows ?? 0 == 0 ? 1 : 0
        carried += rows ?? 0
      case .unloadable: unloadable += 1
      case .unchanged: same += 1
      case .oneWay: oneWay += 1
      case .different: break
      }
    }
    let count = outcomes.count - unloadable - same
    print("| \(title) | \(count) | \(equal) | \(carried) | \(empty) | \(oneWay) | \(same) | \(unloadable) |")
  }
}
