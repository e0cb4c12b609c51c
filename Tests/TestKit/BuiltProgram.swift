import Foundation
package import Workspace

/// The `dbplan` that was built along with these tests, run as people run it: as a process.
package struct BuiltProgram: Sendable {
  package let path: String
  private let runner = ProcessRunner()

  /// Where the package manager puts what it builds: beside the bundle of the tests, which it names when it starts them.
  package static var folder: String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? "\(Checkout.root)/.build/debug/tests"
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
  }

  package init() throws {
    path = "\(Self.folder)/dbplan"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
  }

  struct NotBuilt: Error, CustomStringConvertible {
    var path: String
    var description: String { "there is no \(path): swift build builds it" }
  }

  /// Runs it to its end; the environment of the tests says nothing about dates and forges.
  package func run(
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

  package func callAsFunction(_ arguments: String..., in folder: String = Checkout.root) async throws -> ProcessResult {
    try await run(arguments, in: folder)
  }
}
