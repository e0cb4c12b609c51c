import Foundation
import MarkdownWriting
import PageWriting
import Testing

@Suite struct InjectionTests {
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE x; --", "a|b|c", "`code`",
    "``` fence", "a\nb\n\n# c",
    "[x](javascript:alert(1))", "![x](javascript:alert(1))", "<javascript:alert(1)>", "<http://a.b>", "http://a.b",
    "a@b.cd", "@ana", "#12",
    "<!-- fold: x -->", "<!-- /fold -->", "<!-- c", "-->", "&lt;b&gt;", "&#x3c;script&#x3e;", "&amp;amp;",
    "\u{202E}gnp.exe", "\u{200F}x",
    "😀👩‍👩‍👧", "é̈", "_a_ *b* **c** ~~d~~", "\\", "\\\\|", "]: x", "[a]: http://x", "<a id=\"x\"></a>", "</details></main>",
    "<![CDATA[x]]>", "<?php x ?>", "| - |", "{{name}}", "{{{name}}}", "\u{0}\u{7}", "a&b=c;", "x\" onclick=\"y",
    "<svg/onload=x>",
  ]

  /// What a browser would show of a page part without markup; entities are only those the formatter writes.
  private func shown(_ html: String) -> String {
    html.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  private func tags(_ html: String) -> [String] { html.matches(of: /<[^>]*>/).map { String($0.output) } }

  private func expected(_ text: String) -> String {
    let words = text.unicodeScalars.split { $0 == " " || (0x09...0x0D).contains($0.value) }
    return words.map { word in
      String(String.UnicodeScalarView(word.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
    }.joined(separator: " ")
  }

  @Test(arguments: hostile)
  func aNameShowsAsItselfAndMakesNoElement(name: String) throws {
    let piece = MarkdownText.escaped(name)
    let paragraph = try SamplePage.body("start \(piece) end\n")
    #expect(tags(paragraph) == ["<p>", "</p>"])
    #expect(shown(paragraph) == "start \(expected(name)) end")
    let table = try SamplePage.body(
      "| \(piece) | b |\n|---|---|\n| \(piece) | \(MarkdownText.code(name, in: .tableCell)) |\n")
    let plain = try SamplePage.body("| x | b |\n|---|---|\n| x | `x` |\n")
    // A backslash before a pipe can not stand in one code span of a table; it takes two.
    // How much room a column gets depends on what stands in it.
    let columns = /(?: (?:short|long)-\d+)+(?=">)/
    #expect(
      tags(table.replacing("</code><code>", with: "").replacing(columns, with: "")).filter { $0 != "<wbr>" }
        == tags(plain.replacing(columns, with: "")))
    #expect(shown(table).components(separatedBy: expected(name)).count >= 3)
  }

  @Test(arguments: hostile)
  func aHeadingALinkAndMetadataHoldTheName(name: String) throws {
    let metadata = PageMetadata(
      title: name, siteTitle: name, breadcrumb: [.init(title: name, address: name)],
      previous: .init(title: name, address: name),
      next: .init(title: name, address: "x.html"), stylesheet: name, footer: name)
    let markdown =
      "## \(MarkdownText.escaped(name))\n\n\(MarkdownText.link(name, to: "tables/\(name).md"))\n\n"
      + MarkdownText.fenced(name, language: "text") + "\n\n## Second\n"
    let page = try SamplePage.page(markdown, metadata: metadata)
    let plain = try SamplePage.page("## x\n\n[x](tables/x.md)\n\n```text\nx\n```\n\n## Second\n", metadata: metadata)
    #expect(tags(page).map(name(of:)).filter { $0 != "wbr" } == tags(plain).map(name(of:)))
    #expect(!page.contains("href=\"javascript:"))
    #expect(!page.contains(/<[^>]* on[a-z]+=/.ignoresCase().anchorsMatchLineEndings()) || !hasHandler(page))
  }

  private func name(of tag: String) -> String {
    String(tag.drop { $0 == "<" }.prefix { $0.isLetter || $0.isNumber || $0 == "/" })
  }

  /// An attribute that a browser would run: outside of quoted values.
  private func hasHandler(_ page: String) -> Bool {
    tags(page).contains { $0.replacing(/"[^"]*"/, with: "\"\"").contains(/\son[a-z]+=/) }
  }

  @Test(arguments: hostile)
  func aPersonsProseRunsNothing(prose: String) throws {
    let body = try SamplePage.body(MarkdownProse.embedded(prose))
    let allowed: Set = [
      "p", "/p", "h1", "/h1", "h5", "/h5", "a", "/a", "em", "/em", "strong", "/strong", "code", "/code", "img",
      "figure", "/figure",
      "table", "div", "/div", "/table", "thead", "/thead", "tr", "/tr", "th", "/th", "ul", "/ul", "li", "/li", "pre",
      "/pre", "details",
    ]
    #expect(Set(tags(body).map(name(of:))).isSubset(of: allowed), "\(body)")
    #expect(!body.contains("=\"javascript:"))
    #expect(!hasHandler(body))
  }
}
