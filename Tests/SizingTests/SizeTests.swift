import Foundation
import TestKit
import Testing

/// Predicted sizes against those of PostgreSQL: heap within 1 %, B-tree 4 %, with shared equal keys 5 %, TOAST 10 %, GIN
/// 25 %. Of a table the prediction knows its definition, widths, missing and different values, never a size.
///
/// A seeded sample of few rows; with `DBPLAN_PROVE=1` every shape and every table of the examples with 100,000 rows, with
/// `DBPLAN_SHAPES=carriers,grown` those alone whose names hold one of the words, in a run that fails.
@Suite(.serialized)
struct SizeTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private static let words = ProcessInfo.processInfo.environment["DBPLAN_SHAPES"]?.split(separator: ",").map(
    String.init)
  private static let sample = [
    "padded", "a third missing", "127 bytes", "numbers", "random uuid, grown", "twenty thousand keys",
    "included columns",
    "BRIN", "tags, inverted",
  ]

  @Test(.enabled(if: ThrowawayPostgres.isInstalled, "no PostgreSQL is installed"))
  func sizesAreThoseOfPostgres() async throws {
    var cases =
      Self.isProof
      ? SizeCases.all + RandomCases.make(20, seed: 5)
        + ExampleCases.plans.flatMap { ExampleCases.of($0, root: Checkout.root) }
      : SizeCases.all.filter { Self.sample.contains($0.name) } + RandomCases.make(3, seed: 11)
    if let words = Self.words {
      cases = cases.filter { item in words.contains { item.name.contains($0) } }
      Issue.record("only the shapes named \(words.joined(separator: ", ")) are measured")
    }
    let outcomes = try await Self.measure(cases, rows: Self.isProof ? 100_000 : 20_000)
    print(SizeTable(outcomes, isWhole: Self.isProof).text)
    for outcome in outcomes where !outcome.isWithin {
      Issue.record(
        "\(outcome.shape), \(outcome.relation): \(outcome.predicted) pages predicted, \(outcome.actual) are there")
    }
  }

  private static func measure(_ cases: [SizeCase], rows: Int) async throws -> [SizeOutcome] {
    try await ThrowawayPostgres.run { server in
      var outcomes: [SizeOutcome] = []
      for item in cases {
        do {
          outcomes += try await SizeMeasure(server: server, rows: rows).outcomes(of: item)
        } catch {
          Issue.record("\(item.name): \(error)")
        }
      }
      return outcomes
    }
  }
}
