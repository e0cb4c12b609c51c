import Foundation
import TestKit
import Testing
import Workspace

/// What a run gives, wherever and however often it is made.
struct RunTests {
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  @Test func everyRunGivesTheSameBytes() async throws {
    try await withTemporaryFolder { folder in
      var outputs: [[String: String]] = []
      for (name, jobs) in [("one", "1"), ("two", "3")] {
        let result = try await dbplan("generate", "--jobs", jobs, "--output", "\(folder)/\(name)")
        #expect(result.status == 0, "\(result.errorOutput)")
        outputs.append(try tree(of: "\(folder)/\(name)"))
      }
      #expect(outputs[0].count > 100)
      for other in outputs.dropFirst() {
        #expect(other.keys.sorted() == outputs[0].keys.sorted())
        let different = other.keys.filter { other[$0] != outputs[0][$0] }.sorted()
        #expect(different.isEmpty, "not the same: \(different.prefix(10).joined(separator: ", "))")
      }
    }
  }

  @Test func secondRunWritesNothing() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      #expect(try await dbplan("generate", in: folder).errorOutput.contains(" 0 unchanged"))
      #expect(try await dbplan("generate", in: folder).errorOutput.contains("0 files written"))
    }
  }

  @Test func schemaAloneGivesAPlan() async throws {
    try await withTemporaryFolder { folder in
      try write(Sample.schema, to: "\(folder)/My_Clubs.sql")
      let result = try await dbplan("generate", "--schema", "My_Clubs.sql", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let plan = try String(contentsOfFile: "\(folder)/Output/my-clubs/plan.md", encoding: .utf8)
      #expect(plan.hasPrefix("# Database Architecture Plan: "))
      #expect(plan.contains("## Open questions"))
      let named = try await dbplan("--schema", "My_Clubs.sql", "--name", "clubs", "--output", "other", in: folder)
      #expect(named.status == 0, "\(named.errorOutput)")
      #expect(FileManager.default.fileExists(atPath: "\(folder)/other/clubs/plan.html"))
    }
  }

  @Test func aMachinePathIsInNoOutput() async throws {
    try await withTemporaryFolder { folder in
      try write(Sample.schema, to: "\(folder)/db/clubs.sql")
      let far = try await dbplan("--schema", "\(folder)/db/clubs.sql", "--output", "\(folder)/far", in: "/")
      #expect(far.status == 0, "\(far.errorOutput)")
      let files = try tree(of: "\(folder)/far")
      #expect(files["clubs/plan.md"]?.contains("clubs:1") == true)
      #expect(files.filter { $0.value.contains(folder) }.keys.sorted() == [])
      let near = try await dbplan("--schema", "clubs.sql", "--output", "\(folder)/near", in: "\(folder)/db")
      #expect(near.status == 0, "\(near.errorOutput)")
      #expect(try tree(of: "\(folder)/near") == files)
      let inspected = try await dbplan("inspect", "\(folder)/db/clubs.sql", "--format", "json", in: "/")
      #expect(inspected.output.contains("clubs.sql") && !inspected.output.contains(folder))
    }
  }

  @Test func runsFromAnywhere() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      try FileManager.default.createDirectory(atPath: "\(folder)/a/b", withIntermediateDirectories: true)
      // The project is found above, and named from elsewhere.
      #expect(try await dbplan("generate", in: "\(folder)/a/b").status == 0)
      let above = try tree(of: "\(folder)/Output")
      #expect(try await dbplan("generate", "--project", folder, "--output", "\(folder)/again", in: "/").status == 0)
      #expect(try tree(of: "\(folder)/again") == above)
    }
  }

  @Test func stdoutIsTheProduct() async throws {
    try await withTemporaryFolder { folder in
      try Sample.write(to: folder)
      let generated = try await dbplan("generate", in: folder)
      #expect(generated.output.split(separator: "\n").allSatisfy { $0.hasSuffix("/plan.md") })
      let quiet = try await dbplan("generate", "--quiet", in: folder)
      #expect(quiet.errorOutput.isEmpty, "\(quiet.errorOutput)")
      for format in ["sql", "json", "dot", "mermaid", "prisma"] {
        let result = try await dbplan("inspect", "schema.sql", "--format", format, in: folder)
        #expect(result.status == 0)
        #expect(result.output.contains("members"), "\(format)")
      }
    }
  }

  @Test func aVeryLargeSchema() async throws {
    try await withTemporaryFolder { folder in
      try write(SyntheticSchema(tableCount: 300).sql, to: "\(folder)/schema.sql")
      let result = try await dbplan("generate", "--schema", "schema.sql", in: folder)
      #expect(result.status == 0, "\(result.errorOutput)")
      let sheets = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/Output/schema/tables")
      #expect(sheets.count { $0.hasSuffix(".md") } == 300)
      #expect(sheets.count { $0.hasSuffix(".html") } == 300)
    }
  }
}
