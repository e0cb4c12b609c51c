import Foundation
import TestKit
import Workspace

/// The `dbplan` that was built along with these tests, run as people run it: as a process.
struct BuiltProgram: Sendable {
  private let path: String
  private let runner = ProcessRunner()

  /// Beside the bundle of the tests, which the package manager names when it starts them.
  init() throws {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? "\(Checkout.root)/.build/debug/tests"
    let folder = URL(fileURLWithPath: bundle).deletingLastPathComponent().path
    path = "\(folder)/dbplan"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
  }

  struct NotBuilt: Error, CustomStringConvertible {
    var path: String
    var description: String { "there is no \(path): swift build builds it" }
  }

  /// Runs it to its end; the environment of the tests says nothing about dates and forges.
  func run(
    _ arguments: [String], in folder: String = Checkout.root, searching programs: String? = nil,
    setting variables: [String] = []
  ) async throws -> ProcessResult {
    let environment = Program("env", debian: "coreutils", homebrew: "coreutils")
    let unset = [
      "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY",
    ].flatMap { ["-u", $0] }
    let settings = ["COLUMNS=100"] + (programs.map { ["PATH=\($0)"] } ?? []) + variables
    return try await runner.run(environment, unset + settings + [path] + arguments, in: folder)
  }

  func callAsFunction(_ arguments: String..., in folder: String = Checkout.root) async throws -> ProcessResult {
    try await run(arguments, in: folder)
  }
}

/// Schemas and plans that tests write to a folder.
enum Sample {
  static let schema = """
    CREATE TABLE clubs (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL
    );
    CREATE TABLE members (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      club_id bigint NOT NULL REFERENCES clubs (id) ON DELETE CASCADE,
      joined_at timestamp NOT NULL
    );

    """

  static let plan = """
    plan: Members of clubs
    schema: ../schema.sql
    volumes:
      members: { rows: 2M, growth: 10k/month }

    """

  /// A project with a schema, a plan and its output; the plan is `Plans/clubs.yml`.
  static func write(to folder: String) throws {
    try TestKit.write(schema, to: "\(folder)/schema.sql")
    try TestKit.write(plan, to: "\(folder)/Plans/clubs.yml")
  }

  /// The `.sql` line that every reader refuses.
  static let brokenStatement = "CREATE TABLE seasons (id bigint PRIMARY KEY,,);\n"
}
