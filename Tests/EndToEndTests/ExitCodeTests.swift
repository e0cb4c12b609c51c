import Foundation
import TestKit
import Testing
import Workspace

/// What a run ends with: 0 done, 1 findings, 2 an input is not valid, 3 the work could not be done, 64 wrong usage.
struct ExitCodeTests {
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  @Test func doneIsZero() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      for arguments in [["generate"], ["check", "--fail-on", "never"], ["inspect", "schema.sql"], ["explain"]] {
        let result = try await dbplan.run(arguments, in: folder)
        #expect(result.status == 0, "\(arguments): \(result.errorOutput)")
      }
    }
  }

  @Test func findingsAreOneWhenTheyReachTheThreshold() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      #expect(try await dbplan("check", "--fail-on", "note", in: folder).status == 1)
      #expect(try await dbplan("check", "--fail-on", "never", in: folder).status == 0)
      // Findings fail nothing else.
      #expect(try await dbplan("generate", in: folder).status == 0)
    }
  }

  @Test(arguments: ["generate", "check", "inspect"])
  func invalidInputIsTwo(command: String) async throws {
    try await withTemporaryFolder { folder in
      try write(Sample.schema + Sample.brokenStatement, to: "\(folder)/schema.sql")
      let source = command == "inspect" ? ["schema.sql"] : ["--schema", "schema.sql"]
      let result = try await dbplan.run([command] + source, in: folder)
      #expect(result.status == 2)
      #expect(result.errorOutput.contains("schema.sql:10:"), "\(result.errorOutput)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/Output"))
    }
  }

  @Test func missingInputIsTwo() async throws {
    try await withTemporaryFolder { folder in
      let noProject = try await dbplan("generate", in: folder)
      #expect(noProject.status == 2)
      #expect(noProject.errorOutput.contains("--schema"))
      #expect(try await dbplan("inspect", "none.sql", in: folder).status == 2)
      try Sample.write(to: folder)
      let unknown = try await dbplan("generate", "clbus", in: folder)
      #expect(unknown.status == 2)
      #expect(unknown.errorOutput.contains("did you mean clubs?"))
    }
  }

  @Test func jsonSaysWhatFailed() async throws {
    try await withTemporaryFolder { folder in
      try write(Sample.brokenStatement, to: "\(folder)/schema.sql")
      for arguments in [
        ["check", "--schema", "schema.sql", "--format", "json"], ["inspect", "schema.sql", "--format", "json"],
      ] {
        let result = try await dbplan.run(arguments, in: folder)
        #expect(result.status == 2)
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(document?["outcome"] as? String == "bad-input", "\(arguments)")
      }
    }
  }

  @Test(arguments: [
    ["--no-such-option"], ["generate", "--jobs", "0"], ["inspect"], ["explain", "no-such-check"],
    ["check", "--fail-on", "all"],
  ])
  func wrongUsageIs64(arguments: [String]) async throws {
    let result = try await dbplan.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errorOutput.contains("rror: "))
  }
}
