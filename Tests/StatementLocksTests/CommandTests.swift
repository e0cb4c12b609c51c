import Foundation
import TestKit
import Testing
import Workspace

/// `dbplan locks` as people and programs run it.
@Suite struct CommandTests {
  private static let schema = "CREATE TABLE orders (id integer PRIMARY KEY, total integer);\n"

  private static func run(
    _ sql: String, _ arguments: [String], schema: String = schema
  ) async throws -> (status: Int32, output: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("locks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try schema.write(to: folder.appendingPathComponent("schema.sql"), atomically: true, encoding: .utf8)
    try sql.write(to: folder.appendingPathComponent("next.sql"), atomically: true, encoding: .utf8)
    let result = try await BuiltProgram().run(["locks"] + arguments, in: folder.path)
    return (Int32(result.status), result.output)
  }

  @Test func programsReadJSON() async throws {
    let sql = "ALTER TABLE orders ADD COLUMN a integer;\nCREATE INDEX CONCURRENTLY i ON orders (total);\n"
    let run = try await Self.run(sql, ["next.sql", "--baseline", "schema.sql", "--format", "json"])
    #expect(run.status == 0)
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(document?["outcome"] as? String == "done")
    let statements = document?["statements"] as? [[String: Any]] ?? []
    #expect(statements.count == 2)
    #expect(statements.first?["transactional"] as? Bool == true)
    #expect(statements.last?["transactional"] as? Bool == false)
    let lock = (statements.first?["locks"] as? [[String: String]])?.first
    #expect(lock == ["relation": "orders", "mode": "AccessExclusiveLock"])
    #expect(statements.last?["builds"] as? [String] == ["i"])
  }

  @Test func peopleReadText() async throws {
    let run = try await Self.run(
      "ALTER TABLE orders ALTER COLUMN total TYPE bigint;\n", ["next.sql", "--baseline", "schema.sql"])
    #expect(run.status == 0)
    #expect(run.output.contains("AccessExclusiveLock on orders: reads and writes wait"))
    #expect(run.output.contains("rewrites orders") && run.output.contains("builds orders_pkey"))
  }

  @Test(arguments: [
    ("SELECT FROM;", ["next.sql", "--baseline", "schema.sql"], 2),
    ("ALTER TABLE missing ADD COLUMN a integer;", ["next.sql", "--baseline", "schema.sql"], 2),
    ("SELECT 1;", ["absent.sql", "--baseline", "schema.sql"], 2),
    ("SELECT 1;", ["next.sql", "--baseline", "absent.sql"], 2),
    ("SELECT 1;", ["next.sql"], 64),
    ("SELECT 1;", ["next.sql", "--baseline", "schema.sql", "--postgres", "9"], 64),
  ])
  func badInputEndsWithItsCode(_ sql: String, _ arguments: [String], _ status: Int32) async throws {
    let run = try await Self.run(sql, arguments + ["--format", "json"])
    #expect(run.status == status)
    guard status == 2 else { return }
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(document?["outcome"] as? String == "bad-input")
  }
}
