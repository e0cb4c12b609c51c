import CatalogComparison
import Diagnostics
import Foundation
import PrismaReading
import SQLReading
import SchemaModel
import SchemaReconciliation
import Testing

/// A folder with two sources of one schema (`schema.prisma`, `schema.sql`, `database.sql`: what a live database says) and
/// `expected.txt`: what they disagree about. A folder named `...-clean` expects nothing.
struct CaseTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
  private static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()
  }

  private static func text(_ name: String, of folder: String) -> String? {
    try? String(contentsOf: root.appending(path: folder).appending(path: name), encoding: .utf8)
  }

  private static func sources(of folder: String) throws -> [Catalog] {
    var sources: [Catalog] = []
    for name in ["schema.prisma", "schema.sql", "database.sql"] {
      guard let text = text(name, of: folder) else { continue }
      let file = SourceFile(path: name, text: text)
      let reading = name.hasSuffix("prisma") ? PrismaReader().read([file]) : SQLReader().read([file])
      let problems = DiagnosticFormatter(usesColor: false).format(reading.diagnostics)
      #expect(problems == "")
      var catalog = reading.value
      if name == "database.sql" { catalog.origin.language = .database }
      sources.append(catalog)
    }
    try #require(sources.count == 2, "\(folder) has two sources")
    return sources
  }

  @Test(arguments: names)
  func saysWhatIsExpected(folder: String) throws {
    let sources = try Self.sources(of: folder)
    let reconciliation = SchemaReconciliation(sources)
    let text = reconciliation.disagreements.map { disagreement in
      "\(disagreement.message)\n  \(disagreement.evidence)\n  \(disagreement.fix)\n"
    }.joined()
    let expected = Self.root.appending(path: folder).appending(path: "expected.txt")
    if Self.isUpdating { try text.write(to: expected, atomically: true, encoding: .utf8) }
    #expect(text == Self.text("expected.txt", of: folder))
    #expect(!Self.isUpdating, "expectations were rewritten")
    #expect(reconciliation.disagreements.isEmpty == folder.hasSuffix("-clean"))
    // Both positions, one in each source.
    for disagreement in reconciliation.disagreements {
      let paths = Set([disagreement.first.span?.path, disagreement.second.span?.path].compactMap(\.self))
      #expect(paths == Set(sources.flatMap(\.origin.files)), "\(disagreement.message)")
      #expect(disagreement.diagnostic.span != nil && disagreement.diagnostic.related.first?.span != nil)
    }
  }

  /// The order in which the sources are named makes no difference.
  @Test(arguments: names)
  func theOrderOfSourcesDoesNotCount(folder: String) throws {
    let sources = try Self.sources(of: folder)
    let (there, back) = (SchemaReconciliation(sources), SchemaReconciliation(sources.reversed()))
    #expect(there.disagreements == back.disagreements)
    #expect(there.catalog == back.catalog)
  }

  @Test(arguments: names)
  func aSourceAgreesWithItself(folder: String) throws {
    for source in try Self.sources(of: folder) {
      var other = source
      other.origin.language = source.origin.language == .sql ? .database : .sql
      guard source.origin.language != .prisma else { continue }
      #expect(SchemaReconciliation([source, other]).disagreements == [])
    }
  }

  @Test
  func theTenKindsAreFound() throws {
    let reconciliation = SchemaReconciliation(try Self.sources(of: "prisma-and-sql"))
    let found = Set(
      reconciliation.disagreements.map { disagreement in
        let property =
          disagreement.details.first?.property ?? (disagreement.first.hasObject ? "first only" : "second only")
        return "\(disagreement.kind.rawValue): \(property)"
      })
    let planted: Set = [
      "table: first only", "table: second only", "column: first only", "column: second only", "column: type",
      "column: default", "column: nullability", "index: columns", "index: second only", "foreign key: on delete",
      "enum: second only", "foreign key: first only", "index: name",
    ]
    #expect(found == planted)
  }

  /// The database's facts, the ORM's names.
  @Test
  func theCatalogHasBoth() throws {
    let catalog = SchemaReconciliation(try Self.sources(of: "prisma-and-sql")).catalog
    let orders = try #require(catalog.tables[ObjectName("orders")])
    #expect(orders.model?.name == "Order")
    #expect(orders.columns["total"]?.type.display == "bigint")
    #expect(orders.columns["total"]?.field?.name == "total")
    #expect(orders.columns["customer_id"]?.field?.name == "customerId")
    #expect(orders.checks.map(\.name) == ["orders_total_positive"])
    #expect(orders.foreignKeys.first?.relation?.field == "customer")
    // What agrees stands where it is declared, what does not where it is true.
    #expect(orders.columns["customer_id"]?.span?.path == "schema.prisma")
    #expect(orders.columns["total"]?.span?.path == "schema.sql")
    // What only one has is kept.
    #expect(catalog.tables.contains(ObjectName("drafts")) && catalog.tables.contains(ObjectName("legacy")))
    #expect(orders.columns.contains("note"))
    #expect(catalog.origin.language == .prisma)
    #expect(catalog.origin.files == ["schema.sql", "schema.prisma"])
  }
}
