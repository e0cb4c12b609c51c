import Diagnostics
import Foundation
import PrismaReading
import PrismaWriting
import SQLReading
import SchemaModel
import TestKit
import Testing

/// What the writer lists as lost is lost, and nothing else is.
@Suite struct RemarkTests {
  private static func source() throws -> Catalog {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases/beyond/source.sql")
    let reading = SQLReader().read([
      SourceFile(path: "source.sql", text: try String(contentsOf: file, encoding: .utf8))
    ])
    #expect(!reading.hasErrors, "\(DiagnosticFormatter(usesColor: false).format(reading.diagnostics))")
    return reading.value
  }

  private static func readAgain(_ text: PrismaText) -> Catalog {
    let reading = PrismaReader().read([SourceFile(path: "written.prisma", text: text.text)])
    #expect(!reading.hasErrors, "\(DiagnosticFormatter(usesColor: false).format(reading.diagnostics))")
    return reading.value
  }

  @Test func whatIsBeyondPrismaIsListed() throws {
    let catalog = try Self.source()
    let written = PrismaWriter().schema(of: catalog)
    #expect(try CaseFolder().difference(written.text, from: "beyond/expected.prisma") == nil)
    let differences = RemarkedDifferences(
      catalog, Self.readAgain(written), remarks: written.notExpressible, isWhole: true)
    #expect(differences.unremarked == [])
    #expect(differences.untrue == [])
  }

  /// Each remark alone: without it something is lost silently.
  @Test func everyRemarkIsNeeded() throws {
    let catalog = try Self.source()
    let written = PrismaWriter().schema(of: catalog)
    let again = Self.readAgain(written)
    for (number, remark) in written.notExpressible.enumerated() where remark.kind != "other object" {
      var rest = written.notExpressible
      rest.remove(at: number)
      let differences = RemarkedDifferences(catalog, again, remarks: rest, isWhole: true)
      #expect(!differences.unremarked.isEmpty, "\(remark.what)")
    }
  }

  @Test func aRemarkWithoutALossIsNotTrue() throws {
    let catalog = try Self.source()
    let written = PrismaWriter().schema(of: catalog)
    let place = CatalogPath.table(ObjectName("parts", schema: "app")).property("primaryKey")
    let wrong = ModelRemark("key", "the key", at: [place], span: nil)
    let differences = RemarkedDifferences(
      catalog, Self.readAgain(written), remarks: written.notExpressible + [wrong], isWhole: true)
    #expect(differences.untrue.count == 1)
  }
}
