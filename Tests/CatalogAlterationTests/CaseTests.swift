import CatalogAlteration
import CatalogComparison
import Diagnostics
import Foundation
import PrismaReading
import SQLReading
import SchemaModel
import TestKit
import Testing

/// One folder a case: `old.sql`, `new.sql` and perhaps `renames.txt`, beside the statements that lead from one to the
/// other and back. PostgreSQL goes both ways.
struct CaseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Cases"

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func pair(_ name: String) throws -> CatalogPair {
    let before = try CorpusPairs.text("\(folder)/\(name)/old.sql")
    let old = SQLReader().read([SourceFile(path: "old.sql", text: before)]).value
    let new: Catalog
    if let models = try? CorpusPairs.text("\(folder)/\(name)/new.prisma") {
      let read = PrismaReader().read([SourceFile(path: "new.prisma", text: models)]).value
      new = ExpressibleCatalog.of(read, keeping: old)
    } else {
      let after = try CorpusPairs.text("\(folder)/\(name)/new.sql")
      new = SQLReader().read([SourceFile(path: "new.sql", text: after)]).value
    }
    var pair = CatalogPair(group: "cases", name: name, old: old, new: new)
    let renames = (try? CorpusPairs.text("\(folder)/\(name)/renames.txt")) ?? ""
    pair.renames = renames.split(separator: "\n").map { line in
      let sides = line.components(separatedBy: ": ")
      return (sides[0], sides[1])
    }
    return pair
  }

  @Test func statementsAreAsExpected() throws {
    var files: Set<String> = []
    for name in try Self.names() {
      files.formUnion(
        ["", "/old.sql", "/new.sql", "/new.prisma", "/renames.txt", "/up.sql", "/down.sql"].map { name + $0 })
      let pair = try Self.pair(name)
      let back = pair.renames.map { (old: $0.new, new: $0.old) }
      let ways = [("up", pair.old, pair.new, pair.renames), ("down", pair.new, pair.old, back)]
      for (way, old, new, renames) in ways {
        let alteration = CatalogAlteration(from: old, to: new, renames: CatalogRenames(renames, from: old, to: new))
        #expect(alteration.obstacles.isEmpty, "\(name)")
        let text = alteration.statements.map { "\($0.sql);\n" }.joined()
        if let difference = try CaseFolder().difference(text, from: "\(name)/\(way).sql") {
          Issue.record("\(difference)")
        }
      }
    }
    #expect(try CaseFolder().orphans(except: files).isEmpty)
  }

  @Test(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func everyCaseGoesThereAndBack() async throws {
    let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
    let names = try Self.names().enumerated().filter { isProof || $0.offset % 4 == 1 }.map(\.element)
    try await PairReport.measure(names.map(Self.pair), "Cases")
  }

  @Test func indexesOfTablesInUseAreMadeWhileRowsAreWritten() throws {
    let pair = try Self.pair("constraint-and-index-renamed")
    let statements = CatalogAlteration(from: pair.old, to: pair.new, indexes: .concurrent).statements
    let alone = statements.filter { !$0.isTransactional }.map(\.sql)
    #expect(
      alone == [
        "DROP INDEX CONCURRENTLY IF EXISTS public.i",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS j ON public.orders (note)",
      ])
  }

  /// A block of code may ask for anything, and PostgreSQL keeps nothing of it that could be undone.
  @Test func codeRunsWhenAllElseIsThere() {
    let code = "DO $$ BEGIN PERFORM FROM orders WHERE note = 'x'; END $$"
    let old = SQLReader().read([SourceFile(path: "old.sql", text: "CREATE TABLE orders (id int);")]).value
    let new = SQLReader().read(
      [SourceFile(path: "new.sql", text: "CREATE TABLE orders (id int, note text);\n\(code);")]
    ).value
    let statements = CatalogAlteration(from: old, to: new).statements.map(\.sql)
    #expect(statements.count == 2 && statements.last == code, "\(statements)")
    #expect(CatalogAlteration(from: new, to: old).obstacles.count == 1)
  }
}
