import Diagnostics
import Foundation
import SQLAlchemyWriting
import SQLReading
import SchemaModel
import TestKit
import Testing
import Workspace

@Suite struct ModelsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases").path

  private func catalog(of name: String) throws -> Catalog {
    let text = try String(contentsOfFile: "\(Self.folder)/\(name).sql", encoding: .utf8)
    let reading = SQLReader().read([SourceFile(path: "\(name).sql", text: text)])
    #expect(!reading.hasErrors, "\(DiagnosticFormatter(usesColor: false).format(reading.diagnostics))")
    return reading.value
  }

  @Test(arguments: ["shop", "names", "beyond"])
  func modelsAreAsExpected(of name: String) async throws {
    let written = SQLAlchemyWriter().models(of: try catalog(of: name))
    #expect(try CaseFolder().difference(written.text, from: "\(name).py") == nil)
    try await expectPython(written.text)
  }

  @Test func whatIsNotSaidIsListed() throws {
    let written = SQLAlchemyWriter().models(of: try catalog(of: "beyond"))
    for remark in written.notExpressible { #expect(written.text.contains("# Not in SQLAlchemy: \(remark.what)")) }
    #expect(
      Set(written.notExpressible.map(\.kind)) == [
        "check", "comment", "domain", "extension", "function", "grant", "partition", "policy", "role", "row security",
        "sequence", "storage", "trigger", "view",
      ])
  }

  /// Whatever a database holds and however it is named, what is written is Python.
  @Test func hostileNamesGivePython() async throws {
    let names = [
      "users", "User", "order-items", "1st", "_hidden", "__dunder", "a\"b", "a\\b", "x|y", "<script>", "two\nlines",
      "😀", "שלום", "class", "None", "metadata", "registry", "sa", "Base", "Mapped", "uuid", "list", "a b c", "#", "ß",
      "\u{202E}", "nul\u{0}", "ﬁ", "'''", "\"\"\"", "self", "%s", ":name", "\\:x", "status_type",
    ]
    for round in 0..<12 {
      var catalog = Catalog()
      for (number, name) in names.enumerated() {
        var table = Table(ObjectName(name, schema: number % 3 == 0 ? "app" : "public"))
        for offset in 0..<6 {
          var column = Column(names[(number * 7 + offset * (round + 1)) % names.count], ColumnType("int4"))
          column.comment = names[(number + offset) % names.count]
          column.defaultExpression = SQLExpression(names[(number + round) % names.count])
          table.columns.append(column)
        }
        table.comment = name
        if round % 2 == 0 { table.primaryKey = KeyConstraint("pk", columns: [table.columns[0].name]) }
        table.checks = [CheckConstraint(name, SQLExpression("\(name) :x \n > 0"))]
        table.foreignKeys = [
          ForeignKey(
            name, columns: [table.columns[1].name], references: catalog.tables.first?.name ?? table.name, ["x"])
        ]
        catalog.tables.append(table)
      }
      catalog.enums.append(EnumType(ObjectName("Base"), values: names.map { .init($0) }))
      try await expectPython(SQLAlchemyWriter().models(of: catalog).text)
    }
  }

  /// Python's own parser takes it, and within a class no attribute is there twice.
  private func expectPython(_ text: String) async throws {
    let check = """
      import ast, sys
      tree = ast.parse(sys.stdin.buffer.read().decode())
      for scope in [tree] + [node for node in tree.body if isinstance(node, ast.ClassDef)]:
          names = []
          for node in scope.body:
              if isinstance(node, ast.ClassDef):
                  names.append(node.name)
              elif isinstance(node, ast.AnnAssign):
                  names.append(node.target.id)
              elif isinstance(node, ast.Assign):
                  names += [target.id for target in node.targets]
          twice = {name for name in names if names.count(name) > 1}
          assert not twice, f"{getattr(scope, 'name', 'module')}: {twice}"
      """
    let result = try await ProcessRunner().run(.python3, ["-c", check], input: text)
    #expect(result.isSuccess, "\(result.errorOutput)\n\(text)")
  }
}
