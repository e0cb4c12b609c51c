import Diagnostics
import CatalogAlteration
import CatalogComparison
import Foundation
import SQLReading
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Seeded changes of the shipped examples' and the corpus's schemas, each tried on PostgreSQL with rows. A sample, or
/// with `DBPLAN_PROVE=1` two hundred.
struct MutationTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private static let count = ProcessInfo.processInfo.environment["DBPLAN_MUTATIONS"].flatMap { Int($0) }

  @Test(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func everyMutationIsReached() async throws {
    let scripts = try MutationScript.all()
    var pairs = try Self.pairs(scripts)
    if let wanted = ProcessInfo.processInfo.environment["DBPLAN_PAIRS"] {
      pairs = pairs.filter { $0.name.contains(wanted) }
    }
    let touched = Set(pairs.compactMap { $0.name.split(separator: " ").dropFirst(2).first.map(String.init) })
    print("Kinds of things changed: \(touched.count) of \(scripts.count)")
    try await PairReport.measure(pairs, "Changes at random")
  }

  /// First each step of each script once, then jumps between their states; other changes come along.
  private static func pairs(_ scripts: [MutationScript]) throws -> [CatalogPair] {
    let schemas = try MutatedSchemas.schemas()
    let steps = scripts.flatMap { script in (0..<script.stepCount).map { (script, $0) } }
    let count = count ?? (isProof ? 200 : 4)
    let stride = isProof ? 1 : max(1, steps.count / count)
    return try (0..<count).compactMap { position in
      let number = position * stride
      var generator = SeededGenerator(seed: UInt64(number))
      var (script, step) = steps[number % steps.count]
      let first = generator.below(schemas.count)
      for offset in schemas.indices {
        let schema = schemas[(first + offset) % schemas.count]
        guard let states = try script.catalogs(on: schema.catalog, number: number, pick: { generator.below($0) })
        else { continue }
        var next = step + 1
        if number >= steps.count {
          step = generator.below(states.count - 1)
          next = step + 1 + generator.below(states.count - step - 1)
        }
        var mutator = CatalogMutator(states[next], seed: UInt64(number))
        mutator.mutate(number % 4)
        let told = (["\(step) to \(next)"] + mutator.told).joined(separator: ", ")
        return CatalogPair(
          group: "mutations", name: "\(number): \(schema.name): \(script.name) \(told)", old: states[step],
          new: mutator.catalog)
      }
      return nil
    }
  }

  @Test func nothingToDoIsNothing() throws {
    for schema in try MutatedSchemas.schemas() {
      let alteration = CatalogAlteration(from: schema.catalog, to: schema.catalog)
      #expect(alteration.statements.isEmpty, "\(schema.name): \(alteration.statements.first?.sql ?? "")")
    }
  }

  /// What the reader understands of the statements is the new catalog.
  @Test func theReaderArrivesToo() throws {
    var differences = 0
    let schemas = try MutatedSchemas.schemas()
    for number in 0..<(Self.isProof ? 200 : 12) {
      let schema = schemas[(number * 5) % schemas.count]
      var mutator = CatalogMutator(Self.plain(schema.catalog), seed: UInt64(1000 + number))
      let old = Self.plain(mutator.catalog)
      mutator.mutate(1 + number % 4)
      let new = Self.plain(mutator.catalog)
      for (from, to) in [(old, new), (new, old)] {
        let script = CatalogAlteration(from: from, to: to).statements.map { "\($0.sql);\n" }.joined()
        let reached = SQLReader().read([SourceFile(path: "up.sql", text: script)], onto: from).value
        let left = CatalogDifference(from: reached, to: to, depth: .everything).changes.filter { $0.kind != .statement }
        differences += left.isEmpty ? 0 : 1
        for change in left.prefix(3) {
          Issue.record(
            "\(number) \(schema.name) \(mutator.told): \(change.action) \(change.kind) \(change.display)"
          )
        }
      }
    }
    print("read and compared: \(differences) different")
  }

  /// As it is read back from the writer: one spelling of everything.
  private static func plain(_ catalog: Catalog) -> Catalog {
    SQLReader().read([SourceFile(path: "schema.sql", text: SQLWriter().schema(of: catalog))]).value
  }
}
