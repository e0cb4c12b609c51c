import Foundation
import TestKit
import Testing
import Workspace

/// `pr` in a repository of its own: what it writes, what it says, and when it says nothing.
struct PullRequestTests {
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  private func git(_ arguments: [String], in folder: String) async throws {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    _ = try await ProcessRunner().output(of: .git, identity + arguments, in: folder)
  }

  private func commit(_ message: String, in folder: String) async throws {
    try await git(["add", "-A"], in: folder)
    try await git(["commit", "-q", "-m", message], in: folder)
  }

  /// The sample project in `app/`, a branch, and a commit on main that the branch does not have.
  private func withBranch(_ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: "\(folder)/app")
      try write("Output/\n", to: "\(folder)/.gitignore")
      try await git(["init", "-q"], in: folder)
      try await commit("one", in: folder)
      try await git(["checkout", "-q", "-b", "side"], in: folder)
      try await git(["checkout", "-q", "main"], in: folder)
      try write(Sample.schema + "CREATE TABLE later (id bigint PRIMARY KEY);\n", to: "\(folder)/app/schema.sql")
      try await commit("main goes on", in: folder)
      try await git(["checkout", "-q", "side"], in: folder)
      try await body(folder)
    }
  }

  /// A column is gone, another is new and wrong, a table is new.
  private static let changed = """
    CREATE TABLE clubs (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      founded_at timestamp
    );
    CREATE TABLE members (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      club_id bigint NOT NULL REFERENCES clubs (id) ON DELETE CASCADE,
      joined_at timestamp NOT NULL
    );
    CREATE TABLE "</details> @ana #12" (
      id bigint PRIMARY KEY
    );

    """

  private func run(
    _ arguments: [String], in folder: String, environment: [String] = []
  ) async throws -> ProcessResult {
    try await dbplan.run(arguments, in: folder, setting: environment)
  }

  @Test func tellsWhatTheBranchDoes() async throws {
    try await withBranch { folder in
      try write(Self.changed, to: "\(folder)/app/schema.sql")
      try await commit("two", in: folder)
      let result = try await run(["pr", "--base", "main"], in: "\(folder)/app")
      #expect(result.status == 0, "\(result.errorOutput)")
      #expect(result.output == "\(folder)/app/Output/pr/comment.md\n")
      let files = try tree(of: "\(folder)/app/Output/pr")
      #expect(
        Set(files.keys) == [".dbplan-manifest", "annotations.json", "comment.md", "findings.sarif", "summary.md"])
      let comment = try #require(files["comment.md"])
      #expect(comment.hasPrefix("<!-- dbplan:pull-request /app/ -->\n## Database plan"))
      #expect(comment.contains("### Breaking (1)") && comment.contains("clubs.name"))
      // The base is where the branch began, not what main became.
      #expect(!comment.contains("later"))
      #expect(comment.contains("timezone-confusion") && comment.contains("`app/schema.sql:3`"))
      #expect(!comment.contains("@ana #12 ") && !comment.contains("\n</details> @ana"))
      let annotations = try #require(files["annotations.json"])
      #expect(annotations.contains("\"line\": 3") && !annotations.contains("\"line\": 8"))
      let sarif = try #require(files["findings.sarif"])
      for state in ["new", "unchanged"] { #expect(sarif.contains("\"baselineState\": \"\(state)\"")) }
      #expect(sarif.contains("app/schema.sql"))
      // The same again is the same.
      #expect(try await run(["pr", "--base", "main"], in: "\(folder)/app").status == 0)
      #expect(try tree(of: "\(folder)/app/Output/pr") == files)
    }
  }

  @Test func speaksToTheForge() async throws {
    try await withBranch { folder in
      try write(Self.changed, to: "\(folder)/app/schema.sql")
      try await commit("two", in: folder)
      try write("Before.\n", to: "\(folder)/summary")
      let environment = [
        "GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY=\(folder)/summary", "GITHUB_SERVER_URL=https://forge.example",
        "GITHUB_REPOSITORY=club/app",
      ]
      let result = try await run(["pr", "--base", "main"], in: "\(folder)/app", environment: environment)
      #expect(result.status == 0, "\(result.errorOutput)")
      let lines = result.output.split(separator: "\n")
      #expect(lines.dropLast().allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") })
      #expect(lines.contains { $0.hasPrefix("::warning file=app/schema.sql,line=3,") })
      #expect(lines.last?.hasSuffix("/Output/pr/comment.md") == true)
      let summary = try String(contentsOfFile: "\(folder)/summary", encoding: .utf8)
      #expect(summary.hasPrefix("Before.\n## Database plan") && !summary.contains("<!-- dbplan"))
      let comment = try String(contentsOfFile: "\(folder)/app/Output/pr/comment.md", encoding: .utf8)
      #expect(comment.contains("](https://forge.example/club/app/blob/"))
    }
  }

  @Test func whatCanNotBeReadIsARemark() async throws {
    try await withBranch { folder in
      try write(Sample.schema + Sample.brokenStatement, to: "\(folder)/app/schema.sql")
      try await commit("two", in: folder)
      let result = try await run(["pr", "--base", "main"], in: "\(folder)/app", environment: ["GITHUB_ACTIONS=true"])
      #expect(result.status == 2)
      #expect(result.output.hasPrefix("::error file=app/schema.sql,line=10,"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/app/Output"))
    }
  }

  @Test func silentWhenNothingMoved() async throws {
    try await withBranch { folder in
      try write(Self.changed, to: "\(folder)/app/schema.sql")
      try await commit("two", in: folder)
      let report = "\(folder)/report"
      #expect(try await run(["pr", "--base", "main", "--output", report], in: "\(folder)/app").status == 0)
      #expect(FileManager.default.fileExists(atPath: "\(report)/comment.md"))
      // Back as it was, but for spaces and a comment; and something that is no schema.
      try write("-- clubs\n\n" + Sample.schema, to: "\(folder)/app/schema.sql")
      try write("notes\n", to: "\(folder)/notes.txt")
      try await commit("three", in: folder)
      let result = try await run(["pr", "--base", "main", "--output", report], in: "\(folder)/app")
      #expect(result.status == 0, "\(result.errorOutput)")
      #expect(result.output.split(separator: "\n").count == 1 && result.output.hasPrefix("no plan moved"))
      #expect(!FileManager.default.fileExists(atPath: "\(report)/comment.md"))
    }
  }

  @Test(arguments: ["nowhere", "-x", "main..side", "main...side", "--all"])
  func wrongReferencesAreTwo(reference: String) async throws {
    try await withBranch { folder in
      let result = try await run(["pr", "--base=\(reference)"], in: "\(folder)/app")
      #expect(result.status == 2, "\(result.errorOutput)")
      #expect(result.errorOutput.contains("[unknown-reference]"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/app/Output"))
    }
  }

  @Test func checkSpeaksToPrograms() async throws {
    try await withBranch { folder in
      let sarif = try await run(["check", "--format", "sarif", "--fail-on", "never"], in: "\(folder)/app")
      #expect(sarif.status == 0)
      let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
      #expect(log?["version"] as? String == "2.1.0")
      #expect(sarif.output.contains("\"uri\": \"app/schema.sql\""))
      let annotations = try await run(["check", "--format", "github", "--fail-on", "note"], in: "\(folder)/app")
      #expect(annotations.status == 1)
      #expect(annotations.output.contains("::warning file=app/schema.sql,line=8,"))
      try write(Sample.schema + Sample.brokenStatement, to: "\(folder)/app/schema.sql")
      let bad = try await run(["check", "--format", "sarif"], in: "\(folder)/app")
      #expect(bad.status == 2 && bad.output.contains("\"executionSuccessful\": false"))
    }
  }
}
