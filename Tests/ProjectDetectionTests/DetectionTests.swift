import Compilation
import Diagnostics
import ProjectDetection
import Testing

/// What is found in trees of a few files; whole projects are in the end-to-end tests.
struct DetectionTests {
  private func detect(_ files: [String: String]) -> ProjectDetection {
    ProjectDetection(
      SourceTree(files: files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }))
  }

  private static let schema = "datasource db {\n  provider = \"postgresql\"\n}\nmodel A {\n  id Int @id\n}\n"

  @Test(
    arguments: [
      ("6.2.1", "6.2.1"), ("^6.2.1", "6"), ("~6.2.1", "6.2"), ("6", "6"), ("6.x", "6"), ("latest", nil),
      ("workspace:*", nil),
      (">=5", nil), ("", nil), ("^7.0.0-dev.1", "7"),
    ] as [(String, String?)])
  func versionsAreNotInvented(requirement: String, version: String?) {
    let detection = detect([
      "package.json": "{\"devDependencies\": {\"prisma\": \"\(requirement)\"}}", "prisma/schema.prisma": Self.schema,
    ])
    #expect(detection.candidates.first?.version?.value == version)
  }

  @Test(arguments: [
    ("requirements.txt", "sqlalchemy==2.0\n", true), ("requirements.txt", "# sqlalchemy==2.0\n", false),
    ("requirements.txt", "-e git+https://x/sqlalchemy\n", false), ("requirements.txt", "flask # sqlalchemy\n", false),
    ("requirements-dev.txt", "SQLAlchemy [asyncio] >= 2\n", true), ("requirements/base.txt", "sqlmodel", true),
    ("pyproject.toml", "[project]\ndependencies = [\"sqlalchemy\"]\n", true),
    ("pyproject.toml", "[project]\nname = \"sqlalchemy\"\n", false),
    ("pyproject.toml", "[tool.poetry.dependencies]\nsqlalchemy = {version = \"^2\", extras = [\"x\"]}\n", true),
    ("pyproject.toml", "[tool.poetry.group.db.dependencies]\nSQLAlchemy = \"^2\"\n", true),
    ("pyproject.toml", "[dependency-groups]\ndb = [\"sqlalchemy\"]\n", true),
    ("pyproject.toml", "[project.optional-dependencies]\ndb = [\"flask_sqlalchemy\"]\n", true),
    ("setup.cfg", "[options]\ninstall_requires =\n  sqlalchemy\n", true),
    ("setup.cfg", "[metadata]\nkeywords =\n  sqlalchemy\n", false),
    ("Pipfile", "[packages]\nsqlalchemy = \"*\"\n", true),
    ("README.txt", "sqlalchemy\n", false), ("examples/requirements.txt", "sqlalchemy\n", false),
  ])
  func dependenciesOfPython(path: String, text: String, isFound: Bool) {
    let detection = detect([path: text, "app/models.py": "class A(Base):\n    __tablename__ = 'a'\n"])
    #expect(detection.candidates.map(\.tool) == (isFound ? [.sqlalchemy] : []))
    if isFound {
      #expect(detection.candidates.first?.sources == [["app/models.py"]])
      #expect(detection.candidates.first?.evidence.first?.span.path == path)
    }
  }

  @Test(arguments: [
    "{", "[]", "{\"dependencies\": []}", "\u{0}", "{\"prisma\": 5}",
  ])
  func anyManifestIsRead(text: String) { #expect(detect(["package.json": text]).candidates.isEmpty) }

  @Test func otherDatabasesAreSaid() {
    let detection = detect(["schema.prisma": Self.schema.replacing("postgresql", with: "mysql")])
    #expect(detection.candidates.map(\.sources) == [[]])
    #expect(detection.candidates.first?.remark?.contains("mysql") == true)
  }

  @Test func positionsAreThoseOfTheLine() {
    let detection = detect([
      "package.json": "{\n  \"devDependencies\": {\n    \"prisma\": \"6.2.1\"\n  }\n}\n",
      "prisma/schema.prisma": Self.schema,
    ])
    #expect(detection.candidates.first?.evidence.map(\.span.reference) == ["package.json:3", "prisma/schema.prisma:2"])
  }

  @Test(arguments: [
    ("prisma/schema.prisma", "prisma/schema.prisma"), ("schema.prisma", "schema.prisma"),
    ("prisma/schema/a.prisma", "prisma/schema"),
    ("db/own.prisma", "db/own.prisma"),
  ])
  func usualPlaces(path: String, source: String) {
    #expect(detect([path: Self.schema]).candidates.map(\.sources) == [[[source]]])
  }

  /// In a folder of configurations the file is called after Prisma alone; its paths begin where it is.
  @Test(arguments: ["prisma.ts", "prisma.mjs", "prisma.config.ts"])
  func configurationsHaveAFolderOfTheirOwn(name: String) {
    let detection = detect([
      "app/.config/\(name)": "export default { schema: '../db/own.prisma' }\n", "app/db/own.prisma": Self.schema,
      "app/db/other.prisma": "model B {\n  id Int @id\n}\n",
    ])
    #expect(detection.candidates.map(\.sources) == [[["app/db/own.prisma"]]])
    #expect(detection.candidates.first?.evidence.first?.span.reference == "app/.config/\(name):1")
    #expect(detect([".config/tool.ts": "export default { schema: 'a.prisma' }\n"]).candidates.isEmpty)
  }

  /// A file without models, with models beside it, is one part of the schema.
  @Test(arguments: [("", "."), ("prisma/", "prisma")])
  func aSchemaInSeveralFilesIsAFolder(prefix: String, source: String) {
    let main = "datasource db {\n  provider = \"postgresql\"\n}\n"
    let detection = detect([
      "\(prefix)schema.prisma": main, "\(prefix)models/a.prisma": "model A {\n  id Int @id\n}\n",
    ])
    #expect(detection.candidates.map(\.sources) == [[[source]]])
  }
}
