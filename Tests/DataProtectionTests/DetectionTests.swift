import DataProtection
import Compilation
import Diagnostics
import Foundation
import PlanModel
import SchemaModel
import TestKit
import Testing

/// What names, types and comments tell, held against a list that was labelled by hand.
@Suite struct DetectionTests {
  /// `table.column type [= class] [-- comment]`; a line without a class is harmless.
  struct Line: Sendable {
    var table: String
    var column: String
    var type: String
    var expected: String?
    var comment: String?

    init?(_ text: Substring) {
      let commented = text.split(separator: " -- ", maxSplits: 1)
      comment = commented.count > 1 ? String(commented[1]) : nil
      guard let body = commented.first, !body.hasPrefix("#") else { return nil }
      let sides = body.split(separator: " = ", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      expected = sides.count > 1 ? sides[1] : nil
      let words = sides[0].split(separator: " ", maxSplits: 1)
      let names = words.first?.split(separator: ".").map(String.init) ?? []
      guard words.count == 2, names.count == 2 else { return nil }
      (table, column, type) = (names[0], names[1], String(words[1]))
    }

    var place: String { "\(table).\(column)" }
  }

  static let lines: [Line] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "names.txt")
    return ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").compactMap(Line.init)
  }()

  @Test func labelledNamesAreClassed() throws {
    let lines = Self.lines
    #expect(lines.count > 300)
    var guessed: [String: DetectedColumn] = [:]
    for (table, columns) in Dictionary(grouping: lines, by: \.table) {
      for column in Self.detect(table, columns) { guessed["\(table).\(column.column.column)"] = column }
    }
    var right = 0
    var wrong: [String] = []
    for line in lines {
      let found = guessed[line.place]?.dataClass.rawValue
      if found == line.expected {
        right += 1
      } else {
        wrong.append("\(line.place) \(line.type): \(found ?? "none"), not \(line.expected ?? "none")")
      }
    }
    let sensitive = lines.filter { $0.expected != nil }
    let hits = sensitive.filter { guessed[$0.place] != nil }.count
    let alarms = lines.filter { $0.expected == nil && guessed[$0.place] != nil }.count
    print(
      "detection: \(lines.count) columns, \(right) right; recall \(hits) of \(sensitive.count), "
        + "precision \(hits) of \(hits + alarms)")
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  private static func detect(_ table: String, _ columns: [Line]) -> [DetectedColumn] {
    var sql = "CREATE TYPE kind AS ENUM ('a', 'b');\nCREATE TABLE users (id bigint PRIMARY KEY);\n"
    let own = columns.map { "\"\($0.column)\" \($0.type)" }
    if table == "users" { sql = "CREATE TYPE kind AS ENUM ('a', 'b');\n" }
    sql += "CREATE TABLE \(table) (\(own.joined(separator: ", ")));\n"
    for column in columns {
      if let comment = column.comment { sql += "COMMENT ON COLUMN \(table).\"\(column.column)\" IS '\(comment)';\n" }
    }
    let compiled = PlanCompiler(
      tree: SourceTree(files: [
        SourceFile(path: "schema.sql", text: sql), SourceFile(path: "plan.yml", text: "plan: p\nschema: schema.sql\n"),
      ]), project: nil
    ).compile(path: "plan.yml", name: "p", date: nil)
    let problems = compiled.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(problems.isEmpty, "\(table): \(problems)")
    return SensitiveDetector(compiled.value.catalog).columns().filter { $0.column.table.name == table }
  }

  @Test func whatThePlanListsIsNoGuess() throws {
    let sql = "CREATE TABLE users (id bigint PRIMARY KEY, email text, phone text, ip_address inet);"
    let plan = "plan: p\nschema: schema.sql\nsensitive: { users.email: none, users.phone: { class: contact } }\n"
    let compiled = PlanCompiler(
      tree: SourceTree(files: [
        SourceFile(path: "schema.sql", text: sql), SourceFile(path: "plan.yml", text: plan),
      ]), project: nil
    ).compile(path: "plan.yml", name: "p", date: nil)
    let open = SensitiveDetector.open(compiled.value.plan, compiled.value.catalog)
    #expect(open.map(\.column.column) == ["ip_address"])
    #expect(
      open.first?.reason == "table users, name says network address, type inet"
        || open.first?.reason == "name says network address, type inet")
  }

  /// How many of each class real schemas have; with `DBPLAN_DETECTED=FILE` every one is written there to be read.
  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func realSchemasAreNotFloodedWithGuesses() throws {
    let root = try #require(CorpusSource.root)
    let isWhole = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
    let target = ProcessInfo.processInfo.environment["DBPLAN_DETECTED"]
    let all = CorpusSource.all(under: root)
    let sources = isWhole || target != nil ? all : CorpusSource.sample(of: all, count: 40)
    var counts: [DataClass: Int] = [:]
    var columns = 0
    var lines: [String] = []
    for source in sources {
      let catalog = source.read(under: root).value
      columns += catalog.tables.filter { $0.partitionOf == nil }.reduce(0) { $0 + $1.columns.count }
      for found in SensitiveDetector(catalog).columns() {
        counts[found.dataClass, default: 0] += 1
        lines.append("\(found.dataClass.rawValue)\t\(found.column.display)\t\(found.reason)\t\(source.path)")
      }
    }
    let shown = counts.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
    print("detection: \(sources.count) schemas, \(columns) columns, \(lines.count) guessed: \(shown)")
    if let target { try lines.joined(separator: "\n").write(toFile: target, atomically: true, encoding: .utf8) }
    #expect(Double(lines.count) < Double(columns) * 0.12)
  }
}
