import Foundation
import PostgresClient
import Rehearsal
import TestKit
import Testing
import Workspace

/// A running database as a source of the command line.
@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct LiveInspectTests {
  private static let secret = "s3cr3t"

  @Test func aDatabaseIsInspectedAndPlanned() async throws {
    let dbplan = try BuiltProgram()
    try await ThrowawayServer.run { server in
      try await server.connect().run(script: "CREATE TABLE orders (id int PRIMARY KEY, placed timestamptz NOT NULL);")
      let url = "postgres://postgres:\(Self.secret)@/postgres?host=\(server.address().host)"
      let sql = try await dbplan("inspect", url)
      #expect(sql.status == 0 && sql.errorOutput.isEmpty)
      #expect(sql.output.contains("CREATE TABLE public.orders"))
      try await withTemporaryFolder { folder in
        let plan = try await dbplan("generate", "--schema", url, "--output", folder, in: folder)
        #expect(plan.status == 0, "\(plan.errorOutput)")
        let files = try tree(of: folder)
        #expect(files.keys.contains { $0.hasSuffix("plan.md") })
        let said = [sql.output, plan.output, plan.errorOutput] + files.keys + files.values
        #expect(!said.contains { $0.contains(Self.secret) })
      }
    }
  }

  @Test(arguments: ["sql", "json"]) func oneOutOfReachIsNamedWithoutItsPassword(format: String) async throws {
    let url = "postgres://ana:\(Self.secret)@127.0.0.1:1/shop"
    let result = try await BuiltProgram()("inspect", url, "--format", format)
    #expect(result.status == 3)
    #expect(result.errorOutput.contains("shop on 127.0.0.1:1"))
    if format == "json" {
      let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      #expect(document?["outcome"] as? String == "could-not-work")
      let diagnostics = document?["diagnostics"] as? [[String: Any]]
      #expect(diagnostics?.map { $0["code"] as? String } == ["could-not-work"])
    } else {
      #expect(result.output.isEmpty)
    }
    #expect(!(result.output + result.errorOutput).contains(Self.secret))
  }

  @Test(arguments: ["json", "sarif", "github"]) func whatCouldNotBeCheckedIsSaid(format: String) async throws {
    let url = "postgres://ana:\(Self.secret)@127.0.0.1:1/shop"
    let result = try await BuiltProgram()("check", "--schema", url, "--format", format)
    #expect(result.status == 3 && result.output.contains("could-not-work"))
    if format != "github" { _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) }
    #expect(!(result.output + result.errorOutput).contains(Self.secret))
  }

  /// The line that names the database is shown for another reason; so is the source of what it is compared with.
  @Test func noLineShowsThePassword() async throws {
    try await withTemporaryFolder { folder in
      let url = "postgres://ana:\(Self.secret)@127.0.0.1:1/shop"
      let project = "project: Shop\nschema: [a.sql, { of: '\(url)' }]\n"
      try project.write(toFile: "\(folder)/dbplan.yml", atomically: true, encoding: .utf8)
      for format in ["text", "json", "sarif", "github"] {
        let result = try await BuiltProgram()("check", "--format", format, in: folder)
        #expect(result.status == 2)
        #expect(!(result.output + result.errorOutput).contains(Self.secret), "\(format): \(result.output)")
      }
      let shown = try await BuiltProgram()("check", in: folder)
      #expect(shown.errorOutput.contains("ana:******@127.0.0.1:1/shop"), "\(shown.errorOutput)")
    }
  }

  @Test func aBadAddressIsNotRepeated() async throws {
    let result = try await BuiltProgram()("inspect", "postgres://ana:\(Self.secret)%zz@localhost/shop")
    #expect(result.status == 2 && result.errorOutput.contains("[database-address]"))
    #expect(!(result.output + result.errorOutput).contains(Self.secret))
  }
}
