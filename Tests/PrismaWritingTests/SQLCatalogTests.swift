import Diagnostics
import Foundation
import PrismaReading
import PrismaWriting
import SchemaModel
import Testing

/// Catalogs as a reader of SQL makes them: no models, no fields.
@Suite struct SQLCatalogTests {
  private func written(_ catalog: Catalog, options: PrismaWriter.Options = .init(), groups: [PrismaGroup] = [])
    -> PrismaText
  {
    let text = PrismaWriter(options: options).schema(of: catalog, groups: groups)
    let reading = PrismaReader().read([SourceFile(path: "written.prisma", text: text.text)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(text.text)\n\(DiagnosticFormatter(usesColor: false).format(errors))")
    return text
  }

  @Test func modelsAreNamedAndRelated() throws {
    try expectCase("shop.prisma", written(Samples.shop).text)
  }

  @Test func whatPrismaCanNotSayIsListed() {
    let text = written(Samples.shop)
    let said = text.notExpressible.map { "\($0.object?.display ?? "-"): \($0.what)" }
    #expect(
      said.sorted() == [
        "-: domain zip_code",
        "-: extension citext",
        "-: sequence orders_id_seq is not declared: Prisma makes it for orders.id",
        "order_items: CONSTRAINT quantity_positive CHECK (quantity > 0)",
        "order_items: total GENERATED ALWAYS AS (quantity * price) STORED",
        "users: CREATE INDEX users_lower ON users ((lower(email)))",
        "users: CREATE UNIQUE INDEX users_email_active ON users (email) WHERE deleted_at IS NULL",
        "users: unique constraint users_email_unique of users: it is a unique index",
        "users: zip is of domain zip_code",
      ])
    for remark in text.notExpressible { #expect(text.text.contains("// Not in Prisma: \(remark.what)")) }
  }

  @Test func groupsAreHeadings() {
    let groups = [PrismaGroup("people", tables: [ObjectName("users")])]
    let text = written(Samples.shop, groups: groups).text
    let lines = text.split(separator: "\n")
    let positions = ["// people", "model User {", "model Order {"].map { lines.firstIndex(of: Substring($0)) ?? -1 }
    #expect(positions[0] > 0)
    #expect(positions == positions.sorted())
  }

  @Test func majorSixHasAURL() {
    var options = PrismaWriter.Options()
    options.prismaMajor = 6
    let text = written(Samples.shop, options: options).text
    #expect(text.contains("url      = env(\"DATABASE_URL\")"))
    #expect(!written(Samples.shop).text.contains("url "))
  }

  /// Compares with a file in `Cases`; `DBPLAN_UPDATE_CASES=1` rewrites it, and the run still fails.
  private func expectCase(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases/\(name)")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] == "1", text != expected {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    #expect(text == expected, "\(name) differs")
  }
}
