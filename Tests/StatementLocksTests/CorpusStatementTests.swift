import Diagnostics
import Foundation
import SQLReading
import StatementLocks
import TestKit
import Testing

/// Every statement of real scripts is judged, quickly, and none ends the program.
@Suite struct CorpusStatementTests {
  private static let isWhole = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func realScriptsAreJudged() throws {
    let root = try #require(CorpusSource.root)
    var (files, statements, locks, unknown) = (0, 0, 0, 0)
    let paths = (FileManager.default.subpaths(atPath: root) ?? []).filter { $0.hasSuffix(".sql") }.sorted()
    for (position, path) in paths.enumerated() where Self.isWhole || position % 40 == 0 {
      guard let text = try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8), text.utf8.count < 400_000 else {
        continue
      }
      let catalog = SQLReader().read([]).value
      let reading = LockReader().read(SourceFile(path: path, text: text), onto: catalog)
      files += 1
      statements += reading.value.count
      locks += reading.value.count { !$0.effect.locks.isEmpty }
      unknown += reading.diagnostics.count { $0.code == "lock-unknown" }
    }
    print("locks of real scripts: \(files) files, \(statements) statements, \(locks) with locks, \(unknown) unknown")
    #expect(statements > 100)
  }

  @Test func hundredsOfStatementsOnAThousandTablesTakeSeconds() {
    var schema = ""
    for number in 0..<1000 {
      let parent = number > 0 ? " REFERENCES t\(number - 1) (id)" : ""
      schema += "CREATE TABLE t\(number) (id integer PRIMARY KEY, parent integer\(parent), body text);\n"
      schema += "CREATE INDEX t\(number)_body ON t\(number) (body);\n"
    }
    let catalog = SQLReader().read([SourceFile(path: "schema.sql", text: schema)]).value
    let script = (0..<300).map { "ALTER TABLE t\($0) ADD COLUMN extra integer;\n" }.joined()
    let clock = ContinuousClock()
    let time = clock.measure {
      let reading = LockReader().read(SourceFile(path: "next.sql", text: script), onto: catalog)
      #expect(reading.value.count == 300 && reading.value.allSatisfy { $0.effect.locks.count == 1 })
    }
    print("300 statements on 1,000 tables: \(time)")
    #expect(time < .seconds(30))
  }
}
