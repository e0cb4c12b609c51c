import CatalogComparison
import Diagnostics
import PrismaReading
import PrismaWriting
import SQLReading
import SchemaModel
import Testing

/// Prisma's introspection fixtures: our Prisma text of the SQL says the same as Prisma's.
@Suite struct IntrospectionTests {
  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func ourSchemaSaysTheSame() throws {
    let folders = ["introspection/postgres", "newer/introspection/postgres"]
    let files = folders.flatMap { Corpus.files(below: "prisma-validation/\($0)", ending: ".sql") }
    var equal = 0
    for file in files {
      let start = try #require(file.text.firstRange(of: "/*\ngenerator"), "\(file.path)")
      let end = try #require(file.text[start.upperBound...].firstRange(of: "*/"))
      let expected = Self.catalog("generator" + file.text[start.upperBound..<end.lowerBound], file.path)
      let source = SQLReader().read([SourceFile(path: file.path, text: String(file.text[..<start.lowerBound]))])
      #expect(!source.hasErrors, "\(file.path)")
      let written = PrismaWriter().schema(of: source.value).text
      let changes = CatalogDifference(from: expected, to: Self.catalog(written, file.path)).changes.map(\.display)
      if changes.isEmpty { equal += 1 }
      #expect(changes.isEmpty, "\(file.path): \(changes)\n\(written)")
    }
    print("introspection pairs: \(equal) of \(files.count) equal")
    #expect(files.count >= 9)
  }

  private static func catalog(_ text: String, _ path: String) -> Catalog {
    let reading = PrismaReader(joinTableKey: .uniqueIndex).read([SourceFile(path: "schema.prisma", text: text)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(path)\n\(DiagnosticFormatter(usesColor: false).format(errors))\n\(text)")
    return reading.value
  }
}
