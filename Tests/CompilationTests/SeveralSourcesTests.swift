import Checks
import Compilation
import Diagnostics
import SchemaModel
import Testing

/// A schema in two languages is one schema, and what the two disagree about is told once.
struct SeveralSourcesTests {
  private static let prisma = """
    datasource db {
      provider = "postgresql"
    }
    model Note {
      id   Int    @id
      text String
    }
    """
  private static let sql = """
    CREATE TABLE "Note" (id integer NOT NULL, text varchar(80) NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY (id));
    CREATE TABLE entries (id bigint PRIMARY KEY);
    """

  private func tree(_ more: [String: String] = [:]) -> SourceTree {
    let files = ["schema.prisma": Self.prisma, "db.sql": Self.sql].merging(more) { $1 }
    return SourceTree(files: files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) })
  }

  private func compiled(_ plan: String, _ more: [String: String] = [:]) -> Reading<CompiledPlan> {
    PlanCompiler(tree: tree(more.merging(["plan.yml": plan]) { $1 }), project: nil)
      .compile(path: "plan.yml", name: "notes", date: nil)
  }

  @Test func disagreementsAreFindingsWithBothPlaces() {
    let reading = compiled("plan: Notes\nschema: [schema.prisma, db.sql]\n")
    #expect(reading.diagnostics.isEmpty)
    let found = reading.value.findings.filter { $0.code == "sources-disagree" }
    #expect(
      found.map(\.fingerprint).sorted() == ["sources-disagree/public.Note/text", "sources-disagree/public.entries"])
    for finding in found {
      #expect(Set([finding.span?.path, finding.related?.path]) == ["schema.prisma", "db.sql"])
    }
    #expect(reading.value.catalog.tables.map(\.name.name).sorted() == ["Note", "entries"])
    #expect(reading.value.schemaFiles.map(\.path).sorted() == ["db.sql", "schema.prisma"])
  }

  /// No finding is shown beside an error, so that what explains the error is told as a diagnostic.
  @Test func anUnknownNameIsExplained() {
    let reading = compiled("plan: Notes\nschema: [schema.prisma, db.sql]\nvolumes: { nothing: { rows: 5 } }\n")
    #expect(reading.hasErrors)
    let told = reading.diagnostics.filter { $0.code == "sources-disagree" }
    #expect(told.count == 2)
    #expect(told.allSatisfy { $0.related.count == 1 && $0.sourceLine != nil })
  }

  @Test func whatAnOverlayPlansIsNoDisagreement() {
    let overlay = "model Note {\n  pinned Boolean @default(false)\n}\n"
    let reading = compiled(
      "plan: Notes\nschema: [schema.prisma, db.sql]\nadds: more.prisma\n", ["more.prisma": overlay])
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.value.findings.count { $0.code == "sources-disagree" } == 2)
    #expect(reading.value.catalog.tables.first { $0.name.name == "Note" }?.columns.contains("pinned") == true)
  }

  @Test func aSourceThatIsNotUnderstoodIsNotCompared() {
    let reading = SchemaSource(tree: tree(["db.sql": "CREATE TABLE broken (;"])).read([
      Located("schema.prisma"), Located("db.sql"),
    ])
    #expect(reading.hasErrors && reading.value.disagreements.isEmpty)
  }
}
