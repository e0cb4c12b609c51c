import CatalogComparison
import Diagnostics
import Foundation
import MigrationPlanning
import PrismaReading
import SQLReading
import SchemaModel
import TestKit
import Testing

/// One thing of a real schema gets another name, or goes while another one comes: what is found of it, and what is found
/// that is not so. A sample, or with `DBPLAN_PROVE=1` two hundred of each.
struct RenameFindingTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  /// How often what was renamed is found, and how often what is found is so.
  private struct Count {
    var tried = 0
    var found = 0
    var wrong = 0

    var recall: Double { tried == 0 ? 1 : Double(found) / Double(tried) }
    var precision: Double { found + wrong == 0 ? 1 : Double(found) / Double(found + wrong) }
  }

  @Test func renamesAreFoundByTheirShape() throws {
    let schemas = try Self.schemas()
    try #require(schemas.count > 2)
    var counts: [RenamedSchema.Kind: Count] = [:]
    var missed: [String] = []
    for number in 0..<(Self.isProof ? 2000 : 70) {
      let schema = schemas[(number / RenamedSchema.Kind.allCases.count) % schemas.count]
      let kind = RenamedSchema.Kind.allCases[number % RenamedSchema.Kind.allCases.count]
      guard let change = RenamedSchema(schema.catalog, kind, seed: UInt64(number)) else { continue }
      let found = Self.found(change, schema.catalog)
      let isThere = change.renamed.map(found.contains) ?? false
      counts[kind, default: Count()].tried += 1
      counts[kind, default: Count()].found += isThere ? 1 : 0
      let wrong = found.subtracting(change.renamed.map { [$0] } ?? [])
      counts[kind, default: Count()].wrong += wrong.count
      if change.renamed != nil, !isThere { missed.append("not found: \(schema.name): \(change.told)") }
      missed += wrong.map { "not so: \(schema.name): \($0), but \(change.told)" }
    }
    print("| renamed | tried | found | false | recall | precision |\n|---|--:|--:|--:|--:|--:|")
    for kind in RenamedSchema.Kind.allCases {
      let count = counts[kind] ?? Count()
      let isNone = kind.rawValue.hasPrefix("(")
      let numbers = [isNone ? nil : count.recall, isNone ? nil : count.precision].map { number in
        number.map { String(format: "%.1f %%", $0 * 100) } ?? "—"
      }
      print("| \(kind.rawValue) | \(count.tried) | \(count.found) | \(count.wrong) | \(numbers[0]) | \(numbers[1]) |")
      if isNone {
        #expect(count.wrong * 10 <= count.tried, "\(kind.rawValue): \(count)")
      } else {
        #expect(count.recall >= kind.recall && count.precision >= 0.95, "\(kind.rawValue): \(count)")
      }
    }
    for line in missed.prefix(Self.isProof ? 60 : 12) { print(line) }
  }

  /// Old and new names of what is called anew or asked about.
  private static func found(_ change: RenamedSchema, _ old: Catalog) -> Set<String> {
    switch change.kind {
    case .table, .column, .value, .otherTable, .otherColumn, .otherValue:
      let likely = LikelyRenames(from: old, to: change.catalog, denied: []).found
      return Set(likely.map { "\($0.oldDisplay) \($0.newDisplay)" })
    case .constraint, .index, .type, .sequence:
      let plan = MigrationPlanner(from: old, to: change.catalog).plan()
      let statements = plan.steps.flatMap(\.up)
      // Whatever is dropped or made anew, or takes more than its one statement, was not found.
      let isPlain = statements.allSatisfy {
        $0.contains(" RENAME ") || $0.hasPrefix("CREATE DOMAIN ") || $0.hasPrefix("DROP DOMAIN ")
      }
      return isPlain && !statements.isEmpty ? change.renamed.map { [$0] } ?? ["a rename"] : []
    }
  }

  /// The shipped schemas, and some of the corpus that load by themselves.
  private static func schemas() throws -> [(name: String, catalog: Catalog)] {
    var schemas: [(name: String, catalog: Catalog)] = []
    let files = ShippedPlans.files.filter { !$0.key.contains("additions") }.sorted { $0.key < $1.key }.map {
      SourceFile(path: $0.key, text: $0.value)
    }
    let plans = Dictionary(grouping: files) { $0.path.split(separator: "/").prefix(2).joined(separator: "/") }
    for (plan, files) in plans.sorted(by: { $0.key < $1.key }) {
      let models = files.filter { $0.path.hasSuffix(".prisma") }
      let scripts = files.filter { $0.path.hasSuffix(".sql") && !$0.path.hasSuffix("baseline.sql") }
      if !models.isEmpty { schemas.append((plan, PrismaReader().read(models).value)) }
      if !scripts.isEmpty { schemas.append((plan, SQLReader().read(scripts).value)) }
    }
    guard let root = CorpusSource.root else { return schemas }
    for path in [
      "sql/pagila/pagila-schema.2022-12.sql", "sql/danbooru/structure.sql", "sql/tbls/postgres.sql",
      "sql/diff-fixtures/migra/everything/b.sql",
    ] {
      guard let text = try? CorpusPairs.text("\(root)/\(path)") else { continue }
      schemas.append((path, SQLReader().read([SourceFile(path: path, text: text)]).value))
    }
    return schemas.filter { $0.catalog.tables.count > 1 }
  }
}
