import Checks
import Diagnostics
import Foundation
import MigrationChecks
import MigrationReading
import TestKit
import Testing

/// Mutated migrations: whatever stands in a file, it is judged or said to be no SQL.
struct FuzzTests {
  private static let isProving = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] != nil

  @Test
  func mutatedMigrationsAreJudged() {
    var generator = SeededGenerator(seed: 7)
    let texts = MigrationCase.all.map(\.input).flatMap { input in input.files.map { ($0, input.baseline) } }
    let rounds = Self.isProving ? 4_000 : 300
    var findings = 0
    for round in 0..<rounds {
      let (file, baseline) = texts[Int.random(in: 0..<texts.count, using: &generator)]
      let other = texts[Int.random(in: 0..<texts.count, using: &generator)].0
      let text = Self.mutated(file.text, with: other.text, &generator)
      let input = MigrationInput([SourceFile(path: file.path, text: text)], baseline: round % 3 == 0 ? nil : baseline)
      let result = input.run()
      findings += result.findings.count
      for finding in result.findings {
        let span = finding.span
        #expect(span.map { $0.offset + $0.length <= text.utf8.count } ?? true, "round \(round): \(finding.code)")
      }
    }
    print("\(rounds) mutated migrations, \(findings) findings")
    #expect(findings > rounds / 2)
  }

  /// Of each revision either what it sends is judged or something is said.
  @Test
  func mutatedRevisionsAreReadOrTold() async throws {
    var generator = SeededGenerator(seed: 11)
    let texts = MigrationCase.all.flatMap { folder in
      MigrationCase.names(folder.folder.appending(path: "versions")).compactMap { folder.text("versions/\($0)") }
    }
    let files = (0..<(Self.isProving ? 4_000 : 200)).map { round in
      let text = texts[Int.random(in: 0..<texts.count, using: &generator)]
      let other = texts[Int.random(in: 0..<texts.count, using: &generator)]
      return SourceFile(path: "versions/\(round).py", text: Self.mutated(text, with: other, &generator))
    }
    let reading = try await Revisions.read(files)
    let read = Set(reading.value.map(\.file.path))
    let told = Set(reading.diagnostics.compactMap { $0.span?.path })
    for file in files where file.text.contains("down_revision") {
      #expect(read.contains(file.path) || told.contains(file.path), "\(file.text)")
    }
    let result = MigrationInput([]).run(reading)
    print("\(files.count) mutated revisions, \(read.count) read, \(result.findings.count) findings")
    #expect(read.count > files.count / 10 && told.count > files.count / 10)
  }

  static func mutated(_ text: String, with other: String, _ generator: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 5: bytes.removeSubrange(place...)
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(Array(";'\"($-\n".utf8).randomElement(using: &generator) ?? 0x3B, at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 12))
      case 3: bytes.insert(contentsOf: Array(other.utf8.prefix(80)), at: place)
      default: bytes.insert(contentsOf: "\n\(other)\n".utf8, at: bytes.count)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
