import Diagnostics
import Foundation
import PostgresClient
import Rehearsal
import SQLReading
import SQLSyntax
import SchemaModel
import StatementLocks
import TestKit
import Testing

/// What is said of statements against what PostgreSQL is seen to do, each in its own copy of a filled database.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct OracleTests {
  private static let isWhole = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  /// Every so many statements of a family are run when not all are.
  private static let step = 36

  /// With the least number of statements of each; `DBPLAN_ORACLE` names the one to run.
  private static let schemas = [("shop", 600), ("clinic", 480), ("transit", 100)].filter { name, _ in
    ProcessInfo.processInfo.environment["DBPLAN_ORACLE"].map { $0 == name } ?? true
  }

  /// - Parameter name: a schema with its rows, and the families of statements that meet it.
  @Test(arguments: schemas)
  func whatIsSaidIsWhatIsSeen(_ name: String, _ least: Int) async throws {
    let folder = OracleFolder(name)
    let families = try folder.families()
    let baseline = try folder.text("baseline.sql")
    let rows = try folder.text("rows.sql")
    let catalog = SQLReader().read([SourceFile(path: "baseline.sql", text: baseline)])
    #expect(!catalog.hasErrors)
    var table = ["family         statements  right  wrong"]
    var (statements, wrong) = (0, 0)
    try await ThrowawayServer.run(settings: StatementObserver.settings) { server in
      try await server.createDatabase("filled")
      try await server.connect(to: "filled").run(script: baseline + rows)
      for (number, family) in families.enumerated() {
        let cases = try folder.cases(family).enumerated().filter {
          Self.isWhole || $0.offset % Self.step == number % Self.step
        }
        var differences: [String] = []
        for (position, text) in cases {
          let database = "c\(number)_\(position)"
          try await server.createDatabase(database, from: "filled")
          if let difference = try await Self.difference(text, catalog.value, server, database) {
            differences.append("\(family): \(text)\n  \(difference)")
          }
          try await server.dropDatabase(database)
        }
        for difference in differences { Issue.record(Comment(rawValue: difference)) }
        let cells = [cases.count, cases.count - differences.count, differences.count].map { String($0) }
        table.append(
          family.padding(toLength: 15, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: 7 - $0.count) + $0 }.joined())
        statements += cases.count
        wrong += differences.count
      }
    }
    print(table.joined(separator: "\n"))
    print("lock oracle, \(name): \(statements) statements, \(statements - wrong) right, \(wrong) wrong")
    #expect(statements >= (Self.isWhole ? least : 3))
  }

  private static func difference(
    _ text: String, _ catalog: Catalog, _ server: ThrowawayServer, _ database: String
  ) async throws -> String? {
    let script = SQLScript(text).statements.map(\.text)
    let file = SourceFile(path: "case.sql", text: text)
    let reading = LockReader().read(file, onto: catalog)
    guard let last = script.last, let said = reading.value.last else { return "nothing was read" }
    guard !reading.hasErrors else { return "\(reading.diagnostics.map(\.message))" }
    let observer = StatementObserver(server)
    let seen: ObservedStatement
    do {
      let setup = Array(script.dropLast())
      if said.effect.isTransactional {
        seen = try await observer.observe(last, after: setup, in: database)
      } else {
        seen = try await observer.observeAlone(last, after: setup, in: database)
      }
    } catch {
      return "PostgreSQL refuses it: \(error)"
    }
    return seen.difference(
      locks: Set(said.effect.locks.map { "\($0.relation.display) \($0.mode.rawValue)" }),
      rewrites: Set(said.effect.rewrites.map(\.display)), scans: Set(said.effect.scans.map(\.display)),
      builds: Set(said.effect.builds.map(\.display)))
  }
}

/// Statements by family: files of cases with an empty line between them. The last statement of a case is judged, those
/// before it set up what it meets.
struct OracleFolder {
  private let path: String

  init(_ name: String) {
    path =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Oracle/\(name)").path
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  func families() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".sql") }
      .map { String($0.dropLast(4)) }.filter { !["baseline", "rows"].contains($0) }.sorted()
  }

  func cases(_ family: String) throws -> [String] {
    try text("\(family).sql").split(separator: "\n\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
  }
}
