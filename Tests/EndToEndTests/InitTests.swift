import Foundation
import TestKit
import Testing
import Workspace

/// `dbplan init` in a folder `Projects/<tool>/project` says and writes what `expected.txt` holds, and `dbplan generate` works
/// right after it. Every project has decoys: words of other tools in comments, texts, lock files, installed packages, examples.
struct InitTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Projects")
  private static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()
  }
  /// Words that stand only in decoys, by case; a detection that says one of them was taken in.
  private static let decoys = [
    "prisma": ["TypeORM", "Sequelize", "Drizzle", "SQLAlchemy", "Django"], "typeorm": ["Prisma"],
    "prisma-config": ["LeftBehind", "left/behind", "comment/", "block/", "nested/"], "prisma-package-json": ["Decoy"],
    "sqlalchemy": ["Tortoise", "Django", "decoys"], "tortoise": ["SQLAlchemy"], "monorepo": ["Sequelize: "],
    "sql-migrations": ["SQLAlchemy", "Django", "Tortoise", "seeds"],
  ]

  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  private func inProject<Value>(_ name: String, _ body: (String) async throws -> Value) async throws -> Value {
    try await withTemporaryFolder { folder in
      let project = "\(folder)/project"
      try FileManager.default.copyItem(
        atPath: Self.root.appending(path: "\(name)/project").path, toPath: project)
      return try await body(project)
    }
  }

  @Test(arguments: names)
  func findsWhatIsThere(name: String) async throws {
    try await inProject(name) { project in
      let before = try tree(of: project)
      let result = try await dbplan("init", in: project)
      let written = try tree(of: project).filter { before[$0.key] == nil }
      var text = result.output + result.errorOutput + "exit \(result.status)\n"
      for (path, content) in written.sorted(by: { $0.key < $1.key }) { text += "\n=== \(path)\n\(content)" }
      let expected = Self.root.appending(path: "\(name)/expected.txt")
      if Self.isUpdating { try text.write(to: expected, atomically: true, encoding: .utf8) }
      #expect(try text == String(contentsOf: expected, encoding: .utf8))
      #expect(!Self.isUpdating, "expectations were rewritten")
      for word in Self.decoys[name] ?? [] { #expect(!text.contains(word), "\(name) was taken in by \(word)") }
      guard result.status == 0 else {
        #expect(written.isEmpty)
        return
      }
      #expect(written.count == 2)
      let generated = try await dbplan("generate", in: project)
      #expect(generated.status == 0, "\(generated.errorOutput)")
      #expect(generated.output.hasSuffix("/plan.md\n"))
      // What was written before stays.
      let again = try await dbplan("init", in: project)
      #expect(again.status == 64 && again.errorOutput.contains("already-there"))
      #expect(try tree(of: project).filter { written[$0.key] != nil } == written)
    }
  }

  @Test func aNamedSourceIsTaken() async throws {
    try await inProject("several") { project in
      let result = try await dbplan(
        "init", "--schema", "warehouse/sql", "--name", "facts", "--date", "2026-03-02", in: project)
      #expect(result.status == 0, "\(result.errorOutput)")
      let files = try tree(of: project)
      #expect(files["dbplan.yml"]?.contains("schema: warehouse/sql\n") == true)
      #expect(files["Plans/facts.yml"]?.contains("as_of: 2026-03-02\n") == true)
      #expect(try await dbplan("generate", in: project).status == 0)
    }
  }

  @Test func aPlanThatIsThereStays() async throws {
    try await inProject("monorepo") { project in
      try write("plan: Mine\n", to: "\(project)/Plans/hub.yml")
      let result = try await dbplan("init", in: project)
      #expect(result.status == 64 && result.errorOutput.contains("Plans/hub.yml is there already"))
      #expect(try tree(of: project)["Plans/hub.yml"] == "plan: Mine\n")
      #expect(try tree(of: project)["dbplan.yml"] == nil)
      #expect(try await dbplan("init", "--name", "other", in: project).status == 0)
    }
  }

  @Test func aPasswordIsNotWrittenDown() async throws {
    try await inProject("django") { project in
      let result = try await dbplan("init", "--schema", "postgres://ana:secret@localhost/shop", in: project)
      #expect(result.status == 2 && result.errorOutput.contains("password-in-url"))
      #expect(!result.errorOutput.contains("secret") && !result.output.contains("secret"))
      #expect(try tree(of: project)["dbplan.yml"] == nil)
    }
  }

  /// Names are data: none of them ends a comment or opens a key.
  @Test func hostileNamesAreQuoted() async throws {
    try await withTemporaryFolder { folder in
      let hostile = "a\nschema: evil #"
      try write(
        "CREATE TABLE \"\(hostile)\" (id bigint PRIMARY KEY);\nCREATE TABLE \": {\" (id int);\n", to: "\(folder)/s.sql")
      try write("{\"name\": \"x: [ #\\n y\"}", to: "\(folder)/package.json")
      let result = try await dbplan("init", "--schema", "s.sql", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let generated = try await dbplan("generate", in: folder)
      #expect(generated.status == 0, "\(generated.errorOutput)")
      let files = try tree(of: folder)
      let plan = try #require(files.first { $0.key.hasPrefix("Plans/") }).value
      #expect(plan.split(separator: "\n").count { $0.hasPrefix("#   ") && $0.contains("rows: ...") } == 2)
      #expect(!plan.split(separator: "\n").contains { $0.hasPrefix("schema:") })
    }
  }

  /// Migrations in another language are read from commits too.
  @Test func embeddedMigrationsHaveAHistory() async throws {
    try await inProject("typeorm") { project in
      #expect(try await dbplan("init", in: project).status == 0)
      let identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
      for arguments in [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "first"]] {
        _ = try await ProcessRunner().output(of: .git, identity + arguments, in: project)
      }
      try FileManager.default.removeItem(atPath: "\(project)/src/migrations/1700000000001-Visits.ts")
      let result = try await dbplan("diff", "main", in: project)
      #expect(result.status == 0, "\(result.errorOutput)")
      #expect(result.output.contains("visit"))
    }
  }
}
