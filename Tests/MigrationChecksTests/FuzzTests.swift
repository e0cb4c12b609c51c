import Checks
import Diagnostics
import Foundation
import MigrationChecks
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

  private static func mutated(_ text: String, with other: String, _ generator: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
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
