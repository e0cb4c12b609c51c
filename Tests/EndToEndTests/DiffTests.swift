import Foundation
import TestKit
import Testing
import Workspace

/// Commits compared as people do it, in a repository of the test's own.
struct DiffTests {
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  private func git(_ arguments: [String], in folder: String) async throws {
    _ = try await ProcessRunner().output(
      of: .git, ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"] + arguments, in: folder)
  }

  /// What git sees of the working tree, and which commit it stands on.
  private func status(in folder: String) async throws -> String {
    let runner = ProcessRunner()
    return try await runner.output(of: .git, ["rev-parse", "--abbrev-ref", "HEAD"], in: folder)
      + runner.output(of: .git, ["status", "--porcelain"], in: folder)
      + runner.output(of: .git, ["diff"], in: folder)
  }

  private func commit(_ message: String, in folder: String) async throws {
    try await git(["add", "-A"], in: folder)
    try await git(["commit", "-q", "-m", message], in: folder)
  }

  /// A repository with one commit on `main`.
  private func withRepository(_ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try await git(["init", "-q", "-b", "main"], in: folder)
      try Sample.write(to: folder)
      try await commit("first", in: folder)
      try await body(folder)
    }
  }

  private static let wider = Sample.schema.replacingOccurrences(of: "name text NOT NULL", with: "name text")

  @Test func whatChangedIsToldAndTheExitCodeSaysSo() async throws {
    try await withRepository { folder in
      #expect(try await dbplan("diff", "HEAD", "--exit-code", in: folder).status == 0)
      try write(Self.wider, to: "\(folder)/schema.sql")
      let result = try await dbplan("diff", "main", "--exit-code", in: folder)
      #expect(result.status == 1, "\(result.errorOutput)")
      #expect(result.output.contains("Column `clubs.name` changed"), "\(result.output)")
      #expect(try await dbplan("diff", "main", in: folder).status == 0)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/Output"))
    }
  }

  @Test func commitsAreReadWithoutTouchingTheWorkingTree() async throws {
    try await withRepository { folder in
      try await git(["checkout", "-q", "-b", "feature"], in: folder)
      try write(Self.wider, to: "\(folder)/schema.sql")
      try await commit("second", in: folder)
      try await git(["checkout", "-q", "main"], in: folder)
      try write(Sample.schema + "CREATE TABLE later (id bigint PRIMARY KEY);\n", to: "\(folder)/schema.sql")
      try await commit("third", in: folder)
      try write("CREATE TABLE broken (;\n", to: "\(folder)/schema.sql")
      let before = try await status(in: folder)
      let both = try await dbplan("diff", "main", "feature", in: folder)
      #expect(both.output.contains("Table `later` dropped") && both.output.contains("clubs.name"))
      for arguments in [["main...feature"], ["main...", "feature"]] {
        let since = try await dbplan.run(["diff"] + arguments, in: folder)
        #expect(since.status == 0, "\(since.errorOutput)")
        #expect(!since.output.contains("later") && since.output.contains("clubs.name"), "\(arguments)")
      }
      #expect(try await dbplan("diff", "main..feature", in: folder).output == both.output)
      #expect(try await status(in: folder) == before)
    }
  }

  @Test func anotherOrderIsToldAsThat() async throws {
    try await withRepository { folder in
      let lines = Sample.plan.split(separator: "\n").map(String.init)
      try write((lines.dropFirst() + lines.prefix(1)).joined(separator: "\n\n") + "\n", to: "\(folder)/Plans/clubs.yml")
      let result = try await dbplan("diff", "main", "--exit-code", in: folder)
      #expect(result.status == 0)
      #expect(result.output.contains("what they say did not") && result.output.contains("Plans/clubs.yml"))
    }
  }

  @Test func aSchemaAloneIsCompared() async throws {
    try await withRepository { folder in
      try write(Self.wider, to: "\(folder)/schema.sql")
      let result = try await dbplan("diff", "main", "--schema", "./schema.sql", "--format", "json", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      #expect(document?["outcome"] as? String == "changed")
      #expect(document?["schema_version"] as? Int == 1)
    }
  }

  @Test func aPageOfItsOwn() async throws {
    try await withRepository { folder in
      try write(Self.wider, to: "\(folder)/schema.sql")
      let result = try await dbplan("diff", "main", "--format", "html", in: folder)
      #expect(result.output.hasSuffix("/Output/diff/index.html\n"), "\(result.errorOutput)")
      let page = try String(contentsOfFile: "\(folder)/Output/diff/index.html", encoding: .utf8)
      #expect(page.contains("<style>") && page.contains("<svg") && !page.contains("stylesheet"))
    }
  }

  @Test func referencesThatAreNone() async throws {
    try await withRepository { folder in
      for arguments in [
        ["none"], ["--", "-x"], ["--end-of-options", "--output=x"], ["main", "gone"], ["main...gone"],
      ] {
        let result = try await dbplan.run(["diff"] + arguments, in: folder)
        #expect(result.status == 2, "\(arguments): \(result.errorOutput)")
        #expect(result.errorOutput.contains("unknown-reference"), "\(result.errorOutput)")
      }
      let option = try await dbplan("diff", "-x", in: folder)
      #expect(option.status == 64 && option.errorOutput.contains("-x"), "\(option.errorOutput)")
      #expect(try await dbplan("diff", in: folder).status == 64)
    }
  }

  @Test func errorsOfTheBaseNameIt() async throws {
    try await withRepository { folder in
      try write(Sample.schema + Sample.brokenStatement, to: "\(folder)/schema.sql")
      try await commit("broken", in: folder)
      try write(Sample.schema, to: "\(folder)/schema.sql")
      let result = try await dbplan("diff", "main", in: folder)
      #expect(result.status == 2)
      #expect(result.errorOutput.contains("main:schema.sql:10:"), "\(result.errorOutput)")
    }
  }

  @Test func aProjectThatIsNew() async throws {
    try await withTemporaryFolder { folder in
      try await git(["init", "-q", "-b", "main"], in: folder)
      try write("hello\n", to: "\(folder)/README.md")
      try await commit("first", in: folder)
      #expect(try await dbplan("diff", "main", in: folder).status == 2)
      try Sample.write(to: folder)
      let result = try await dbplan("diff", "main", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      #expect(result.output.contains("Plan `clubs` added"))
    }
  }
}
