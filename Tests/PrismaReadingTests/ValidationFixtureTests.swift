import Diagnostics
import PrismaReading
import SchemaModel
import Testing

/// Prisma's own validator fixtures: what it accepts and refuses, how often, and where it points.
@Suite struct ValidationFixtureTests {
  /// The fixtures are those of Prisma 6, which stops after the first kind of problem.
  private static let asPrisma6 = PrismaReader(requiresURL: true, stopsAsPrismaDoes: true)

  private static func fixtures(_ providers: [String]) -> [ValidationFixture] {
    Corpus.files(below: "prisma-validation/validation", ending: ".prisma").map(ValidationFixture.init).filter {
      fixture in
      providers.contains { fixture.schema.contains("\"\($0)\"") }
    }
  }

  private static func read(_ fixture: ValidationFixture, _ reader: PrismaReader) -> [Diagnostic] {
    reader.read([SourceFile(path: "schema.prisma", text: fixture.schema)]).diagnostics
  }

  @Test(
    .enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"),
    arguments: [["postgresql", "postgres"], ["cockroachdb"]])
  func agreesWithPrisma(providers: [String]) {
    var table = ["valid": [0, 0], "valid with warnings": [0, 0], "invalid": [0, 0]]
    for fixture in Self.fixtures(providers) {
      let found = Self.read(fixture, Self.asPrisma6)
      let remarks = fixture.remarks(of: found)
      let hasErrors = fixture.expected.contains { $0.severity == .error }
      let kind = hasErrors ? "invalid" : fixture.expected.isEmpty ? "valid" : "valid with warnings"
      let agrees = fixture.agrees(with: remarks)
      table[kind]?[agrees ? 0 : 1] += 1
      let wanted = fixture.expected.map(\.display).joined(separator: "\n    ")
      let said = zip(remarks.map(\.display), found.filter { $0.severity != .note }.map(\.message)).map {
        "\($0): \($1)"
      }
      #expect(
        agrees, "\(fixture.path)\n  Prisma:\n    \(wanted)\n  here:\n    \(said.joined(separator: "\n    "))")
    }
    print("validator fixtures for \(providers[0]): agree, differ")
    for (kind, counts) in table.sorted(by: { $0.key < $1.key }) { print("  \(kind): \(counts[0]), \(counts[1])") }
    #expect(table.values.reduce(0) { $0 + $1[0] + $1[1] } >= (providers.count == 2 ? 78 : 1))
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func nothingIsMissingWhereAllIsShown() {
    for fixture in Self.fixtures(["postgresql", "postgres"]) {
      let found = fixture.remarks(of: Self.read(fixture, PrismaReader(requiresURL: true)))
      for remark in fixture.expected {
        #expect(found.contains { ValidationFixture.isSame($0, as: remark) }, "\(fixture.path) \(remark.display)")
      }
    }
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func everyFileOfPrismaIsAnswered() {
    let files = Corpus.files(below: "prisma-validation", ending: "")
    var refused = 0
    for file in files {
      let reading = PrismaReader().read([file])
      for diagnostic in reading.diagnostics { #expect(diagnostic.span != nil, "\(file.path): \(diagnostic.message)") }
      if reading.diagnostics.contains(where: { $0.code == "other-database" }) {
        refused += 1
        #expect(reading.value.tables.isEmpty)
      }
    }
    print("files of Prisma's test suites: \(files.count) answered, \(refused) of them refused as another database's")
    #expect(files.count > 500)
    #expect(refused > 100)
  }
}
