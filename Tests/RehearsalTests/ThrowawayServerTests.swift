import Foundation
import PostgresClient
import Rehearsal
import TestKit
import Testing
import Workspace

@Suite(.enabled(if: ServerPrograms.areInstalled, "PostgreSQL is not installed")) struct ThrowawayServerTests {
  @Test func nothingIsLeftWhenTheWorkEnds() async throws {
    let server = try await ThrowawayServer.run { server in
      try await server.createDatabase("shop")
      let connection = try await server.connect(to: "shop")
      #expect(try await connection.query("SELECT current_database()").value == "shop")
      return server
    }
    #expect(!FileManager.default.fileExists(atPath: server.address().host))
    await #expect(throws: PostgresError.self) { try await server.connect() }
  }

  @Test func nothingIsLeftWhenTheWorkFailsOrIsCancelled() async throws {
    struct Failure: Error {
      var folder: String
    }
    let failure = await #expect(throws: Failure.self) {
      try await ThrowawayServer.run { server in throw Failure(folder: server.address().host) }
    }
    #expect(failure.map { FileManager.default.fileExists(atPath: $0.folder) } == false)
    let (started, starting) = AsyncStream<String>.makeStream()
    let task = Task {
      try await ThrowawayServer.run { server in
        let connection = try await server.connect()
        starting.yield(server.address().host)
        _ = try await connection.query("SELECT pg_sleep(1000)")
      }
    }
    var folder = ""
    for await name in started {
      folder = name
      break
    }
    task.cancel()
    await #expect(throws: PostgresError(.cancelled, "the statement was cancelled")) { try await task.value }
    #expect(folder.contains("/dbplan-") && !FileManager.default.fileExists(atPath: folder))
  }

  @Test func severalRunAtOnceAndKnowNothingOfEachOther() async throws {
    let found = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<3 {
        group.addTask {
          try await ThrowawayServer.run { server in
            try await server.createDatabase("only_\(number)")
            let databases = try await server.connect().query(
              "SELECT string_agg(datname, ' ') FROM pg_database WHERE datname LIKE 'only%'")
            return databases.value
          }
        }
      }
      return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(found == ["only_0", "only_1", "only_2"])
  }

  @Test func databasesAreCopiedAndDropped() async throws {
    try await ThrowawayServer.run { server in
      try await server.createDatabase("model")
      let model = try await server.connect(to: "model")
      try await model.run(script: "CREATE TABLE a (id int); INSERT INTO a VALUES (7);")
      await model.close()
      try await server.createDatabase("copy \"1\"", from: "model")
      let copy = try await server.connect(to: "copy \"1\"")
      #expect(try await copy.query("SELECT id FROM a").value == "7")
      try await server.dropDatabase("copy \"1\"")
      await #expect(throws: PostgresError.self) { try await copy.query("SELECT 1") }
      await #expect(throws: PostgresError.self) { try await server.connect(to: "copy \"1\"") }
    }
  }

  @Test func aFolderWithoutAServerIsAMissingProgram() throws {
    #expect(throws: WorkspaceError.missingProgram(.initdb)) { try ServerPrograms(folder: "/nowhere") }
  }

  /// The process that started it is killed, in a way that can be caught and in one that can not.
  @Test(arguments: ["TERM", "KILL"]) func aKillOfTheProcessLeavesNothing(signal: String) async throws {
    try await withTemporaryFolder { folder in
      let script = """
        "$1" >"$2/said" & process=$!
        while ! grep -q dbplan- "$2/said"; do kill -0 $process || exit 1; sleep 0.05; done
        kill -\(signal) $process; wait $process
        cat "$2/said"
        """
      let shell = Program("sh", debian: "dash", homebrew: "")
      let victim = BuiltProgram.folder + "/rehearsal-victim"
      let said = try await ProcessRunner().run(shell, ["-c", script, "sh", victim, folder])
      let server = said.output.split(separator: "\n").first.map(String.init) ?? ""
      try #require(server.contains("/dbplan-"))
      while FileManager.default.fileExists(atPath: server) { try await Task.sleep(for: .milliseconds(50)) }
      let left = try await ProcessRunner().run(
        shell, ["-c", "grep -l -a -s -F \"$1\" /proc/[0-9]*/cmdline || true", "sh", "\(server)/data"])
      // The search finds itself.
      #expect(left.output.split(separator: "\n").allSatisfy { !FileManager.default.fileExists(atPath: String($0)) })
    }
  }
}
