import Foundation
import TestKit
import Testing
import Workspace

/// What goes wrong around a run leaves the old output as it was, and is told in a sentence that says what to do.
struct FaultTests {
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  @Test func wrongPlanLeavesTheOutputAlone() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      #expect(try await dbplan("generate", in: folder).status == 0)
      let before = try tree(of: "\(folder)/Output")
      #expect(before.keys.contains("clubs/plan.md"))

      try write(Sample.plan + "volume: {}\n", to: "\(folder)/Plans/clubs.yml")
      let result = try await dbplan("generate", in: folder)
      #expect(result.status == 2)
      #expect(result.errorOutput.contains("Plans/clubs.yml:5:1: error:"), "\(result.errorOutput)")
      #expect(try tree(of: "\(folder)/Output") == before)
    }
  }

  @Test func oneWrongPlanOfManyKeepsAllBack() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      try write("plan: [\n", to: "\(folder)/Plans/broken.yml")
      #expect(try await dbplan("generate", in: folder).status == 2)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/Output"))
    }
  }

  @Test func folderThatCanNotBeWritten() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      try write("", to: "\(folder)/file")
      let result = try await dbplan("generate", "--output", "file/below", in: folder)
      #expect(result.status == 3)
      #expect(result.errorOutput.contains("--output"), "\(result.errorOutput)")
      #expect(result.output.isEmpty)
      #expect(try await dbplan("generate", "--output", "/dev/null/x", in: folder).status == 3)
    }
  }

  @Test func diskThatIsFull() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      try FileManager.default.createDirectory(atPath: "\(folder)/disk", withIntermediateDirectories: true)
      let runner = ProcessRunner()
      let mount = Program("mount", debian: "mount", homebrew: "")
      guard geteuid() == 0, mount.locate() != nil,
        try await runner.run(mount, ["-t", "tmpfs", "-o", "size=8m", "tmpfs", "\(folder)/disk"]).isSuccess
      else {
        print("no small disk can be mounted here: a full disk was not tried")
        return
      }
      let result: ProcessResult
      let before: [String: String]
      let after: [String: String]
      do {
        let output = "\(folder)/disk/Output"
        #expect(try await dbplan("generate", "--output", output, in: folder).status == 0)
        before = try tree(of: output)
        // All but a few pages of it.
        try write("", to: "\(folder)/disk/filler")
        let filler = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder)/disk/filler"))
        while (try? filler.write(contentsOf: Data(repeating: 0, count: 16_384))) != nil {}
        try? filler.close()
        try write(Sample.schema.replacingOccurrences(of: "clubs", with: "teams"), to: "\(folder)/schema.sql")
        try write(Sample.plan + "domain: |\n  Teams.\n", to: "\(folder)/Plans/clubs.yml")
        result = try await dbplan("generate", "--output", output, in: folder)
        after = try tree(of: output)
      } catch {
        try await Self.unmount("\(folder)/disk")
        throw error
      }
      try await Self.unmount("\(folder)/disk")
      #expect(result.status == 3)
      #expect(result.errorOutput.contains("the disk is full"), "\(result.errorOutput)")
      #expect(after == before)
    }
  }

  @Test func missingGraphviz() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      let result = try await dbplan.run(["generate"], in: folder, searching: "\(folder)/nothing")
      #expect(result.status == 3)
      #expect(result.errorOutput.contains("dot") && result.errorOutput.contains("apt-get install graphviz"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/Output"))
      // What draws nothing needs nothing.
      #expect(try await dbplan.run(["inspect", "schema.sql"], in: folder, searching: "\(folder)/nothing").status == 0)
    }
  }

  private static func unmount(_ folder: String) async throws {
    _ = try await ProcessRunner().run(Program("umount", debian: "mount", homebrew: ""), [folder])
  }
}
