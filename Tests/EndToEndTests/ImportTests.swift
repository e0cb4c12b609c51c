import Foundation
import TestKit
import Testing
import Workspace

/// `import:` runs a program's own modules. What SQLAlchemy makes of them is held by the products of `make prove`; the way
/// there is tried with a module that stands in for it.
struct ImportTests {
  private static let standIn = """
    class MetaData:
        tables = {}
        def create_all(self, engine, checkfirst):
            for text in ("CREATE TABLE a (id SERIAL NOT NULL, PRIMARY KEY (id))", "CREATE INDEX i ON a (id)"):
                engine.send(text)

    class Engine:
        class dialect: pass
        def __init__(self, send): self.send = send

    def create_mock_engine(url, send, paramstyle):
        return Engine(send)
    """
  private static let schema = """
    class AddConstraint: pass
    class CreateIndex: pass
    """

  private func withProgram(_ models: String, _ body: (BuiltProgram, String) async throws -> Void) async throws {
    let dbplan = try BuiltProgram()
    try await withTemporaryFolder { folder in
      try write(Self.standIn, to: "\(folder)/sqlalchemy/__init__.py")
      try write(Self.schema, to: "\(folder)/sqlalchemy/schema.py")
      try write(models, to: "\(folder)/app/models.py")
      try await body(dbplan, folder)
    }
  }

  @Test func modelsAreImportedWhenItIsAskedFor() async throws {
    try await withProgram("from sqlalchemy import MetaData\nclass Base: metadata = MetaData()\nprint('noise')\n") {
      dbplan, folder in
      let result = try await dbplan("inspect", "--import", "app.models:Base", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      #expect(result.output.contains("CREATE TABLE public.a ("))
      #expect(result.output.contains("CREATE INDEX i ON public.a"))
      #expect(!result.output.contains("noise"))
      try write("schema: import:app.models:Base\n", to: "\(folder)/dbplan.yml")
      let plan = try await dbplan("generate", in: folder)
      #expect(plan.status == 0, "\(plan.errorOutput)")
    }
  }

  @Test func aModuleThatFailsIsInvalidInput() async throws {
    try await withProgram("import sys\nsys.exit('no settings')\n") { dbplan, folder in
      let result = try await dbplan("inspect", "--import", "app.models:Base", in: folder)
      #expect(result.status == 2)
      #expect(result.errorOutput.contains("SystemExit: no settings"), "\(result.errorOutput)")
    }
  }

  @Test func aMissingInterpreterIsNoFaultOfTheInput() async throws {
    try await withProgram("") { dbplan, folder in
      let result = try await dbplan("inspect", "--import", "app.models:Base", "--python", "./none", in: folder)
      #expect(result.status == 3)
    }
  }

  @Test(.enabled(if: !SQLAlchemyProducts.made().isEmpty, "no .prove/sqlalchemy: run .ci/sqlalchemy-products"))
  func productsGiveTheSameSchemaAsTheirDDL() async throws {
    let dbplan = try BuiltProgram()
    for metadata in SQLAlchemyProducts.made() where metadata.product != "superset" {
      let imports = metadata.targets.flatMap { ["--import", $0] }
      let direct = try await dbplan.run(["inspect", metadata.ddlPath])
      let imported = try await dbplan.run(["inspect", "--python", metadata.pythonPath] + imports)
      #expect(imported.output == direct.output, "\(metadata.file)")
      #expect(imported.status == direct.status, "\(metadata.file)")
    }
  }
}
