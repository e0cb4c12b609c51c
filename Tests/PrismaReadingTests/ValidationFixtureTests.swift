import Diagnostics
import Foundation
import PrismaReading
import Testing

/// Prisma's own validator fixtures: what it accepts and refuses, and on which lines.
@Suite struct ValidationFixtureTests {
  /// Prisma stops after the first kind of problem; here all are shown in one run. Nothing may be missing.
  static let moreIsShown = [
    "attributes/index/unique_sort_order_as_string.prisma": "native types with another datasource's name",
    "views/field_name_starts_with_number.prisma": "views without the preview feature",
    "views/reserved_name.prisma": "views without the preview feature",
  ]
  /// Where we differ on purpose, and why.
  static let exceptions = [
    "preview_features/schema_engine_driver_adapters/postgres/url_is_still_required.prisma":
      "since Prisma 7 a datasource has no url"
  ]

  struct Expectation {
    var errors: [Int] = []
    var warnings: [Int] = []
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func agreesWithPrisma() {
    let files = Corpus.files(below: "prisma-validation/validation", ending: ".prisma")
    var agreeing = 0
    var total = 0
    var different: [String] = []
    for file in files {
      let (schema, expected) = Self.split(file.text)
      let reading = PrismaReader().read([SourceFile(path: "schema.prisma", text: schema)])
      guard Self.isPostgres(schema) else { continue }
      total += 1
      let found = Set(Self.lines(reading.diagnostics, .error))
      let missing = Set(expected.errors).subtracting(found)
      let isMoreExpected = Self.moreIsShown.keys.contains { file.path.hasSuffix($0) }
      if Self.exceptions.keys.contains(where: { file.path.hasSuffix($0) }) { continue }
      let warnings = Set(Self.lines(reading.diagnostics, .warning))
      if missing.isEmpty, isMoreExpected || found == Set(expected.errors), warnings == Set(expected.warnings) {
        agreeing += 1
      } else {
        different.append("\(file.path): Prisma \(expected), here:")
        different += reading.diagnostics.map { "    \($0.span?.line ?? 0) \($0.message)" }
      }
    }
    print(
      "validator fixtures for PostgreSQL: \(agreeing) of \(total) agree, \(Self.exceptions.count) differ on purpose")
    #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
    #expect(total > 70)
  }

  static func isPostgres(_ schema: String) -> Bool {
    schema.contains("\"postgresql\"") || schema.contains("\"postgres\"") || schema.contains("\"cockroachdb\"")
  }

  static func lines(_ diagnostics: [Diagnostic], _ severity: Severity) -> [Int] {
    diagnostics.filter { $0.severity == severity }.compactMap { $0.span?.line }
  }

  /// Parts a fixture into its schema and what stands in the comments at its end.
  static func split(_ text: String) -> (schema: String, expected: Expectation) {
    let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let lines = plain.split(separator: "\n", omittingEmptySubsequences: false)
    var expected = Expectation()
    guard let first = lines.firstIndex(where: { $0.hasPrefix("// error: ") || $0.hasPrefix("// warning: ") }) else {
      return (text, expected)
    }
    var isError = true
    for line in lines[first...] {
      if line.hasPrefix("// error: ") { isError = true }
      if line.hasPrefix("// warning: ") { isError = false }
      guard line.contains("-->"), let number = line.split(separator: ":").last.flatMap({ Int($0) }) else { continue }
      if isError { expected.errors.append(number) } else { expected.warnings.append(number) }
    }
    return (lines[..<first].joined(separator: "\n"), expected)
  }
}
