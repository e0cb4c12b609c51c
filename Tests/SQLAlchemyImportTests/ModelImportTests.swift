import Diagnostics
import SQLAlchemyImport
import SchemaModel
import Testing
import Workspace

struct ModelImportTests {
  @Test func targetsKeepTheirOrder() {
    let request = ModelImport(Located("import:app.models, app.db:Base"))
    #expect(request.targets == ["app.models", "app.db:Base"])
    #expect(request.problem == nil)
    #expect(request.arguments.suffix(2) == ["app.models", "app.db:Base"])
  }

  @Test(arguments: [
    "import:", "import:app", "import:app:", "import::Base", "import:app:Base:more", "import:app models:Base",
    "import:../app:Base", "import:app..db:Base", "import:-c:Base", "import:app:1x",
  ])
  func whatNamesNoMetadataIsToldBeforeAnythingRuns(source: String) {
    #expect(ModelImport(Located(source)).problem?.code == "import-target")
  }

  @Test func theDDLIsReadAsSQLAlchemys() {
    let source = "import:app:Base"
    let reading = ModelImport(Located(source)).read("CREATE TABLE a (id SERIAL NOT NULL, PRIMARY KEY (id));\n")
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.value.catalog.tables[ObjectName("a", schema: "public")]?.primaryKey?.name == "a_pkey")
    #expect(reading.value.catalog.origin.language == .sqlalchemy)
    #expect(reading.value.file.path == source)
  }

  @Test func theReasonIsPythonsLastLine() {
    let said = "Traceback (most recent call last):\n  File \"x\"\nModuleNotFoundError: No module named 'app'\n\n"
    let problem = ModelImport(Located("import:app:Base")).failure(said, interpreter: "python3")
    #expect(problem.message == "import:app:Base can not be imported: ModuleNotFoundError: No module named 'app'")
    #expect(problem.fix?.contains("--python") == true)
  }

  /// The program compiles in the interpreter that is here, and names the exception of a module in its last line.
  @Test func theProgramSaysWhyAModuleFailed() async throws {
    let request = ModelImport(Located("import:nowhere_at_all:Base"))
    let result = try await ProcessRunner().run(.python3, request.arguments)
    #expect(result.status == 1)
    #expect(
      request.failure(result.errorOutput, interpreter: "python3").message.hasSuffix(
        "ModuleNotFoundError: No module named 'nowhere_at_all'"))
  }
}
