import Diagnostics
import PrismaReading
import SchemaModel
import Testing

@Suite struct CorpusTests {
  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func realSchemasReadWithoutErrors() {
    let folders = ["prisma", "prisma-validation/schemas", "prisma-validation/dmmf"]
    let files = folders.flatMap { Corpus.files(below: $0, ending: ".prisma") }
    var read = 0
    var others = 0
    for file in files {
      let reading = PrismaReader().read([file])
      if reading.diagnostics.contains(where: { $0.code == "other-database" }) {
        others += 1
        continue
      }
      let errors = reading.diagnostics.filter { $0.severity == .error }
      if errors.isEmpty { read += 1 }
      #expect(errors.isEmpty, "\(DiagnosticFormatter(usesColor: false).format(errors))")
    }
    print("Prisma schemas of the corpus: \(read) of \(files.count) read, \(others) of another database refused")
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func severalFilesAreOneSchema() {
    let reading = PrismaReader().read(Corpus.files(below: "projects/zoonk", ending: ".prisma"))
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(DiagnosticFormatter(usesColor: false).format(errors))")
    #expect(reading.value.tables.count > 20)
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func noFileOfTheCorpusCrashesTheReader() {
    let files = Corpus.files(below: "", ending: ".prisma") + Corpus.files(below: "sql", ending: ".sql")
    for file in files {
      let reading = PrismaReader().read([file])
      // Whatever is no Prisma schema is said to be none.
      #expect(!file.path.hasSuffix(".sql") || reading.hasErrors || file.text.isEmpty || reading.value.tables.isEmpty)
    }
    #expect(files.count > 400)
  }
}
