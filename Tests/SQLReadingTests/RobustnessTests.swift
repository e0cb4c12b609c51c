import Diagnostics
import Foundation
import SQLReading
import SchemaModel
import Testing

struct RobustnessTests {
  private func read(_ text: String) -> Reading<[String]> {
    let reading = SQLReader().read([SourceFile(path: "a.sql", text: text)])
    return Reading(reading.value.tables.map(\.name.name), diagnostics: reading.diagnostics)
  }

  @Test(arguments: [
    ("CREATE TABLE `a` (id int) ENGINE=InnoDB;", "MySQL"), ("CREATE TABLE [dbo].[a] ([id] int);\nGO", "SQL Server"),
    ("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);", "SQLite"),
  ])
  func refusesOtherDatabases(_ text: String, _ database: String) {
    let diagnostics = read(text + "\nCREATE TABLE b (id int);").diagnostics
    #expect(diagnostics.map(\.code) == ["other-database"])
    #expect(diagnostics.first?.message.contains(database) == true)
  }

  @Test func losesOnlyTheBrokenStatement() {
    let reading = read("CREATE TABLE a (id int); CREATE TABEL b; CREATE TABLE c (id int);")
    #expect(reading.value == ["a", "c"])
    #expect(reading.diagnostics.map(\.code) == ["sql-syntax"])
    #expect(reading.diagnostics.first?.span?.column == 33)
  }

  @Test(arguments: [
    "\u{0}", "CREATE TABLE a (\u{0} id int);", "CREATE TABLE \"\u{202E}\" (id int)", "CREATE TABLE a ()", "ALTER TABLE",
    "CREATE TABLE a (a a); CREATE TABLE a.a (a a.a)", "CREATE TABLE a (id int) INHERITS (a)",
    "COMMENT ON TABLE a IS NULL",
    "CREATE TABLE a (LIKE a)", "CREATE VIEW a AS SELECT * FROM a", "CREATE TABLE a (id int REFERENCES a)",
    "CREATE TABLE p (a int) PARTITION BY LIST (a); ALTER TABLE p ATTACH PARTITION p FOR VALUES IN (1); DROP TABLE p",
  ])
  func survivesOddInput(_ text: String) { _ = read(text) }

  /// Seeded, so that a failure can be found again.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: CaseTests.names) func survivesMutations(_ name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: CaseTests.folder.appending(path: "\(name).sql")))
    var generator = Generator(state: UInt64(bytes.count))
    for _ in 0..<150 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let position = Int.random(in: 0..<mutant.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: mutant[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: mutant.removeSubrange(position..<min(mutant.count, position + 20))
        case 2: mutant.insert(contentsOf: "'(\"$;\\:".utf8.shuffled(using: &generator).prefix(1), at: position)
        default: mutant.removeSubrange(position...)
        }
        if mutant.isEmpty { mutant = bytes }
      }
      _ = read(String(decoding: mutant, as: UTF8.self))
    }
  }

  /// Partitions that form a circle, a parent that is its own child: no recursion without end.
  @Test func survivesCircles() {
    _ = read(
      """
      CREATE TABLE a (x int) PARTITION BY LIST (x); CREATE TABLE b (x int) PARTITION BY LIST (x);
      ALTER TABLE a ATTACH PARTITION b FOR VALUES IN (1); ALTER TABLE b ATTACH PARTITION a FOR VALUES IN (1);
      ALTER TABLE a ADD COLUMN y int; CREATE INDEX ON a (y); ALTER TABLE a ADD PRIMARY KEY (x);
      ALTER TABLE a ADD CHECK (x > 0); ALTER TABLE a RENAME COLUMN y TO z; ALTER TABLE a DROP COLUMN z;
      CREATE VIEW v AS SELECT * FROM a; CREATE OR REPLACE VIEW v AS SELECT * FROM v; DROP TABLE a CASCADE;
      """)
  }
}
