import CatalogComparison
import Diagnostics
import PrismaReading
import SchemaModel
import Testing

/// Prisma's formatter fixtures: a schema means the same before and after formatting.
@Suite struct PairTests {
  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func formattingChangesNothing() {
    let folders = ["reformatter", "newer/reformatter"]
    let files = folders.flatMap { Corpus.files(below: "prisma-validation/\($0)", ending: ".prisma") }
    let formatted = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var compared = 0
    for file in files where !file.path.hasSuffix(".reformatted.prisma") {
      guard let other = formatted[String(file.path.dropLast(".prisma".count)) + ".reformatted.prisma"] else { continue }
      let (before, after) = (PrismaReader().read([file]), PrismaReader().read([other]))
      // The formatter adds what is missing; only what needs nothing is the same.
      guard !before.hasErrors else { continue }
      #expect(!after.hasErrors, "\(other.path): \(after.diagnostics.map(\.message))")
      let changes = CatalogDifference(from: before.value, to: after.value, depth: .everything).changes
      #expect(changes.isEmpty, "\(file.path): \(changes.map(\.display))")
      compared += 1
    }
    print("formatter fixtures: \(compared) schemas the same before and after")
    #expect(compared >= 3)
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func newerSyntaxIsAccepted() {
    let files = Corpus.files(below: "prisma-validation/newer", ending: ".prisma")
    for file in files {
      let reading = PrismaReader().read([file])
      // What is only formatted need not be valid: several of these indexes go by one name.
      let errors = reading.diagnostics.filter { $0.severity == .error && $0.code != "prisma-constraint-name" }
      #expect(errors.isEmpty, "\(file.path): \(errors.map(\.message))")
      let text = file.text
      let predicates = reading.value.tables.flatMap(\.indexes).count { $0.predicate != nil }
      #expect(predicates == text.split(separator: "where:").count - 1, "\(file.path)")
    }
    #expect(files.count >= 5)
  }
}
