import Foundation
import TestKit

/// The steps a source is taken through, in this order.
enum CorpusStep: String, CaseIterable, Sendable {
  case read
  case planned
  case loaded
  case roundTrip = "round trip"
}

/// Reviewed exceptions: `step | pattern | reason` a line in `exceptions.txt`.
struct CorpusExceptions: Sendable {
  struct Entry: Hashable, Sendable {
    var step: CorpusStep
    var pattern: String
    var reason: String
  }

  let entries: [Entry]

  init(beside test: String = #filePath) throws {
    entries = try CorpusTable.rows(of: "exceptions.txt", beside: test).map { fields in
      guard fields.count == 3, let step = CorpusStep(rawValue: fields[0]) else {
        throw CorpusTable.Malformed(line: fields.joined(separator: " | "))
      }
      return Entry(step: step, pattern: fields[1], reason: fields[2])
    }
  }

  func entry(for source: CorpusSource, _ step: CorpusStep) -> Entry? {
    entries.first { $0.step == step && CorpusTable.matches(source.path, $0.pattern) }
  }
}

/// What sources presuppose and do not declare, as SQL that is loaded first: `pattern | file` a line in `preludes.txt`.
struct CorpusPreludes: Sendable {
  private let entries: [(pattern: String, sql: String)]

  init(beside test: String = #filePath) throws {
    entries = try CorpusTable.rows(of: "preludes.txt", beside: test).map { fields in
      guard fields.count == 2 else { throw CorpusTable.Malformed(line: fields.joined(separator: " | ")) }
      return (fields[0], try CorpusTable.text(of: "Preludes/\(fields[1])", beside: test))
    }
  }

  func sql(for source: CorpusSource) -> String {
    entries.filter { CorpusTable.matches(source.path, $0.pattern) }.map(\.sql).joined(separator: "\n")
  }
}

/// Small tables of text beside the tests.
enum CorpusTable {
  struct Malformed: Error {
    var line: String
  }

  static func text(of name: String, beside test: String) throws -> String {
    let folder = URL(fileURLWithPath: test).deletingLastPathComponent()
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Lines as their fields; empty ones and those that begin with `#` are left out.
  static func rows(of name: String, beside test: String) throws -> [[String]] {
    try text(of: name, beside: test).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// `*` stands for any text.
  static func matches(_ path: String, _ pattern: String) -> Bool {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard let first = pieces.first, path.hasPrefix(first) else { return false }
    guard pieces.count > 1, let last = pieces.last else { return path == pattern }
    var rest = path.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let range = rest.range(of: piece) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
