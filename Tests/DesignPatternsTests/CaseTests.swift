import DesignPatterns
import Foundation
import SchemaModel
import TestKit
import Testing

/// Small schemas and plans beside what they are offered.
struct CaseTests {
  static let names = [
    "archive", "decided", "dependent", "derived", "edits", "finished", "hashed", "keys", "owners", "queue", "report",
    "search",
    "tenants",
    "tree",
    "versions",
  ]
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases").path

  @Test(arguments: names)
  func offers(of name: String) throws {
    let plan = PatternedPlan(case: name, in: Self.folder)
    #expect(plan.problems == [])
    let text = plan.patterns.map(Self.text).joined(separator: "\n")
    #expect(try CaseFolder().difference(text, from: "\(name)/patterns.txt") == nil)
  }

  @Test func everyCaseIsUsed() throws {
    let wanted = Self.names.flatMap { name in ["schema.sql", "plan.yml", "patterns.txt"].map { "\(name)/\($0)" } }
    #expect(try CaseFolder().orphans(except: Set(wanted + Self.names)) == [])
  }

  /// Every kind is offered by a plan that ships or by a case.
  @Test func everyKindIsOffered() {
    let shipped = ["agri-commerce", "course-platform", "league-manager"].map { PatternedPlan(shipped: $0) }
    let cases = Self.names.map { PatternedPlan(case: $0, in: Self.folder) }
    let offered = Set((shipped + cases).flatMap(\.patterns).map(\.kind))
    #expect(DesignPattern.Kind.allCases.filter { !offered.contains($0) } == [])
  }

  /// What a pattern says and writes, for people to read.
  private static func text(_ pattern: DesignPattern) -> String {
    var lines = ["\(pattern.fingerprint): \(plain(pattern.title))"]
    lines += [("because", pattern.because), ("gain", pattern.gain), ("cost", pattern.cost)].map {
      "  \($0): \(plain($1))"
    }
    lines += pattern.details.map { "  - \(plain($0))" }
    if !pattern.unknown.isEmpty { lines.append("  asks: \(pattern.unknown.joined(separator: ", "))") }
    for script in pattern.scripts {
      lines.append("  \(script.role.rawValue):")
      lines += script.sql.split(separator: "\n").map { "    \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func plain(_ claim: Claim) -> String {
    claim.parts.map { part in
      switch part {
      case .words(let text), .text(let text), .written(let text), .code(let text): text
      case .table(let name): name.display
      case .rows(let number), .number(let number): "\(rounded(number))"
      case .bytes(let number): "\(Int(number.rounded())) B"
      case .rate(let number): "\(rounded(number))/s"
      case .duration(let number): "\(rounded(number)) s"
      case .share(let number): "\(rounded(number * 100)) %"
      case .reading(let rows): "\(rounded(rows)) readings"
      }
    }.joined()
  }

  private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
