import Diagnostics
import PrismaReading
import PrismaWriting
import SchemaModel
import Testing

@Suite struct RoundTripTests {
  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func everySchemaOfTheCorpusComesBack() {
    let folders = ["prisma", "prisma-validation/schemas", "prisma-validation/dmmf", "prisma-validation/validation"]
    var sources = folders.flatMap { Corpus.files(below: $0, ending: ".prisma") }.map { [$0] }
    sources.append(Corpus.files(below: "projects/zoonk", ending: ".prisma"))
    var equal = 0
    var total = 0
    for source in sources {
      let first = PrismaReader().read(source)
      guard !first.hasErrors else { continue }
      total += 1
      if comesBack(first.value, from: source[0].path) { equal += 1 }
    }
    print("Prisma schemas read, written and read again: \(equal) of \(total) equal")
    #expect(total > 100)
  }

  private func comesBack(_ catalog: Catalog, from path: String) -> Bool {
    let written = PrismaWriter().schema(of: catalog)
    let second = PrismaReader().read([SourceFile(path: "written.prisma", text: written.text)])
    let errors = second.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(path)\n\(DiagnosticFormatter(usesColor: false).format(errors))")
    #expect(written.notExpressible.isEmpty, "\(path): \(written.notExpressible)")
    let (left, right) = (catalog.withoutSpans, second.value.withoutSpans)
    #expect(left.tables.names == right.tables.names, "\(path)")
    for (a, b) in zip(left.tables, right.tables) where a != b {
      Issue.record("\(path): table \(a.name.display)\n\(Self.difference(a, b))")
    }
    #expect(left.enums == right.enums, "\(path)")
    #expect(left.views == right.views, "\(path)")
    #expect(left.sequences == right.sequences, "\(path)")
    #expect(left == right, "\(path)")
    let again = PrismaWriter().schema(of: second.value)
    #expect(again.text == written.text, "\(path)")
    return left == right
  }

  private static func difference(_ left: Table, _ right: Table) -> String {
    var lines: [String] = []
    for (a, b) in zip(left.columns, right.columns) where a != b { lines.append("\(a)\n\(b)") }
    for (a, b) in zip(left.indexes, right.indexes) where a != b { lines.append("\(a)\n\(b)") }
    for (a, b) in zip(left.foreignKeys, right.foreignKeys) where a != b { lines.append("\(a)\n\(b)") }
    if left.model != right.model {
      lines.append("\(String(describing: left.model))\n\(String(describing: right.model))")
    }
    if left.comment != right.comment { lines.append("\(left.comment ?? "-") / \(right.comment ?? "-")") }
    return lines.joined(separator: "\n")
  }
}
