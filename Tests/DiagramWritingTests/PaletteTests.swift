import DiagramWriting
import Foundation
import TestKit
import Testing

struct PaletteTests {
  /// Diagrams stand in pages, whose style sheet turns their colors into dark ones.
  @Test func pagesKnowTheDarkColors() throws {
    let sheet = try String(contentsOfFile: "\(Checkout.root)/Templates/Pages/style.css", encoding: .utf8)
    let lines = Set(sheet.split(separator: "\n").map { $0.drop { $0 == " " } })
    let rules = DiagramPalette.darkRules.split(separator: "\n")
    #expect(rules.count > 20)
    for rule in rules { #expect(lines.contains(rule), "style.css lacks \(rule)") }
  }
}
