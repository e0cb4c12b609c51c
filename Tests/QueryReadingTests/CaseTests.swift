import Diagnostics
import Foundation
import PlanModel
import QueryReading
import SchemaModel
import TestKit
import Testing

/// A file below `Cases` holds queries after comments `-- what it shows`; beside it what they were understood to be.
struct CaseTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return files.filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()
  }

  @Test(arguments: names)
  func shapesAreAsExpected(of name: String) throws {
    let schema = try String(contentsOf: Self.root.appending(path: "schema"), encoding: .utf8)
    let source = try String(contentsOf: Self.root.appending(path: "\(name).sql"), encoding: .utf8)
    let reader = QueryReader(catalog: CatalogSketch.catalog(schema))
    var actual = ""
    for part in source.split(separator: "-- ", omittingEmptySubsequences: true) {
      let lines = part.split(separator: "\n", maxSplits: 1).map(String.init)
      let reading = reader.read(Located(lines[1].trimmingCharacters(in: .whitespacesAndNewlines)), in: nil)
      actual += "-- \(lines[0])\n" + ShapeText.render(reading) + "\n"
    }
    let expected = Self.root.appending(path: "\(name).expected.txt")
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil {
      try actual.write(to: expected, atomically: true, encoding: .utf8)
      Issue.record("expectations were rewritten")
    }
    #expect((try? String(contentsOf: expected, encoding: .utf8)) == actual)
  }

  @Test func casesAreFound() { #expect(Self.names.count >= 5) }
}

/// A shape in a few lines.
enum ShapeText {
  static func render(_ reading: Reading<QueryShape?>) -> String {
    var lines = reading.diagnostics.map {
      "\($0.severity.rawValue): \($0.message) [\($0.code)]\($0.fix.map { " (\($0))" } ?? "")"
    }
    guard let shape = reading.value else { return lines.map { $0 + "\n" }.joined() }
    lines.append(
      "\(shape.kind.rawValue) "
        + shape.relations.map {
          ($0.isWritten ? "!" : "") + $0.name.display + ($0.alias == $0.name.name ? "" : " as \($0.alias)")
        }
        .joined(separator: ", "))
    for predicate in shape.predicates {
      let column = predicate.function.map { "\($0)(\(predicate.column.display))" } ?? predicate.column.display
      lines.append(
        "  where \(predicate.comparison): \(column) \(predicate.operator) \(predicate.constant ?? "?")"
          + (predicate.isAlternative ? " (alternative)" : "") + (predicate.isJoined ? " (joined)" : ""))
    }
    for condition in shape.conditions { lines.append("  condition \(condition)") }
    let optional = shape.relations.filter(\.isOptional).map(\.name.display)
    if !optional.isEmpty { lines.append("  optional \(optional.joined(separator: ", "))") }
    if !shape.conflictColumns.isEmpty {
      lines.append("  conflict on \(shape.conflictColumns.map(\.column).joined(separator: ", "))")
    }
    for join in shape.joins { lines.append("  join \(join.left.display) = \(join.right.display)") }
    if !shape.groupColumns.isEmpty {
      lines.append("  group " + shape.groupColumns.map(\.display).joined(separator: ", "))
    }
    if !shape.sort.isEmpty {
      lines.append(
        "  sort "
          + shape.sort.map { ($0.column?.display ?? "expression") + ($0.isDescending ? " desc" : "") }
          .joined(separator: ", "))
    }
    if shape.hasLimit { lines.append("  limit \(shape.limit.map(String.init) ?? "?")") }
    let marks = [
      shape.hasOffset ? "offset" : nil, shape.selectsAll ? "selects all" : nil,
      shape.isAggregateOnly ? "aggregate only" : nil, shape.lockClause,
      shape.parameterCount > 0 ? "\(shape.parameterCount) parameters" : nil,
    ].compactMap(\.self)
    if !marks.isEmpty { lines.append("  " + marks.joined(separator: ", ")) }
    if !shape.columnsReturned.isEmpty {
      lines.append("  returns " + shape.columnsReturned.map(\.display).joined(separator: ", "))
    }
    if !shape.columnsWritten.isEmpty {
      lines.append("  writes " + shape.columnsWritten.map(\.display).joined(separator: ", "))
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
