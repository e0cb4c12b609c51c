import Diagnostics
import CatalogAlteration
import CatalogComparison
import Foundation
import SQLReading
import PrismaReading
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
    let schemas = try Self.schemas()
    let count = Self.count ?? (Self.isProof ? 200 : 4)
    let pairs = (0..<count).map { number -> CatalogPair in
      let schema = schemas[(number * 7) % schemas.count]
      var mutator = CatalogMutator(schema.catalog, seed: UInt64(number))
      mutator.mutate(1 + number % 5)
      return CatalogPair(
        group: "mutations", name: "\(number): \(schema.name): \(mutator.told.joined(separator: ", "))",
        old: schema.catalog, new: mutator.catalog)
    }
    try await PairReport.measure(pairs, "Changes at random")
  }

  @Test func nothingToDoIsNothing() throws {
    for schema in try Self.schemas() {
      let alteration = CatalogAlteration(from: schema.catalog, to: schema.catalog)
      #expect(alteration.statements.isEmpty, "\(schema.name): \(alteration.statements.first?.sql ?? "")")
    }
  }

  /// What the reader understands of the statements is the new catalog.
  @Test func theReaderArrivesToo() throws {
    var differences = 0
    let schemas = try Self.schemas()
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

  /// The shipped schemas, and those of the corpus that load by themselves.
  private static func schemas() throws -> [(name: String, catalog: Catalog)] {
    var schemas: [(name: String, catalog: Catalog)] = []
    let files = ShippedPlans.files.filter { !$0.key.contains("additions") }.sorted { $0.key < $1.key }.map {
      SourceFile(path: $0.key, text: $0.value)
    }
    let plans = Dictionary(grouping: files) { $0.path.split(separator: "/").prefix(2).joined(separator: "/") }
    for (plan, files) in plans.sorted(by: { $0.key < $1.key }) {
      let models = files.filter { $0.path.hasSuffix(".prisma") }
      let scripts = files.filter { $0.path.hasSuffix(".sql") }
      if !models.isEmpty { schemas.append((plan, PrismaReader().read(models).value)) }
      if !scripts.isEmpty { schemas.append((plan, SQLReader().read(scripts).value)) }
    }
    guard let root = CorpusSource.root else { return schemas }
    for path in [
      "sql/pagila/pagila-schema.2022-12.sql", "sql/danbooru/structure.sql", "sql/diff-fixtures/migra/everything/b.sql",
      "sql/diff-fixtures/pgschema/dump/employee/pgschema.sql", "sql/tbls/postgres.sql",
      "sql/diff-fixtures/migra/rls/b.sql",
    ] {
      guard let text = try? CorpusPairs.text("\(root)/\(path)") else { continue }
      schemas.append((path, SQLReader().read([SourceFile(path: path, text: text)]).value))
    }
    return schemas.filter { !$0.catalog.tables.isEmpty }
  }
}
