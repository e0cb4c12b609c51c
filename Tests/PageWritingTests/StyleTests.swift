import Foundation
import Testing

@Suite struct StyleTests {
  /// The colors of the light scheme, and of the dark one where it differs.
  private func schemes() throws -> [(name: String, colors: [String: [Double]])] {
    let css = try SamplePage.text("style.css")
    let parts = css.components(separatedBy: "@media (prefers-color-scheme: dark)")
    try #require(parts.count == 2)
    let light = colors(parts[0])
    let dark = colors(String(parts[1].prefix { $0 != "*" }))
    #expect(Set(dark.keys) == Set(light.keys))
    return [("light", light), ("dark", dark)]
  }

  private func colors(_ css: String) -> [String: [Double]] {
    var result: [String: [Double]] = [:]
    for match in css.matches(of: /--([a-z]+): #([0-9a-f]{6});/) {
      guard let value = Int(match.output.2, radix: 16) else { continue }
      result[String(match.output.1)] = [16, 8, 0].map { Double((value >> $0) & 255) / 255 }
    }
    return result
  }

  /// WCAG 2.2, "contrast ratio" and "relative luminance".
  private func contrast(_ first: [Double], _ second: [Double]) -> Double {
    let values = [first, second].map { color in
      zip(color, [0.2126, 0.7152, 0.0722]).map { channel, weight in
        weight * (channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4))
      }.reduce(0, +)
    }.sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  @Test func textIsReadableInBothSchemes() throws {
    for (scheme, colors) in try schemes() {
      let texts = ["ink", "quiet", "accent", "keyword", "string", "number", "name", "comment"]
      for (text, ground) in texts.flatMap({ text in ["paper", "soft"].map { (text, $0) } }) + [
        ("ink", "mark"), ("accent", "mark"),
      ] {
        let ratio = contrast(try #require(colors[text]), try #require(colors[ground]))
        #expect(ratio >= 4.5, "\(text) on \(ground), \(scheme): \(ratio)")
      }
      for (edge, ground) in [("edge", "paper"), ("accent", "paper"), ("accent", "soft")] {
        let ratio = contrast(try #require(colors[edge]), try #require(colors[ground]))
        #expect(ratio >= 3, "\(edge) on \(ground), \(scheme): \(ratio)")
      }
    }
  }

  @Test func theSheetIsSmallAndAsksNobody() throws {
    let css = try SamplePage.text("style.css")
    #expect(css.utf8.count <= 20_000)
    #expect(!css.contains("url(") && !css.contains("@import"))
  }
}
